"""What on a page is not meant for the ear: navigation, captions, sources, letterhead, signatures.

It is only proposed. Furniture is spoken until a person leaves it out, because a line that looks
like a caption may be the news.
"""

import re
from collections.abc import Sequence
from functools import cache

from broadcaster.reading.layout import Block
from broadcaster.reading.tables import table

_DEBRIS = re.compile(r"[bcdđfghjklmnpqrstvwxz]{1,4}|[\W_]*[^\W_][\W_]*")
_END_MARK = re.compile(r"\./\.\s*\Z")
_CAPTION = re.compile(
    r"(?:lãnh đạo|đồng chí|đ/c|ông|bà|các đại biểu|đại biểu|đoàn|ban tổ chức)\s.{5,160}"
    r"(?:phát biểu|trao|tặng|truyền đạt|chủ trì|tham quan|chụp ảnh|chúc mừng|thăm|tại hội nghị)"
    r"(?!.*[;:]).{0,80}"
)
_CAPTION_LIMIT = 180
_PARAGRAPH = 200
"""Characters from which a neighbour is the running text a caption stands in."""


@cache
def _patterns(kind: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{row[1]})" for row in table("furniture") if row[0] == kind))


def furniture(text: str, blocks: Sequence[Block]) -> frozenset[int]:
    """Return the numbers (from 0) of the blocks that are proposed for omission."""
    lines = [" ".join(text[block.start : block.end].lower().split()) for block in blocks]
    found: set[int] = set()
    for number, line in enumerate(lines):
        if _closes(lines, number):
            found.update(range(number + 1, len(lines)))
            break
        if _patterns("tail").fullmatch(line) and number:
            found.update(range(number, len(lines)))
            break
        after_debris = number > 0 and _is_debris(lines[number - 1], len(lines))
        if (
            _is_line(line, len(lines))
            or (after_debris and _is_short(line))
            or _is_caption(lines, number)
        ):
            found.add(number)
    return frozenset(found) if len(found) < len(lines) else frozenset()


def _closes(lines: list[str], number: int) -> bool:
    """Say whether the text ends here with `./.`; what follows is name and office."""
    return _END_MARK.search(lines[number]) is not None and number >= len(lines) // 3


def _is_line(line: str, count: int) -> bool:
    return _patterns("line").fullmatch(line) is not None or _is_debris(line, count)


def _is_debris(line: str, count: int) -> bool:
    """Say whether a line is a leftover such as `ss`; one alone is all the text there is."""
    return count > 1 and _DEBRIS.fullmatch(line) is not None


def _is_short(line: str) -> bool:
    return len(line) <= _CAPTION_LIMIT


def _is_caption(lines: list[str], number: int) -> bool:
    """Say whether a short line between two paragraphs describes a picture."""
    line = lines[number]
    if not _is_short(line) or not _CAPTION.fullmatch(line):
        return False
    around = [lines[n] for n in (number - 1, number + 1) if 0 <= n < len(lines)]
    return len(around) == 2 and all(len(other) >= _PARAGRAPH for other in around)
