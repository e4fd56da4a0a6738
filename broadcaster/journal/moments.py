"""What sounded at a given moment, and how well it is known. Pure.

Silence is an answer too: it rests on the log having been kept over that moment, which the hourly
heartbeat shows. Where the log has a hole, neither sound nor silence is known.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from broadcaster.journal.errors import JournalError
from broadcaster.journal.history import planned
from broadcaster.journal.model import Kind
from broadcaster.journal.record import Record

LONGEST_GAP = timedelta(minutes=65)
"""A heartbeat comes hourly; a longer stretch without a record is a hole."""

NEAR = timedelta(hours=36)
"""How far around the stretch records are looked at; what lies farther off is no neighbour."""

LONGEST_OPEN = timedelta(hours=1)
"""How long an item without an end is taken to have sounded when its length is not known."""

SWITCHES = (Kind.MAINTENANCE, Kind.MUTE)
"""Records of sound being switched off and on again by people."""

_TYPED = re.compile(r"(?:([0-9]{4}-[0-9]{2}-[0-9]{2})[T ])?([0-9]{1,2}:[0-9]{2})(:[0-9]{2})?")


@dataclass(frozen=True)
class Stretch:
    """The time that was asked about: [start, end), aware UTC; a minute or a second."""

    start: datetime
    end: datetime


@dataclass(frozen=True)
class Sounding:
    """One item that sounded, from its records."""

    item: str
    record: Record
    """Its `start` or `unplanned` record."""
    first: datetime
    last: datetime
    end: Record | None
    """None when no end was recorded; then `last` is the latest it can have been."""


@dataclass(frozen=True)
class Answer:
    """What sounded in a stretch; with its neighbours, and the records that vouch for silence."""

    stretch: Stretch
    sounded: tuple[Sounding, ...]
    before: Sounding | None
    after: Sounding | None
    kept_from: Record | None
    kept_until: Record | None
    mute: Record | None
    """The `mute` or `maintenance` record in force, when sound was switched off."""

    @property
    def is_known(self) -> bool:
        """Say whether the log was kept over the stretch, so that its silence means silence."""
        if self.kept_from is None or self.kept_until is None:
            return False
        same_boot = self.kept_from["boot_id"] == self.kept_until["boot_id"]
        is_restart = self.kept_until.kind in (Kind.BOOT, Kind.TORN)
        gap = self.kept_until.at - self.kept_from.at
        return same_boot and not is_restart and gap <= LONGEST_GAP


def read_stretches(text: str, today: date, now: datetime | None, zone: ZoneInfo) -> list[Stretch]:
    """Read `04:45`, `04:45:30` or `2026-11-22T04:45` as station time.

    Without a date it is the latest such time that is past: `today`, or the day before when it
    is still to come at `now`. A local time that came twice gives two stretches; one that was
    skipped, and what is no time at all, is a JournalError.
    """
    match = _TYPED.fullmatch(text.strip())
    if match is None:
        raise JournalError.bad_time(text)
    try:
        day = date.fromisoformat(match[1]) if match[1] else today
        clock = time.fromisoformat(f"{match[2]:0>5}{match[3] or ''}")
    except ValueError as error:
        raise JournalError.bad_time(text) from error
    length = timedelta(seconds=1) if match[3] else timedelta(minutes=1)
    starts = _moments(datetime.combine(day, clock), zone)
    if not match[1] and now and (not starts or starts[0] > now):
        starts = _moments(datetime.combine(day - timedelta(days=1), clock), zone)
    if not starts:
        raise JournalError.skipped_time(text, zone.key)
    return [Stretch(start, start + length) for start in starts]


def _moments(naive: datetime, zone: ZoneInfo) -> list[datetime]:
    """Return the moments a local time means: none, one or two."""
    found = {naive.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1)}
    return sorted(
        moment for moment in found if moment.astimezone(zone).replace(tzinfo=None) == naive
    )


def what_sounded(records: Iterable[Record], stretch: Stretch) -> Answer:
    """Answer from the records of one or more logs, in their order."""
    kept = [record for record in records if _is_near(record, stretch)]
    soundings = sorted(_soundings(kept), key=lambda one: one.first)
    inside = tuple(one for one in soundings if one.first < stretch.end and one.last > stretch.start)
    ended = [one for one in soundings if one.last <= stretch.start]
    coming = [one for one in soundings if one.first >= stretch.end]
    return Answer(
        stretch,
        inside,
        max(ended, key=lambda one: one.last, default=None),
        coming[0] if coming else None,
        *_neighbours(kept, stretch),
        next(filter(None, (_off_at(kept, kind, stretch.start) for kind in SWITCHES)), None),
    )


def _is_near(record: Record, stretch: Stretch) -> bool:
    # The `end` of an item that a kill left open is made much later than the item sounded, and a
    # mute holds until it is taken back.
    if record.kind in SWITCHES:
        return True
    moments = (record.at, record.moment("first"))
    return any(one and stretch.start - NEAR <= one <= stretch.end + NEAR for one in moments)


def _soundings(records: Sequence[Record]) -> Iterable[Sounding]:
    lengths = {
        part.item: part.length_ms for plan in planned(records).values() for part in plan.items
    }
    running: dict[str, Sounding] = {}
    for record in records:
        item = record.text("item")
        if record.kind in (Kind.START, Kind.UNPLANNED):
            first = record.moment("expected") or record.at
            known = item in lengths
            longest = timedelta(milliseconds=lengths[item]) if known else LONGEST_OPEN
            running[item] = Sounding(item, record, first, first + longest, None)
        elif record.kind == Kind.END and item in running:
            begun = running.pop(item)
            sounded_from, until = record.moment("first"), record.moment("last")
            if sounded_from and until and until > sounded_from:
                yield replace(begun, first=sounded_from, last=until, end=record)
    yield from running.values()


def _neighbours(records: Sequence[Record], stretch: Stretch) -> tuple[Record | None, Record | None]:
    """Return the last record made before the stretch and the first one made after it."""
    before = [record for record in records if record.at <= stretch.start]
    after = [record for record in records if record.at >= stretch.end]
    return (
        max(before, key=lambda record: record.at, default=None),
        min(after, key=lambda record: record.at, default=None),
    )


def _off_at(records: Sequence[Record], kind: Kind, moment: datetime) -> Record | None:
    """Return the silence in force at `moment`: switched on, not switched off, not run out."""
    state: Record | None = None
    for record in records:
        if record.kind == kind and record.at <= moment:
            state = record
    if state is None or state.text("state") != "on":
        return None
    until = state.moment("until")
    return state if until is None or until > moment else None
