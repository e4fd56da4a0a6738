"""Figures from the journal, and nothing else.

A report is a fold over records: the same log gives the same report, byte for byte, on any
machine. What the journal does not say, a report does not say either.
"""

from broadcaster.reports.errors import ReportsError
from broadcaster.reports.model import DayReport, Identity, ItemRow, UnplannedRow

__all__ = ["DayReport", "Identity", "ItemRow", "ReportsError", "UnplannedRow"]
