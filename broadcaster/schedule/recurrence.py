"""When a programme fires: an endless iterator of moments that knows no scheduler.

"When" is answerable for last March and next October alike. Times are station time. On the night
a clock jumps forward, a start inside the skipped hour fires at the jump; on the night it jumps
back, a start inside the repeated hour fires at its first occurrence only. Every other night keeps
the time that was typed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from broadcaster.schedule.station_time import DAY_NAMES, clock_text, moment_at, station_date

EVERY_DAY = frozenset(range(1, 8))


@dataclass(frozen=True)
class Recurrence:
    """The days of the week (1 is Monday) and the minute of the day at which a programme starts."""

    start: int
    days: frozenset[int] = EVERY_DAY

    @property
    def is_daily(self) -> bool:
        """Say whether it fires on every day of the week."""
        return self.days == EVERY_DAY

    @property
    def day_names(self) -> tuple[str, ...]:
        """The days as they are written in a file."""
        return tuple(DAY_NAMES[day - 1] for day in sorted(self.days))

    def __str__(self) -> str:
        days = "daily" if self.is_daily else ",".join(self.day_names)
        return f"{days} {clock_text(self.start)}"


def firings(recurrence: Recurrence, since: datetime, zone: ZoneInfo) -> Iterator[datetime]:
    """Yield the moments (aware, UTC) at which it fires, the first at or after `since`, for ever."""
    day = station_date(since, zone) - timedelta(days=1)
    while True:
        day += timedelta(days=1)
        if day.isoweekday() not in recurrence.days:
            continue
        moment = moment_at(day, recurrence.start, zone)
        # A zone that crossed the date line skipped a whole day: nothing fires on it.
        if moment >= since and station_date(moment, zone) == day:
            yield moment


def firings_between(
    recurrence: Recurrence, since: datetime, until: datetime, zone: ZoneInfo
) -> Iterator[datetime]:
    """Yield the firings from `since` (included) to `until` (excluded)."""
    for moment in firings(recurrence, since, zone):
        if moment >= until:
            return
        yield moment
