"""When a programme fires: an iterator of moments that knows no scheduler.

"When" is answerable for last March and next October alike, from 2020 to 2100. Times are station
time. On the night a clock jumps forward, a start inside the skipped hour fires at the jump; on the
night it jumps back, a start inside the repeated hour fires at its first occurrence only. Every
other night keeps the time that was typed. Two starts that the jump brings together are one firing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property, lru_cache
from zoneinfo import ZoneInfo

from broadcaster.schedule.calendar.bounds import FIRST_DAY, LAST_DAY
from broadcaster.schedule.calendar.day_changes import DayChange, change_of
from broadcaster.schedule.calendar.holidays import NATIONAL, HolidayTable, OnHolidays
from broadcaster.schedule.calendar.lunar_days import LunarDays
from broadcaster.schedule.calendar.patterns import EVERY_DAY, MarketDays, MonthDays, Weekdays
from broadcaster.schedule.calendar.rule import Rule
from broadcaster.schedule.station_time import DAY_NAMES, moment_at, station_date

Pattern = Weekdays | MonthDays | LunarDays | MarketDays | Rule
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Recurrence:
    """The days on which a programme falls, and the minutes of the day at which it starts.

    A day counts when it is in `also`; or when it lies in the season, the pattern has it and the
    holidays let it stand. A day in `excepted` never counts.
    """

    start: int
    """The first start of a day."""
    days: Pattern = EVERY_DAY
    later: tuple[int, ...] = ()
    """Further starts of the same day, rising."""
    first: date = FIRST_DAY
    last: date = LAST_DAY
    """The season: its first and last day."""
    also: frozenset[date] = frozenset()
    excepted: frozenset[date] = frozenset()
    holidays: OnHolidays = OnHolidays.IGNORE
    table: HolidayTable = NATIONAL
    changes: tuple[DayChange, ...] = ()

    @property
    def starts(self) -> tuple[int, ...]:
        """Every start of a day, rising."""
        return (self.start, *self.later)

    @cached_property
    def is_weekly(self) -> bool:
        """Say whether the pattern of the week is all there is to it."""
        plain = Recurrence(self.start, self.days, self.later, table=self.table)
        return isinstance(self.days, frozenset) and self == plain

    @property
    def weekdays(self) -> Weekdays:
        """The days of the week; none where another pattern decides."""
        return self.days if isinstance(self.days, frozenset) else frozenset()

    @property
    def day_names(self) -> tuple[str, ...]:
        """The days of the week as they are written in a file."""
        return tuple(DAY_NAMES[day - 1] for day in sorted(self.weekdays))

    def falls_on(self, day: date) -> bool:
        """Say whether it fires on `day`, whatever its changes say."""
        if day in self.excepted or not FIRST_DAY <= day <= LAST_DAY:
            return False
        return day in self.also or (self.first <= day <= self.last and self._regular(day))

    def _regular(self, day: date) -> bool:
        if self.holidays is OnHolidays.IGNORE:
            return self._in_pattern(day, day.isoweekday())
        is_free = self.table.name_of(day) is not None
        if self.holidays is OnHolidays.ALSO and is_free:
            return True
        if self.holidays is OnHolidays.SKIP and is_free:
            return False
        if self.holidays is OnHolidays.ONLY and not is_free:
            return False
        return self._in_pattern(day, self.table.weekday_of(day))

    def _in_pattern(self, day: date, weekday: int) -> bool:
        return weekday in self.days if isinstance(self.days, frozenset) else self.days.has(day)

    @cached_property
    def _changed(self) -> dict[date, tuple[DayChange, ...]]:
        days = {change.day for change in self.changes}
        return {day: tuple(c for c in self.changes if c.day == day) for day in days}

    def starts_on(self, day: date) -> tuple[tuple[int, DayChange | None], ...]:
        """Return the starts of `day` as its changes leave them, each with the change it has."""
        if not self.falls_on(day):
            return ()
        changes = self._changed.get(day)
        if not changes:
            return tuple((start, None) for start in self.starts)
        found = [(start, change_of(changes, start)) for start in self.starts]
        moved = [
            (start if change is None or change.start is None else change.start, change)
            for start, change in found
            if change is None or not change.cancelled
        ]
        return tuple(sorted(moved, key=lambda pair: pair[0]))


@dataclass(frozen=True)
class Occurrence:
    """One firing: its moment (aware, UTC), and the change of that day if it has one."""

    start: datetime
    change: DayChange | None


def occurrences(
    recurrence: Recurrence, since: datetime, until: datetime | None, zone: ZoneInfo
) -> Iterator[Occurrence]:
    """Yield what fires from `since` (included) to `until` (excluded; None is the end of 2100)."""
    day = max(station_date(since, zone), FIRST_DAY)
    last = LAST_DAY if until is None else min(station_date(until, zone), LAST_DAY)
    before: datetime | None = None
    while day <= last:
        for start, change in recurrence.starts_on(day):
            moment = _moment(day, start, zone)
            if moment is None or moment == before:
                continue
            if until is not None and moment >= until:
                return
            if moment >= since:
                before = moment
                yield Occurrence(moment, change)
        day += _DAY


@lru_cache(8192)  # every plan of every day asks for the same two weeks
def _moment(day: date, start: int, zone: ZoneInfo) -> datetime | None:
    """Return the moment of a start; None on a day that a zone skipped by crossing the date line."""
    moment = moment_at(day, start, zone)
    return moment if station_date(moment, zone) == day else None
