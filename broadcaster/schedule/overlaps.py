"""Do two programmes collide? Decided on the pattern of the week, so every week is covered."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from broadcaster.schedule.programme import Programme
from broadcaster.schedule.station_time import DAY_MINUTES
from broadcaster.units.model import WHOLE_STATION

WEEK_MINUTES = 7 * DAY_MINUTES
MINUTE_MS = 60_000


@dataclass(frozen=True)
class Overlap:
    """Two programmes that would sound at once, first found in the week."""

    first: Programme
    """The one already sounding."""
    second: Programme
    """The one that starts meanwhile."""
    day: int
    """Weekday (1 is Monday) on which the second one starts."""
    minutes: int
    """How long both would sound."""
    zones: tuple[str, ...]
    """The zones they share. Empty: they collide only because a player has one output."""


def find_overlaps(programmes: Iterable[Programme]) -> list[Overlap]:
    """Return one overlap per colliding pair; midnight and the week's end are crossed."""
    ordered = sorted(programmes, key=lambda programme: programme.name)
    found = (_overlap(one, other) for one, other in combinations(ordered, 2))
    return [overlap for overlap in found if overlap is not None]


@lru_cache(1024)  # a plan asks for the same few thousands of times
def shared_zones(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    """Return the zones in which both sound; the whole station meets every zone."""
    ones, others = set(one), set(other)
    if WHOLE_STATION in ones:
        return tuple(sorted(others))
    if WHOLE_STATION in others:
        return tuple(sorted(ones))
    return tuple(sorted(ones & others))


def _overlap(one: Programme, other: Programme) -> Overlap | None:
    for first, second in ((one, other), (other, one)):
        for day in sorted(second.recurrence.days):
            minutes = max(_overlap_minutes(first, second, before, day) for before in _days(first))
            if minutes > 0:
                zones = shared_zones(one.zones, other.zones)
                return Overlap(first, second, day, minutes, zones)
    return None


def _days(programme: Programme) -> list[int]:
    return sorted(programme.recurrence.days)


def _overlap_minutes(first: Programme, second: Programme, before: int, day: int) -> int:
    """Return how long `first`, begun on weekday `before`, sounds on after `second` starts."""
    since = (day - before) * DAY_MINUTES + second.recurrence.start - first.recurrence.start
    since %= WEEK_MINUTES
    left = first.longest_ms // MINUTE_MS - since
    return min(left, second.longest_ms // MINUTE_MS)
