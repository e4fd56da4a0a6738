"""The audio cache: files named by the SHA-256 of their content, `aa/bb/<sha256>.<ext>`.

A file appears whole or not at all, and is verified each time it is read. Names say everything,
so there is no index to lose. Beside a cut lie its timing marks (`marks_file`), which come and go
with it. Sentences that can be spoken again (`sentence_store`) count towards the limit too.
"""

import contextlib
import hashlib
import itertools
import os
import re
from collections.abc import Iterator, Set
from dataclasses import dataclass
from pathlib import Path

from broadcaster.home import remove_durably, sync_folder
from broadcaster.production.errors import ProductionError
from broadcaster.production.eviction import Entry, choose_evictions

PARTIAL = ".part"
SENTENCES = "sentences"
MARKS = "marks"
_SHA256 = re.compile(r"[0-9a-f]{64}")
_CUT_NAME = re.compile(r"[0-9a-f]{64}\.(?!marks$)[a-z0-9]{1,5}")
_FOLDERS = "[0-9a-f][0-9a-f]/[0-9a-f][0-9a-f]"
_CHUNK = 1 << 20
_serial = itertools.count(1)


@dataclass(frozen=True)
class Collected:
    """What a collection did."""

    removed: tuple[str, ...]
    """SHA-256 of each cut that went."""
    sentences: int
    """How many stored sentences went."""
    freed_bytes: int
    kept_bytes: int
    over_limit_bytes: int
    """How far the files that must stay exceed the limit; 0 when all is well."""


class AudioCache:
    """The cache in the folder `root`. Opening one touches nothing."""

    def __init__(self, root: Path, limit_bytes: int) -> None:
        self.root = root
        self.limit_bytes = limit_bytes

    def put(self, data: bytes, extension: str) -> str:
        """Keep `data`; return its SHA-256. `ProductionError` when the disk does not take it."""
        with self.partial(extension) as path:
            try:
                path.write_bytes(data)
            except OSError as error:
                raise ProductionError.cannot_write(self.root, _reason(error)) from error
            return self.adopt(path, extension)

    @contextlib.contextmanager
    def partial(self, extension: str) -> Iterator[Path]:
        """Give a path in the cache to write to; whatever is left of it afterwards is removed."""
        path = self.root / f".{os.getpid()}-{next(_serial)}.{extension}{PARTIAL}"
        try:
            self.root.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ProductionError.cannot_write(self.root, _reason(error)) from error
        try:
            yield path
        finally:
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)

    def adopt(self, partial: Path, extension: str) -> str:
        """Move a finished file of this cache's disk to its name; it is on disk on return."""
        try:
            sha256 = hash_file(partial)
            target = self.root / sha256[:2] / sha256[2:4] / f"{sha256}.{extension}"
            with partial.open("rb+") as file:
                os.fsync(file.fileno())
            target.parent.mkdir(parents=True, exist_ok=True)
            partial.replace(target)
            for folder in (target.parent, target.parent.parent, self.root):
                sync_folder(folder)
        except OSError as error:
            raise ProductionError.cannot_write(self.root, _reason(error)) from error
        return sha256

    def path(self, sha256: str) -> Path:
        """Return where a cut lies; `ProductionError` when it is not here."""
        if _SHA256.fullmatch(sha256):
            folder = self.root / sha256[:2] / sha256[2:4]
            for found in sorted(folder.glob(f"{sha256}.*")):
                if _CUT_NAME.fullmatch(found.name):
                    return found
        raise ProductionError.missing(sha256)

    def marks_path(self, sha256: str) -> Path:
        """Return where the timing marks of a cut lie, or would lie."""
        return self.root / sha256[:2] / sha256[2:4] / f"{sha256}.{MARKS}"

    def read(self, sha256: str) -> bytes:
        """Return a cut's bytes, checked against its name; `ProductionError` missing or altered."""
        path = self.path(sha256)
        try:
            data = path.read_bytes()
        except OSError as error:
            raise ProductionError.unreadable(path, _reason(error)) from error
        if hashlib.sha256(data).hexdigest() != sha256:
            raise ProductionError.altered(path)
        return data

    def list(self) -> list[Entry]:
        """Return every cut of the cache, ordered by name."""
        cuts = self.root.glob(f"{_FOLDERS}/*")
        return _entries(path for path in cuts if _CUT_NAME.fullmatch(path.name))

    def verify(self) -> Iterator[tuple[Entry, bool]]:
        """Give each cut with whether its content matches its name."""
        for entry in self.list():
            try:
                yield entry, hash_file(entry.path) == entry.name
            except OSError:
                yield entry, False

    def collect(self, keep: Set[str], *, limit_bytes: int | None = None) -> Collected:
        """Remove least recently used files until the rest fits the limit; never a cut in `keep`.

        Also removes what an interrupted writer left. When `keep` alone is over the limit, all of
        it stays and the excess is reported.
        """
        limit = self.limit_bytes if limit_bytes is None else limit_bytes
        freed = self._remove_partials()
        cuts = self.list()
        sentences = _entries(self.root.glob(f"{SENTENCES}/*/*"))
        eviction = choose_evictions([*cuts, *sentences], keep, limit)
        for entry in eviction.going:
            remove_durably(entry.path)
            freed += entry.size
        freed += self._remove_orphaned_marks()
        gone = {entry.path for entry in eviction.going}
        removed = tuple(entry.name for entry in cuts if entry.path in gone)
        return Collected(
            removed,
            len(gone) - len(removed),
            freed,
            eviction.kept_bytes,
            eviction.over_limit_bytes,
        )

    def _remove_orphaned_marks(self) -> int:
        """Remove marks whose cut is not here; they are small, so their size decides nothing."""
        present = {entry.name for entry in self.list()}
        freed = 0
        for entry in _entries(self.root.glob(f"{_FOLDERS}/*.{MARKS}")):
            if entry.name not in present and _SHA256.fullmatch(entry.name):
                remove_durably(entry.path)
                freed += entry.size
        return freed

    def _remove_partials(self) -> int:
        freed = 0
        for path in self.root.glob(f".*{PARTIAL}"):
            owner = path.name[1:].partition("-")[0]
            if owner.isdigit() and not Path(f"/proc/{owner}").exists():
                with contextlib.suppress(OSError):
                    freed += path.stat().st_size
                    path.unlink()
        return freed


def _entries(paths: Iterator[Path]) -> list[Entry]:
    entries = []
    for path in sorted(paths):
        with contextlib.suppress(FileNotFoundError):  # another command collected it
            stat = path.stat()
            used_ns = max(stat.st_mtime_ns, stat.st_atime_ns)
            entries.append(Entry(path.stem, path, stat.st_size, used_ns))
    return entries


def hash_file(path: Path) -> str:
    """Return the SHA-256 of a file's content, read in pieces."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def _reason(error: OSError) -> str:
    return error.strerror or str(error)
