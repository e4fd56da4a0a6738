"""The process that holds an amplifier's line: `python -m … hold:CMD|file:PATH`.

Fed on its standard input: `HOLD` renews the lease, `DROP` ends it. When nothing came for `LEASE_S`,
or the input is at its end, the line falls.

- `hold:CMD`: the line is held as long as CMD runs, as libgpiod's `gpioset` holds its line. CMD is
  ended to let it fall, and the kernel ends it with us, however we die.
- `file:PATH`: writes 1 and 0 into a file such as `/sys/class/gpio/gpio17/value`. A SIGKILL of this
  process leaves what was written; prefer `hold:`.
"""

import contextlib
import ctypes
import os
import select
import shlex
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from broadcaster.timebase import NANOSECONDS, SystemTime

HOLD, DROP = b"1", b"0"
LEASE_S = 3
"""A relay stays closed no longer than this after the last word of a player that hangs."""
TERMINATING_S = 0.3
_PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None)


class Line(Protocol):
    """What can be held and let go, each as often as one likes."""

    def hold(self) -> None:
        """Switch the amplifier on, or find it on."""

    def let_go(self) -> None:
        """Switch it off, or find it off."""


class HeldCommand:
    """Held while a program runs."""

    def __init__(self, command: str) -> None:
        self._words = shlex.split(command)
        self._program: subprocess.Popen[bytes] | None = None

    def hold(self) -> None:
        """Start the program unless it runs."""
        if self._program is None or self._program.poll() is not None:
            self._program = subprocess.Popen(
                self._words, stdin=subprocess.DEVNULL, preexec_fn=_die_with_parent
            )

    def let_go(self) -> None:
        """End the program, with SIGKILL if it does not end by itself."""
        program, self._program = self._program, None
        if program is None:
            return
        program.terminate()
        try:
            program.wait(TERMINATING_S)
        except subprocess.TimeoutExpired:
            program.kill()
            program.wait()


class HeldFile:
    """Held while a file says 1."""

    def __init__(self, path: str) -> None:
        self._path = Path(path)

    def hold(self) -> None:
        """Write 1."""
        self._path.write_bytes(b"1\n")

    def let_go(self) -> None:
        """Write 0."""
        self._path.write_bytes(b"0\n")


KINDS: dict[str, Callable[[str], Line]] = {"hold": HeldCommand, "file": HeldFile}


def keep(line: Line, handle: int) -> None:
    """Hold and let go as the words on `handle` and the lease say, until they end."""
    time = SystemTime()
    until = 0
    try:
        while True:
            left_s = max(0.0, (until - time.monotonic()) / NANOSECONDS) if until else None
            if not select.select([handle], [], [], left_s)[0]:
                until = _let_go(line)
                continue
            words = os.read(handle, 4096)
            if not words:
                return
            if words.endswith(HOLD):
                with contextlib.suppress(OSError):  # tried again with the next word
                    line.hold()
                until = time.monotonic() + LEASE_S * NANOSECONDS
            else:
                until = _let_go(line)
    finally:
        _let_go(line)


def _let_go(line: Line) -> int:
    with contextlib.suppress(OSError):
        line.let_go()
    return 0


def _die_with_parent() -> None:
    _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def _end(_number: int, _frame: object) -> None:
    sys.exit(0)  # through `finally`, which lets the line fall


def main() -> None:
    """Hold the line that the one argument names."""
    kind, _, argument = sys.argv[1].partition(":")
    line = KINDS[kind](argument)
    _let_go(line)  # whatever an earlier one left
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _end)
    keep(line, sys.stdin.fileno())


if __name__ == "__main__":
    main()
