"""Turn the rows of a sheet into plain values, finding every mistake before anything is kept.

A column is known by any of its headings, written in Vietnamese or English, with or without marks
and capitals; what stands in brackets does not count. Above the headings there may be titles.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from broadcaster.i18n import _
from broadcaster.units.naming import slug, tidy
from broadcaster.units.workbook import Cell, Sheet, SheetRow

Reader = Callable[[Cell], Any]
"""Takes a value from a cell, or raises ValueError with what is allowed (`cells.py`)."""
ORDINAL = frozenset({"stt", "tt", "so-tt", "so-thu-tu", "no"})
"""Headings of a column that only counts the rows."""

MOST_TITLES = 15
"""Filled rows in which the headings are looked for."""
_BRACKETS = re.compile(r"\([^()]*\)")
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True)
class Column:
    """A column that may stand in a sheet: its field, the slugs of its headings, how it is read."""

    field: str
    headings: tuple[str, ...]
    read: Reader
    is_required: bool = False


@dataclass(frozen=True)
class Record:
    """One row that was read, with its number; `values` holds only what was filled in."""

    row: int
    values: Mapping[str, Any]


def read_records(
    sheet: Sheet, columns: Sequence[Column], passed_over: list[str] | None = None
) -> tuple[list[Record], list[str]]:
    """Return the rows as records, and one phrase per mistake in the order of the sheet.

    With `passed_over` columns of other names and rows joined across are no mistakes, and are
    named there.
    """
    sheet = _below_titles(sheet, columns)
    places, mistakes = find_columns(sheet.headings, columns, passed_over)
    if mistakes:
        return [], mistakes
    rows = sheet.rows
    if passed_over is not None:
        passed_over += [_row_text(row) for row in rows if row.is_banner]
        rows = tuple(row for row in rows if not row.is_banner)
    return [_record(row, places, sheet.headings, mistakes) for row in rows], mistakes


def _below_titles(sheet: Sheet, columns: Sequence[Column]) -> Sheet:
    """Return the sheet from its headings on: of the first rows the one that names most columns."""
    below = [
        Sheet(tuple(cell.text for cell in row.cells), sheet.rows[place + 1 :])
        for place, row in enumerate(sheet.rows[:MOST_TITLES])
    ]
    return max((sheet, *below), key=lambda one: _columns_named(one.headings, columns))


def _columns_named(headings: Sequence[str], columns: Sequence[Column]) -> int:
    """Count the columns that a row names, 0 where one that is needed is not among them."""
    known = list(find_columns(headings, columns, [])[0].values())
    return len(known) if all(one in known for one in columns if one.is_required) else 0


def _row_text(row: SheetRow) -> str:
    words = " ".join(cell.text for cell in row.cells if not cell.is_empty)
    return _("row {row}: {mistake}").format(row=row.number, mistake=f'"{tidy(words)[:60]}"')


def find_columns(
    headings: Sequence[str], columns: Sequence[Column], passed_over: list[str] | None = None
) -> tuple[dict[int, Column], list[str]]:
    """Return which column stands at which place, and what is wrong with the headings."""
    places: dict[int, Column] = {}
    mistakes = []
    for place, heading in enumerate(headings):
        name = slug(_BRACKETS.sub(" ", heading))
        known = next((c for c in columns if name in (c.field, *c.headings)), None)
        if known and known not in places.values():
            places[place] = known
        elif heading and not known and passed_over is not None:
            passed_over += [f'{column_letter(place)} "{heading}"'] * (name not in ORDINAL)
        elif heading and name not in ORDINAL:
            phrase = _("stands twice") if known else _("is no column of this list")
            mistakes.append(f'{column_letter(place)} "{heading}" {phrase}')
    mistakes += [
        _('there is no column "{column}"').format(column=column.field)
        for column in columns
        if column.is_required and column not in places.values()
    ]
    return places, mistakes


def _record(
    row: SheetRow, places: Mapping[int, Column], headings: Sequence[str], mistakes: list[str]
) -> Record:
    values: dict[str, Any] = {}
    for place, column in places.items():
        cell = row.cells[place] if place < len(row.cells) else Cell()
        problem = None
        if cell.is_formula:
            problem = _("is computed; paste its value instead")
        elif not cell.is_empty:
            try:
                values[column.field] = column.read(cell)
            except ValueError as error:
                problem = str(error)
        elif column.is_required:
            problem = _("is empty")
        if problem:
            where = _("row {row}, column {letter} ({heading})").format(
                row=row.number, letter=column_letter(place), heading=headings[place]
            )
            mistakes.append(f'{where}: "{cell.text[:60]}" {problem}')
    return Record(row.number, values)


def column_letter(place: int) -> str:
    """Return a column's letters as the spreadsheet program shows them, counted from 0."""
    first, last = divmod(place, len(LETTERS))
    return (LETTERS[first - 1] if first else "") + LETTERS[last]
