"""The console as a process of its own: real sockets, real limits, virtual time.

What a test wants to know of it afterwards, such as its memory, is read from the kernel.
"""

import http.client
import re
import select
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO
from urllib.parse import urlencode

from tests.web.conftest import PASSWORD, PEOPLE, TOKEN

PROGRAM = """
import os, resource, sys, tempfile
from pathlib import Path
from broadcaster.desk import Desk
from broadcaster.home import Home
from broadcaster.timebase import VirtualTime
from broadcaster.web.server import serve
from tests.conftest import SUNDAY_MORNING

home, port = Home(Path(sys.argv[1])), int(sys.argv[2])
tempfile.tempdir = sys.argv[3]
serve(Desk.open(home, time=VirtualTime(SUNDAY_MORNING)), host="127.0.0.1", port=port)
"""
PATIENCE_S = 30.0
CHUNK = b"\x00" * 65_536


@dataclass
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    text: str


@dataclass
class RealServer:
    """A running console, and one signed-in or unknown visitor of it."""

    port: int
    process: "subprocess.Popen[bytes]"
    temporary: Path
    stderr: Path
    cookies: dict[str, str] = field(default_factory=dict)

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def memory_mb(self) -> float:
        """The most memory it ever held, as the kernel counts."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        found = re.search(r"VmHWM:\s+(\d+) kB", status)
        assert found
        return int(found[1]) / 1024

    def ask(self, method: str, path: str, body: bytes = b"", kind: str = "") -> Answer:
        """Send one request whole."""
        headers = self.headers(kind) | {"content-length": str(len(body))}
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_S)
        try:
            connection.request(method, path, body or None, headers)
            return self.answer(connection.getresponse())
        finally:
            connection.close()

    def headers(self, kind: str = "") -> dict[str, str]:
        headers = {"origin": self.origin, "cookie": self.cookie()}
        return headers | ({"content-type": kind} if kind else {})

    def cookie(self) -> str:
        chosen = {"broadcaster_lang": "en", **self.cookies}
        return "; ".join(f"{name}={value}" for name, value in chosen.items())

    def answer(self, response: http.client.HTTPResponse) -> Answer:
        for line in response.msg.get_all("set-cookie") or ():
            name, _equals, value = line.partition(";")[0].partition("=")
            self.cookies[name] = value
        headers = {name.lower(): value for name, value in response.getheaders()}
        return Answer(response.status, headers, response.read().decode("utf-8", "replace"))

    def token(self, path: str = "/today") -> str:
        page = self.ask("GET", path)
        found = TOKEN.search(page.text)
        assert found, (page, self.stderr.read_text())
        return found[1]

    def send(self, path: str, page: str = "/today", **fields: str) -> Answer:
        return self.post(path, token=self.token(page), **fields)

    def post(self, path: str, **fields: str) -> Answer:
        body = urlencode(fields).encode()
        return self.ask("POST", path, body, "application/x-www-form-urlencoded")

    def sign_in(self, who: str) -> Answer:
        answer = self.send("/sign-in", page="/sign-in", name=PEOPLE[who], password=PASSWORD)
        assert answer.status == 303, (answer, self.stderr.read_text())
        return answer

    def pour(
        self, path: str, kind: str, size: int, head: bytes = b"", *, chunked: bool = False
    ) -> tuple[Answer | None, int]:
        """Send `size` bytes while the server takes them; return its answer and how many went."""
        length = "transfer-encoding: chunked" if chunked else f"content-length: {size}"
        lines = [f"POST {path} HTTP/1.1", f"host: 127.0.0.1:{self.port}", length]
        lines += [f"{name}: {value}" for name, value in self.headers(kind).items()]
        with socket.create_connection(("127.0.0.1", self.port), PATIENCE_S) as connection:
            connection.sendall("\r\n".join([*lines, "", ""]).encode())
            sent = self._pour(connection, head, size, chunked)
            response = http.client.HTTPResponse(connection)
            try:
                response.begin()
                return self.answer(response), sent
            except (OSError, http.client.HTTPException):
                return None, sent

    def first_answer(self, path: str, size: int) -> int:
        """Announce a body and send none of it; return the first status that comes."""
        lines = [f"POST {path} HTTP/1.1", f"host: 127.0.0.1:{self.port}", "expect: 100-continue"]
        headers = self.headers("multipart/form-data; boundary=x") | {"content-length": str(size)}
        lines += [f"{name}: {value}" for name, value in headers.items()]
        with socket.create_connection(("127.0.0.1", self.port), PATIENCE_S) as connection:
            connection.sendall("\r\n".join([*lines, "", ""]).encode())
            return int(connection.recv(100).split()[1])

    def _pour(self, connection: socket.socket, head: bytes, size: int, chunked: bool) -> int:
        sent = 0
        connection.setblocking(False)
        waiting = _framed(head, chunked)
        last = time.monotonic()  # noqa: TID251 - the kernel's buffers know no virtual time
        while sent < size and time.monotonic() - last < 1.5:  # noqa: TID251 - as above
            try:
                waiting = waiting[connection.send(waiting) :]
            except BlockingIOError:
                select.select([connection], [connection], [], 0.1)
            except OSError:
                break
            else:
                last = time.monotonic()  # noqa: TID251 - as above
            if _has_answer(connection):
                break  # the server only throws away what comes after its answer
            if not waiting:
                sent += len(CHUNK)
                waiting = _framed(CHUNK, chunked)
        connection.settimeout(PATIENCE_S)
        return sent


def _framed(data: bytes, chunked: bool) -> bytes:
    return b"%x\r\n%b\r\n" % (len(data), data) if chunked and data else data


def _has_answer(connection: socket.socket) -> bool:
    try:
        return bool(connection.recv(1, socket.MSG_PEEK))
    except BlockingIOError:
        return False
    except OSError:
        return True


@contextmanager
def running(home: Path, at: Path, program: str = PROGRAM, *more: str) -> Iterator[RealServer]:
    """Start the console of a home; stop it with SIGTERM at the end."""
    at.mkdir()
    temporary = at / "tmp"
    temporary.mkdir()
    port = _free_port()
    with (at / "stderr").open("wb") as stderr:
        process = _started(program, [str(home), str(port), str(temporary), *more], stderr)
        server = RealServer(port, process, temporary, at / "stderr")
        try:
            _wait_until_up(server)
            yield server
        finally:
            process.terminate()
            process.wait(PATIENCE_S)


def _started(program: str, arguments: list[str], stderr: IO[bytes]) -> "subprocess.Popen[bytes]":
    return subprocess.Popen([sys.executable, "-c", program, *arguments], stderr=stderr)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_until_up(server: RealServer) -> None:
    for _try in range(300):
        try:
            socket.create_connection(("127.0.0.1", server.port), 1).close()
        except OSError:
            assert server.process.poll() is None, server.stderr.read_text()
            time.sleep(0.1)  # noqa: TID251 - another process starts in its own time
        else:
            return
    raise AssertionError(server.stderr.read_text())
