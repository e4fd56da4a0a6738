"""Divide a line that is too long for a voice, at the places where a reader would breathe."""

import re

from broadcaster.voices.model import LONGEST_SENTENCE

_BREAKS = (
    re.compile(r"(?<=[.!?;:…。！？；])\s*"),
    re.compile(r"(?<=[,–—)、，])\s*"),
    re.compile(r"\s+"),
)


def divide(text: str, most: int = LONGEST_SENTENCE) -> list[str]:
    """Return `text` in pieces of at most `most` characters, none of them empty.

    Breaks after the last sentence mark that fits, else the last comma, else the last space, and
    inside a word only where there is nothing else. The pieces hold every character but the
    spaces at the breaks.
    """
    pieces = []
    rest = text.strip()
    while len(rest) > most:
        at = _last_break(rest, most)
        pieces.append(rest[:at].rstrip())
        rest = rest[at:].lstrip()
    return [*pieces, rest] if rest else pieces


def _last_break(text: str, most: int) -> int:
    for pattern in _BREAKS:
        places = [match.start() for match in pattern.finditer(text, 0, most + 1)]
        fitting = [place for place in places if 0 < place <= most]
        if fitting:
            return fitting[-1]
    return most
