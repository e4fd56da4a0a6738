"""What left of a relay, written down beside the player: a thread feeds the process that encodes.

The stream hands over blocks and never waits. When the process ends too early, or the disk lags
behind by `LAG_S`, the recording has failed, and what is not recorded may not sound (law 1c).
"""

import contextlib
import fcntl
import os
import subprocess
import sys
import threading
from hashlib import sha256
from pathlib import Path
from queue import SimpleQueue

from broadcaster.home import sync_folder
from broadcaster.quantities import BUS_RATE_HZ

PROGRAM = ("-P", "-B", "-X", "utf8", "-m", "broadcaster.playout.relaying.writer")
BITS_PER_S = 64_000
LAG_S = 30
MOST_WAITING = LAG_S * BUS_RATE_HZ * 2
LAST_WORDS_S = 20.0
"""How long the process may take over its last page once the sound has ended."""
_INHERITED = ("PATH", "PYTHONPATH", "LD_LIBRARY_PATH")


class Recorder:
    """One recording. `add` is called by the stream, all else by the player's thread."""

    def __init__(self, path: Path, bits_per_s: int = BITS_PER_S) -> None:
        """Begin to record into `path`. OSError when the disk or the machine does not let us."""
        self.path = path
        self.sha256: str | None = None
        """Hash of the file, once it is complete; empty when there is none to show."""
        self._failed, self._added, self._written = False, 0, 0
        self._blocks: SimpleQueue[bytes | None] = SimpleQueue()
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            # Held by whoever has the file open: after a kill of ours, by the one that still writes.
            fcntl.flock(file, fcntl.LOCK_EX)
            self._process = subprocess.Popen(
                [sys.executable, *PROGRAM, str(bits_per_s)],
                stdin=subprocess.PIPE,
                stdout=file,
                stderr=subprocess.DEVNULL,
                env={key: os.environ[key] for key in _INHERITED if key in os.environ},
                start_new_session=True,
            )
        self._thread = threading.Thread(target=self._run, name="recorder", daemon=True)
        self._thread.start()

    @property
    def has_failed(self) -> bool:
        """Say whether what sounds is not recorded."""
        lags = self._added - self._written > MOST_WAITING
        return self._failed or lags

    def add(self, block: bytes) -> None:
        """Record a block; never waits."""
        self._added += len(block)
        self._blocks.put(block)

    def finish(self) -> None:
        """End the recording; `sha256` is set soon after. One of nothing leaves no file."""
        self._blocks.put(None)

    def wait_finished(self, seconds: float) -> None:
        """Wait for the hash, so long at most."""
        self._thread.join(seconds)

    def _run(self) -> None:
        try:
            self._feed()
        except OSError:
            self._failed = True
        with contextlib.suppress(OSError), self._process.stdin or contextlib.nullcontext():
            pass
        try:
            self._failed = self._process.wait(LAST_WORDS_S) != 0 or self._failed
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
            self._failed = True
        if not self._added:  # nothing of it sounded
            self.path.unlink(missing_ok=True)
        self.sha256 = hash_of(self.path)

    def _feed(self) -> None:
        stdin = self._process.stdin
        while stdin is not None and (block := self._blocks.get()) is not None:
            stdin.write(block)
            self._written += len(block)


def is_being_written(path: Path) -> bool:
    """Say whether a process still writes to a recording."""
    try:
        with path.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    return False


def hash_of(path: Path) -> str:
    """Return the SHA-256 of a recording once it is on disk; empty where nothing was recorded."""
    digest = sha256()
    try:
        with path.open("rb") as file:
            os.fsync(file.fileno())
            while piece := file.read(1 << 20):
                digest.update(piece)
            is_empty = file.tell() == 0
        sync_folder(path.parent)
    except OSError:
        return ""
    return "" if is_empty else digest.hexdigest()
