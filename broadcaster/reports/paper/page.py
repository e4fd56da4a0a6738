"""A paper as one page to read, print on A4 and file: no script, no image file, no address outside.

Its shape is `paper.html`, its look `paper.css`; words are escaped in `markup.text`.
"""

from collections.abc import Iterator
from importlib.resources import files
from string import Template

from broadcaster.i18n import _, language
from broadcaster.reports.markup import table as html_table
from broadcaster.reports.markup import tag
from broadcaster.reports.markup import text as escaped
from broadcaster.reports.paper.charts import to_svg
from broadcaster.reports.paper.figures import clean, figure
from broadcaster.reports.paper.letterhead import letterhead_lines, sign_here
from broadcaster.reports.paper.model import Measure, Paper, Row, Table


def to_html(paper: Paper) -> str:
    """Return the paper as one HTML document."""
    folder = files("broadcaster.reports.paper")
    template = Template((folder / "paper.html").read_text(encoding="utf-8"))
    return template.substitute(
        language=language(),
        title=text(f"{paper.title} {paper.subtitle}"),
        size="A4 landscape" if paper.is_wide else "A4",
        style=(folder / "paper.css").read_text(encoding="utf-8"),
        body="\n".join(piece for part in _PARTS for piece in part(paper)),
    )


def text(words: str) -> str:
    """Return words as safe HTML."""
    return escaped(clean(words))


def _head(paper: Paper) -> Iterator[str]:
    halves = zip(*letterhead_lines(paper.letterhead), strict=True)
    columns = [tag("div", "".join(tag("p", text(line)) for line in half)) for half in halves]
    yield tag("header", "\n".join(columns))
    yield tag("h1", text(paper.title))
    yield tag("p", text(paper.subtitle), "subtitle")
    for warning in paper.warnings:
        yield tag("p", text(warning), "warning")
    facts = "\n".join(tag("dt", text(name)) + tag("dd", text(said)) for name, said in paper.facts)
    yield tag("dl", f"\n{facts}\n") if facts else ""


def _charts(paper: Paper) -> Iterator[str]:
    for chart in paper.charts:
        yield tag("figure", tag("figcaption", text(chart.title)) + to_svg(chart))


def _tables(paper: Paper) -> Iterator[str]:
    for table in paper.tables:
        yield tag("h2", text(table.title))
        if not table.rows:
            yield tag("p", text(_("(nothing)")))
        if table.rows or table.total:
            heads = [(column.title, _side(column.measure)) for column in table.columns]
            rows = [_row(table, row) for row in table.rows]
            total = [_row(table, table.total, "total")] if table.total else []
            yield html_table(heads, [*rows, *total])
        yield from (tag("p", text(note), "note") for note in table.notes)


def _row(table: Table, row: Row, kind: str = "") -> str:
    cells = (
        tag("td", text(figure(value, column.measure)), _side(column.measure))
        for value, column in zip(row, table.columns, strict=True)
    )
    return tag("tr", "".join(cells), kind)


def _side(measure: Measure) -> str:
    return "" if measure is Measure.TEXT else "number"


def _end(paper: Paper) -> Iterator[str]:
    yield from (tag("p", text(note)) for note in paper.notes)
    here = tag("small", text(sign_here()))
    boxes = (
        tag("div", text(one.office) + here + tag("b", text(one.name))) for one in paper.signatures
    )
    if paper.signatures:
        yield tag("div", "".join(boxes), "signatures")
    for annex in paper.annexes:
        yield tag("h2", text(annex.title), "annex")
        for one in annex.texts:
            words = _("the text is not on this machine") if one.words is None else one.words
            yield tag("h3", text(one.heading) + tag("small", text(one.about)))
            yield tag("p", text(words), "words")
    yield tag("footer", "".join(tag("p", text(seal)) for seal in paper.seals))


_PARTS = (_head, _tables, _charts, _end)
