"""Lists on the terminal: plain aligned columns that also paste well into a letter."""

import unicodedata
from collections.abc import Sequence

import click


def show_table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Write rows under their headings to stdout; the last column takes the room that is left."""
    every = [tuple(headings), *(tuple(row) for row in rows)]
    widths = [max(width_of(row[column]) for row in every) for column in range(len(headings))]
    for row in every:
        cells = [
            cell + " " * (width - width_of(cell)) for cell, width in zip(row, widths, strict=True)
        ]
        click.echo("  ".join(cells).rstrip())


def show_card(pairs: Sequence[tuple[str, str]]) -> None:
    """Write one thing as `name: value` lines to stdout, leaving out what is empty."""
    filled = [(name, value) for name, value in pairs if value]
    width = max((width_of(name) for name, _value in filled), default=0)
    for name, value in filled:
        click.echo(f"{name}{' ' * (width - width_of(name))}  {value}")


def width_of(text: str) -> int:
    """Return how many cells a terminal gives to `text`."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in text
    )
