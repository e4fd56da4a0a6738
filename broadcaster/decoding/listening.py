"""Our end of the process that decodes: start it, take its pieces, understand how it ended.

Nothing that comes from there is believed: a piece has a bound, so has the answer and its every
word, and all the waiting together. The process never outlives the listening.
"""

import json
import math
import os
import select
import signal
import struct
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import IO, Any, cast

from broadcaster.decoding.limits import Limits
from broadcaster.timebase import NANOSECONDS, SystemTime

LARGEST_PIECE = 1 << 18
LARGEST_ANSWER = 4096
LONGEST_DETAIL = 80
LEAVING_S = 5
"""How long a process that has said its last may take to end."""
_INHERITED = ("PATH", "PYTHONPATH", "LD_LIBRARY_PATH", "TZ")
_ENDS = {signal.SIGXCPU: "too-much-time", signal.SIGKILL: "too-much-memory"}
"""What the kernel kills for; no one else does."""


class StoppedError(Exception):
    """The process did not come to an end of its own; `fault` is a code of `refusals`."""

    def __init__(self, fault: str) -> None:
        super().__init__(fault)
        self.fault = fault


@dataclass(frozen=True)
class Answer:
    """What the process said last: a fault, or what the file promised and whether it ends early."""

    fault: str = ""
    detail: str = ""
    promised_s: float | None = None
    ends_early: bool = False


class Listening:
    """A running reader of one open file. Use as a context manager."""

    def __init__(
        self, file: IO[bytes], rate_hz: int, limits: Limits, *, sides: bool = False
    ) -> None:
        self._file, self._limits = file, limits
        self._cpu_s = limits.cpu_s_for(os.fstat(file.fileno()).st_size)
        self._job = {
            "rate_hz": rate_hz,
            "longest_s": limits.longest_s,
            "memory_bytes": limits.memory_bytes,
            "cpu_s": self._cpu_s,
            "sides": sides,
        }
        self._left_ns = (self._cpu_s + limits.waiting_s) * NANOSECONDS
        self._buffer = bytearray()
        self._time = SystemTime()

    def __enter__(self) -> "Listening":
        """Start it. OSError when the machine can't."""
        self._process = subprocess.Popen(
            [sys.executable, *self._limits.program, json.dumps(self._job)],
            stdin=self._file,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={key: os.environ[key] for key in _INHERITED if key in os.environ},
        )
        self._poll = select.poll()
        self._stdout = cast(IO[bytes], self._process.stdout).fileno()
        self._poll.register(self._stdout, select.POLLIN)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.kill()
        with self._process:
            pass

    def pieces(self) -> Iterator[bytes]:
        """Give what it decodes, whole floats; `StoppedError` when it ends before it is done."""
        while size := struct.unpack("<I", self._take(4))[0]:
            if size > LARGEST_PIECE or size % 4:
                raise StoppedError("crashed")
            yield self._take(size)

    def answer(self) -> Answer:
        """Return what it says after its last piece."""
        while len(self._buffer) <= LARGEST_ANSWER and (more := self._read()):
            self._buffer += more
        try:
            return _understood(json.loads(self._buffer[: LARGEST_ANSWER + 1]))
        except (ValueError, TypeError, KeyError, RecursionError) as error:
            raise StoppedError(self._end()) from error

    def _take(self, count: int) -> bytes:
        while len(self._buffer) < count:
            if not (more := self._read()):
                raise StoppedError(self._end())
            self._buffer += more
        taken = bytes(self._buffer[:count])
        del self._buffer[:count]
        return taken

    def _read(self) -> bytes:
        """Wait for what comes next; nothing at its end. Only waiting counts against the time."""
        began = self._time.monotonic()
        ready = self._poll.poll(max(self._left_ns, 0) / 1_000_000)
        self._left_ns -= self._time.monotonic() - began
        if not ready:
            raise StoppedError("too-much-time")
        return os.read(self._stdout, LARGEST_PIECE)

    def _end(self) -> str:
        try:
            code = self._process.wait(LEAVING_S)
        except subprocess.TimeoutExpired:
            return "crashed"
        return _ENDS.get(signal.Signals(-code), "crashed") if code < 0 else "crashed"


def _understood(said: dict[str, Any]) -> Answer:
    if "fault" in said:
        detail = str(said["detail"])[:LONGEST_DETAIL]
        return Answer(str(said["fault"]), detail if detail.isprintable() else "")
    promised, early = said["promised_s"], bool(said["ends_early"])
    if promised is None or not math.isfinite(promised):
        return Answer(ends_early=early)
    return Answer(promised_s=float(promised), ends_early=early)
