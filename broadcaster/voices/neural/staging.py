"""Where files of a voice wait until all of it is there, and how they are put in place.

`voices/.incoming/<sha256>.part` may be half a file, which the next attempt goes on with. It is
not in a backup. Nothing in `voices/` itself is ever half a file.
"""

import contextlib
import errno
import fcntl
import hashlib
import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

from broadcaster.home import remove_durably, sync_folder
from broadcaster.i18n import _
from broadcaster.voices.neural.errors import NeuralError
from broadcaster.voices.neural.manifest import Manifest, Part, write_manifest
from broadcaster.voices.neural.names import config_name, manifest_name, model_name

INCOMING = ".incoming"
COPY = "copy-"
"""Before the name of a file that was brought: unlike a fetched one it is never gone on with."""
PIECE = 1 << 20
ROOM_LEFT = 64 * 1024 * 1024
"""What stays free for the log and the plan."""


@contextlib.contextmanager
def staging(folder: Path) -> Iterator[Path]:
    """Give the place where files wait, to one command at a time.

    `NeuralError` when another command holds it, or it cannot be written.
    """
    place = folder / INCOMING
    with writing(folder):
        place.mkdir(parents=True, exist_ok=True)
        lock = os.open(place / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        os.close(lock)
        raise NeuralError.busy(folder) from error
    try:
        yield place
    finally:
        for left in place.glob(f"{COPY}*"):
            left.unlink(missing_ok=True)
        os.close(lock)


@contextlib.contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Turn the system's refusal to write into ours."""
    try:
        yield
    except OSError as error:
        raise NeuralError.cannot_write(folder, error.strerror or str(error)) from error


def require_room(place: Path, size: int) -> None:
    """Refuse before anything is written what the disk has no room for."""
    with writing(place):
        free = shutil.disk_usage(place).free
        if free < size + ROOM_LEFT:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def copy_in(source: Path, place: Path, most: int) -> tuple[Path, Part]:
    """Copy a plain file of at most `most` bytes to `place`; return the copy and what it is."""
    target = place / f"{COPY}{source.name}"
    digest, size = hashlib.sha256(), 0
    with writing(place), target.open("wb") as copy:
        for piece in _pieces(source, most + 1):
            size += len(piece)
            digest.update(piece)
            copy.write(piece)
        os.fsync(copy.fileno())
    return target, Part(size, digest.hexdigest())


def _pieces(path: Path, most: int) -> Iterator[bytes]:
    """Give a plain file piece by piece; a pipe or device in its place is refused at once."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        with os.fdopen(handle, "rb") as file:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise NeuralError.unreadable(path, _("it is not a plain file"))
            while most > 0 and (piece := file.read(min(PIECE, most))):
                yield piece
                most -= len(piece)
    except OSError as error:
        raise NeuralError.unreadable(path, error.strerror or str(error)) from error


def put_in_place(folder: Path, manifest: Manifest, model: Path, config: Path) -> None:
    """Make the two staged files the voice of this name, durably; the note comes last."""
    with writing(folder):
        remove_durably(folder / manifest_name(manifest.name))
        model.replace(folder / model_name(manifest.name))
        config.replace(folder / config_name(manifest.name))
        sync_folder(folder)
        write_manifest(folder, manifest)


def take_away(folder: Path, name: str) -> None:
    """Remove a voice, its note first."""
    with writing(folder):
        for file in (manifest_name(name), model_name(name), config_name(name)):
            remove_durably(folder / file)


def digest_of(path: Path) -> Part:
    """Return what a file is; OSError when it cannot be read."""
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            digest.update(piece)
            size += len(piece)
    return Part(size, digest.hexdigest())
