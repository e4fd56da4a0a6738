"""What every paper of a report is made of, and the forms it is handed out in.

A report builds one `Paper`: plain values with what they measure. `formats.render` checks its totals
and gives it as table, CSV, XLSX, PDF, HTML or JSON; a report knows nothing of these.
"""

from broadcaster.reports.paper.formats import FORMATS, render
from broadcaster.reports.paper.model import (
    Annex,
    Bar,
    Chart,
    Coded,
    Column,
    Letterhead,
    Measure,
    Paper,
    Row,
    Signature,
    Table,
    Text,
    Value,
)

__all__ = [
    "FORMATS",
    "Annex",
    "Bar",
    "Chart",
    "Coded",
    "Column",
    "Letterhead",
    "Measure",
    "Paper",
    "Row",
    "Signature",
    "Table",
    "Text",
    "Value",
    "render",
]
