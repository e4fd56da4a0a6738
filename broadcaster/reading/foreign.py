"""A line that is not Vietnamese, for a voice of its language: its words as they are written.

English also has its figures and signs put into words; a mark such as `[EN]` is for the page.
"""

import re

from broadcaster.reading import en
from broadcaster.reading.languages import ENGLISH, MARK
from broadcaster.reading.layout import is_speakable
from broadcaster.reading.marks import Piece

_TOKEN = re.compile(r"\S+")


def speak(text: str, start: int, end: int, language: str) -> list[Piece]:
    """Return the pieces of the line `start`..`end` of a repaired text in `language`."""
    mark = MARK.match(text, start, end)
    passed = [Piece(mark.start(), mark.end(), ",", "language-mark")] if mark else []
    body = mark.end() if mark else start
    if language == ENGLISH:
        return passed + en.speak(text, body, end)
    return passed + _as_written(text, body, end)


def _as_written(text: str, start: int, end: int) -> list[Piece]:
    """Leave every word as it is; a sign that cannot be spoken alone goes with its neighbour."""
    places: list[tuple[int, int]] = []
    waiting: int | None = None
    for token in _TOKEN.finditer(text, start, end):
        if is_speakable(token.group()):
            places.append((token.start() if waiting is None else waiting, token.end()))
            waiting = None
        elif places:
            places[-1] = (places[-1][0], token.end())
        elif waiting is None:
            waiting = token.start()
    return [
        Piece(first, last, " ".join(text[first:last].split()), "as-written")
        for first, last in places
    ]
