"""What goes into an export beside the log: signed papers, texts, cuts, keys. Read from the home."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from broadcaster.audit.model import Extent
from broadcaster.audit.texts import readable
from broadcaster.bulletins import Approval, Revision, script_bytes
from broadcaster.bulletins.store import approvals, dossiers
from broadcaster.desk import Desk
from broadcaster.home import Home
from broadcaster.journal.checkpoint import ORIGIN_PREFIX, verifier_key
from broadcaster.journal.logs import CURRENT_NAME
from broadcaster.journal.notes import note_files
from broadcaster.production import actions as production_actions
from broadcaster.production.cache import hash_file
from broadcaster.production.errors import ProductionError


@dataclass(frozen=True)
class Source:
    """A file to be copied: its path in the export, where it lies, how much of it (None: all)."""

    name: str
    path: Path
    size: int | None = None

    @property
    def bytes(self) -> int:
        """How much room it takes."""
        return self.path.stat().st_size if self.size is None else self.size


@dataclass(frozen=True)
class Made:
    """A file that is made for the export."""

    name: str
    data: bytes


def seal_files(home: Home) -> list[Source]:
    """Return the checkpoint files; to be listed before the log is read, so that it holds them."""
    return [Source(_inside(home.journal, path), path) for path in note_files(home.journal)]


def log_files(home: Home, extents: list[Extent]) -> Iterator[Source]:
    """Yield the segments, as far as they are given, then the orders and recordings they name."""
    for one in extents:
        for name, size in sorted(one.sizes.items()):
            yield Source(f"journal/{one.log_id}/{name}", home.journal / one.log_id / name, size)
    for folder in (home.orders, home.recordings, home.airchecks):
        for path in _plain_files(folder):
            yield Source(_inside(home.journal, path), path)
    if (home.journal / CURRENT_NAME).is_file():
        yield Source(f"journal/{CURRENT_NAME}", home.journal / CURRENT_NAME)


def signed_papers(home: Home) -> Iterator[Source]:
    """Yield what the box signed for its player: approvals, hours, withdrawals, the wiring."""
    single = (home.hours, home.withdrawn, home.clusters, home.emergency_templates)
    for path in (*_plain_files(home.approvals), *filter(Path.is_file, single)):
        yield Source(f"plan/{path.relative_to(home.plan).as_posix()}", path)


def cut_files(desk: Desk, wanted: tuple[str, ...]) -> tuple[list[Source], list[str]]:
    """Return the cuts that are here whole, and the hashes of those that are not."""
    cache = production_actions.open_cache(desk)
    found, missing = [], []
    for sha in wanted:
        with contextlib.suppress(ProductionError, OSError):
            path = cache.path(sha)
            if hash_file(path) == sha:
                found.append(Source(f"cuts/{path.name}", path))
                continue
        missing.append(sha)
    return found, missing


def texts_of(desk: Desk, wanted: frozenset[str]) -> Iterator[Made]:
    """Yield the texts that these approvals (ids) cover: as JSON that has the hash, and to read."""
    covered: dict[str, list[Approval]] = {}
    with desk.database.transaction() as session:
        for one in filter(None, (approvals.read(session, id_) for id_ in sorted(wanted))):
            if one.revision:
                covered.setdefault(one.revision, []).append(one)
        for name, given in covered.items():
            bulletin, _, number = name.rpartition(".r")
            if revision := dossiers.read_revision(session, bulletin, int(number)):
                yield from _text(revision, given)


def _text(revision: Revision, given: list[Approval]) -> Iterator[Made]:
    yield Made(f"texts/{revision.id}.json", script_bytes(revision.script))
    # With a mark in front, so that the oldest Notepad knows it is UTF-8.
    yield Made(f"texts/{revision.id}.txt", readable(revision, given).encode("utf-8-sig"))


def public_keys(desk: Desk, extents: list[Extent]) -> list[Made]:
    """Return the box's public key as PEM, and as C2SP tools take it for each log."""
    public = desk.key.public_bytes
    pem = Ed25519PublicKey.from_public_bytes(public).public_bytes(
        Encoding.PEM, PublicFormat.SubjectPublicKeyInfo
    )
    station = desk.settings.station
    lines = [verifier_key(f"{ORIGIN_PREFIX}/{station}/{one.log_id}", public) for one in extents]
    return [
        Made("keys/box.pem", pem),
        Made("keys/verifier-keys.txt", "".join(f"{line}\n" for line in lines).encode()),
    ]


def _plain_files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return sorted(
        path
        for path in folder.iterdir()
        if path.is_file() and not path.is_symlink() and not path.name.startswith(".")
    )


def _inside(journal: Path, path: Path) -> str:
    return f"journal/{path.relative_to(journal).as_posix()}"
