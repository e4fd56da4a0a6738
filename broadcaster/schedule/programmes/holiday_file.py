"""The station's own table of holidays, `holidays.toml`: days added, removed and swapped.

It says what the package of national days cannot know: the decisions of a coming year, and local
days. Dates that contradict one another or change nothing are mistakes, because one of them is a
slip.
"""

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from broadcaster.checked_table import CheckedTable, text
from broadcaster.i18n import _
from broadcaster.schedule.calendar.holidays import NATIONAL, HolidayTable, NamedDay, Swap
from broadcaster.schedule.errors import ScheduleError
from broadcaster.schedule.programmes.day_key import known_day

NAME = "holidays.toml"
LONGEST_DAYS = 31
"""Of one stretch that is added."""
_SATURDAY = 6


def read_holidays(toml: str, path: str = NAME) -> HolidayTable:
    """Return the table that a file's text states; `ScheduleError` lists every mistake."""
    try:
        document = tomllib.loads(toml)
    except tomllib.TOMLDecodeError as error:
        raise ScheduleError.mistakes_in(
            path, [_("not TOML: {error}").format(error=error)]
        ) from error
    mistakes: list[str] = []
    table = CheckedTable(document, mistakes)
    found = HolidayTable(
        added=tuple(day for row in _rows(table, "add") for day in _added(row)),
        removed=tuple(day for row in _rows(table, "remove") for day in _removed(row)),
        swaps=tuple(swap for row in _rows(table, "swap") for swap in _swapped(row)),
    )
    table.finish()
    mistakes.extend(_contradictions(found))
    if mistakes:
        raise ScheduleError.mistakes_in(path, mistakes)
    return found


def _rows(table: CheckedTable, key: str) -> list[CheckedTable]:
    def read(value: Any) -> list[Mapping[str, Any]]:
        if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
            raise ValueError(_("needs [[{key}]] tables").format(key=key))
        return value

    rows = table.may(key, read, [])
    return [
        CheckedTable(row, table.mistakes, where=f"{key} {number}: ")
        for number, row in enumerate(rows, start=1)
    ]


def _added(table: CheckedTable) -> list[NamedDay]:
    first, last = _stretch(table)
    name = table.need("name", text, "")
    document = table.may("document", text, "")
    table.finish()
    if first is None or last is None:
        return []
    return [NamedDay(day, name, document) for day in _days(first, last)]


def _stretch(table: CheckedTable) -> tuple[date | None, date | None]:
    if table.has("date"):
        day = table.need("date", known_day, None)
        return day, day
    first, last = table.need("from", known_day, None), table.need("until", known_day, None)
    if first and last and not 0 <= (last - first).days < LONGEST_DAYS:
        table.note(
            "until",
            _("must lie within {count} days from {first}").format(count=LONGEST_DAYS, first=first),
        )
        return None, None
    return first, last


def _days(first: date, last: date) -> Iterator[date]:
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)


def _removed(table: CheckedTable) -> list[date]:
    day = table.need("date", known_day, None)
    table.may("document", text, "")
    table.finish()
    if day and NATIONAL.name_of(day) is None:
        table.note("date", _("is no public holiday, so nothing is removed"))
    return [] if day is None else [day]


def _swapped(table: CheckedTable) -> list[Swap]:
    off, work = table.need("off", known_day, None), table.need("work", known_day, None)
    document = table.may("document", text, "")
    table.finish()
    if off is None or work is None:
        return []
    if off.isoweekday() >= _SATURDAY:
        table.note("off", _("is a day off already; name a working day"))
    if work.isoweekday() < _SATURDAY and NATIONAL.name_of(work) is None:
        table.note("work", _("is a working day already; name a Saturday, a Sunday or a holiday"))
    return [Swap(off, work, document)]


def _contradictions(table: HolidayTable) -> Iterator[str]:
    named = [one.day for one in table.added] + list(table.removed)
    named += [day for swap in table.swaps for day in (swap.off, swap.work)]
    for day in sorted({day for day in named if named.count(day) > 1}):
        yield _("{day} stands in the file twice; keep what holds").format(day=day.isoformat())
