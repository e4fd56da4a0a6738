"""The next seven days of firings, as shown before a start or the hours change.

Pure. Each firing says whether it is new, moved or gone against what stands, and whether the
hours would let the whole session sound.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from broadcaster.schedule.hours import HoursPolicy
from broadcaster.schedule.model import session_id
from broadcaster.schedule.programme import Programme
from broadcaster.schedule.recurrence import firings_between
from broadcaster.schedule.session_room import hours_room
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


def list_firings(
    before: Iterable[Programme], after: Iterable[Programme], now: datetime, zone: ZoneInfo
) -> tuple[Firing, ...]:
    """Return the firings of seven days under `after`, marked against those under `before`."""
    old = {_place(firing, zone): firing for firing in _firings(before, now, zone)}
    new = {_place(firing, zone): firing for firing in _firings(after, now, zone)}
    marked = [_mark(old.get(place), firing) for place, firing in new.items()]
    gone = [
        replace(firing, change=Change.GONE) for place, firing in old.items() if place not in new
    ]
    return tuple(sorted([*marked, *gone], key=lambda firing: (firing.start, firing.programme)))


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


def _firings(programmes: Iterable[Programme], now: datetime, zone: ZoneInfo) -> list[Firing]:
    until = moment_at(station_date(now, zone) + timedelta(days=SHOWN_DAYS + 1), 0, zone)
    return [
        Firing(
            session_id(programme.name, start, zone),
            programme.name,
            programme.title,
            start,
            programme.longest_ms,
        )
        for programme in programmes
        for start in firings_between(programme.recurrence, now, until, zone)
    ]


def _place(firing: Firing, zone: ZoneInfo) -> tuple[str, date]:
    return firing.programme, station_date(firing.start, zone)


def _mark(old: Firing | None, new: Firing) -> Firing:
    if old is None:
        return replace(new, change=Change.NEW)
    if old.start != new.start:
        return replace(new, change=Change.MOVED, was=old.start)
    return new


def _judge(firing: Firing, hours: HoursPolicy | None, doubt_ms: int, lead_ms: int) -> Firing:
    if hours is None or firing.change is Change.GONE:
        return firing
    room = hours_room(hours, firing.start, lead_ms=lead_ms, doubt_ms=doubt_ms)
    if room is None:
        return replace(firing, fit=Fit.REFUSED)
    return replace(firing, fit=Fit.WHOLE if room.length_ms >= firing.length_ms else Fit.PART)
