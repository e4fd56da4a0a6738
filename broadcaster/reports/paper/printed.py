"""A paper as PDF: `paper.typ` over plain data; it bears the paper's stamp, no clock's."""

from pathlib import Path
from typing import Any

from broadcaster.i18n import _, language
from broadcaster.reports.paper.figures import clean, figure
from broadcaster.reports.paper.letterhead import (
    MOTTO,
    NATION,
    day_line,
    number_line,
    sign_here,
)
from broadcaster.reports.paper.model import Measure, Paper, Row, Table
from broadcaster.schedule.export.printing import print_paper

FOLDER = Path(__file__).parent
LONGEST_RUN = 12
"""Letters without a space; longer ones get places to break."""
_LETTERS = ((0x0000, 0x0590), (0x1E00, 0x2E80), (0xFB00, 0xFB07), (0xFFFD, 0xFFFE))
"""Latin with all its marks, Greek, Cyrillic, punctuation, symbols."""


def to_pdf(paper: Paper) -> bytes:
    """Return the paper as the bytes of a PDF file."""
    return print_paper("paper", page_data(paper), paper.stamp, FOLDER)


def page_data(paper: Paper) -> dict[str, Any]:
    """Return what `paper.typ` reads: every word cleaned, on one line, in the language in use."""
    head = paper.letterhead
    data: dict[str, Any] = {
        "language": language(),
        "wide": paper.is_wide,
        "nation": NATION,
        "motto": MOTTO,
        "above": clean(head.above).upper(),
        "issuer": clean(head.issuer).upper(),
        "number": number_line(head),
        "dated": day_line(head),
        "title": clean(paper.title),
        "subtitle": clean(paper.subtitle),
        "warnings": [_line(warning) for warning in paper.warnings],
        "facts": [[_line(name), _line(value)] for name, value in paper.facts],
        "tables": [_table(table) for table in paper.tables],
        "nothing": _("(nothing)"),
        "notes": [_line(note) for note in paper.notes],
        "signatures": [[_line(one.office), _line(one.name)] for one in paper.signatures],
        "sign_here": sign_here(),
        "annexes": [
            {
                "title": _line(annex.title),
                "texts": [
                    [_line(text.heading), _line(text.about), _words(text.words)]
                    for text in annex.texts
                ],
            }
            for annex in paper.annexes
        ],
        "seals": [_line(seal) for seal in paper.seals],
        "page": _("Page"),
    }
    if not _can_print(data):
        data["notes"] = [*data["notes"], _unprintable()]
    return data


def _table(table: Table) -> dict[str, Any]:
    return {
        "title": clean(table.title),
        "columns": [_line(column.title) for column in table.columns],
        "weights": [column.weight for column in table.columns],
        "right": [column.measure is not Measure.TEXT for column in table.columns],
        "rows": [_row(table, row) for row in table.rows],
        "total": _row(table, table.total) if table.total else [],
        "notes": [_line(note) for note in table.notes],
    }


def _row(table: Table, row: Row) -> list[str]:
    return [_line(figure(v, c.measure)) for v, c in zip(row, table.columns, strict=True)]


def _words(words: str | None) -> list[str]:
    if words is None:
        return [_("the text is not on this machine")]
    return [_line(line) for line in clean(words).splitlines() if line.strip()]


def _line(text: str) -> str:
    """Return the text on one line, with places to break in words that no column has room for."""
    return " ".join(_breakable(word) for word in clean(text).split())


def _breakable(word: str) -> str:
    if len(word) <= LONGEST_RUN:
        return word
    return "\u200b".join(word[n : n + LONGEST_RUN] for n in range(0, len(word), LONGEST_RUN))


def _can_print(data: Any) -> bool:
    """Say whether the program's own font has every letter."""
    if isinstance(data, str):
        return all(any(low <= ord(c) < high for low, high in _LETTERS) for c in data)
    if isinstance(data, dict):
        return all(_can_print(value) for value in data.values())
    return all(_can_print(value) for value in data) if isinstance(data, list) else True


def _unprintable() -> str:
    return _(
        "Some names are in letters this PDF has no font for and are shown as boxes; they stand in "
        "full in the XLSX and HTML form of this report."
    )
