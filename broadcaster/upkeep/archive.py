"""What a backup is: one tar file of a home's parts, its list of hashes last.

The list comes last, so an archive that was cut short has none and is refused. A backup holds the
box's key and is readable by its owner only.
"""

import hashlib
import io
import json
import tarfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from broadcaster.home import Home

KIND = "broadcaster-backup"
MANIFEST = "manifest.json"
LARGEST_MANIFEST = 64 * 1024 * 1024
CHUNK = 1 << 20


@dataclass(frozen=True)
class Saved:
    """One file of a backup: where it lies in the home, and what it must be."""

    path: str
    size: int
    sha256: str
    mode: int


@dataclass(frozen=True)
class Manifest:
    """What a backup says of itself."""

    station: str
    unit: str
    at: str
    """When it was made, RFC 3339."""
    revision: str
    software: str
    files: tuple[Saved, ...] = ()

    def to_bytes(self) -> bytes:
        """Return it as the JSON in the archive."""
        return json.dumps({"v": 1, "kind": KIND, **asdict(self)}, ensure_ascii=False).encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> "Manifest":
        """Read it; ValueError, KeyError or TypeError when it is none of ours."""
        document = json.loads(data)
        if document.pop("kind") != KIND or document.pop("v") != 1:
            raise ValueError("another kind of archive")
        files = tuple(Saved(**entry) for entry in document.pop("files"))
        return cls(**document, files=files)


def home_parts(home: Home) -> tuple[Path, ...]:
    """Return the files and folders that a backup takes, in the order it takes them.

    Checkpoints before the log they sign, orders and recordings after the log that names them:
    while the player goes on writing, the copy never holds a signature over records it lacks, nor
    a `plan` record without its order.
    """
    after = (home.orders, home.recordings, home.airchecks, home.checkpoints)
    logs = sorted(path for path in home.journal.glob("*") if path not in after)
    return (
        home.config,
        home.holidays,
        home.keys,
        home.playlists,
        home.emergency,
        home.voices,
        home.checkpoints,
        *logs,
        home.orders,
        home.recordings,
        home.airchecks,
        home.audio_cache,
    )


def is_wanted(home: Home, path: Path) -> bool:
    """Say whether a file of those folders is worth keeping: no partial, lock or remade one."""
    inside = path.relative_to(home.root)
    remade = inside.parts[:2] == ("audio_cache", "sentences") or inside.parts in (
        ("journal", "reserve"),
        ("journal", "current.json"),
    )
    return not remade and not any(part.startswith(".") for part in inside.parts)


def is_safe(name: str) -> bool:
    """Say whether a name in an archive stays inside the folder it is unpacked to."""
    path = PurePosixPath(name)
    return (
        bool(path.parts)
        and not path.is_absolute()
        and all(part not in ("..", ".") for part in path.parts)
        and "\\" not in name
        and "\0" not in name
        and str(path) == name
    )


class Writer:
    """Puts files into an open archive and remembers what they were."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self._tar = tar
        self.files: list[Saved] = []

    def add(self, name: str, path: Path, *, whole_lines: bool = False) -> None:
        """Add the file as it is now, though it may grow meanwhile.

        With `whole_lines` a last line without its newline is left off: it is no record yet.
        """
        with path.open("rb") as file:
            size = path.stat().st_size
            if whole_lines:
                size = _end_of_last_line(file, size)
                file.seek(0)
            entry = self._entry(name, size, path.stat().st_mode & 0o777)
            entry.mtime = int(path.stat().st_mtime)
            reading = _Hashed(file, size)
            self._tar.addfile(entry, reading)
        self.files.append(Saved(name, size, reading.hash.hexdigest(), entry.mode))

    def add_manifest(self, manifest: Manifest) -> None:
        """Add the list of what was added, as the last file."""
        data = manifest.to_bytes()
        self._tar.addfile(self._entry(MANIFEST, len(data), 0o600), io.BytesIO(data))

    def _entry(self, name: str, size: int, mode: int) -> tarfile.TarInfo:
        entry = tarfile.TarInfo(name)  # owner and group stay root: no account names leave the box
        entry.size, entry.mode = size, mode
        return entry


class _Hashed:
    """Reads at most `size` bytes of a file, hashing what is read."""

    def __init__(self, file: IO[bytes], size: int) -> None:
        self._file, self._left = file, size
        self.hash = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(self._left if size < 0 else min(size, self._left))
        self._left -= len(data)
        self.hash.update(data)
        return data


def _end_of_last_line(file: IO[bytes], size: int) -> int:
    at = size
    while at > 0:
        start = max(0, at - CHUNK)
        file.seek(start)
        found = file.read(at - start).rfind(b"\n")
        if found >= 0:
            return start + found + 1
        at = start
    return 0


def files_in(home: Home, part: Path) -> Iterator[Path]:
    """Give the wanted files of a part, which may be a file itself, in order of their names."""
    paths = [part] if part.is_file() else sorted(part.rglob("*"))
    for path in paths:
        if path.is_file() and not path.is_symlink() and is_wanted(home, path):
            yield path
