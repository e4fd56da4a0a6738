"""Days of the Vietnamese lunar calendar as a programme's pattern.

A day of every month (rằm, mùng một) is kept in a leap month too, as people keep it; a date of the
year (giỗ tổ, lễ hội) is kept once, in the regular month. `leap_months` says otherwise.
"""

from dataclasses import dataclass
from datetime import date

from broadcaster.schedule.calendar.lunar import LunarDay, lunar_day, month_length

EVERY_MONTH = 0


@dataclass(frozen=True)
class LunarDate:
    """A day of one lunar month, or of every one. -1 is the month's last day, the 29th or 30th."""

    day: int
    month: int = EVERY_MONTH


@dataclass(frozen=True)
class LunarDays:
    """The lunar dates on which a programme falls; a month without such a day is passed over."""

    dates: tuple[LunarDate, ...]
    leap_months: bool | None = None
    """Whether it falls in leap months too; None as people keep it (see above)."""

    def has(self, day: date) -> bool:
        """Say whether it falls on `day`."""
        lunar = lunar_day(day)
        return any(self._meets(one, lunar) for one in self.dates)

    def _meets(self, one: LunarDate, lunar: LunarDay) -> bool:
        if one.month not in (EVERY_MONTH, lunar.month):
            return False
        if lunar.leap and not self._keeps_leap(one):
            return False
        if one.day > 0:
            return one.day == lunar.day
        length = month_length(lunar.year, lunar.month, leap=lunar.leap) or 0
        return lunar.day == length + 1 + one.day

    def _keeps_leap(self, one: LunarDate) -> bool:
        return one.month == EVERY_MONTH if self.leap_months is None else self.leap_months
