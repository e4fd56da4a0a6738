"""Which days are public holidays, by what name, and which working days were swapped for them.

Vietnam's own days come from the package `holidays`: Labour Code 2019 art. 112 with the days off in
lieu, and the swaps the Government had decided when that version was made. What is decided later
stands in the station's own table (`HolidayTable`), which adds, removes and swaps. Pure. Names are
Vietnamese, as the law gives them.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import NamedTuple

SWAPPED = "Ngày nghỉ hoán đổi"
"""The name of a day off that was swapped for a working Saturday or Sunday."""
_IN_LIEU_OF = re.compile(r"(\d{2})/(\d{2})/(\d{4})")
"""The package names a swapped day off after the day that is worked instead."""


class OnHolidays(StrEnum):
    """What public holidays do to a programme. But for IGNORE, swapped working days count too."""

    IGNORE = "ignore"
    SKIP = "skip"
    ONLY = "only"
    ALSO = "also"


@dataclass(frozen=True)
class NamedDay:
    """A day off by its name."""

    day: date
    name: str
    document: str = ""
    """What decided it."""


@dataclass(frozen=True)
class Swap:
    """Hoán đổi ngày làm việc: `off` is free, and `work`, otherwise free, is worked instead."""

    off: date
    work: date
    document: str = ""


@dataclass(frozen=True)
class HolidayTable:
    """What a station knows beyond the package: later decisions, local days, corrections."""

    added: tuple[NamedDay, ...] = ()
    removed: tuple[date, ...] = ()
    swaps: tuple[Swap, ...] = ()

    @cached_property
    def _names(self) -> dict[date, str | None]:
        """What the table says of a day; None where it says that the day is no holiday."""
        said: dict[date, str | None] = dict.fromkeys(self.removed)
        said.update({swap.work: None for swap in self.swaps})
        said.update({swap.off: SWAPPED for swap in self.swaps})
        said.update({one.day: one.name for one in self.added})
        return said

    @cached_property
    def _worked(self) -> dict[date, date]:
        return {swap.work: swap.off for swap in self.swaps}

    def name_of(self, day: date) -> str | None:
        """Return the name of a public holiday, or None for any other day."""
        if day in self._names:
            return self._names[day]
        return _national(day.year).names.get(day)

    def weekday_of(self, day: date) -> int:
        """Return the weekday (1 is Monday) whose work is done on `day`.

        A Saturday that is worked instead of a Monday counts as that Monday.
        """
        return (self.worked_for(day) or day).isoweekday()

    def worked_for(self, day: date) -> date | None:
        """Return the day off that is made good on `day`; None for any other day."""
        return self._worked.get(day) or self._national_swap(day)

    def _national_swap(self, day: date) -> date | None:
        """Return the day off that is made good on `day`, unless the table says otherwise of it."""
        for year in (day.year - 1, day.year, day.year + 1):
            off = _national(year).worked.get(day)
            if off is not None and self.name_of(off) is not None:
                return off
        return None


NATIONAL = HolidayTable()
"""The package's days alone, as of a station without a table."""


def is_holiday(day: date, table: HolidayTable = NATIONAL) -> str | None:
    """Return the Vietnamese name of a public holiday, or None."""
    return table.name_of(day)


class _Year(NamedTuple):
    names: dict[date, str]
    worked: dict[date, date]
    """Days worked, each with the day off of this year that it makes good."""


@lru_cache(256)
def _national(year: int) -> _Year:
    from holidays.countries.vietnam import Vietnam  # heavy: most commands ask for no holiday

    found = Vietnam(years=year, language="vi", expand=False)  # type: ignore[no-untyped-call]
    names = {day: name.replace("; ", ", ") for day, name in found.items()}
    worked = {}
    for day, name in names.items():
        if substituted := _IN_LIEU_OF.search(name):
            worked[date(*map(int, reversed(substituted.groups())))] = day
            names[day] = SWAPPED
    return _Year(names, worked)
