"""A day on air as plain values, as every renderer takes it.

Times are aware UTC; `zone` names the station's zone, in which people read them. Codes are the
English ones of the journal; a renderer puts them into words.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from broadcaster.journal.declarations import Declaration
from broadcaster.journal.model import HEADLINES, RELAY, Outcome


class Group(StrEnum):
    """What an item is counted as (DESIGN law 2 wants two lines)."""

    BULLETINS = "bulletins"
    SOUNDS = "sounds"
    HEADLINES = "headlines"
    """Sentences of bulletins said before them; airings of no bulletin."""
    RELAYS = "relays"
    """Other broadcasters carried on."""
    UNKNOWN = "unknown"
    """Planned, and not yet described by any record: its session has not come to it."""


@dataclass(frozen=True)
class Subject:
    """What was or was not heard, as the records describe it. Empty where they are silent."""

    title: str = ""
    item_class: str = ""
    part: str = ""
    bulletin: str = ""
    revision: str = ""
    sound: str = ""
    column: str = ""
    content_kind: str = ""
    origin: str = ""
    language: str = ""
    policy: str = ""
    stage: str = ""
    writer: str = ""
    reader: str = ""
    voice_kind: str = ""
    approver_name: str = ""
    makes_good: str = ""
    approval: str = ""
    cut: str = ""


@dataclass(frozen=True)
class ItemRow:
    """One planned item: what should have sounded and what did."""

    item: str
    session: str
    planned: datetime
    length_ms: int
    subject: Subject
    outcome: str = ""
    """Code of the outcome; empty while there is none."""
    cause: str = ""
    actual: datetime | None = None
    """First sample; None when nothing sounded."""
    last: datetime | None = None
    sounded_ms: int = 0
    evidence: str = ""
    changes: tuple[str, ...] = ()
    """Causes of plan-change records that name it."""

    @property
    def group(self) -> Group:
        """Say on which line of the identity it counts."""
        if self.subject.part == HEADLINES:
            return Group.HEADLINES
        if self.subject.part == RELAY:
            return Group.RELAYS
        if self.subject.bulletin:
            return Group.BULLETINS
        return Group.SOUNDS if self.subject.sound else Group.UNKNOWN


@dataclass(frozen=True)
class SessionPart:
    """One locked session with its items in planned order."""

    session: str
    programme: str
    title: str
    planned: datetime
    order: str
    """SHA-256 of the running order as locked."""
    hours_policy: str
    count: int
    """Items the plan record says the order holds."""
    items: tuple[ItemRow, ...]


@dataclass(frozen=True)
class MissingPlan:
    """A session that was due and had no order that could be obeyed."""

    session: str
    programme: str
    planned: datetime
    cause: str


@dataclass(frozen=True)
class UnplannedRow:
    """Something that sounded outside every plan."""

    item: str
    what: str
    at: datetime
    by: str
    subject: Subject
    ordered: datetime | None = None
    """When the emergency was ordered that it belongs to."""
    first: datetime | None = None
    last: datetime | None = None
    sounded_ms: int = 0
    sounded_s: int = 0
    """The same in whole seconds, each of its segments rounded."""
    evidence: str = ""
    cause: str = ""


@dataclass(frozen=True)
class Event:
    """Something else the day's records say: a start of the player, a mute, a clock step."""

    at: datetime
    kind: str
    code: str = ""
    text: str = ""


@dataclass(frozen=True)
class Identity:
    """Planned items against their outcomes, for one line of the report."""

    planned: int
    counts: tuple[tuple[Outcome, int], ...]

    @property
    def accounted(self) -> int:
        """The sum of the outcomes."""
        return sum(count for _outcome, count in self.counts)

    @property
    def open(self) -> int:
        """Planned items that have no outcome yet."""
        return self.planned - self.accounted

    @property
    def holds(self) -> bool:
        """Say whether planned equals the sum of the outcomes."""
        return self.planned == self.accounted


@dataclass(frozen=True)
class Seal:
    """The signed tree head that covers the records used, and its short code for paper."""

    log_id: str
    size: int
    code: str


@dataclass(frozen=True)
class LogRange:
    """Which records of which log the report was folded from."""

    log_id: str
    first_seq: int
    last_seq: int
    seal: Seal | None = None
    """None: no checkpoint covers these records yet."""
    is_whole: bool = True
    """False: verification found damage in this log or its checkpoints."""


@dataclass(frozen=True)
class HoursException:
    """A stretch that an approver allowed beyond the windows."""

    start: datetime
    end: datetime
    reason: str
    by: str


@dataclass(frozen=True)
class ClusterShare:
    """How much of what was meant for a cluster its own output took."""

    cluster: str
    pieces: int
    whole: int


@dataclass(frozen=True)
class Stretch:
    """Some days of one station in a row, folded from records; dates are the station's."""

    first: date
    last: date
    zone: str
    station: str
    unit: str
    rehearsal: bool
    logs: tuple[LogRange, ...]
    begins: datetime | None
    """First record when the log begins after the days do: before it nothing is known."""
    reaches: datetime | None
    """Last record when the log ends before the days do: after it nothing is known."""
    newest: datetime | None
    """The newest record used."""
    sessions: tuple[SessionPart, ...]
    missing: tuple[MissingPlan, ...]
    unplanned: tuple[UnplannedRow, ...]
    events: tuple[Event, ...]
    exceptions: tuple[HoursException, ...]
    time_qualities: tuple[str, ...]
    contradictions: tuple[str, ...]
    """Items with more than one outcome, or with one that no plan names."""
    clusters: tuple[ClusterShare, ...] = ()
    """Only those with an output of their own: of others no record tells."""
    heard_before: frozenset[str] = frozenset()
    """Bulletins that had aired whole before the first day."""
    declared: tuple[Declaration, ...] = ()
    """What people say sounded by other means; counted with nothing above."""

    @property
    def day(self) -> date:
        """The first day; a report of one day has no other."""
        return self.first

    @property
    def zone_info(self) -> ZoneInfo:
        """The station's zone."""
        return ZoneInfo(self.zone)

    @property
    def items(self) -> tuple[ItemRow, ...]:
        """Every planned item in planned order."""
        return tuple(item for session in self.sessions for item in session.items)

    @property
    def hours_policies(self) -> tuple[str, ...]:
        """Document numbers of the hours policies the days were planned under, each once."""
        return tuple(dict.fromkeys(part.hours_policy for part in self.sessions))

    def identity(self, group: Group | None = None) -> Identity:
        """Count one line, or all of them with None."""
        rows = [row for row in self.items if group is None or row.group is group]
        return Identity(
            planned=len(rows),
            counts=tuple((o, sum(row.outcome == o for row in rows)) for o in Outcome),
        )


DayReport = Stretch
"""A stretch of one day."""
