"""Which sessions of the coming days would sound at once, looked at one by one.

For programmes that the pattern of a week does not describe. What lies beyond the horizon is looked
at where a file names a date there: a season's beginning, a day's change, an extra day.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from broadcaster.schedule.calendar.bounds import LAST_DAY
from broadcaster.schedule.programmes.model import Programme, sessions_between
from broadcaster.schedule.sessions.sharing import Sharing
from broadcaster.schedule.station_time import moment_at

HORIZON_DAYS = 400
"""Every day of a lunar year with its leap month lies within them."""


@dataclass(frozen=True)
class Sounding:
    """One session as long as it may sound at most."""

    start: datetime
    end: datetime
    programme: Programme
    """As it is on that day."""


def collisions(
    programmes: Sequence[Programme], since: date, zone: ZoneInfo, sharing: Sharing
) -> Iterator[tuple[Sounding, Sounding]]:
    """Yield the first collision of each pair: the session that sounds, and the one that starts.

    A pair of weekly patterns is not looked at; a programme may collide with itself.
    """
    if all(programme.recurrence.is_weekly for programme in programmes):
        return
    begin = moment_at(since, 0, zone)
    lead = timedelta(milliseconds=sharing.lead_ms)
    told: set[frozenset[str]] = set()
    sounding: list[Sounding] = []
    for session in _sessions(programmes, since, zone):
        sounding = [one for one in sounding if one.end + lead > session.start]
        for one in sounding:
            pair = frozenset({one.programme.name, session.programme.name})
            if not sharing.in_the_way(one.programme.zones, session.programme.zones):
                continue
            if pair not in told and session.start >= begin and not _both_weekly(one, session):
                told.add(pair)
                yield one, session
        sounding.append(session)


def _both_weekly(one: Sounding, other: Sounding) -> bool:
    return one.programme.recurrence.is_weekly and other.programme.recurrence.is_weekly


def _sessions(programmes: Sequence[Programme], since: date, zone: ZoneInfo) -> list[Sounding]:
    """Return every session of the stretches to look at, by start."""
    found = [
        Sounding(start, start + timedelta(milliseconds=held.longest_ms), held)
        for first, last in _stretches(programmes, since)
        for programme in programmes
        for held, start in sessions_between(
            programme, moment_at(first, 0, zone), moment_at(last, 0, zone), zone
        )
    ]
    return sorted(found, key=lambda one: (one.start, one.programme.name))


def _stretches(programmes: Sequence[Programme], since: date) -> list[tuple[date, date]]:
    """Return the dates to look at, as joined stretches of [first, last).

    Each begins a day early: a session of the day before may still sound.
    """
    horizon = timedelta(days=HORIZON_DAYS)
    named = {day for programme in programmes for day in _named_days(programme)}
    seasons = {programme.recurrence.first for programme in programmes}
    wanted = [(since, since + horizon)]
    wanted += [(day, day + horizon) for day in seasons if since < day <= LAST_DAY]
    wanted += [(day, day + timedelta(days=2)) for day in named if since <= day <= LAST_DAY]
    joined: list[tuple[date, date]] = []
    for first, last in sorted((first - timedelta(days=1), last) for first, last in wanted):
        if joined and first <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], last))
        else:
            joined.append((first, last))
    return joined


def _named_days(programme: Programme) -> set[date]:
    recurrence = programme.recurrence
    return {change.day for change in recurrence.changes} | recurrence.also
