"""A file read while another thread writes it: the reader waits at its end until there is more."""

import threading
from pathlib import Path
from types import TracebackType
from typing import IO

WAIT_S = 0.01


class Growing:
    """The file at `path`, from its beginning, also before it is there. Only `read` is offered.

    Without `seek`, a decoder takes it for a stream and never looks for an end.
    """

    def __init__(self, path: Path, whole: threading.Event | None = None) -> None:
        """`whole` is set by whoever writes the file; without it `finish` has to be called."""
        self.path = path
        self._whole = whole or threading.Event()
        self._file: IO[bytes] | None = None

    def __enter__(self) -> "Growing":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._file:
            self._file.close()

    def finish(self) -> None:
        """Say that nothing more will be written; it may be said twice."""
        self._whole.set()

    def read(self, most: int) -> bytes:
        """Return up to `most` bytes, none only at the end of the finished file."""
        while True:
            whole = self._whole.is_set()  # asked first: what is written later must be seen
            data = self._read(most)
            if data or whole:
                return data
            self._whole.wait(WAIT_S)

    def read_full(self, count: int) -> bytes:
        """Return `count` bytes, fewer only at the end of the finished file."""
        data = self.read(count)
        while len(data) < count and (more := self.read(count - len(data))):
            data += more
        return data

    def _read(self, most: int) -> bytes:
        if self._file is None:
            if not self.path.exists():
                return b""
            self._file = self.path.open("rb", buffering=0)
        return self._file.read(most)
