"""Records in log order -> one airing after the other, what was planned beside what was. Pure.

An airing is given as soon as nothing more comes of it, so what is kept at once are the items that
are planned or running: a year's log takes no more memory than a day's.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from broadcaster.journal.history import parts_of
from broadcaster.journal.model import UNPLANNED, Kind
from broadcaster.journal.record import Record

Zones = Mapping[str, tuple[str, ...]]
ZonesOf = Callable[[str], Zones]
"""The hash of a locked order -> the zones of each of its items, by id."""


class AiringLine(StrEnum):
    """What an airing is counted as; never one with the other."""

    PLANNED = "planned"
    UNPLANNED = "unplanned"
    DECLARED = "declared"


@dataclass(frozen=True)
class Plan:
    """What was locked of an item."""

    session: str
    planned: datetime | None
    length_ms: int
    hours_policy: str
    zones: tuple[str, ...]


NO_PLAN = Plan("", None, 0, "", ())


@dataclass(frozen=True)
class Airing:
    """One item, with the records that tell of it; what is not there yet is None."""

    line: AiringLine
    item: str
    plan: Plan
    begun: Record | None = None
    """Its last `start`, or its `unplanned`."""
    ended: Record | None = None
    closed: Record | None = None
    """Its `outcome`, or the `declared` record."""

    @property
    def records(self) -> tuple[Record, ...]:
        """Those that tell of it, the one that says most first."""
        return tuple(filter(None, (self.closed, self.ended, self.begun)))

    def text(self, name: str) -> str:
        """Return a field of it as text, empty where no record has it."""
        return next(filter(None, (record.text(name) for record in self.records)), "")

    @property
    def when(self) -> datetime | None:
        """When it was planned; what was not planned, when it began. Aware UTC."""
        return self.plan.planned or self.first or (self.begun.at if self.begun else None)

    @property
    def first(self) -> datetime | None:
        """Its first sample (aware UTC); None when nothing of it sounded."""
        named = (self.closed, "actual"), (self.closed, "first"), (self.ended, "first")
        moments = (record.moment(name) for record, name in named if record is not None)
        return next(filter(None, moments), None)

    @property
    def last(self) -> datetime | None:
        """Its last sample (aware UTC)."""
        record = self.closed if self.line is AiringLine.DECLARED else self.ended
        return record.moment("last") if record else None

    @property
    def outcome(self) -> str:
        """Its outcome; empty where it has none, or is not of the kind that has one."""
        return self.closed.text("outcome") if self.closed else ""

    @property
    def zones(self) -> tuple[str, ...]:
        """Zones it was for; empty where no record and no order says."""
        listed = self.begun.get("zones") if self.begun else None
        return tuple(map(str, listed)) if isinstance(listed, list) and listed else self.plan.zones


def airings(records: Iterable[Record], zones_of: ZonesOf = lambda _order: {}) -> Iterator[Airing]:
    """Yield every airing in the order in which they came to their end; what is open comes last."""
    fold = _Fold(zones_of)
    for record in records:
        yield from fold.take(record)
    yield from fold.rest()


class _Fold:
    """The items that something more may come of."""

    def __init__(self, zones_of: ZonesOf) -> None:
        self._zones_of = zones_of
        self._plans: dict[str, Plan] = {}
        self._begun: dict[str, Record] = {}
        self._ended: dict[str, Record] = {}

    def take(self, record: Record) -> Iterator[Airing]:
        """Take in the next record; yield what it brings to an end."""
        item = record.text("item")
        match record.kind:
            case Kind.PLAN:
                self._lock(record)
            case Kind.START | Kind.UNPLANNED:
                self._begun[item] = record
            case Kind.END:
                self._ended[item] = record
                if item.startswith(UNPLANNED):
                    yield self._close(AiringLine.UNPLANNED, item, None)
            case Kind.OUTCOME:
                yield self._close(AiringLine.PLANNED, item, record)
            case Kind.DECLARED:
                yield Airing(AiringLine.DECLARED, "", NO_PLAN, closed=record)

    def rest(self) -> Iterator[Airing]:
        """Yield what is still open."""
        for item in [*self._plans]:
            yield self._close(AiringLine.PLANNED, item, None)
        for item in [*self._begun]:
            yield self._close(AiringLine.UNPLANNED, item, None)

    def _lock(self, record: Record) -> None:
        zones = self._zones_of(record.text("order"))
        session, start = record.text("session"), record.moment("planned")
        policy = record.text("policy")
        for part in parts_of(record):
            planned = start + timedelta(milliseconds=part.offset_ms) if start else None
            plan = Plan(session, planned, part.length_ms, policy, zones.get(part.item, ()))
            self._plans[part.item] = plan

    def _close(self, line: AiringLine, item: str, closed: Record | None) -> Airing:
        plan = self._plans.pop(item, NO_PLAN)
        return Airing(
            line, item, plan, self._begun.pop(item, None), self._ended.pop(item, None), closed
        )
