"""The next seven days of firings, as shown before a start or the hours change.

Pure. Each firing says whether it is new, moved or gone against what stands, and whether the
hours would let the whole session sound.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import zip_longest
from zoneinfo import ZoneInfo

from broadcaster.schedule.hours.policy import HoursPolicy
from broadcaster.schedule.hours.session_room import hours_room
from broadcaster.schedule.model import session_id
from broadcaster.schedule.programmes.firing_notes import Note, notes_of
from broadcaster.schedule.programmes.model import Programme
from broadcaster.schedule.programmes.recurrence import occurrences
from broadcaster.schedule.station_time import moment_at, station_date

SHOWN_DAYS = 7
"""Whole days after today, so that a start moved within its day is never counted as gone."""


class Change(StrEnum):
    """What happens to a firing."""

    SAME = "same"
    NEW = "new"
    MOVED = "moved"
    GONE = "gone"


class Fit(StrEnum):
    """What the hours make of a session."""

    WHOLE = "whole"
    PART = "part"
    REFUSED = "refused"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Firing:
    """One coming start of a programme."""

    session: str
    programme: str
    title: str
    start: datetime
    length_ms: int
    """The planned length where there is a plan, else the longest."""
    change: Change = Change.SAME
    was: datetime | None = None
    """Where a moved one stood."""
    fit: Fit = Fit.UNKNOWN
    notes: tuple[Note, ...] = ()
    """Why it stands there, where that is not plain."""


def list_firings(
    before: Iterable[Programme], after: Iterable[Programme], now: datetime, zone: ZoneInfo
) -> tuple[Firing, ...]:
    """Return the firings of seven days under `after`, marked against those under `before`."""
    old, new = _by_day(before, now, zone), _by_day(after, now, zone)
    marked = [
        firing
        for place in old.keys() | new.keys()
        for firing in _mark(old.get(place, []), new.get(place, []))
    ]
    return tuple(sorted(marked, key=lambda firing: (firing.start, firing.programme)))


def judge(
    firings: Iterable[Firing],
    hours: HoursPolicy | None,
    lengths: Mapping[str, int],
    doubt_ms: int,
    lead_ms: int,
) -> tuple[Firing, ...]:
    """Return the same firings with what `hours` make of each.

    `lengths` are the planned lengths (ms) per session; a session without one counts its longest.
    The clock's doubt and the amplifier's lead are milliseconds too.
    """
    return tuple(
        _judge(
            replace(firing, length_ms=lengths.get(firing.session, firing.length_ms)),
            hours,
            doubt_ms,
            lead_ms,
        )
        for firing in firings
    )


def changed(firings: Sequence[Firing]) -> tuple[Firing, ...]:
    """Return those that are new, moved or gone."""
    return tuple(firing for firing in firings if firing.change is not Change.SAME)


def _by_day(
    programmes: Iterable[Programme], now: datetime, zone: ZoneInfo
) -> dict[tuple[str, date], list[Firing]]:
    found: dict[tuple[str, date], list[Firing]] = {}
    for programme in programmes:
        for firing in _firings(programme, now, zone):
            found.setdefault((programme.name, station_date(firing.start, zone)), []).append(firing)
    return found


def _firings(programme: Programme, now: datetime, zone: ZoneInfo) -> Iterator[Firing]:
    until = moment_at(station_date(now, zone) + timedelta(days=SHOWN_DAYS + 1), 0, zone)
    for one in occurrences(programme.recurrence, now, until, zone):
        held = programme.changed_by(one.change)
        day = station_date(one.start, zone)
        yield Firing(
            session_id(programme.name, one.start, zone),
            programme.name,
            held.title,
            one.start,
            held.longest_ms,
            notes=notes_of(programme.recurrence, day, one.change),
        )


def _mark(old: Sequence[Firing], new: Sequence[Firing]) -> Iterator[Firing]:
    """Mark one programme's firings of one day; starts that differ are paired in their order."""
    stood = {firing.start for firing in old}
    stands = {firing.start for firing in new}
    yield from (firing for firing in new if firing.start in stood)
    came = [firing for firing in new if firing.start not in stood]
    went = [firing for firing in old if firing.start not in stands]
    for one, other in zip_longest(came, went):
        if one is None:
            yield replace(other, change=Change.GONE)
        elif other is None:
            yield replace(one, change=Change.NEW)
        else:
            yield replace(one, change=Change.MOVED, was=other.start)


def _judge(firing: Firing, hours: HoursPolicy | None, doubt_ms: int, lead_ms: int) -> Firing:
    if hours is None or firing.change is Change.GONE:
        return firing
    room = hours_room(hours, firing.start, lead_ms=lead_ms, doubt_ms=doubt_ms)
    if room is None:
        return replace(firing, fit=Fit.REFUSED)
    return replace(firing, fit=Fit.WHOLE if room.length_ms >= firing.length_ms else Fit.PART)
