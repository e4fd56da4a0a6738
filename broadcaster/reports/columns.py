"""Text fitted into terminal columns, where a letter may take none, one or two."""

import unicodedata

WIDTH = 80
"""Columns every terminal has."""


def display_width(text: str) -> int:
    """Return how many columns a terminal takes: 0 for a combining mark, 2 for a wide letter."""
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if unicodedata.category(character) in ("Cf", "Me", "Mn"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def shorten(text: str, width: int) -> str:
    """Return `text` in at most `width` columns, with an ellipsis where something was left out."""
    if display_width(text) <= width:
        return text
    return _head(text, width - 1).rstrip() + "…"


def _head(text: str, width: int) -> str:
    used = 0
    for index, character in enumerate(text):
        used += _columns(character)
        if used > width:
            return text[:index]
    return text


def pad(text: str, width: int) -> str:
    """Return `text` with spaces up to `width` columns."""
    return text + " " * (width - display_width(text))


def wrap(text: str, indent: str = "", first: str = "") -> list[str]:
    """Return `text` as lines of at most `WIDTH` columns, `indent` before all but the first.

    Breaks between words, and inside a word only when it alone is too long. Loses nothing.
    """
    lines: list[str] = []
    line, empty = first, True
    for word in text.split(" "):
        if not empty and display_width(f"{line} {word}") > WIDTH:
            lines.append(line)
            line, empty = indent, True
        line = line + word if empty else f"{line} {word}"
        empty = False
        while display_width(line) > WIDTH:
            head = _head(line, WIDTH)
            lines.append(head)
            line = indent + line[len(head) :]
    return lines if empty else [*lines, line]
