"""Airings to a file or the terminal, one after the other: JSON lines, CSV, a workbook.

A line is written as soon as it is known, so a year takes no more memory than a day.
"""

import contextlib
import csv
import io
import json
import os
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from broadcaster.i18n import _
from broadcaster.journal.airings import Airing
from broadcaster.reports.airings.cells import Cell, cells_of, headings
from broadcaster.reports.csv_file import BYTE_ORDER_MARK, neutral
from broadcaster.reports.errors import ReportsError
from broadcaster.reports.layout import plain
from broadcaster.timebase import as_rfc3339

MOST_ROWS = 1_000_000
"""Of a workbook; the format ends at 1,048,576."""


def json_lines(found: Iterable[Airing]) -> Iterator[bytes]:
    """Yield a JSON document a line, in English codes, times in RFC 3339 UTC."""
    for one in found:
        document = {name: _plain(cell) for name, cell in cells_of(one).items()}
        yield json.dumps(document, ensure_ascii=False).encode() + b"\n"


def _plain(cell: Cell) -> str | int | None:
    return as_rfc3339(cell) if isinstance(cell, datetime) else cell


def csv_lines(found: Iterable[Airing], zone: ZoneInfo) -> Iterator[bytes]:
    """Yield RFC 4180 in UTF-8 with a byte order mark; no cell is ever run as a formula."""
    yield (BYTE_ORDER_MARK + _row(headings(zone))).encode()
    for one in found:
        cells = cells_of(one).values()
        yield _row([neutral(_said(cell, zone)) for cell in cells]).encode()


def _row(cells: list[str]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow(cells)
    return line.getvalue()


def _said(cell: Cell, zone: ZoneInfo) -> str:
    if isinstance(cell, datetime):
        return _local(cell, zone).isoformat(sep=" ", timespec="milliseconds")
    return "" if cell is None else str(cell)


def _local(moment: datetime, zone: ZoneInfo) -> datetime:
    local = moment.astimezone(zone).replace(tzinfo=None)
    return local.replace(microsecond=0) + timedelta(milliseconds=local.microsecond // 1000)


def write_pieces(path: Path, pieces: Iterable[bytes]) -> None:
    """Replace `path` by these bytes, whole or not at all; `ReportsError` when that fails."""
    with _replacing(path) as partial, partial.open("wb") as file:
        file.writelines(pieces)


@contextlib.contextmanager
def _replacing(path: Path) -> Iterator[Path]:
    partial = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        yield partial
        partial.replace(path)
    except OSError as error:
        raise ReportsError.cannot_write(path, error.strerror or str(error)) from error
    finally:
        partial.unlink(missing_ok=True)


def write_workbook(path: Path, found: Iterable[Airing], zone: ZoneInfo) -> None:
    """Write an .xlsx file with real numbers and moments, its headings frozen.

    `ReportsError` for more than `MOST_ROWS` lines, and then nothing is left behind.
    """
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    page = book.create_sheet(_("Airings"))
    page.freeze_panes = "A2"
    page.append([_cell(page, words, zone) for words in headings(zone)])
    try:
        for count, one in enumerate(found):
            if count == MOST_ROWS:
                raise ReportsError.too_many_rows(MOST_ROWS)
            page.append([_cell(page, cell, zone) for cell in cells_of(one).values()])
    finally:
        page.close()  # openpyxl keeps its lines in a temporary file until it is saved
    with _replacing(path) as partial:
        book.save(partial)


def _cell(page: Any, cell: Cell, zone: ZoneInfo) -> Any:
    from openpyxl.cell import WriteOnlyCell

    if isinstance(cell, datetime):
        made = WriteOnlyCell(page, _local(cell, zone))
        made.number_format = "dd/mm/yyyy hh:mm:ss.000"
        return made
    if isinstance(cell, str):
        made = WriteOnlyCell(page, plain(cell))
        made.data_type = "s"  # what begins with "=" is a text like any other
        return made
    return cell
