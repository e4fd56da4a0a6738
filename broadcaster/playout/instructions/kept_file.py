"""A signed file of the plan whose last valid copy serves when it is gone or spoilt.

The copy lies in `run/`. Time does not go back: a file that was made before the copy is somebody's
old one put back. Then the copy serves, or nothing does where only the file itself may. A copy
from the future was made on a clock that was wrong, and says nothing about what is newer.
"""

import contextlib
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from broadcaster.home import read_plain, write_atomically
from broadcaster.signed import LARGEST_BYTES, SignatureError
from broadcaster.timebase import from_rfc3339

Document = dict[str, Any]
Stamp = tuple[int, int, int, int]
Opener = Callable[[bytes, str, str], Document]
"""Opens signed bytes of a kind, or raises `SignatureError`."""
MALFORMED = (KeyError, TypeError, ValueError, AttributeError, ArithmeticError, RecursionError)
AHEAD = timedelta(minutes=10)
"""So far ahead a clock may have been that nobody would call wrong."""


class KeptFile:
    """One such file with its copy. `is_faulty` says that the copy, or nothing, serves."""

    def __init__(
        self, path: Path, kind: str, copy: Path, opener: Opener, now: Callable[[], datetime]
    ) -> None:
        self.path, self.is_faulty = path, False
        self._kind, self._copy, self._open, self._now = kind, copy, opener, now
        self._last: Document | None = None
        """What was believed last, for a disk on which neither file can be read any more."""

    @property
    def is_known(self) -> bool:
        """Say whether there is, or was, such a file at all."""
        return self.path.exists() or self._copy.exists()

    def read(self) -> Document | None:
        """Return the newest valid document, and keep it; None when there is none."""
        data, current = self._try(self.path)
        _kept_data, kept = self._try(self._copy)
        older = current is not None and self._is_older(current, kept)
        self.is_faulty = current is None or older
        if current is None and kept is None and _is_unreadable(self.path):
            return self._last
        self._last = kept if current is None or older else current
        if current is None or older:
            return kept
        if kept != current:
            with contextlib.suppress(OSError):  # without room, the copy stays the older one
                write_atomically(self._copy, data)
        return current

    def read_current(self) -> Document:
        """Return the document of the file itself, where no copy may serve.

        `SignatureError` also for one that is older than what was believed before.
        """
        data = read_bytes(self.path)
        current = self._open(data, self._kind, self.path.name)
        _kept_data, kept = self._try(self._copy)
        if self._is_older(current, kept):
            raise SignatureError(self.path.name, "older")
        if kept != current:
            with contextlib.suppress(OSError):
                write_atomically(self._copy, data)
        return current

    def _is_older(self, current: Document, kept: Document | None) -> bool:
        return kept is not None and _made(current) < _made(kept) <= self._now() + AHEAD

    def _try(self, path: Path) -> tuple[bytes, Document | None]:
        try:
            data = read_bytes(path)
            document = self._open(data, self._kind, path.name)
            _made(document)
        except (SignatureError, *MALFORMED):
            return b"", None
        return data, document


def read_bytes(path: Path) -> bytes:
    """Return the content of a signed file; `SignatureError` `missing` or `unreadable`."""
    try:
        return read_plain(path, LARGEST_BYTES + 1)
    except FileNotFoundError as error:
        raise SignatureError(path.name, "missing") from error
    except OSError as error:
        raise SignatureError(path.name, "unreadable") from error


def _is_unreadable(path: Path) -> bool:
    """Say whether there is such a file, and the disk does not give it."""
    try:
        read_bytes(path)
    except SignatureError as error:
        return error.reason == "unreadable"
    return False


def stamp_of(path: Path) -> Stamp | None:
    """Return what changes whenever the file is replaced or written to; None without a file."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino


def is_file_name(name: str) -> bool:
    """Say whether `name` names a file in a folder, and nothing outside it."""
    return bool(name) and "/" not in name and "\0" not in name and name not in (".", "..")


def _made(document: Document) -> datetime:
    # The hours are made anew from policies signed long before: a dated one that is over goes, and
    # what stood beneath it is older than what was believed.
    return from_rfc3339(document.get("made") or document["at"])
