"""A lexicon as a file: tab-separated UTF-8 with a header, for a spreadsheet or another station.

What is written here is read back the same. A file comes from anywhere, so its size and lines are
bounded and it is taken whole or not at all: the first bad line is named with what is wrong in it.
Fields are quoted where they hold a quotation mark, as spreadsheets do.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NoReturn

from broadcaster.bulletins.lexicon import Key, LexiconEntry, StatedEntry
from broadcaster.bulletins.lexicon_entries import SEPARATOR, typed_entry
from broadcaster.bulletins.lexicon_errors import LexiconError
from broadcaster.bulletins.tidying import tidy
from broadcaster.errors import BroadcasterError
from broadcaster.i18n import _
from broadcaster.timebase import as_rfc3339, from_rfc3339

COLUMNS = ("written", "spoken", "context", "source", "by", "at")
LARGEST_MB = 4
MOST_LINES = 20_000
_BOM = b"\xef\xbb\xbf"


def write_lexicon(entries: Iterable[LexiconEntry]) -> str:
    """Return the file of a layer: who decided an entry first stands in it, and not who took it."""
    file = io.StringIO()
    writer = csv.writer(file, "excel-tab", lineterminator="\n")
    writer.writerow(COLUMNS)
    for one in entries:
        by, at = one.stated_by or one.by, one.stated_at or one.at
        context = SEPARATOR.join(one.context)
        writer.writerow((one.written, one.spoken, context, one.source, by, as_rfc3339(at)))
    return file.getvalue()


def read_lexicon(data: bytes, name: str) -> tuple[StatedEntry, ...]:
    """Return the entries of a file in its order, with who decided them as the file states it.

    `LexiconError` names the first line that can not be taken, and why.
    """
    if len(data) > LARGEST_MB * 1_000_000:
        raise LexiconError.too_large(name, LARGEST_MB)
    return tuple(_Reading(name, _text(data, name)).entries())


def _text(data: bytes, name: str) -> str:
    data = data.removeprefix(_BOM)
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        mistake = _("It is not UTF-8. Save the file as text in UTF-8, with tabs.")
        raise LexiconError.bad_line(name, line, mistake) from error
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise LexiconError.bad_line(name, line, _("It holds a NUL, so this is no text file."))
    if max(text.count("\n"), text.count("\r")) > MOST_LINES + 1:
        raise LexiconError.too_many(name, MOST_LINES)
    return text


@dataclass
class _Reading:
    """One pass over a file; knows its name for every refusal."""

    name: str
    text: str

    def entries(self) -> Iterator[StatedEntry]:
        rows = self._rows()
        number, header = next(rows, (1, ()))
        places = self._places(number, header)
        seen: dict[Key, int] = {}
        for number, row in rows:
            stated = self._entry(number, row, places, len(header))
            written, context = stated.entry.written, stated.entry.context
            first = seen.setdefault((written, context), number)
            if first != number:
                self._refuse(
                    number,
                    _('"{written}" stands in line {first} already, with the same context.').format(
                        written=written, first=first
                    ),
                )
            yield stated

    def _rows(self) -> Iterator[tuple[int, Sequence[str]]]:
        """Give each row that is not empty with the line it begins in."""
        reader = csv.reader(io.StringIO(self.text, newline=""), "excel-tab", strict=True)
        while True:
            number = reader.line_num + 1
            try:
                row = next(reader)
            except StopIteration:
                return
            except csv.Error:
                self._refuse(
                    number, _("A quotation mark is not closed, or a field is far too long.")
                )
            if any(cell.strip() for cell in row):
                yield number, row

    def _places(self, number: int, header: Sequence[str]) -> dict[str, int]:
        """Return where each column stands; `written` and `spoken` have to be there."""
        names = [cell.strip().lower() for cell in header]
        strange = [name for name in names if name not in COLUMNS]
        if strange or len(set(names)) != len(names) or not {"written", "spoken"} <= set(names):
            self._refuse(
                number,
                _("The first line has to name the columns, parted by tabs: {columns}.").format(
                    columns=", ".join(COLUMNS)
                ),
            )
        return {name: place for place, name in enumerate(names)}

    def _entry(
        self, number: int, row: Sequence[str], places: dict[str, int], width: int
    ) -> StatedEntry:
        if len(row) > width:
            self._refuse(
                number,
                _("It has {count} fields and the header {width}; a tab too many?").format(
                    count=len(row), width=width
                ),
            )
        cells = {name: row[place] for name, place in places.items() if place < len(row)}
        context = cells.get("context", "").split(SEPARATOR)
        try:
            entry = typed_entry(
                cells.get("written", ""), cells.get("spoken", ""), context, cells.get("source", "")
            )
            by = tidy(cells.get("by", ""), "by")
        except BroadcasterError as error:
            self._refuse(number, error)
        return StatedEntry(entry, by, self._moment(number, cells.get("at", "").strip()))

    def _moment(self, number: int, text: str) -> datetime | None:
        try:
            return from_rfc3339(text) if text else None
        except (ValueError, OverflowError):
            self._refuse(
                number,
                _('"{value}" in the column "at" is no moment such as {example}.').format(
                    value=text[:40], example="2026-11-25T01:00:00Z"
                ),
            )

    def _refuse(self, number: int, mistake: object) -> NoReturn:
        raise LexiconError.bad_line(self.name, number, mistake)
