"""The page as blocks: headings, list items and paragraphs, as a person sees them.

A line break ends a block unless the next line plainly goes on with the same sentence (it begins
with a small letter and the line before was a full one). A wide gap inside a line is two columns.
"""

import re
from dataclasses import dataclass

from broadcaster.reading.model import SentenceKind

_LINE = re.compile(r"[^\n]+")
_ROW = re.compile(r"\S\s*\|\s*\S|;\S.*;\S")
"""A row of a table, its cells parted by bars or by semicolons without a space."""
_COLUMNS = re.compile(r"(?<=\S) {4,}(?=\S)")
_MEANT = re.compile(r"[^\s.,;:!?…\-–_=*~#\"'()\[\]{}|/\\•●○◦▪■□]")
"""Anything but the strokes and dots that only part one thing from another."""
_SPEAKABLE = re.compile(r"[^\W_]|[%‰&@+=<>≥≤°$€£¥]")
_ENDED = re.compile(r"[.!?:;…][\"')\]]*\s*\Z")
_BULLET = r"[-–+*•●○◦▪■□➢➤►✓✔❖·o]"
LIST_HEAD = re.compile(
    rf"""\s*(?:
        {_BULLET}(?=\s)
      | [•●○◦▪■□➢➤►✓✔❖·-](?=[^\W\d_])
      | \(?\d{{1,3}}(?:\.\d{{1,3}}){{0,6}}\s?[.)/](?=\s|[^\W\d_])
      | \d{{1,3}}(?:\.\d{{1,3}}){{1,6}}(?=\s)
      | \d{{1,2}}-(?=\s)
      | \(?[a-zđA-ZĐ][.)/](?=\s|[^\W\d_])
      | [IVXL]{{1,5}}\.\d{{1,2}}(?:\.\d{{1,2}}){{0,6}}\.?(?=\s)
      | \(?[IVXLivx]{{1,5}}[.)/](?=\s|[^\W\d_])
    )\s*""",
    re.VERBOSE,
)
"""The mark a list item or a numbered heading opens with."""

_FULL_LINE = 45
"""Characters from which an unfinished line may be one that an editor wrapped."""
_HEADING_LIMIT = 250
_CAPITALS = re.compile(r"[A-ZÀ-ÝĂĐĨŨƠƯẠ-Ỹ]")


@dataclass(frozen=True)
class Block:
    """Characters `start`..`end` of the repaired text that stand together on the page."""

    start: int
    end: int
    kind: SentenceKind
    ends_paragraph: bool
    """An empty line, or the end of the text, follows."""


def is_speakable(text: str) -> bool:
    """Say whether there is anything to speak: a letter, a figure, a sign with a name."""
    return _SPEAKABLE.search(text) is not None


def is_meant(text: str) -> bool:
    """Say whether there is more than the strokes and dots that only part things."""
    return _MEANT.search(text) is not None


def is_capitals(text: str) -> bool:
    """Say whether a line is written in capitals, as headings are: no small letter to speak of."""
    letters = [char for char in text if char.isalpha()]
    small = sum(char.islower() for char in letters)
    return len(letters) > 1 and small * 8 <= len(letters)


def _lines(text: str) -> list[tuple[int, int]]:
    """Return the stretches of lines that hold more than strokes, columns apart."""
    out: list[tuple[int, int]] = []
    for line in _LINE.finditer(text):
        at = line.start()
        columns = () if _ROW.search(line.group()) else _COLUMNS.finditer(text, *line.span())
        for gap in columns:
            out.append((at, gap.start()))
            at = gap.end()
        out.append((at, line.end()))
    return [(start, end) for start, end in out if _MEANT.search(text, start, end)]


def _goes_on(text: str, block: int, before: tuple[int, int], after: tuple[int, int]) -> bool:
    """Say whether a line is the rest of the one `before` it, in the block that began at `block`."""
    gap = text[before[1] : after[0]]
    if "\n" not in gap or gap.count("\n") > 1:
        return False
    lower = text[slice(*after)]
    if before[1] - block < _FULL_LINE or _ENDED.search(text, *before) or LIST_HEAD.match(lower):
        return False
    return lower.lstrip()[:1].islower()


def _style(text: str) -> str:
    """Return what the mark that opens a line is made of: figure, letter, bullet, or nothing."""
    head = LIST_HEAD.match(text)
    mark = head.group().strip(" (") if head else ""
    if not mark:
        return ""
    return "figure" if mark[0].isdecimal() else "letter" if mark[0].isalpha() else "bullet"


def _kind(text: str, following: str) -> SentenceKind:
    """Say what a block is, from itself and the block after it (empty at the end)."""
    style = _style(text)
    head = LIST_HEAD.match(text)
    body = text[head.end() :] if head else text
    ended = _ENDED.search(body) is not None
    short = len(body) <= _HEADING_LIMIT
    if _ROW.search(text):
        return SentenceKind.ITEM
    if short and is_capitals(body) and len(body) > 3:
        return SentenceKind.HEADING
    capital = _CAPITALS.match(body.lstrip('"([')) is not None
    opens = short and not ended and capital and following != ""
    if style:
        heads = opens and style != "bullet" and _style(following) != style
        return SentenceKind.HEADING if heads else SentenceKind.ITEM
    return SentenceKind.HEADING if short and not ended and capital else SentenceKind.TEXT


def blocks(text: str) -> list[Block]:
    """Return the blocks of a repaired text in their order; lines of mere strokes are left out."""
    joined: list[tuple[int, int]] = []
    before = (0, 0)
    for line in _lines(text):
        if joined and _goes_on(text, joined[-1][0], before, line):
            joined[-1] = (joined[-1][0], line[1])
        else:
            joined.append(line)
        before = line
    out = []
    for number, (start, end) in enumerate(joined):
        following = joined[number + 1] if number + 1 < len(joined) else None
        after = text[slice(*following)] if following else ""
        ends = following is None or text.count("\n", end, following[0]) > 1
        out.append(Block(start, end, _kind(text[start:end], after), ends))
    return out
