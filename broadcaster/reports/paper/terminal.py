"""A paper for a terminal: aligned columns where they fit, else each row as a card."""

from collections.abc import Iterator

from broadcaster.i18n import _
from broadcaster.reports.columns import WIDTH, display_width, pad, wrap
from broadcaster.reports.layout import plain
from broadcaster.reports.paper.figures import clean, figure
from broadcaster.reports.paper.model import Column, Measure, Paper, Row, Table

GAP = "  "


def to_text(paper: Paper) -> str:
    """Return the paper as lines of text."""
    lines = [clean(paper.title), clean(paper.subtitle), ""]
    for warning in paper.warnings:
        lines += [*wrap(clean(warning)), ""]
    for name, value in paper.facts:
        lines += wrap(plain(f"{name}: {value}"), "  ")
    for table in paper.tables:
        lines += ["", *_table(table)]
    lines += [""] if paper.notes else []
    for note in paper.notes:
        lines += wrap(plain(note), "  ")
    lines += list(_annexes(paper))
    lines.append("")
    for seal in paper.seals:
        lines += wrap(plain(seal), "  ")
    return "\n".join(lines).rstrip() + "\n"


def _table(table: Table) -> Iterator[str]:
    yield clean(table.title)
    if not table.rows:
        yield _("(nothing)")
    cells = [_cells(table, row) for row in table.rows]
    total = [_cells(table, table.total)] if table.total else []
    heads = [plain(column.title) for column in table.columns]
    every = [heads, *cells, *total]
    widths = [max(display_width(row[n]) for row in every) for n in range(len(heads))]
    if sum(widths) + len(GAP) * (len(widths) - 1) <= WIDTH:
        for row in every if table.rows else total:
            yield GAP.join(
                _aligned(text, column, width)
                for text, column, width in zip(row, table.columns, widths, strict=True)
            ).rstrip()
    else:
        for row in [*cells, *total]:
            yield from _card(heads, row)
    for note in table.notes:
        yield from wrap(plain(note), "  ")


def _card(heads: list[str], row: list[str]) -> Iterator[str]:
    filled = [f"{head}: {cell}" for head, cell in zip(heads, row, strict=True) if cell]
    for place, line in enumerate(filled):
        yield from wrap(line, "    ", "" if place == 0 else "  ")


def _cells(table: Table, row: Row) -> list[str]:
    return [plain(figure(v, c.measure)) for v, c in zip(row, table.columns, strict=True)]


def _aligned(text: str, column: Column, width: int) -> str:
    if column.measure is Measure.TEXT:
        return pad(text, width)
    return " " * (width - display_width(text)) + text


def _annexes(paper: Paper) -> Iterator[str]:
    for annex in paper.annexes:
        yield ""
        yield clean(annex.title)
        for text in annex.texts:
            yield ""
            yield from wrap(plain(text.heading))
            yield from wrap(plain(text.about), "  ", "  ")
            words = text.words if text.words is not None else _("the text is not on this machine")
            for line in clean(words).splitlines():
                yield from wrap(line, "    ", "    ")
