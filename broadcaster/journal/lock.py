"""Who may write the as-run log: whoever holds `run/player.lock`.

The player holds it while it runs; a command takes it when the player is down. The kernel drops
it with the process, however that ends.
"""

import fcntl
import os
from types import TracebackType

from broadcaster.home import Home
from broadcaster.journal.errors import JournalError

LOCK_NAME = "player.lock"


class WriterLock:
    """The one lock of a home's writers. Use it as a context manager, or acquire and release."""

    def __init__(self, home: Home) -> None:
        self.path = home.run / LOCK_NAME
        self._handle: int | None = None

    def acquire(self) -> None:
        """Take the lock at once, or raise JournalError `in-use` naming the holder's process."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            holder = os.pread(handle, 20, 0).decode("ascii", "replace").strip()
            os.close(handle)
            raise JournalError.in_use(self.path, holder) from error
        self._handle = handle
        self._sign()

    def _sign(self) -> None:
        # Only for the sentence that refuses the next one, so a full disk must not matter.
        assert self._handle is not None  # noqa: S101 - for the type checker
        try:
            os.ftruncate(self._handle, 0)
            os.pwrite(self._handle, f"{os.getpid()}\n".encode(), 0)
        except OSError:
            return

    def release(self) -> None:
        """Let others write; does nothing when it is not held."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    @property
    def is_held(self) -> bool:
        """Say whether this object holds the lock."""
        return self._handle is not None

    def __enter__(self) -> "WriterLock":
        self.acquire()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.release()


def is_locked(home: Home) -> bool:
    """Say whether some process writes this home's log now."""
    lock = WriterLock(home)
    try:
        lock.acquire()
    except JournalError:
        return True
    lock.release()
    return False
