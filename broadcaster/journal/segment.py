"""Appending bytes to one file so that they are on disk on return, or not there at all."""

import contextlib
import os
from pathlib import Path

from broadcaster.home import sync_folder

RESERVE_BYTES = 1 << 20
SLICE_BYTES = 1 << 16
"""How much of the reserve is given up at a time, since other programs take room as well."""

SPARES = 8
"""Empty files kept for their inodes: the copy of an order and a checkpoint want one each."""

_FREE_BEFORE_REMAKING = 4 * RESERVE_BYTES
_INODES_BEFORE_REMAKING = 16 * SPARES


class Segment:
    """One segment file, open for appending by its only writer."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
        self.size = os.fstat(self._handle).st_size
        self._is_dirty = False
        # Also for a file that was there: a kill may have come before its folder was synced.
        sync_folder(path.parent)

    def append(self, data: bytes) -> int:
        """Write `data` and wait for the disk; return its offset.

        After an OSError the file is as it was before. Should even that fail, the next append
        first cuts off what was left, and after a restart recovery finds it as a torn tail.
        """
        self.settle()
        offset = self.size
        try:
            _write_all(self._handle, data)
            os.fdatasync(self._handle)
        except OSError:
            with contextlib.suppress(OSError):
                self._cut_back()
            raise
        self.size += len(data)
        return offset

    def settle(self) -> None:
        """Cut off what a failed append could not; to be done before another segment is begun."""
        if self._is_dirty:
            self._cut_back()

    def _cut_back(self) -> None:
        # Written pages may be marked clean after a failed fdatasync, so they are never trusted:
        # they are cut off and the record is written again.
        self._is_dirty = True
        os.ftruncate(self._handle, self.size)
        os.fdatasync(self._handle)
        self._is_dirty = False

    def close(self) -> None:
        """Close the file; everything acknowledged is on disk already."""
        os.close(self._handle)


def _write_all(handle: int, data: bytes) -> None:
    while data:
        data = data[os.write(handle, data) :]


class Reserve:
    """Room kept for the log, given up slice by slice when the disk is full and made again later.

    A disk can also be full of small files; then it is inodes that are given up, one by one.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def make(self) -> None:
        """Fill the reserve up if the disk has room to spare; do nothing otherwise."""
        with contextlib.suppress(OSError):
            if self._size() < RESERVE_BYTES and self._free() > _FREE_BEFORE_REMAKING:
                self._fill()
        with contextlib.suppress(OSError):
            if os.statvfs(self._path.parent).f_favail > _INODES_BEFORE_REMAKING:
                for spare in self._spares():
                    spare.touch()

    def release(self) -> bool:
        """Give up one slice, or a file where inodes are lacking; False without anything to give."""
        return self._release_inode() or self._release_slice()

    def _release_inode(self) -> bool:
        with contextlib.suppress(OSError):
            disk = os.statvfs(self._path.parent)
            has_inodes = disk.f_favail or not disk.f_files  # some file systems do not count them
            spare = next((one for one in self._spares() if one.exists()), None)
            if not has_inodes and spare is not None:
                spare.unlink()
                return True
        return False

    def _spares(self) -> list[Path]:
        return [self._path.with_name(f".{self._path.name}-{n}") for n in range(1, SPARES + 1)]

    def _release_slice(self) -> bool:
        size = self._size()
        if not size:
            return False
        try:
            os.truncate(self._path, max(size - SLICE_BYTES, 0))
        except OSError:
            return False
        return True

    def _fill(self) -> None:
        handle = os.open(self._path, os.O_WRONLY | os.O_CREAT, 0o644)
        try:
            os.posix_fallocate(handle, 0, RESERVE_BYTES)
            os.fsync(handle)
        finally:
            os.close(handle)

    def _size(self) -> int:
        try:
            return self._path.stat().st_size
        except OSError:
            return 0

    def _free(self) -> int:
        disk = os.statvfs(self._path.parent)
        return disk.f_bavail * disk.f_frsize
