"""The Vietnamese lunar date of a day, and back.

`vnlunar` holds Hồ Ngọc Đức's table of the calendar as it was published: Hanoi's new moons, not
Beijing's, so that Tết 1985 is a month and Tết 2007 a day before China's. Pure; a Gregorian date
in, a date of the lunar calendar out. Known from 1800-01-25 to 2199-12-31, far beyond what a
station may plan.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

FULL_MOON = 15
"""The day called rằm."""


@dataclass(frozen=True, order=True)
class LunarDay:
    """One day of the lunar calendar. A leap month follows the regular month of its number."""

    year: int
    """The Gregorian year in which this lunar year begins."""
    month: int
    leap: bool
    day: int


class _Month(NamedTuple):
    first: date
    number: int
    leap: bool
    length: int


@lru_cache(8192)  # a plan asks for the same few weeks again and again
def lunar_day(day: date) -> LunarDay:
    """Return the lunar date of a Gregorian one. ValueError outside 1800-01-25 to 2199-12-31."""
    year = day.year if day >= _months(day.year)[0].first else day.year - 1
    months = _months(year)
    month = next(month for month in reversed(months) if month.first <= day)
    return LunarDay(year, month.number, month.leap, (day - month.first).days + 1)


def month_length(year: int, month: int, *, leap: bool = False) -> int | None:
    """Return how many days a lunar month has (29 or 30); None where the year has no such month."""
    found = (one.length for one in _months(year) if (one.number, one.leap) == (month, leap))
    return next(found, None)


def gregorian_day(lunar: LunarDay) -> date | None:
    """Return the Gregorian date of a lunar one; None where the year has no such day."""
    for month in _months(lunar.year):
        if (month.number, month.leap) == (lunar.month, lunar.leap):
            inside = 1 <= lunar.day <= month.length
            return month.first + timedelta(days=lunar.day - 1) if inside else None
    return None


@lru_cache(512)
def _months(year: int) -> tuple[_Month, ...]:
    """Return the months of a lunar year in their order; ValueError outside 1800 to 2199."""
    from vnlunar import core  # most commands ask for no lunar day

    lengths = core.get_year_month_lengths(year)
    firsts = core.get_year_info(year)
    return tuple(
        _Month(_of_julian(first["jd"]), first["month"], bool(first["leap"]), length)
        for first, length in zip(firsts, lengths, strict=True)
    )


def _of_julian(number: int) -> date:
    """Return the date of a Julian day number ; 1721426 is 1 January of the year 1."""
    return date.fromordinal(number - 1721425)
