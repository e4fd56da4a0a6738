"""A paper as an .xlsx workbook: numbers are numbers, days are days, and no text is ever a formula.

A first sheet with head, facts and signatures, then a sheet for each table with its headings frozen
and printed on every page. The file bears the paper's stamp, in its properties and in each part, and
its parts are stored as they are: compressors differ between machines.
"""

import io
import zipfile
from dataclasses import dataclass
from datetime import UTC, datetime
from fractions import Fraction
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.xml.functions import tostring

from broadcaster.i18n import _
from broadcaster.reports.paper.figures import clean, figure, missing
from broadcaster.reports.paper.letterhead import letterhead_lines, sign_here
from broadcaster.reports.paper.model import Column, Measure, Paper, Table, Value

LONGEST_CELL = 32_767
"""Characters; a limit of the format."""
LONGEST_NAME = 31
OLDEST_PART = (1980, 1, 1, 0, 0, 0)
"""Earlier a zip file cannot say."""
CORE = "docProps/core.xml"
A4 = "9"
DAY_SECONDS = 86_400
WIDTHS = 7
"""Characters for each unit of a column's weight."""
NUMBER_FORMATS = {
    Measure.COUNT: "#,##0",
    Measure.SECONDS: "[h]:mm:ss",
    Measure.SHARE: "0.0%",
    Measure.DONG: "#,##0",
    Measure.DAY: "dd/mm/yyyy",
    Measure.CLOCK: "hh:mm:ss",
}

_BOLD = Font(name="Times New Roman", size=12, bold=True)
_PLAIN = Font(name="Times New Roman", size=12)
_LINE = Side(style="thin", color="999999")
_GRID = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_HEAD = PatternFill("solid", fgColor="E8EDF1")


@dataclass
class _Sheet:
    """A sheet, and the last row that was written; an empty line is one too."""

    page: Worksheet
    row: int = 0

    def next(self) -> int:
        """Go one row down."""
        self.row += 1
        return self.row


def to_xlsx(paper: Paper) -> bytes:
    """Return the paper as the bytes of an .xlsx file."""
    book = Workbook()
    _first_sheet(_Sheet(book.worksheets[0]), paper)
    for number, table in enumerate(paper.tables, 1):
        page = book.create_sheet(_sheet_name(number, table.title))
        _table_sheet(_Sheet(page), paper, table)
    if paper.annexes:
        page = book.create_sheet(_sheet_name(len(paper.tables) + 1, _("Texts")))
        _annex_sheet(_Sheet(page), paper)
    stamp = paper.stamp.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    book.properties.creator = clean(paper.letterhead.issuer)
    book.properties.title = clean(paper.title)
    book.properties.created = book.properties.modified = stamp
    core = tostring(book.properties.to_tree())
    file = io.BytesIO()
    book.save(file)  # writes the hour of saving into the properties, which is put right below
    return _repacked(file.getvalue(), stamp, {CORE: core})


def _first_sheet(sheet: _Sheet, paper: Paper) -> None:
    sheet.page.title = _("Report")
    for left, right in letterhead_lines(paper.letterhead):
        _put(sheet, [left, None, right])
    _put(sheet, [])
    _put(sheet, [paper.title], bold=True)
    _put(sheet, [paper.subtitle])
    for warning in paper.warnings:
        _put(sheet, [warning], bold=True)
    _put(sheet, [])
    for pair in paper.facts:
        _put(sheet, list(pair))
    _put(sheet, [])
    for note in paper.notes:
        _put(sheet, [note])
    _put(sheet, [])
    if paper.signatures:
        _put(sheet, [signature.office for signature in paper.signatures], bold=True)
        _put(sheet, [sign_here() for _signature in paper.signatures])
        _put(sheet, [])
        _put(sheet, [])
        _put(sheet, [signature.name for signature in paper.signatures], bold=True)
    _put(sheet, [])
    for seal in paper.seals:
        _put(sheet, [seal])
    for letter in "ABC":
        sheet.page.column_dimensions[letter].width = 38
    _printed(sheet, paper)


def _table_sheet(sheet: _Sheet, paper: Paper, table: Table) -> None:
    _put(sheet, [column.title for column in table.columns], bold=True, head=True)
    for row in table.rows:
        _put_row(sheet, row, table.columns)
    if table.total:
        _put_row(sheet, table.total, table.columns, bold=True)
    for note in table.notes:
        _put(sheet, [note])
    for place, column in enumerate(table.columns, 1):
        sheet.page.column_dimensions[get_column_letter(place)].width = max(
            8, WIDTHS * column.weight
        )
    sheet.page.freeze_panes = "A2"
    sheet.page.print_title_rows = "1:1"
    _printed(sheet, paper)


def _annex_sheet(sheet: _Sheet, paper: Paper) -> None:
    _put(sheet, [_("Title"), _("About"), _("Text")], bold=True, head=True)
    for annex in paper.annexes:
        for text in annex.texts:
            words = missing() if text.words is None else text.words
            _put(sheet, [text.heading, text.about, words])
    for letter, width in (("A", 40), ("B", 40), ("C", 100)):
        sheet.page.column_dimensions[letter].width = width
    sheet.page.freeze_panes = "A2"
    sheet.page.print_title_rows = "1:1"
    _printed(sheet, paper)


def _printed(sheet: _Sheet, paper: Paper) -> None:
    setup = sheet.page.page_setup
    setup.paperSize = A4
    setup.orientation = "landscape" if paper.is_wide else "portrait"
    setup.fitToWidth, setup.fitToHeight = 1, 0
    sheet.page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    footer: Any = sheet.page.oddFooter
    footer.center.text = "&P/&N"


def _put_row(
    sheet: _Sheet, row: tuple[Value, ...], columns: tuple[Column, ...], bold: bool = False
) -> None:
    number = sheet.next()
    for place, (value, column) in enumerate(zip(row, columns, strict=True), 1):
        cell = _write(sheet, number, place, _stored(value, column.measure), bold)
        cell.border = _GRID
        if value is not None and not isinstance(value, str):
            cell.number_format = NUMBER_FORMATS.get(column.measure, "General")


def _stored(value: Value, measure: Measure) -> Any:
    if not isinstance(value, int):
        is_text = value is None or not hasattr(value, "isoformat")
        return figure(value, measure) if is_text else value
    if measure is Measure.SECONDS:
        return float(Fraction(value, DAY_SECONDS))
    return value / 1000 if measure is Measure.SHARE else value


def _put(
    sheet: _Sheet, values: list[str | None], *, bold: bool = False, head: bool = False
) -> None:
    number = sheet.next()
    for place, value in enumerate(values, 1):
        if value:
            cell = _write(sheet, number, place, clean(value), bold)
            if head:
                cell.fill, cell.border = _HEAD, _GRID


def _write(sheet: _Sheet, row: int, place: int, value: Any, bold: bool) -> Any:
    cell = sheet.page.cell(row, place)
    if isinstance(value, str):
        cell.value = value[:LONGEST_CELL]
        # What begins with "=" was taken for a formula just now; it is a text like any other.
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(("=", "+", "-", "@"))
    else:
        cell.value = value
    cell.font = _BOLD if bold else _PLAIN
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _sheet_name(number: int, title: str) -> str:
    """Return a name no other sheet has, without the characters a name may not hold."""
    plain = "".join(" " if c in "[]:*?/\\'" else c for c in clean(title))
    return f"{number} {' '.join(plain.split())}"[:LONGEST_NAME].rstrip()


def _repacked(content: bytes, stamp: datetime, parts: dict[str, bytes]) -> bytes:
    """Return the file with one date in each part, nothing compressed, `parts` in their place."""
    date_time = max(stamp.timetuple()[:6], OLDEST_PART)
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(made, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, date_time)
            entry.create_system, entry.external_attr = 3, 0o600 << 16
            target.writestr(entry, parts.get(name, source.read(name)))
    return made.getvalue()
