"""What on a page is not meant for the ear, and what it is: a caption, a source, a signature.

It is only proposed. Furniture is spoken until a person leaves it out, because a line that looks
like a caption may be the news. Telephone numbers and hotlines are never furniture: people wait
for them with a pencil.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache

from broadcaster.reading.layout import Block, is_capitals
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
_BARE_PAGE = re.compile(r"(\d{1,3})(?:\s?/\s?(\d{1,3}))?")
_NAME = re.compile(r"(?:[A-ZÀ-ÝĂĐĨŨƠƯẠ-Ỹ][^\W\d_]*\s+){1,4}[A-ZÀ-ÝĂĐĨŨƠƯẠ-Ỹ][^\W\d_]*")
_ENDED = re.compile(r"[.!?…][\"')\]]*\Z")
_CLOSING_LINE = 120
"""Characters a line of a signature or of recipients never has."""
_FULL_LINE = 45


def furniture(text: str, blocks: Sequence[Block]) -> Mapping[int, str]:
    """Return which blocks (from 0) are proposed for omission, each with what it is."""
    written = [" ".join(text[block.start : block.end].split()) for block in blocks]
    lines = [line.lower() for line in written]
    found: dict[int, str] = {}
    tail = ""
    for number, line in enumerate(lines):
        if tail not in ("", "navigation") and len(line) > _CLOSING_LINE:
            tail = ""
        if number:
            tail = _matching("tail", line) or tail
        reason = (
            _reason(lines, number, found)
            or tail
            or _office(written, number)
            or _name(written, number, found)
        )
        if reason:
            found[number] = reason
        if _closes(lines, number):
            tail = tail or "signature"
    return found if len(found) < len(lines) else {}


@cache
def _patterns(place: str) -> Mapping[str, re.Pattern[str]]:
    by_reason: dict[str, list[str]] = {}
    for row in table("furniture"):
        if row[0] == place:
            by_reason.setdefault(row[1], []).append(f"(?:{row[2]})")
    return {reason: re.compile("|".join(every)) for reason, every in by_reason.items()}


def _matching(place: str, line: str) -> str:
    """Return what a line is by the table; empty when it is nothing of that place."""
    patterns = _patterns(place).items()
    return next((reason for reason, pattern in patterns if pattern.fullmatch(line)), "")


def _reason(lines: Sequence[str], number: int, found: Mapping[int, str]) -> str:
    """Return what a line is by its own words and its neighbours."""
    line = lines[number]
    if reason := _matching("line", line):
        return reason
    if _is_page_number(lines, number):
        return "page-number"
    if len(lines) > 1 and _DEBRIS.fullmatch(line):
        return "debris"
    below_debris = found.get(number - 1) == "debris" and len(line) <= _CAPTION_LIMIT
    return "caption" if below_debris or _is_caption(lines, number) else ""


def _closes(lines: Sequence[str], number: int) -> bool:
    """Say whether the text ends here with `./.`; what follows is name and office."""
    return _END_MARK.search(lines[number]) is not None and number >= len(lines) // 3


def _is_page_number(lines: Sequence[str], number: int) -> bool:
    """Say whether a bare figure, or `2/5`, stands between two lines one of which is text."""
    found = _BARE_PAGE.fullmatch(lines[number])
    if found is None or not 0 < number < len(lines) - 1:
        return False
    in_order = found.group(2) is None or int(found.group(1)) <= int(found.group(2))
    return in_order and max(len(lines[number - 1]), len(lines[number + 1])) >= _FULL_LINE


def _office(written: Sequence[str], number: int) -> str:
    """Return what a line in capitals is in the second half of a text: an office that signs."""
    line = written[number]
    late = number * 2 + 1 >= len(written)
    return _matching("end", line.lower()) if late and is_capitals(line) else ""


def _name(written: Sequence[str], number: int, found: Mapping[int, str]) -> str:
    """Return `signature` for a name below an office, or alone between the text and its end."""
    if len(written[number]) > _CLOSING_LINE or not _NAME.fullmatch(written[number]):
        return ""
    if found.get(number - 1) == "signature":
        return "signature"
    after = written[number + 1].lower() if number + 1 < len(written) else ""
    last = not after or _matching("tail", after) != ""
    below_text = number > 0 and _ENDED.search(written[number - 1]) is not None
    return "signature" if last and below_text else ""


def _is_caption(lines: Sequence[str], number: int) -> bool:
    """Say whether a short line between two paragraphs describes a picture."""
    line = lines[number]
    if len(line) > _CAPTION_LIMIT or not _CAPTION.fullmatch(line):
        return False
    around = [lines[n] for n in (number - 1, number + 1) if 0 <= n < len(lines)]
    return len(around) == 2 and all(len(other) >= _PARAGRAPH for other in around)
