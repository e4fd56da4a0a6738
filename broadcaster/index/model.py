"""Values of the index."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from broadcaster.journal.record import Place


class Fact(StrEnum):
    """What an entry states, where it is not simply the kind of its record."""

    SESSION = "session"
    """A session was locked; once for each."""
    PLANNED = "planned"
    """An item of it; once for each."""
    HEARD = "heard"
    """What the output of one cluster took of an item."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One fact of a record. A record gives one entry of its kind and one for each part of it."""

    log_id: str
    seq: int
    part: int
    """0 for the record itself, from 1 for what it lists."""
    unit: str
    day: date
    """Station date: of the session where there is one, else of the record."""
    kind: str
    """A `Fact` or the record's kind."""
    at: datetime
    session: str = ""
    item: str = ""
    cluster: str = ""
    bulletin: str = ""
    item_class: str = ""
    origin: str = ""
    language: str = ""
    outcome: str = ""
    cause: str = ""
    evidence: str = ""
    sounded_ms: int = 0


@dataclass(frozen=True)
class Read:
    """How far a log was read."""

    log_id: str
    unit: str
    next_seq: int = 0
    last_leaf: str = "0" * 64
    """Leaf hash of the last record that was read, in hexadecimal."""
    segment: str = ""
    line: int = 1
    offset: int = 0
    """Where that record stands."""

    @property
    def place(self) -> Place:
        """Where the last record that was read stands."""
        return Place(self.segment, self.line, self.offset)


@dataclass(frozen=True)
class Filled:
    """What filling came to for one log."""

    log_id: str
    unit: str
    records: int
    """New ones."""
    refused: str = ""
    """Why nothing of this log is in the index; empty when it is."""


@dataclass(frozen=True)
class Figures:
    """What was planned and what became of it, of one unit on one day, or of several together."""

    sessions: int
    no_plan: int
    planned: int
    aired: int
    late: int
    preempted: int
    partial: int
    skipped: int
    refused: int
    missed: int
    unplanned: int
    sounded_s: int

    @property
    def open(self) -> int:
        """Planned items without an outcome; law 2 wants 0 once their sessions are over."""
        ended = self.aired + self.late + self.preempted + self.partial
        return self.planned - ended - self.skipped - self.refused - self.missed
