"""Records, looked at once in the order of the logs -> what sounded in a stretch. Pure.

What is kept meanwhile does not grow with the log.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from broadcaster.journal.clusters import clusters_of
from broadcaster.journal.declarations import Declaration, declaration_of
from broadcaster.journal.history import parts_of
from broadcaster.journal.model import Kind
from broadcaster.journal.moments import Answer, Sounding
from broadcaster.journal.record import Record
from broadcaster.journal.stretch import Stretch

NEAR = timedelta(hours=36)
"""What sounded farther off than this is no neighbour of the stretch."""

ALARMS_NEAR = timedelta(hours=1)
"""Alarms so near to the stretch belong to the answer: they say what outputs and loopback had."""

LONGEST_OPEN = timedelta(hours=1)
"""How long an item without an end is taken to have sounded when its length is not known."""

SWITCHES = (Kind.MAINTENANCE, Kind.MUTE)
"""Records of sound being switched off and on again by people."""


def what_sounded(records: Iterable[Record], stretch: Stretch) -> Answer:
    """Answer from the records of one or more logs, in their order."""
    watch = _Watch(stretch)
    for record in records:
        watch.take(record)
    return watch.answer()


@dataclass
class _Watch:
    """What the records so far say about the stretch."""

    stretch: Stretch
    touching: list[Sounding] = field(default_factory=list)
    before: Sounding | None = None
    after: Sounding | None = None
    kept_from: Record | None = None
    kept_until: Record | None = None
    alarms: list[Record] = field(default_factory=list)
    airchecks: list[Record] = field(default_factory=list)
    declared: list[Declaration] = field(default_factory=list)
    clusters: set[str] = field(default_factory=set)
    _switched: dict[str, Record] = field(default_factory=dict)
    _running: dict[str, Sounding] = field(default_factory=dict)
    _planned: dict[str, tuple[int, str]] = field(default_factory=dict)
    """Of each item that has no outcome yet: its length in ms, and the hours policy."""

    def take(self, record: Record) -> None:
        """Take in the next record."""
        self._neighbour(record, record.at)
        match record.kind:
            case Kind.PLAN:
                policy = record.text("policy")
                for part in parts_of(record):
                    self._planned[part.item] = part.length_ms, policy
            case Kind.START | Kind.UNPLANNED:
                self._begin(record)
            case Kind.END:
                self._end(record)
            case Kind.OUTCOME:
                self._planned.pop(record.text("item"), None)
            case Kind.MUTE | Kind.MAINTENANCE if record.at <= self.stretch.start:
                self._switched[record.kind] = record
            case Kind.ALARM if self._is_within(record.at, ALARMS_NEAR):
                self.alarms.append(record)
            case Kind.AIRCHECK if self._is_over(record):
                self.airchecks.append(record)
            case Kind.DECLARED if (said := declaration_of(record)) and said.touches(
                self.stretch.start, self.stretch.end
            ):
                self.declared.append(said)

    def answer(self) -> Answer:
        """Return what they say in all."""
        for one in self._running.values():
            self._place(one)
        touching = sorted(self.touching, key=lambda one: one.first)
        off = (self._off(kind) for kind in SWITCHES)
        return Answer(
            self.stretch,
            tuple(one for one in touching if one.is_inside(self.stretch)),
            tuple(one for one in touching if not one.is_sure(self.stretch)),
            self.before,
            self.after,
            self.kept_from,
            self.kept_until,
            next(filter(None, off), None),
            tuple(self.alarms),
            tuple(self.airchecks),
            tuple(self.declared),
            frozenset(self.clusters),
        )

    def _neighbour(self, record: Record, at: datetime) -> None:
        """Keep the last record made before the stretch and the first one made after it."""
        if at <= self.stretch.start:
            if self.kept_from is None or at >= self.kept_from.at:
                self.kept_from = record
        elif at >= self.stretch.end and (self.kept_until is None or at < self.kept_until.at):
            self.kept_until = record

    def _begin(self, record: Record) -> None:
        item = record.text("item")
        first = record.moment("expected") or record.at
        length_ms, policy = self._planned.get(item, (0, ""))
        longest = timedelta(milliseconds=length_ms) if length_ms else LONGEST_OPEN
        self._running[item] = Sounding(item, record, first, first + longest, None, policy)

    def _end(self, record: Record) -> None:
        begun = self._running.pop(record.text("item"), None)
        self.clusters.update(name for name, _ms, _grade in clusters_of(record))
        # The `end` of an item that a kill left open is made much later than the item sounded.
        first, last = record.moment("first"), record.moment("last")
        if begun and first and last and last > first:
            self._place(replace(begun, first=first, last=last, end=record))

    def _place(self, one: Sounding) -> None:
        """Keep what may have sounded in the stretch, and the nearest on either side."""
        stretch = self.stretch
        if one.may_touch(stretch) or not one.is_sure(stretch):
            self.touching.append(one)
        is_before = one.last <= stretch.start and stretch.start - one.last <= NEAR
        if is_before and (self.before is None or one.last > self.before.last):
            self.before = one
        is_after = one.first >= stretch.end and one.first - stretch.end <= NEAR
        if is_after and (self.after is None or one.first < self.after.first):
            self.after = one

    def _is_over(self, aircheck: Record) -> bool:
        first, last = aircheck.moment("first"), aircheck.moment("last")
        if first is None or last is None:
            return False
        return first < self.stretch.end and last > self.stretch.start

    def _is_within(self, at: datetime, reach: timedelta) -> bool:
        return self.stretch.start - reach <= at <= self.stretch.end + reach

    def _off(self, kind: Kind) -> Record | None:
        """Return the silence in force as the stretch begins: not switched off, not run out."""
        state = self._switched.get(kind)
        if state is None or state.text("state") != "on":
            return None
        until = state.moment("until")
        return state if until is None or until > self.stretch.start else None
