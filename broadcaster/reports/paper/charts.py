"""A chart as SVG that stands in a page by itself: bars with their names and figures.

The numbers are whole, so the picture is the same everywhere. A figure nobody has is said in words
where its bar would be.
"""

from collections.abc import Iterator
from html import escape

from broadcaster.reports.paper.figures import clean, figure
from broadcaster.reports.paper.model import Bar, Chart

WIDTH, LABEL, NUMBERS = 720, 230, 130
ROW, BAR = 24, 14
LONGEST_LABEL = 34


def to_svg(chart: Chart) -> str:
    """Return the chart as one `svg` element."""
    height = ROW * len(chart.bars) + 4
    largest = max((bar.value or 0 for bar in chart.bars), default=0)
    rows = "\n".join(piece for n, bar in enumerate(chart.bars) for piece in _bar(chart, n, largest))
    title = escape(clean(chart.title))
    return (
        f'<svg viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{title}" '
        f'xmlns="http://www.w3.org/2000/svg">\n{rows}\n</svg>'
    )


def _bar(chart: Chart, number: int, largest: int) -> Iterator[str]:
    bar = chart.bars[number]
    room = WIDTH - LABEL - NUMBERS
    length = room * bar.value // largest if bar.value and largest else 0
    middle = ROW * number + ROW // 2 + 2
    yield _text(LABEL - 8, middle, _label(bar), "end")
    if length:
        top = middle - BAR // 2
        yield f'<rect class="bar" x="{LABEL}" y="{top}" width="{length}" height="{BAR}"/>'
    yield _text(LABEL + length + 6, middle, figure(bar.value, chart.measure), "start")


def _text(x: int, y: int, words: str, anchor: str) -> str:
    return f'<text x="{x}" y="{y + 4}" text-anchor="{anchor}">{escape(words)}</text>'


def _label(bar: Bar) -> str:
    label = " ".join(clean(bar.label).split())
    return label if len(label) <= LONGEST_LABEL else label[: LONGEST_LABEL - 1] + "…"
