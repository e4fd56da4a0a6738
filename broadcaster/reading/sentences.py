"""Blocks into sentences, and the silence after each.

A long sentence of clauses is parted at its semicolons, so that an edit costs one clause.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from broadcaster.reading.breath import CLAUSE_PAUSE_MS, FEWEST_WORDS, closed_places
from broadcaster.reading.layout import Block, is_speakable
from broadcaster.reading.model import SentenceKind
from broadcaster.reading.stops import sentences

_CLAUSE = re.compile(r";\s+")
_LONG = 160
"""Characters from which a sentence is parted at its semicolons."""

PAUSES_MS = {
    SentenceKind.HEADING: 700,
    SentenceKind.TEXT: 450,
    SentenceKind.ITEM: 500,
    SentenceKind.FURNITURE: 500,
}
"""Silence after a spoken line of each kind."""
PARAGRAPH_PAUSE_MS = 250
"""What the end of a paragraph adds."""


@dataclass(frozen=True)
class Stretch:
    """Characters `start`..`end` of the repaired text that make one spoken line."""

    start: int
    end: int
    kind: SentenceKind
    pause_ms: int
    furniture: str = ""
    """What of the page it is, such as `caption`; empty for what is meant to be read."""


def _clauses(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Part a long sentence at the semicolons that nothing encloses, none too short to stand."""
    if end - start <= _LONG:
        return [(start, end)]
    closed = closed_places(text, start, end)
    out, at = [], start
    for mark in _CLAUSE.finditer(text, start, end):
        if mark.start() not in closed and _is_clause(text, at, mark.start()):
            out.append((at, mark.start() + 1))
            at = mark.end()
    if out and not _is_clause(text, at, end):
        at = out.pop()[0]
    return [*out, (at, end)]


def _is_clause(text: str, start: int, end: int) -> bool:
    return len(text[start:end].split()) >= FEWEST_WORDS


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _spoken_lines(text: str, block: Block) -> list[tuple[int, int]]:
    """Return the lines of a block; what can not be spoken alone stays with its neighbour."""
    out: list[tuple[int, int]] = []
    waiting: int | None = None
    for sentence in sentences(text, block.start, block.end):
        for clause in _clauses(text, *sentence):
            start, end = _trimmed(text, *clause)
            if is_speakable(text[start:end]):
                out.append((start if waiting is None else waiting, end))
                waiting = None
            elif out:
                out[-1] = (out[-1][0], max(end, out[-1][1]))
            elif waiting is None:
                waiting = start
    return out if waiting is None else [*out, (waiting, block.end)]


def stretches(
    text: str, blocks: Sequence[Block], furniture: Mapping[int, str] = MappingProxyType({})
) -> list[Stretch]:
    """Return every spoken line of the blocks with the pause that follows it.

    The blocks numbered in `furniture` keep their words and become furniture of that name.
    """
    out: list[Stretch] = []
    for place, block in enumerate(blocks):
        kind = SentenceKind.FURNITURE if place in furniture else block.kind
        lines = _spoken_lines(text, block)
        for number, (start, end) in enumerate(lines):
            pause = PAUSES_MS[kind]
            last = number == len(lines) - 1
            if text[end - 1] == ";" and (kind is SentenceKind.TEXT or not last):
                pause = CLAUSE_PAUSE_MS
            if last and block.ends_paragraph:
                pause += PARAGRAPH_PAUSE_MS
            out.append(Stretch(start, end, kind, pause, furniture.get(place, "")))
    return out
