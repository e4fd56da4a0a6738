"""How much of each log goes into an export: whole records, up to a signed size where it grows.

Of the log that the running player adds to, what its newest checkpoint covers: so all of it is
signed. Of any other, and of one in which something is wrong, everything up to the last newline:
what is no evidence of a broadcast may be evidence of what was done to the log.
"""

from pathlib import Path

from broadcaster.audit.model import Extent
from broadcaster.journal import JournalError, Record, notes
from broadcaster.journal.checkpoint import Checkpoint
from broadcaster.journal.logs import Log
from broadcaster.journal.verification import survey

_CHUNK = 1 << 16


def extent_of(journal: Path, log: Log, public: bytes, *, grows: bool) -> Extent:
    """Return how much of `log` to give. `grows` says that a player may be adding to it."""
    seals = {seal.size: seal for seal in _seals(journal, log.id, public)}
    ends: dict[int, tuple[str, int]] = {}

    def note_end(record: Record) -> None:
        if record.seq + 1 in seals:
            place = record.place
            ends[record.seq + 1] = place.segment, place.offset + len(record.raw) + 1

    roots = {size: [seal.root] for size, seal in seals.items()}
    found = survey(log.id, log.lines(), roots, note_end)
    seal = seals.get(found.covered)
    code = seal.short_code if seal else ""
    if grows and found.is_whole and found.covered:
        sizes = _sizes_to(log, *ends[found.covered])
        left_off = found.records - found.covered
        return Extent(log.id, found.covered, sizes, left_off, found.covered, code)
    sizes = {path.name: end_of_last_line(path) for path in log.segments}
    return Extent(log.id, found.records, sizes, 0, found.covered, code)


def _seals(journal: Path, log_id: str, public: bytes) -> list[Checkpoint]:
    found = []
    for path in notes.note_files(journal, log_id):
        try:
            note = notes.read_note(path, public)
        except JournalError:
            continue
        if note.log_id == log_id:
            found.append(note)
    return found


def _sizes_to(log: Log, last: str, size: int) -> dict[str, int]:
    sizes = {path.name: path.stat().st_size for path in log.segments if path.name < last}
    return sizes | {last: size}


def end_of_last_line(path: Path) -> int:
    """Return the offset after the last newline of a file that may be growing; 0 without one."""
    with path.open("rb") as file:
        at = path.stat().st_size
        while at > 0:
            start = max(0, at - _CHUNK)
            file.seek(start)
            found = file.read(at - start).rfind(b"\n")
            if found >= 0:
                return start + found + 1
            at = start
    return 0
