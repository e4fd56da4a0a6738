"""What several policies allow together, as windows of one week that people can read. Pure."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from broadcaster.schedule.hours.unit_hours import UnitHours
from broadcaster.schedule.hours.windows import Stretch, Window, minutes_of_week
from broadcaster.schedule.station_time import DAY_MINUTES

WEEK_MINUTES = 7 * DAY_MINUTES
Windows = tuple[Window, ...]


@lru_cache(256)
def shared_windows(every: tuple[Windows, ...]) -> Windows:
    """Return windows of the minutes of the week that lie in each of `every` (not empty)."""
    if len(every) == 1:
        return every[0]
    minutes = frozenset.intersection(*(minutes_of_week(windows) for windows in every))
    days: dict[Stretch, str] = {}
    for start, length in _pieces(minutes):
        day, first = divmod(start, DAY_MINUTES)
        stretch = Stretch(first, first + length)
        days[stretch] = days.get(stretch, "") + str(day + 1)
    ordered = sorted(days, key=lambda stretch: (stretch.start, stretch.end))
    return tuple(Window(stretch, "".join(sorted(days[stretch]))) for stretch in ordered)


def _pieces(minutes: frozenset[int]) -> Iterator[tuple[int, int]]:
    """Yield start and length of each unbroken run; one longer than a day is cut at midnights."""
    for start in [m for m in minutes if (m - 1) % WEEK_MINUTES not in minutes] or sorted(minutes)[
        :1
    ]:
        length = next(
            (n for n in range(WEEK_MINUTES) if (start + n) % WEEK_MINUTES not in minutes),
            WEEK_MINUTES,
        )
        if length <= DAY_MINUTES:
            yield start, length
            continue
        cut = start
        while cut < start + length:
            end = min(start + length, cut - cut % DAY_MINUTES + DAY_MINUTES)
            yield cut % WEEK_MINUTES, end - cut
            cut = end


def shared_holidays(policies: Sequence[UnitHours]) -> Windows | None:
    """Return the windows of public holidays that all allow; None where none speaks of them."""
    if all(policy.holidays is None for policy in policies):
        return None
    special = (p.windows if p.holidays is None else p.holidays for p in policies)
    return shared_windows(tuple(special))
