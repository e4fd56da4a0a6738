"""Lines of a log -> its records, with torn tails taken out.

A record exists only with its newline. What a power cut left behind is closed at the next start
by a newline and a `torn` record that gives the offset, length and SHA-256 of the torn bytes.
Exactly such bytes are passed over (no leaf, no number); any other line that is no record is
`Unreadable`. A line is held back until the next one shows that it was not torn, because torn
bytes may happen to be a whole record that lacked only its newline.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import NamedTuple

from broadcaster.journal.model import Kind
from broadcaster.journal.record import Place, Record, RecordFormError, decode

MOST_TORN_LINES = 64
"""More than this many bad lines in a row are no torn tail; a limit for hostile files."""


class Line(NamedTuple):
    """One line of a segment, without its newline. `ended` is False for a last line without one."""

    place: Place
    raw: bytes
    ended: bool = True


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A line that is no record and that no `torn` record accounts for."""

    place: Place
    code: str
    detail: str


@dataclass(frozen=True, slots=True)
class Tail:
    """Bytes after the last record that are no record: torn, and not closed yet.

    `data` holds them without a final newline; `ended` says whether that newline is there.
    """

    place: Place
    data: bytes
    ended: bool


class Whole(NamedTuple):
    """A record in its place. `closes` is how many torn bytes a `torn` record accounts for."""

    record: Record
    closes: int = 0


Entry = Whole | Unreadable | Tail


def scan(lines: Iterable[Line]) -> Iterator[Entry]:
    """Yield what the lines of one log, segment after segment, state; at most one `Tail`, last."""
    scanner = Scanner()
    for line in lines:
        yield from scanner.take(line)
    yield from scanner.finish()


class Scanner:
    """One log, line by line. Holds the lines that the next one may declare torn."""

    def __init__(self) -> None:
        self._lines: list[Line] = []
        self._ready: Whole | None = None
        self._fault: RecordFormError | None = None

    def take(self, line: Line) -> Iterator[Entry]:
        """Yield what the lines before this one stated, as far as this one settles it."""
        record, fault = _read(line)
        if record is not None and (closes := self._closed_by(record)):
            # What it closes stays held with it: a second `torn` may close both.
            self._lines.append(line)
            self._ready, self._fault = Whole(record, closes), None
            return
        if self._fault and fault and self._may_hold(line):
            self._lines.append(line)
            return
        yield from self._flush()
        self._lines = [line]
        self._ready, self._fault = (None if record is None else Whole(record)), fault

    def finish(self) -> Iterator[Entry]:
        """Yield what the held lines state if nothing follows them; more lines may follow."""
        if not self._fault:
            yield from self._flush()
            return
        yield Tail(self._lines[0].place, self._held(), self._lines[-1].ended)

    def _flush(self) -> Iterator[Entry]:
        if self._ready:
            yield self._ready
        elif self._fault:
            yield Unreadable(self._lines[0].place, self._fault.code, self._fault.detail)

    def _may_hold(self, line: Line) -> bool:
        same = self._lines[0].place.segment == line.place.segment
        return same and len(self._lines) < MOST_TORN_LINES

    def _held(self) -> bytes:
        return b"\n".join(line.raw for line in self._lines)

    def _closed_by(self, record: Record) -> int:
        """Return how many held bytes `record` accounts for: all of them, or 0."""
        if record.kind != Kind.TORN or not self._lines:
            return 0
        place, held = self._lines[0].place, self._held()
        claim = (
            record.place.segment,
            *(record.get(name) for name in ("offset", "length", "sha256")),
        )
        truth = (place.segment, place.offset, len(held), sha256(held).hexdigest())
        return len(held) if claim == truth else 0


def _read(line: Line) -> tuple[Record | None, RecordFormError | None]:
    if not line.ended:
        return None, RecordFormError("unfinished", "no newline")
    try:
        return decode(line.raw, line.place), None
    except RecordFormError as error:
        return None, error
