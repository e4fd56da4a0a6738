"""The "when" of a programme's TOML file: recurrence, starts, season, holidays, exceptions.

Each recurrence has keys of its own; a key that belongs to another one is a mistake, not ignored.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from broadcaster.checked_table import CheckedTable, choice, list_of
from broadcaster.i18n import _
from broadcaster.schedule.calendar.bounds import FIRST_DAY, LAST_DAY
from broadcaster.schedule.calendar.holidays import HolidayTable, OnHolidays
from broadcaster.schedule.programmes.change_file import read_changes
from broadcaster.schedule.programmes.clock_key import clock
from broadcaster.schedule.programmes.day_key import known_day
from broadcaster.schedule.programmes.pattern_file import KEYS, read_pattern
from broadcaster.schedule.programmes.recurrence import Recurrence

RECURRENCES = tuple(KEYS)
HOLIDAY_WORDS = (OnHolidays.SKIP, OnHolidays.ONLY, OnHolidays.ALSO)


def read_when(table: CheckedTable, holidays: HolidayTable) -> Recurrence:
    """Return when a programme fires; mistakes are noted in the table."""
    kind = table.need("recurrence", choice(RECURRENCES), "daily")
    starts = _starts(table)
    pattern = read_pattern(table, kind)
    first, last = _season(table)
    also = table.may("also", list_of(known_day), ())
    excepted = table.may("except", _dates_besides(also), ())
    return Recurrence(
        starts[0],
        pattern,
        starts[1:],
        first=first,
        last=last,
        also=frozenset(also),
        excepted=frozenset(excepted),
        holidays=OnHolidays(table.may("holidays", choice(HOLIDAY_WORDS), OnHolidays.IGNORE)),
        table=holidays,
        changes=read_changes(table, starts),
    )


def _starts(table: CheckedTable) -> tuple[int, ...]:
    several = table.may("starts", list_of(clock), (0,))
    if not table.has("starts"):
        return (table.need("start", clock, 0),)
    table.may("start", _not_both, None)
    return tuple(sorted(several))


def _not_both(_value: Any) -> None:
    raise ValueError(_("stands beside starts; keep one of the two"))


def _season(table: CheckedTable) -> tuple[date, date]:
    first = table.may("from", known_day, FIRST_DAY)
    last = table.may("until", known_day, LAST_DAY)
    if last < first:
        table.note(
            "until", _("is before from = {first}, so it would never fire").format(first=first)
        )
        return FIRST_DAY, LAST_DAY
    return first, last


def _dates_besides(also: tuple[date, ...]) -> Callable[[Any], tuple[date, ...]]:
    def read(value: Any) -> tuple[date, ...]:
        found = list_of(known_day)(value)
        if both := sorted(set(found) & set(also)):
            raise ValueError(_("{day} is in also; keep it in one of the two").format(day=both[0]))
        return found

    return read
