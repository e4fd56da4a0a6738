"""Our end of a speech helper: start it, hand it sentences, take speech back in order.

eSpeak NG and Piper each run in a program of their own; both speak the protocol that
`espeak_helper` describes.

One helper serves one call of `speak`. The helper's exit, its silence and a child's crash all
come back as `HelperError`; the caller decides what is tried again.
"""

import contextlib
import fcntl
import json
import os
import select
import signal
import subprocess
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, Protocol

from broadcaster.i18n import _
from broadcaster.voices.espeak_engine import HelperError, short_path

WAITING = 12
"""Requests under way at once, and so the answers that may wait for their turn in memory."""
CHILD_TIMEOUT_S = 30
ANSWER_TIMEOUT_S = 60
STDERR_BYTES = 2000
PIPE_BYTES = 1 << 20
"""The most the kernel gives an ordinary account."""
ENDING_S = 2

Request = Mapping[str, str | int]


@dataclass(frozen=True)
class Answer:
    """The samples of one request, s16le mono, and which word begins where in them."""

    pcm: bytes
    marks: tuple[tuple[int, int], ...] = ()
    """(character of the text, from 0; sample), as the engine tells them."""


class Engine(Protocol):
    """What can be started as a helper."""

    @property
    def data(self) -> Path:
        """The folder of eSpeak NG's data; its path may be too long for the library."""

    def command(self, data: str, timeout_s: int) -> list[str]:
        """Return how it is started, with a path to its data that the library can hold."""


@dataclass
class Helper:
    """A running helper process. Use as a context manager."""

    engine: Engine
    timeout_s: int = CHILD_TIMEOUT_S
    """Of one sentence, which the helper keeps itself."""
    answer_timeout_s: int = ANSWER_TIMEOUT_S
    version: str = ""
    rate_hz: int = 0
    _process: "subprocess.Popen[bytes]" = field(init=False)
    _cleanup: contextlib.ExitStack = field(default_factory=contextlib.ExitStack)
    _buffer: bytearray = field(default_factory=bytearray)
    _unsent: bytearray = field(default_factory=bytearray)

    def __enter__(self) -> "Helper":
        with contextlib.ExitStack() as stack:
            data = stack.enter_context(short_path(self.engine.data))
            self._process = stack.enter_context(_started(self.engine, data, self.timeout_s))
            greeting = self._header()
            self.version, self.rate_hz = str(greeting["version"]), int(greeting["rate_hz"])
            self._cleanup = stack.pop_all()
        return self

    def __exit__(self, *_exc: object) -> None:
        self._cleanup.close()

    def speak(self, requests: Sequence[Request]) -> Iterator[Answer]:
        """Give what each request became, in its order; several are spoken at once.

        The first are handed over here and now, so that another helper can be waited for meanwhile.
        """
        unsent = deque(enumerate(requests))
        self._send_while_few(unsent, 0)
        with contextlib.suppress(BlockingIOError, BrokenPipeError):
            del self._unsent[: os.write(self._stdin, self._unsent)]
        return self._in_order(unsent, len(requests))

    def _in_order(self, unsent: "deque[tuple[int, Request]]", count: int) -> Iterator[Answer]:
        done: dict[int, Answer | HelperError] = {}
        for wanted in range(count):
            while wanted not in done:
                self._send_while_few(unsent, wanted)
                number, answer = self._answer()
                done[number] = answer
            answer = done.pop(wanted)
            if isinstance(answer, HelperError):
                raise answer
            yield answer

    def _send_while_few(self, unsent: "deque[tuple[int, Request]]", wanted: int) -> None:
        while unsent and unsent[0][0] - wanted < WAITING:
            self._send(*unsent.popleft())

    def _send(self, number: int, request: Request) -> None:
        self._unsent += json.dumps({"n": number, **request}, ensure_ascii=False).encode() + b"\n"

    def _answer(self) -> "tuple[int, Answer | HelperError]":
        header = self._header()
        number = int(header["n"])
        if "error" in header:
            return number, HelperError(self._wording(str(header["error"])))
        marks = tuple((int(at), int(sample)) for at, sample in header.get("marks", ()))
        return number, Answer(self._take(int(header["bytes"])), marks)

    def _wording(self, code: str) -> str:
        if code == "timed-out":
            return _("it took longer than {seconds} s").format(seconds=self.timeout_s)
        if code == "changed-file":
            return _("a file of the voice has changed since it was installed")
        if code == "no-memory":
            return _("it needed too much memory")
        if code.startswith("crashed-signal-"):
            number = code.rpartition("-")[2]
            return _("the speech engine crashed (signal {number})").format(number=number)
        return _("the speech engine failed ({code})").format(code=code)

    def _header(self) -> dict[str, Any]:
        while b"\n" not in self._buffer:
            self._fill()
        end = self._buffer.index(b"\n")
        header: dict[str, Any] = json.loads(self._take(end + 1))
        return header

    def _take(self, count: int) -> bytes:
        while len(self._buffer) < count:
            self._fill()
        taken = bytes(self._buffer[:count])
        del self._buffer[:count]
        return taken

    def _fill(self) -> None:
        """Move bytes either way, whichever can move: neither side may wait for the other."""
        writing = [self._stdin] if self._unsent else []
        readable, writable, _x = select.select([self._stdout], writing, [], self.answer_timeout_s)
        if not readable and not writable:
            raise HelperError(_("no answer for {seconds} s").format(seconds=self.answer_timeout_s))
        try:
            if writable:
                del self._unsent[: os.write(self._stdin, self._unsent)]
            if readable:
                chunk = os.read(self._stdout, 1 << 20)
                if not chunk:
                    raise self._gone()
                self._buffer += chunk
        except BrokenPipeError as error:
            raise self._gone() from error

    def _gone(self) -> HelperError:
        said = b""
        if self._process.stderr:
            with contextlib.suppress(OSError):
                said = os.read(self._process.stderr.fileno(), STDERR_BYTES)
        last = said.decode(errors="replace").strip().splitlines()[-1:]
        return HelperError(self._wording(self._ending() or (last[0] if last else "ended")))

    def _ending(self) -> str:
        """Return the code of a helper that a signal ended; empty for any other end."""
        try:
            status = self._process.wait(ENDING_S)
        except subprocess.TimeoutExpired:
            return ""
        return "" if status >= 0 else ending_of(-status)

    @property
    def _stdin(self) -> int:
        return _fileno(self._process.stdin)

    @property
    def _stdout(self) -> int:
        return _fileno(self._process.stdout)


@contextlib.contextmanager
def _started(engine: Engine, data: str, timeout_s: int) -> "Iterator[subprocess.Popen[bytes]]":
    pipe = subprocess.PIPE
    process = subprocess.Popen(
        engine.command(data, timeout_s), bufsize=0, stdin=pipe, stdout=pipe, stderr=pipe
    )
    try:
        os.set_blocking(_fileno(process.stdin), False)
        # Room for some sentences, so that a helper need not wait until its last one is taken.
        with contextlib.suppress(OSError):
            fcntl.fcntl(_fileno(process.stdout), fcntl.F_SETPIPE_SZ, PIPE_BYTES)
        yield process
    finally:
        process.kill()
        process.communicate()


def ending_of(number: int) -> str:
    """Return the code of an end by a signal; the alarm is what a helper sets itself."""
    return "timed-out" if number == signal.SIGALRM else f"crashed-signal-{number}"


def _fileno(pipe: "IO[bytes] | None") -> int:
    if pipe is None:
        raise HelperError("no-pipe")
    return pipe.fileno()
