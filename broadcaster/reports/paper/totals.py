"""Is what stands under a table the sum of what stands in it? Pure.

A report counts its totals by a fold of its own, so that a row left out or counted twice is found
here and printed, whatever the reason.
"""

from collections.abc import Iterator
from dataclasses import replace

from broadcaster.i18n import _
from broadcaster.reports.paper.figures import figure
from broadcaster.reports.paper.model import Paper, Table


def with_totals_checked(paper: Paper) -> Paper:
    """Return the paper with a warning for each total that its rows do not come to."""
    found = tuple(sentence for table in paper.tables for sentence in wrong_totals(table))
    return replace(paper, warnings=(*paper.warnings, *found))


def wrong_totals(table: Table) -> Iterator[str]:
    """Say of each summed column whose rows do not come to its total. ValueError: ragged rows."""
    width = len(table.columns)
    if any(len(row) != width for row in (*table.rows, table.total or table.columns)):
        raise ValueError(f"{table.code}: every row needs {width} values")
    if not table.total:
        return
    for place, column in enumerate(table.columns):
        values = [row[place] for row in table.rows]
        known = [value for value in values if isinstance(value, int)]
        total = table.total[place]
        # Where no row has a figure the total has none either: nothing is not zero.
        expected = sum(known) if known or not values else None
        if column.summed and total != expected:
            yield _(
                "THE TOTAL IS NOT THE SUM OF THE ROWS: {table}, {column}: rows {rows}, total "
                "{total}. Do not rely on this report, and report it as a fault."
            ).format(
                table=table.title,
                column=column.title,
                rows=figure(expected, column.measure),
                total=figure(total, column.measure),
            )
