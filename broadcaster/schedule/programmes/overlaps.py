"""Which programmes collide, and which collides with itself.

Two patterns of the week are held against each other as such, so every week is covered. Where a
programme has anything else to it - the lunar calendar, a season, holidays, changes of a day - its
real sessions of the coming `HORIZON_DAYS` are looked at, and those around every date a file names.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import combinations_with_replacement
from zoneinfo import ZoneInfo

from broadcaster.schedule.programmes.dated_overlaps import HORIZON_DAYS, collisions
from broadcaster.schedule.programmes.model import Programme
from broadcaster.schedule.sessions.sharing import Sharing
from broadcaster.schedule.station_time import DAY_MINUTES
from broadcaster.units.model import WHOLE_STATION

__all__ = ["HORIZON_DAYS", "Overlap", "find_overlaps", "shared_zones"]

WEEK_MINUTES = 7 * DAY_MINUTES
MINUTE_MS = 60_000


@dataclass(frozen=True)
class Overlap:
    """Two programmes that would sound at once, or one that starts before it ends; first found."""

    first: Programme
    """The one already sounding."""
    second: Programme
    """The one that starts meanwhile."""
    day: int
    """Weekday (1 is Monday) on which the second one starts."""
    start: int
    """Minutes after midnight at which it does."""
    minutes: int
    """How long both would sound; 0 where only the amplifier's lead has no room between them."""
    zones: tuple[str, ...]
    """The zones of the second in which the first is heard too. Empty: they collide only because a
    player has one output."""
    on: date | None = None
    """The date; None when it is so in every week."""


def find_overlaps(
    programmes: Iterable[Programme], since: date, zone: ZoneInfo, sharing: Sharing | None = None
) -> list[Overlap]:
    """Return one overlap per colliding pair, from the station date `since` on.

    Midnight and the week's end are crossed. `sharing` says which programmes are in each other's
    way; without it all are that would sound at once.
    """
    how = sharing or Sharing()
    ordered = sorted(programmes, key=lambda programme: programme.name)
    weekly = [programme for programme in ordered if programme.recurrence.is_weekly]
    found = [_weekly(*pair, how) for pair in combinations_with_replacement(weekly, 2)]
    return [overlap for overlap in found if overlap] + _dated(ordered, since, zone, how)


@lru_cache(1024)  # a plan asks for the same few thousands of times
def shared_zones(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    """Return the zones in which both sound; the whole station meets every zone."""
    ones, others = set(one), set(other)
    if WHOLE_STATION in ones:
        return tuple(sorted(others))
    if WHOLE_STATION in others:
        return tuple(sorted(ones))
    return tuple(sorted(ones & others))


def _weekly(one: Programme, other: Programme, sharing: Sharing) -> Overlap | None:
    if not sharing.in_the_way(one.zones, other.zones):
        return None
    for first, second in ((one, other), (other, one)):
        begun = _week_minutes(first)
        for at in _week_minutes(second):
            left_ms = max(_left_ms(first, second, at - before) for before in begun)
            if left_ms + sharing.lead_ms > 0:
                zones = sharing.zones.met(first.zones, second.zones)
                day, start = divmod(at, DAY_MINUTES)
                minutes = min(left_ms, second.longest_ms) // MINUTE_MS
                return Overlap(first, second, day + 1, start, max(minutes, 0), zones)
    return None


def _week_minutes(programme: Programme) -> list[int]:
    """Return its starts as minutes after the midnight that begins Monday."""
    return [
        (day - 1) * DAY_MINUTES + start
        for day in sorted(programme.recurrence.weekdays)
        for start in programme.recurrence.starts
    ]


def _left_ms(first: Programme, second: Programme, later: int) -> int:
    """Return how long `first` sounds on after `second` starts `later` minutes after it.

    Below 0 it is the silence between them.
    """
    since = later % WEEK_MINUTES
    if first is second and since == 0:
        since = WEEK_MINUTES
    return first.longest_ms - since * MINUTE_MS


def _dated(
    programmes: Sequence[Programme], since: date, zone: ZoneInfo, sharing: Sharing
) -> list[Overlap]:
    found = []
    for first, second in collisions(programmes, since, zone, sharing):
        both = min(first.end, second.end) - second.start
        local = second.start.astimezone(zone)
        found.append(
            Overlap(
                first.programme,
                second.programme,
                local.isoweekday(),
                local.hour * 60 + local.minute,
                max(both // timedelta(minutes=1), 1 if both > timedelta() else 0),
                sharing.zones.met(first.programme.zones, second.programme.zones),
                local.date(),
            )
        )
    return found
