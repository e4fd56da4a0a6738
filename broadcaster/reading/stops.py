"""Where a sentence ends: which marks end one, and which belong to what stands before them.

A point ends a sentence only where it does not belong to an abbreviation, a figure, an address,
a list head or a name's initial. In doubt it does not: two sentences in one line are heard with
their pause all the same, half a sentence in a line of its own is heard as a mistake.
"""

import re

from broadcaster.reading.layout import LIST_HEAD
from broadcaster.reading.tables import word_list

_STOP = re.compile(
    r"(?:\./\.|(?<![.!?…])[.!?…]+)[\"')\]]*(?=\s|\Z)|(?<=[^\W\d_A-Z])[.!?](?=\"?[A-ZĐ][^\W\dA-Z_])"
)
_WORD_BEFORE = re.compile(r"[^\s(\"'\[]*\Z")
_LABEL = re.compile(
    r"\s{0,20}(?:phần|chương|mục|tiểu mục|điều|câu|bước|bài|khoản|phụ lục|kỳ|nội dung|đợt|giai đoạn"
    r"|ví dụ|tình huống|mẫu|bảng|hình|tập)\s{1,20}[\w.]{1,5}",
    re.IGNORECASE,
)
"""`Điều 1.`, `Phần II.`: the label of the sentence it opens."""
_INITIAL = re.compile(r"[A-ZĐ][bcdđghklmnpqrstvx]{0,2}")
"""`A.`, `Ng.`, `Tr.`: no word of its own, so the beginning of a name."""
_NAMED_BY_LETTER = re.compile(
    r"(?<!\w)(?:vitamin|nhóm|loại|hạng|tổ|lớp|khu|khối|dãy|bảng|đội|bên|mẫu|cúm|gan|phòng|tầng|lô)"
    r"\s\Z",
    re.IGNORECASE,
)
"""What is called by a letter, which then is no initial: `vitamin C.` may end a sentence."""
_REACH = 20
"""Characters before a point in which its word is looked for."""
_SHORT = 4
"""Letters from which a word before a small letter is taken for the end of a hasty sentence."""


def sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Part the characters `start`..`end` at their sentence ends; none is lost."""
    out: list[tuple[int, int]] = []
    head = LIST_HEAD.match(text, start, end)
    body = head.end() if head else start
    at = start
    for stop in _STOP.finditer(text, start, end):
        if _ends_here(text, (at, end), stop, body):
            out.append((at, stop.end()))
            at = stop.end()
    out.append((at, end))
    return out


def _ends_here(text: str, span: tuple[int, int], stop: re.Match[str], body: int) -> bool:
    """Say whether the mark `stop` ends the sentence that began at the start of `span`."""
    start, end = span
    mark = stop.group()
    after = text[stop.end() : min(end, stop.end() + 9)].lstrip()
    goes_on = after.lstrip("(")[:1].islower()
    if mark.startswith("./.") or not after:
        return True
    if mark.startswith(("…", "..")) or mark[-1] in "\"'":
        return not goes_on
    if mark[0] in "!?":
        return True
    if stop.start() < body or _LABEL.fullmatch(text, start, stop.start()):
        return False
    return _is_whole_word(text, start, stop.start(), goes_on)


def _is_whole_word(text: str, start: int, point: int, goes_on: bool) -> bool:
    """Say whether what stands before a point is a word, and the point not a part of it."""
    found = _WORD_BEFORE.search(text, max(start, point - _REACH), point)
    word = found.group() if found else ""
    if goes_on:
        return word.isalpha() and len(word) >= _SHORT and not _is_short_form(word)
    if len(word) == 1 and word.isupper():
        return _NAMED_BY_LETTER.search(text, max(start, point - _REACH), point - 1) is not None
    return not _is_short_form(word)


def _is_short_form(word: str) -> bool:
    """Say whether a word, or each part of `PGS.TS`, is an abbreviation that a point belongs to."""
    dotted = word_list("dotted")
    if word.lower() in dotted:
        return True
    parts = [part for part in word.split(".") if part]
    return bool(parts) and all(
        part.lower() in dotted or _INITIAL.fullmatch(part) is not None for part in parts
    )
