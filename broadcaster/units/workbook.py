"""Read the first sheet of an .xlsx file that a stranger may have made.

What is read is bounded before it is unpacked: bytes of the file, bytes of its parts, rows, columns
and characters of a cell. Parts that declare a document type, which no spreadsheet does, are
refused with their entities. Formulas are never trusted: a cell that holds one says so.
"""

import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from broadcaster.errors import BroadcasterError
from broadcaster.i18n import _
from broadcaster.units.merged_cells import Merges, find_merges

LARGEST_FILE = 10 * 1024 * 1024
LARGEST_UNPACKED = 100 * 1024 * 1024
MOST_PARTS = 1000
MOST_ROWS = 5000
MOST_COLUMNS = 60
LONGEST_CELL = 1000
DOCTYPES = (b"<!DOCTYPE", "<!DOCTYPE".encode("utf-16-le"))
"""In one-byte code and in UTF-16 of either order, for the next letter's high byte is 0."""


class SheetError(BroadcasterError):
    """The workbook as a whole cannot be read."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            _('"{path}" was not read: {reason}.').format(path=path.name, reason=reason)
        )


@dataclass(frozen=True)
class Cell:
    """One cell as text, or a day where the sheet holds a date; `is_formula` where it computes."""

    value: str | date = ""
    is_formula: bool = False

    @property
    def text(self) -> str:
        """The cell as a person reads it."""
        return self.value.isoformat() if isinstance(self.value, date) else self.value

    @property
    def is_empty(self) -> bool:
        """Say whether nothing stands in it."""
        return self.value == ""


@dataclass(frozen=True)
class SheetRow:
    """One row with its number as the spreadsheet program shows it."""

    number: int
    cells: tuple[Cell, ...]
    is_banner: bool = False
    """Joined across: a heading between the rows, or the title above them."""


@dataclass(frozen=True)
class Sheet:
    """The headings of the first row that holds anything, and the filled rows below it."""

    headings: tuple[str, ...]
    rows: tuple[SheetRow, ...]


def read_workbook(path: Path) -> Sheet:
    """Return the first sheet of the workbook; `SheetError` names what is wrong with the file."""
    _check_package(path)
    try:
        filled = list(_filled_rows(path))
    except SheetError:
        raise
    except Exception as error:  # whatever a spoilt workbook makes openpyxl raise
        raise SheetError(path, _("it is not a workbook this program understands")) from error
    if not filled:
        raise SheetError(path, _("its first sheet is empty"))
    headings = tuple(cell.text for cell in filled[0].cells)
    return Sheet(headings, tuple(filled[1:]))


def _check_package(path: Path) -> None:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise SheetError(path, _("it is larger than {mb} MB").format(mb=LARGEST_FILE >> 20))
        with zipfile.ZipFile(path) as package:
            parts = package.infolist()
            unpacked = sum(part.file_size for part in parts)
            if len(parts) > MOST_PARTS or unpacked > LARGEST_UNPACKED:
                raise SheetError(path, _("it unpacks to more than a list can hold"))
            for part in parts:
                if part.filename.endswith((".xml", ".rels")) and _declares_types(package, part):
                    raise SheetError(path, _("it holds a document type, which no workbook does"))
    except OSError as error:
        raise SheetError(path, error.strerror or str(error)) from error
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise SheetError(path, _("it is no .xlsx file; save it as Excel workbook")) from error


def _declares_types(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    content = package.read(part)
    return any(mark in content for mark in DOCTYPES)


def _filled_rows(path: Path) -> Iterator[SheetRow]:
    from openpyxl import load_workbook  # slow to load, and needed by imports only

    book = load_workbook(path, read_only=True, data_only=False, keep_links=False)
    try:
        sheet: Any = book.worksheets[0]
        merges = _merges(path, sheet)
        joined: dict[int, tuple[int, Cell]] = {}
        # A sheet may claim any size; these bounds count what is really read.
        for number, values in enumerate(
            sheet.iter_rows(max_col=MOST_COLUMNS + 1, values_only=True), start=1
        ):
            if number > MOST_ROWS:
                raise SheetError(path, _("it has more than {rows} rows").format(rows=MOST_ROWS))
            cells = _filled_down(number, _cells(path, number, values), merges, joined)
            if any(not cell.is_empty for cell in cells):
                yield SheetRow(number, cells, number in merges.banners)
    finally:
        book.close()


def _merges(path: Path, sheet: Any) -> Merges:
    # A sheet that is read as a stream does not tell its joins, which stand at its end.
    with zipfile.ZipFile(path) as package:
        return find_merges(package.read(sheet._worksheet_path))


def _filled_down(
    number: int, cells: tuple[Cell, ...], merges: Merges, joined: dict[int, tuple[int, Cell]]
) -> tuple[Cell, ...]:
    """Return a row with the values joined downward into it; `joined` is column -> last row."""
    filled = list(cells)
    for place, cell in enumerate(cells):
        if last := merges.down.get((number, place)):
            joined[place] = (last, cell)
        elif place in joined and number <= joined[place][0] and cell.is_empty:
            filled[place] = joined[place][1]
    return tuple(filled)


def _cells(path: Path, number: int, values: Sequence[Any]) -> tuple[Cell, ...]:
    cells = tuple(_cell(value) for value in values)
    if any(not cell.is_empty for cell in cells[MOST_COLUMNS:]):
        raise SheetError(path, _("it has more than {count} columns").format(count=MOST_COLUMNS))
    if any(len(cell.text) > LONGEST_CELL for cell in cells):
        raise SheetError(
            path,
            _("row {row} has a cell of more than {count} characters").format(
                row=number, count=LONGEST_CELL
            ),
        )
    return cells[:MOST_COLUMNS]


def _cell(value: Any) -> Cell:
    if isinstance(value, datetime):
        return Cell(value.date())
    if isinstance(value, date):
        return Cell(value)
    if isinstance(value, float) and value.is_integer():
        return Cell(str(int(value)))
    if value is None:
        return Cell()
    is_formula = isinstance(value, str) and value.startswith("=")
    return Cell(str(value).strip(), is_formula or not isinstance(value, str | int | float | bool))
