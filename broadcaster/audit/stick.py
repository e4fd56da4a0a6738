"""Writing an export: each file copied, hashed and synced; the whole renamed last, or removed.

The folder is first written beside its place under a temporary name, so a stick that is pulled out
holds either nothing under the right name or all of it.
"""

import contextlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path, PurePosixPath

from broadcaster.audit.errors import AuditError
from broadcaster.audit.model import Copied
from broadcaster.audit.names import portable
from broadcaster.home import sync_folder

CHUNK = 1 << 20
ROOM_LEFT = 1 << 20
"""Bytes that stay free: for the folders themselves, and the manifest."""


class Stick:
    """A folder that is being filled. Paths in it are made of portable names."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files: list[Copied] = []

    def copy(self, name: str, source: Path, size: int | None = None) -> None:
        """Copy a file as `name`: its first `size` bytes, or all it holds now."""
        with source.open("rb") as reading:
            left = os.fstat(reading.fileno()).st_size if size is None else size
            with self._written(name) as write:
                while left and (data := reading.read(min(CHUNK, left))):
                    left -= len(data)
                    write(data)
        if left:
            raise OSError(f"{source.name} became shorter while it was copied")

    def put(self, name: str, data: bytes) -> None:
        """Write a file that is made here."""
        with self._written(name) as write:
            write(data)

    @contextmanager
    def _written(self, name: str) -> "Iterator[Writing]":
        path = "/".join(portable(part) for part in PurePosixPath(name).parts)
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("xb") as file:
            writing = Writing(file.fileno())
            yield writing
            os.fsync(file.fileno())
        self.files.append(Copied(path, writing.size, writing.hash.hexdigest()))


class Writing:
    """One file being written and hashed."""

    def __init__(self, handle: int) -> None:
        self._handle, self.size, self.hash = handle, 0, sha256()

    def __call__(self, data: bytes) -> None:
        """Write all of `data`."""
        self.hash.update(data)
        self.size += len(data)
        while data:
            data = data[os.write(self._handle, data) :]


@contextmanager
def filling(target: Path) -> Iterator[Stick]:
    """Give a stick to fill; it gets its name `target` at the end, or all of it is removed.

    `AuditError` when the target is there and not an empty folder, or the disk fails.
    """
    check_empty(target)
    partial = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        partial.mkdir(parents=True)
        yield Stick(partial)
        _sync_folders(partial)
        if target.exists():
            target.rmdir()
        partial.rename(target)
        sync_folder(target.parent)
    except OSError as error:
        raise AuditError.cannot_write(target, error.strerror or str(error)) from error
    finally:
        with contextlib.suppress(OSError):
            shutil.rmtree(partial)


def check_empty(target: Path) -> None:
    """Refuse a target that holds something, or that is no folder."""
    try:
        if target.exists() and (not target.is_dir() or any(target.iterdir())):
            raise AuditError.not_empty(target)
    except OSError as error:
        raise AuditError.cannot_write(target, error.strerror or str(error)) from error


def check_room(target: Path, sizes: list[int]) -> None:
    """Refuse when files of these sizes would not fit where `target` is to be."""
    above = next(folder for folder in target.parents if folder.is_dir())
    disk = os.statvfs(above)
    cluster = max(disk.f_frsize, 1)
    needed = sum(-(-size // cluster) * cluster for size in sizes) + ROOM_LEFT
    free = disk.f_bavail * disk.f_frsize
    if needed > free:
        raise AuditError.no_room(target, needed, free)


def _sync_folders(folder: Path) -> None:
    for path in [*folder.rglob("*"), folder]:
        if path.is_dir():
            sync_folder(path)
