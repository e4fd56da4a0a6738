"""The page as blocks: headings, list items and paragraphs, as a person sees them.

A line break ends a block unless the next line plainly goes on with the same sentence (it begins
with a small letter and the line before was a full one). A wide gap inside a line is two columns.
"""

import re
from dataclasses import dataclass

from broadcaster.reading.model import SentenceKind

_LINE = re.compile(r"[^\n]+")
_COLUMNS = re.compile(r"(?<=\S) {4,}(?=\S)")
_SPEAKABLE = re.compile(r"[^\W_]|[%‰&@+=<>≥≤°$€£¥]")
_ENDED = re.compile(r"[.!?:;…][\"')\]]*\s*\Z")
_BULLET = r"[-–+*•●○◦▪■□➢➤►✓✔❖·o]"
LIST_HEAD = re.compile(
    rf"""\s*(?:
        {_BULLET}(?=\s)
      | [•●○◦▪■□➢➤►✓✔❖·-](?=[^\W\d_])
      | \(?\d{{1,3}}(?:\.\d{{1,3}})*\s?[.)/](?=\s|[^\W\d_])
      | \d{{1,3}}(?:\.\d{{1,3}})+(?=\s)
      | \d{{1,2}}-(?=\s)
      | \(?[a-zđA-ZĐ][.)/](?=\s|[^\W\d_])
      | \(?[IVXLivx]{{1,5}}[.)/](?=\s|[^\W\d_])
    )\s*""",
    re.VERBOSE,
)
"""The mark a list item or a numbered heading opens with."""

_FULL_LINE = 45
"""Characters from which an unfinished line may be one that an editor wrapped."""
_HEADING_LIMIT = 140
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


def is_capitals(text: str) -> bool:
    """Say whether a line is written in capitals, as headings are: no small letter to speak of."""
    letters = [char for char in text if char.isalpha()]
    small = sum(char.islower() for char in letters)
    return len(letters) > 1 and small * 8 <= len(letters)


def _lines(text: str) -> list[tuple[int, int]]:
    """Return the non-empty stretches of lines, columns apart."""
    out: list[tuple[int, int]] = []
    for line in _LINE.finditer(text):
        at = line.start()
        for gap in _COLUMNS.finditer(text, line.start(), line.end()):
            out.append((at, gap.start()))
            at = gap.end()
        out.append((at, line.end()))
    return [(start, end) for start, end in out if is_speakable(text[start:end])]


def _goes_on(text: str, before: tuple[int, int], after: tuple[int, int]) -> bool:
    """Say whether a line is the rest of the one before it."""
    gap = text[before[1] : after[0]]
    if "\n" not in gap or gap.count("\n") > 1:
        return False
    upper, lower = text[slice(*before)], text[slice(*after)]
    if len(upper) < _FULL_LINE or _ENDED.search(upper) or LIST_HEAD.match(lower):
        return False
    return lower.lstrip()[:1].islower()


def _kind(text: str, next_is_item: bool) -> SentenceKind:
    head = LIST_HEAD.match(text)
    body = text[head.end() :] if head else text
    ended = _ENDED.search(body)
    short = len(body) <= _HEADING_LIMIT
    if short and is_capitals(body) and len(body) > 3:
        return SentenceKind.HEADING
    if head:
        numbered = head.group().strip()[0].isalnum()
        opens = numbered and not ended and next_is_item and body[:1].isupper()
        return SentenceKind.HEADING if opens else SentenceKind.ITEM
    if short and not ended and _CAPITALS.match(body.lstrip('"([')):
        return SentenceKind.HEADING
    return SentenceKind.TEXT


def blocks(text: str) -> list[Block]:
    """Return the blocks of a repaired text in their order; unspeakable lines are left out."""
    joined: list[tuple[int, int]] = []
    for line in _lines(text):
        if joined and _goes_on(text, joined[-1], line):
            joined[-1] = (joined[-1][0], line[1])
        else:
            joined.append(line)
    out = []
    for number, (start, end) in enumerate(joined):
        following = joined[number + 1] if number + 1 < len(joined) else None
        next_is_item = following is not None and LIST_HEAD.match(text, following[0]) is not None
        ends = following is None or text.count("\n", end, following[0]) > 1
        out.append(Block(start, end, _kind(text[start:end], next_is_item), ends))
    return out
