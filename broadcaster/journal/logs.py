"""The logs of a home as files, and their records in order.

`journal/<log_id>/<yyyy-mm>.jsonl`. Reading takes no lock: a record that is being written is a
tail without newline, which is no record yet.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from broadcaster.home import Home
from broadcaster.journal.errors import JournalError
from broadcaster.journal.record import LARGEST_BYTES, Place, Record
from broadcaster.journal.scan import Line, Whole, scan

REHEARSAL_PREFIX = "rehearsal-"
CURRENT_NAME = "current.json"
MACHINE_FIELD = "machine"

_SEGMENT = re.compile(r"[0-9]{4}-[0-9]{2}\.jsonl")
_READ_AT_MOST = 2 * LARGEST_BYTES
_BUFFER = 1 << 20


@dataclass(frozen=True)
class Log:
    """One log: a folder of segments."""

    id: str
    folder: Path

    @property
    def is_rehearsal(self) -> bool:
        """Say whether it was written on a virtual clock; such a log proves no broadcast."""
        return self.id.startswith(REHEARSAL_PREFIX)

    @property
    def segments(self) -> list[Path]:
        """Its files in the order they were written."""
        found = [path for path in self.folder.iterdir() if _SEGMENT.fullmatch(path.name)]
        return sorted(found, key=lambda path: path.name)

    def lines(self) -> Iterator[Line]:
        """Yield every line as stored."""
        for path in self.segments:
            yield from segment_lines(path)

    def records(self, since_seq: int = 0) -> Iterator[Record]:
        """Yield the readable records from `since_seq` on.

        Damage does not stop a reader; `verification` is what names it.
        """
        for entry in scan(self.lines()):
            if isinstance(entry, Whole) and entry.record.seq >= since_seq:
                yield entry.record

    def first(self) -> Record | None:
        """Return its first readable record, the `boot` that names the log before it."""
        return next(self.records(), None)


def segment_lines(path: Path, since: Place | None = None) -> Iterator[Line]:
    """Yield the lines of one segment; a line that is far too long is cut, and so no record.

    `since` is the place of a line to begin with.
    """
    offset, number = (since.offset, since.line - 1) if since else (0, 0)
    with path.open("rb", buffering=_BUFFER) as file:
        file.seek(offset)
        while piece := file.readline(_READ_AT_MOST):
            number += 1
            place = Place(path.name, number, offset)
            offset += len(piece)
            ended = piece.endswith(b"\n")
            yield Line(place, piece[:-1] if ended else piece, ended or len(piece) == _READ_AT_MOST)
            while not ended and (rest := file.readline(_READ_AT_MOST)):
                offset += len(rest)
                ended = rest.endswith(b"\n")


def read_logs(home: Home, which: str = "real") -> list[Log]:
    """Return the logs of a home, each after the one it names as `previous_log`.

    `which` is `real`, `rehearsal`, `all` or the id of one log (JournalError when there is none).
    """
    return logs_in(home.journal, which)


def logs_in(folder: Path, which: str = "real") -> list[Log]:
    """Return the logs under a journal folder, as `read_logs` does; a copy of one will do."""
    logs = _in_order([Log(path.name, path) for path in _log_folders(folder)])
    if which == "all":
        return logs
    if which in ("real", "rehearsal"):
        return [log for log in logs if log.is_rehearsal == (which == "rehearsal")]
    chosen = [log for log in logs if log.id == which]
    if not chosen:
        raise JournalError.unknown_log(which, [log.id for log in logs])
    return chosen


def choose_log(home: Home, wanted: str | None = None) -> list[Log]:
    """Return what a person means who names no log: the real ones, else the newest rehearsal.

    JournalError when there is none of that kind, or none at all.
    """
    known = read_logs(home, "all")
    if not known:
        raise JournalError.no_log(home.journal)
    if not wanted:
        return read_logs(home, "real") or read_logs(home, "rehearsal")[-1:]
    logs = read_logs(home, wanted)
    if not logs:
        raise JournalError.unknown_log(wanted, [log.id for log in known])
    return logs


def all_records(home: Home, which: str = "real") -> Iterator[Record]:
    """Yield the records of several logs, one log after the other."""
    for log in read_logs(home, which):
        yield from log.records()


def current_log_id(home: Home) -> str:
    """Return the log that the player goes on with, empty when none is named."""
    return current_in(home.journal)


def current_in(folder: Path) -> str:
    """Return the log that a journal folder names as the current one, empty when it names none."""
    named = _current(folder, "log_id")
    return named if "/" not in named else ""


def current_machine(folder: Path) -> str:
    """Return the mark of the machine that began the current log, empty when none is named."""
    return _current(folder, MACHINE_FIELD)


def _current(folder: Path, field: str) -> str:
    try:
        value = json.loads((folder / CURRENT_NAME).read_bytes())[field]
    except (OSError, ValueError, KeyError, TypeError):
        return ""
    return value if isinstance(value, str) else ""


def _log_folders(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if path.is_dir() and any(path.glob("*.jsonl")))


def _in_order(logs: list[Log]) -> list[Log]:
    """Put each log after its predecessor; the clock in an id may have been wrong."""
    before: dict[str, str] = {}
    for log in logs:
        first = log.first()
        before[log.id] = first.text("previous_log") if first else ""
    depth: dict[str, int] = {}
    for log in logs:
        seen: list[str] = []
        name = log.id
        while name in before and name not in seen:
            seen.append(name)
            name = before[name]
        depth[log.id] = len(seen)
    return sorted(logs, key=lambda log: (depth[log.id], log.id))
