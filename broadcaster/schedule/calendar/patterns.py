"""On which days of the calendar a programme falls: the week, the month, the market.

Pure, and each pattern answers one question: does it fall on this day? The lunar pattern is in
`lunar_days.py`, an RFC 5545 rule in `rule.py`.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

Weekdays = frozenset[int]
"""The pattern of a week: 1 is Monday."""
EVERY_DAY: Weekdays = frozenset(range(1, 8))


@dataclass(frozen=True, order=True)
class NthWeekday:
    """Such as the second Monday of a month (2, 1), or its last Friday (-1, 5)."""

    nth: int
    weekday: int


@dataclass(frozen=True)
class MonthDays:
    """Days of every month. -1 is its last day; a month without such a day is passed over."""

    days: tuple[int, ...] = ()
    weekdays: tuple[NthWeekday, ...] = ()

    def has(self, day: date) -> bool:
        """Say whether it falls on `day`."""
        length = monthrange(day.year, day.month)[1]
        if day.day in self.days or day.day - length - 1 in self.days:
            return True
        first, last = (day.day + 6) // 7, -((length - day.day + 7) // 7)
        weekday = day.isoweekday()
        return any(one.weekday == weekday and one.nth in (first, last) for one in self.weekdays)


@dataclass(frozen=True)
class MarketDays:
    """Phiên chợ: every `every` days, counted from the market day `base`, before it too."""

    every: int
    base: date

    def has(self, day: date) -> bool:
        """Say whether it falls on `day`."""
        return (day - self.base).days % self.every == 0
