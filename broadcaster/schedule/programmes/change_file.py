"""The `[[change]]` tables of a programme's file: what is different on one day."""

from collections.abc import Mapping, Sequence
from typing import Any

from broadcaster.checked_table import CheckedTable, text, whole
from broadcaster.i18n import _
from broadcaster.schedule.calendar.day_changes import DayChange
from broadcaster.schedule.programmes.clock_key import clock
from broadcaster.schedule.programmes.day_key import known_day
from broadcaster.schedule.programmes.layout_file import LONGEST_MINUTES, MINUTE_MS
from broadcaster.schedule.station_time import clock_text

MOST_CHANGES = 400


def read_changes(table: CheckedTable, starts: Sequence[int]) -> tuple[DayChange, ...]:
    """Return the changes of single days; `starts` are the programme's usual ones."""
    rows = table.may("change", _rows, ())
    found: list[DayChange] = []
    for number, row in enumerate(rows, start=1):
        inner = CheckedTable(row, table.mistakes, where=f"change {number}: ")
        change = _change(inner, starts)
        if change is None:
            continue
        if any((one.day, one.of) == (change.day, change.of) for one in found):
            inner.note("date", _("is changed twice; put both into one [[change]]"))
        found.append(change)
    return tuple(found)


def _rows(value: Any) -> tuple[Mapping[str, Any], ...]:
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise ValueError(_("needs [[change]] tables, each with its date"))
    if len(value) > MOST_CHANGES:
        raise ValueError(
            _("needs {count} [[change]] tables at most; a season is another programme").format(
                count=MOST_CHANGES
            )
        )
    return tuple(value)


def _change(table: CheckedTable, starts: Sequence[int]) -> DayChange | None:
    known = len(table.mistakes)
    day = table.need("date", known_day, None)
    of = table.may("of", clock, None)
    start = table.may("start", clock, None)
    minutes = table.may("longest_minutes", whole(1, LONGEST_MINUTES), None)
    cancelled = table.may("cancelled", _yes, False)
    title = table.may("title", text, "")
    table.finish()
    if day is None:
        return None
    longest_ms = None if minutes is None else minutes * MINUTE_MS
    change = DayChange(day, of, start, longest_ms, cancelled, title)
    if len(table.mistakes) == known:
        _check(table, change, starts)
    return change


def _yes(value: Any) -> bool:
    if value is not True:
        raise ValueError(_("needs true, or leave it out"))
    return True


def _check(table: CheckedTable, change: DayChange, starts: Sequence[int]) -> None:
    differs = change.start is not None or change.longest_ms is not None or bool(change.title)
    if change.cancelled == differs:
        table.note(
            "date",
            _("needs either cancelled = true, or a start, longest_minutes or title of that day"),
        )
    if change.of is not None and change.of not in starts:
        table.note(
            "of",
            _("is no start of the programme; they are {starts}").format(
                starts=", ".join(map(clock_text, starts))
            ),
        )
    if change.start is not None and change.of is None and len(starts) > 1:
        table.note("start", _('moves which one? Name the usual start as of = "05:30"'))
