"""Which days a report is about: whole weeks, months, quarters, half-years and years.

Statistics of the sector close on the 14th: a month is then the 15th of the one before to the 14th,
a quarter ends on the 14th of its last month, a year runs from 15 December to 14 December
(`15-14`). Weeks and days are the same in both ways of counting. Pure.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from broadcaster.i18n import _
from broadcaster.reports.errors import ReportsError

CALENDAR, FIFTEENTH = "calendar", "15-14"
COUNTINGS = (CALENDAR, FIFTEENTH)
LAST_OF_MONTH = 14

_SHORT = (
    (re.compile(r"(?P<y>\d{4})-?[Ww](?P<n>\d{1,2})"), "week"),
    (re.compile(r"[Ww](?P<n>\d{1,2})/(?P<y>\d{4})"), "week"),
    (re.compile(r"(?P<y>\d{4})-(?P<n>\d{1,2})"), "month"),
    (re.compile(r"(?P<n>\d{1,2})/(?P<y>\d{4})"), "month"),
    (re.compile(r"(?P<y>\d{4})-?[Qq](?P<n>[1-4])"), "quarter"),
    (re.compile(r"[Qq](?P<n>[1-4])/(?P<y>\d{4})"), "quarter"),
    (re.compile(r"(?P<y>\d{4})-?[Hh](?P<n>[12])"), "half-year"),
    (re.compile(r"[Hh](?P<n>[12])/(?P<y>\d{4})"), "half-year"),
    (re.compile(r"(?P<y>\d{4})(?P<n>)"), "year"),
)
_DAYS = (
    re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})"),
    re.compile(r"(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<y>\d{4})"),
)


class PeriodKind(StrEnum):
    """How long a period is."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half-year"
    YEAR = "year"


_MONTHS = {
    PeriodKind.MONTH: 1,
    PeriodKind.QUARTER: 3,
    PeriodKind.HALF_YEAR: 6,
    PeriodKind.YEAR: 12,
}


@dataclass(frozen=True)
class Period:
    """Days from `first` to `last`, both included, in station time."""

    kind: PeriodKind
    first: date
    last: date
    number: int
    """Which of its year, from 1; of a day its ordinal."""
    year: int
    counting: str = CALENDAR

    @property
    def is_fifteenth(self) -> bool:
        """Say whether it closes on the 14th."""
        return self.counting == FIFTEENTH and self.kind in _MONTHS


def period_of(kind: PeriodKind, day: date, counting: str = CALENDAR) -> Period:
    """Return the period of that kind in which `day` lies."""
    if kind is PeriodKind.DAY:
        return Period(kind, day, day, day.timetuple().tm_yday, day.year, counting)
    if kind is PeriodKind.WEEK:
        year, number, weekday = day.isocalendar()
        first = day - timedelta(days=weekday - 1)
        return Period(kind, first, first + timedelta(days=6), number, year, counting)
    year, month = day.year, day.month
    if counting == FIFTEENTH and day.day > LAST_OF_MONTH:
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return _months(kind, year, (month - 1) // _MONTHS[kind] + 1, counting)


def period_before(period: Period) -> Period:
    """Return the period of the same kind that ended the day before."""
    return period_of(period.kind, period.first - timedelta(days=1), period.counting)


def read_period(text: str, kind: PeriodKind, counting: str = CALENDAR) -> Period:
    """Return the period a person names: 2026-11, 2026-Q4, 2026-W47, 2026, or any day in it.

    ReportsError quotes what is none of these.
    """
    for pattern in _DAYS:
        if match := pattern.fullmatch(text.strip()):
            return period_of(kind, _day(text, match), counting)
    for pattern, named in _SHORT:
        if named == kind and (match := pattern.fullmatch(text.strip())):
            return _numbered(text, kind, int(match["y"]), int(match["n"] or 1), counting)
    raise ReportsError.no_period(text, kind)


def _day(text: str, match: re.Match[str]) -> date:
    try:
        return date(int(match["y"]), int(match["m"]), int(match["d"]))
    except ValueError as error:
        raise ReportsError.no_period(text, PeriodKind.DAY) from error


def _numbered(text: str, kind: PeriodKind, year: int, number: int, counting: str) -> Period:
    try:
        if kind is PeriodKind.WEEK:
            return period_of(kind, date.fromisocalendar(year, number, 1), counting)
        return _months(kind, year, number, counting)
    except ValueError as error:
        raise ReportsError.no_period(text, kind) from error


def _months(kind: PeriodKind, year: int, number: int, counting: str) -> Period:
    count = _MONTHS[kind]
    month = (number - 1) * count + 1
    first = date(year, month, 1)
    after = date(year + 1, 1, 1) if month + count > 12 else date(year, month + count, 1)
    last = after - timedelta(days=1)
    if counting == FIFTEENTH:
        first = (first - timedelta(days=1)).replace(day=LAST_OF_MONTH + 1)
        last = last.replace(day=LAST_OF_MONTH)
    return Period(kind, first, last, number, year, counting)


def period_text(period: Period) -> str:
    """Return the period in words with its days: `Month 11/2026 (15/10/2026 - 14/11/2026)`."""
    days = f"{period.first:%d/%m/%Y} – {period.last:%d/%m/%Y}"
    named = {
        PeriodKind.DAY: lambda: _("Day {day}").format(day=f"{period.first:%d/%m/%Y}"),
        PeriodKind.WEEK: lambda: _("Week {number}/{year}: {days}"),
        PeriodKind.MONTH: lambda: _("Month {number}/{year}: {days}"),
        PeriodKind.QUARTER: lambda: _("Quarter {number}/{year}: {days}"),
        PeriodKind.HALF_YEAR: lambda: _("Half-year {number}/{year}: {days}"),
        PeriodKind.YEAR: lambda: _("Year {year}: {days}"),
    }[period.kind]()
    return named.format(number=period.number, year=period.year, days=days)
