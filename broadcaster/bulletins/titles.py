"""A title for a text that came without one, from the head of the page.

Official papers begin with who issues them and a motto, then say what they are, then what about.
The title is what it is about. It is a proposal: the person sees it and may give a better one.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from broadcaster.bulletins.tidying import LONGEST_TITLE, tidy
from broadcaster.reading.model import Script, Sentence, SentenceKind

LONGEST_PROPOSED = 100
HEAD_LINES = 12
KIND = re.compile(
    r"(thông báo|thông cáo|thông tin|bản tin|tin|kế hoạch|quyết định|chỉ thị|công điện|hướng dẫn"
    r"|lời kêu gọi|thư mời|giấy mời|báo cáo|quy định|nội quy)\b",
    re.IGNORECASE,
)
ISSUER = re.compile(
    r"(ubnd|hđnd|ủy ban|uỷ ban|hội|ban|sở|phòng|trạm|trường|công an|đồn|đảng|liên ngành|tổ|bảo hiểm"
    r"|chi cục|chi nhánh|trung tâm|bộ|cục|tổng cục|đội|đài|mặt trận|đoàn|hợp tác xã|htx)\b",
    re.IGNORECASE,
)
PLACE = re.compile(r"\([^)]{1,40}\)\s*[-–—:]\s*")
"""A news desk's "(baosonla.vn) -" before the first sentence."""
SUBJECT = re.compile(r"(v/v|về việc|về)\b[:\s]*", re.IGNORECASE)


def propose_title(script: Script, fallback: str) -> str:
    """Return what the text seems to be about, as written, in at most 101 characters.

    The line after one that only says "THÔNG BÁO"; else the first capital line that begins with
    such a word; else the first that is neither page furniture nor an issuer's name; else
    `fallback`.
    """
    lines = _head(script)
    for here, after in pairwise(lines):
        if KIND.fullmatch(here):
            return _shorten(SUBJECT.sub("", after, count=1) or after)
    for line in lines:
        if KIND.match(line) and line.isupper():
            return _shorten(line)
    for line in lines:
        if not (line.isupper() and ISSUER.match(line)):
            return _shorten(line)
    return _shorten(lines[0] if lines else tidy(fallback, "--title", LONGEST_TITLE * 10))


def line_of_title(script: Script, title: str) -> int:
    """Return the line near the head that says exactly the title, from 1; 0 when none does.

    A line too long to be a title as it stands is none.
    """
    wanted = _bare(title)
    for line in _head(script):
        said = (line, _shorten(line), _shorten(SUBJECT.sub("", line, count=1) or line))
        if len(line) <= LONGEST_PROPOSED and wanted in map(_bare, said):
            return next(
                number
                for number, one in enumerate(script.sentences, 1)
                if not one.omitted and _written(script, one) == line
            )
    return 0


def _bare(line: str) -> str:
    return line.casefold().rstrip(" .!?:;…")


def _head(script: Script) -> Sequence[str]:
    written = (
        _written(script, one)
        for one in script.spoken_sentences[:HEAD_LINES]
        if one.kind is not SentenceKind.FURNITURE
    )
    return [line for line in written if line]


def _written(script: Script, sentence: Sentence) -> str:
    return tidy(
        script.source[sentence.span.start : sentence.span.end], "--title", len(script.source)
    )


def _shorten(line: str) -> str:
    bare = PLACE.sub("", line, count=1) if PLACE.match(line) else line
    capital = bare[:1].upper() + bare[1:]
    if len(capital) <= LONGEST_PROPOSED:
        return capital.rstrip(".")
    return capital[:LONGEST_PROPOSED].rpartition(" ")[0].rstrip(" ,;:.-") + "…"
