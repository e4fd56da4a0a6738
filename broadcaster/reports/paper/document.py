"""A paper as one JSON document: English codes, plain numbers, null where there is no figure."""

import json
from datetime import date, time
from typing import Any

from broadcaster.reports.paper.model import Coded, Paper, Row, Table, Value

VERSION = 1


def to_json(paper: Paper) -> str:
    """Return the document as text with a final newline."""
    return json.dumps(to_document(paper), ensure_ascii=False, indent=2) + "\n"


def to_document(paper: Paper) -> dict[str, Any]:
    """Return the paper as plain JSON values; lengths in seconds, shares in tenths of a per cent."""
    return {
        "v": VERSION,
        "report": paper.code,
        **paper.details,
        "warnings": list(paper.warnings),
        "tables": {table.code: _table(table) for table in paper.tables},
        "texts": [
            {"heading": text.heading, "about": text.about, "text": text.words}
            for annex in paper.annexes
            for text in annex.texts
        ],
    }


def _table(table: Table) -> dict[str, Any]:
    return {
        "measures": {column.code: str(column.measure) for column in table.columns},
        "rows": [_row(table, row) for row in table.rows],
        "total": _row(table, table.total) if table.total else None,
    }


def _row(table: Table, row: Row) -> dict[str, Any]:
    return {c.code: _plain(value) for c, value in zip(table.columns, row, strict=True)}


def _plain(value: Value) -> str | int | None:
    if isinstance(value, Coded):
        return value.code
    if isinstance(value, date | time):
        return value.isoformat()
    return value
