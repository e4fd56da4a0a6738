"""The way operators' commands reach a running player: JSON lines on a Unix socket.

One request is one line, one answer is one line. The socket lies in `run/`, or, where that path is
too long for a socket, in a private folder; `run/player.json` says where.
"""

import contextlib
import json
import os
import shutil
import socket
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from broadcaster.home import Home, remove_durably, write_atomically
from broadcaster.playout.errors import PlayoutError
from broadcaster.playout.process.requests import CARRY_OUT, Request

NOTE_NAME = "player.json"
SOCKET_NAME = "control.sock"
PRIVATE_PREFIX = "broadcaster-"
LONGEST_PATH = 100
"""Bytes; `sockaddr_un` holds 108."""
LONGEST_LINE = 64 * 1024
ANSWER_S = 30.0
PATIENCE_S = 5.0
"""How long a client may keep a connection without saying anything."""

Document = dict[str, Any]
Accept = Callable[[Request], None]
"""Hands a request to the player and wakes it."""


class ControlServer:
    """Listens for commands. `status` is answered here, everything else by the player's thread."""

    def __init__(self, home: Home, accept: Accept, status: Callable[[], Document]) -> None:
        self._home, self._accept, self._status = home, accept, status
        self._note = home.run / NOTE_NAME
        self._private: Path | None = None
        self._socket: socket.socket | None = None
        self._thread: threading.Thread | None = None
        self._words: Document = {}
        self.report_alive: Callable[[], None] = lambda: None

    def start(self, note: Document) -> None:
        """Begin to listen, and say in `run/player.json` where."""
        self._words = note
        self._remove_stale()
        path = self._path()
        listening = socket.socket(socket.AF_UNIX)
        listening.bind(str(path))
        path.chmod(0o600)
        listening.listen(128)
        listening.settimeout(1.0)
        self._socket = listening
        document = {**note, "pid": os.getpid(), "socket": str(path)}
        write_atomically(self._note, json.dumps(document, indent=1).encode() + b"\n")
        self._thread = threading.Thread(
            target=self._listen, args=(listening,), name="control", daemon=True
        )
        self._thread.start()

    def restart(self) -> None:
        """Listen anew on another socket; a thread that hangs is left behind."""
        listening, self._socket = self._socket, None
        if listening is not None:
            listening.close()
        self.start(self._words)

    def stop(self) -> None:
        """Listen no more."""
        listening, self._socket = self._socket, None
        if listening is not None:
            listening.close()
        if self._thread is not None:
            self._thread.join()
        remove_durably(self._note)
        (self._home.run / SOCKET_NAME).unlink(missing_ok=True)
        if self._private is not None:
            shutil.rmtree(self._private, ignore_errors=True)

    def _path(self) -> Path:
        path = self._home.run / SOCKET_NAME
        if len(os.fsencode(path)) <= LONGEST_PATH:
            return path
        parent = os.environ.get("RUNTIME_DIRECTORY") or os.environ.get("XDG_RUNTIME_DIR")
        self._private = Path(tempfile.mkdtemp(prefix=PRIVATE_PREFIX, dir=parent))
        return self._private / SOCKET_NAME

    def _remove_stale(self) -> None:
        """Remove what a kill left; the lock says that nobody listens there."""
        (self._home.run / SOCKET_NAME).unlink(missing_ok=True)
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
            folder = Path(json.loads(self._note.read_bytes())["socket"]).parent
            if folder.name.startswith(PRIVATE_PREFIX):
                shutil.rmtree(folder, ignore_errors=True)

    def _listen(self, listening: socket.socket) -> None:
        while self._socket is listening:
            self.report_alive()
            try:
                connection, _address = listening.accept()
            except TimeoutError:
                continue
            except OSError:
                return
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with connection, contextlib.suppress(OSError):
            connection.settimeout(PATIENCE_S)
            reply = self._reply(_read_line(connection))
            connection.sendall(json.dumps(reply, ensure_ascii=False).encode() + b"\n")

    def _reply(self, line: bytes) -> Document:
        try:
            words = json.loads(line)
            name = words.pop("command")
        except (ValueError, KeyError, TypeError, AttributeError):
            return {"ok": False, "error": "not a request"}
        if name == "status":
            return {"ok": True, **self._status()}
        if not isinstance(name, str) or name not in CARRY_OUT:
            return {"ok": False, "error": f"no such command: {name}"}
        request = Request(name, {key: str(value) for key, value in words.items()})
        self._accept(request)
        return request.wait(ANSWER_S) or {"ok": False, "error": "no answer in time"}


def ask_player(home: Home, command: str, **words: str) -> Document:
    """Send a command to the running player and return its answer.

    `PlayoutError`: the player is not running, does not answer, or refuses with its sentence.
    """
    try:
        path = json.loads((home.run / NOTE_NAME).read_bytes())["socket"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise PlayoutError.not_running() from error
    try:
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(ANSWER_S + PATIENCE_S)
            connection.connect(path)
            connection.sendall(json.dumps({"command": command, **words}).encode() + b"\n")
            reply: Document = json.loads(_read_line(connection))
    except (ConnectionRefusedError, FileNotFoundError) as error:
        raise PlayoutError.not_running() from error
    except (OSError, ValueError) as error:
        raise PlayoutError.no_answer(str(error)) from error
    if not reply.pop("ok", False):
        raise PlayoutError.refused(str(reply.get("error", "")))
    return reply


def _read_line(connection: socket.socket) -> bytes:
    data = b""
    while not data.endswith(b"\n") and len(data) < LONGEST_LINE:
        piece = connection.recv(4096)
        if not piece:
            break
        data += piece
    return data
