"""Pieces of HTML: words are escaped here and nowhere else."""

from collections.abc import Iterable, Sequence
from html import escape

from broadcaster.reports.layout import shown


def text(words: str) -> str:
    """Return words as HTML text: escaped, without characters that reorder what is read."""
    return escape(shown(words))


def tag(name: str, inside: str, kind: str = "") -> str:
    """Return an element around HTML that is already safe."""
    opening = f'{name} class="{escape(kind)}"' if kind else name
    return f"<{opening}>{inside}</{name}>"


def table(heads: Sequence[tuple[str, str]], rows: Iterable[str], kind: str = "") -> str:
    """Return a table of rows that are already safe; a heading is its words and its class."""
    head = "".join(tag("th", text(words), number) for words, number in heads)
    body = "\n".join(rows)
    return tag("table", f"<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>", kind)
