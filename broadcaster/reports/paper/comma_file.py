"""A paper for any spreadsheet: RFC 4180, UTF-8 with a byte order mark.

Tables one below the other, an empty line between them. Days are ISO, lengths h:mm:ss, so that a
spreadsheet takes them for what they are; a text it would run as a formula gets an apostrophe.
"""

import csv
import io
from collections.abc import Iterator
from datetime import date, time

from broadcaster.reports.csv_file import BYTE_ORDER_MARK, neutral
from broadcaster.reports.paper.figures import clean, figure, missing
from broadcaster.reports.paper.model import Measure, Paper, Table, Value


def to_csv(paper: Paper) -> bytes:
    """Return the paper as the bytes of a .csv file."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    for line in _lines(paper):
        writer.writerow(line)
    return (BYTE_ORDER_MARK + text.getvalue()).encode()


def _lines(paper: Paper) -> Iterator[list[str]]:
    yield [neutral(clean(paper.title)), neutral(clean(paper.subtitle))]
    yield from ([neutral(clean(warning))] for warning in paper.warnings)
    for name, value in paper.facts:
        yield [neutral(clean(name)), neutral(clean(value))]
    for table in paper.tables:
        yield []
        yield from _table(table)
    if paper.notes:
        yield []
    yield from ([neutral(clean(note))] for note in paper.notes)
    for annex in paper.annexes:
        yield []
        yield [neutral(clean(annex.title))]
        for text in annex.texts:
            words = missing() if text.words is None else text.words
            yield [neutral(clean(cell)) for cell in (text.heading, text.about, words)]
    yield []
    yield from ([neutral(clean(seal))] for seal in paper.seals)


def _table(table: Table) -> Iterator[list[str]]:
    yield [neutral(clean(table.title))]
    yield [neutral(clean(column.title)) for column in table.columns]
    for row in (*table.rows, *([table.total] if table.total else [])):
        yield [
            _cell(value, column.measure) for value, column in zip(row, table.columns, strict=True)
        ]
    yield from ([neutral(clean(note))] for note in table.notes)


def _cell(value: Value, measure: Measure) -> str:
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, int):
        return _number(value, measure)
    return neutral(figure(value, measure))


def _number(value: int, measure: Measure) -> str:
    if measure is Measure.SECONDS:
        return f"{value // 3600}:{value // 60 % 60:02}:{value % 60:02}"
    return figure(value, measure) if measure is Measure.SHARE else str(value)
