"""Samples into another program's standard input: raw 48 kHz s16 mono, in real time.

`pipe:CMD` is split into words as a shell would, and no shell is started. The program gets its own
process group, so that a Ctrl-C meant for the player does not end it first. A program that ends or
stops reading is a failed output; the player starts it anew.
"""

import contextlib
import fcntl
import os
import select
import shlex
import shutil
import subprocess

from broadcaster.i18n import _
from broadcaster.playout.errors import OutputError
from broadcaster.playout.outputs.model import Opening

STUCK_S = 2.0
"""A program that takes nothing for so long does not read any more."""
LAST_WORDS_S = 2.0
"""How long it may take to end once its input is closed."""


class PipeOutput:
    """Feeds one child process."""

    grade = 1
    paces = False
    gaps = 0

    def __init__(self, argument: str, room_bytes: int = 0) -> None:
        """Feed the program that `argument` names, with its own arguments.

        Its pipe holds `room_bytes` where the system allows that, else what it usually does.
        """
        self.ended: int | None = None
        """Exit code of the program that was fed last, once it is closed."""
        self._room_bytes = room_bytes
        self.name = f"pipe:{argument}"
        self._argument = argument
        self._child: subprocess.Popen[bytes] | None = None

    def check(self) -> str | None:
        """Return why the program cannot be started, or None."""
        try:
            words = shlex.split(self._argument)
        except ValueError as error:
            return str(error)
        if not words or shutil.which(words[0]) is None:
            return _('there is no program "{name}"').format(name=words[0] if words else "")
        return None

    def open(self, opening: Opening) -> None:
        """Start the program."""
        reason = self.check()
        if reason:
            raise OutputError(self.name, reason)
        try:
            self._child = subprocess.Popen(
                shlex.split(self._argument),
                stdin=subprocess.PIPE,
                bufsize=0,
                start_new_session=True,
            )
        except OSError as error:
            raise OutputError(self.name, error.strerror or str(error)) from error
        if self._child.stdin is not None:
            os.set_blocking(self._child.stdin.fileno(), False)
            if self._room_bytes:
                with contextlib.suppress(OSError):
                    fcntl.fcntl(self._child.stdin, fcntl.F_SETPIPE_SZ, self._room_bytes)

    def write(self, block: bytes) -> None:
        """Hand the samples over, waiting for the program no longer than `STUCK_S`."""
        child = self._child
        if child is None or child.stdin is None:
            raise OutputError(self.name, _("it is not open"))
        try:
            _feed(child.stdin.fileno(), block)
        except OSError as error:
            self.close()
            raise OutputError(self.name, error.strerror or str(error)) from error

    def position(self) -> int | None:
        """Return None: what the program does with the samples is not known."""
        return None

    def close(self) -> None:
        """Close its input, and end it when it does not end by itself."""
        child, self._child = self._child, None
        if child is None:
            return
        if child.stdin is not None:
            child.stdin.close()
        try:
            child.wait(LAST_WORDS_S)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
        self.ended = child.returncode


def _feed(handle: int, block: bytes) -> None:
    view = memoryview(block)
    while view:
        if not select.select([], [handle], [], STUCK_S)[1]:
            raise TimeoutError(0, _("the program does not read"))
        with contextlib.suppress(BlockingIOError):  # the room went between the two calls
            view = view[os.write(handle, view) :]
