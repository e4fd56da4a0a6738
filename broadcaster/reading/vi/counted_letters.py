"""A letter that stands for what is counted: `Đ.7` an article, `L2` the second time, `B2:` a step.

Each needs a word that speaks for it; without one the letter is a code, and another rule has it.
"""

import re

from broadcaster.reading.vi.letters import by_letter
from broadcaster.reading.vi.sight import Rule, Sight, directly_after

_LAW = re.compile(
    r"(?<!\w)(?:điều|khoản|điểm|luật|nghị (?:định|quyết)|quy (?:chế|định|ước)|hương ước|đ\.\s?\d)"
)
_AGAIN = directly_after("lại", "nhắc lại", "nhắc", "mũi", "liều", "tiêm", "đợt")
_STARRED = directly_after("ocop", "khách sạn", "hạng", "đạt", "chuẩn", "xếp hạng", "tiêu chuẩn")
_TYPED = directly_after("cú pháp", "soạn", "soạn tin", "soạn tin nhắn", "nhắn tin theo cú pháp")
_PARTS = {"Đ": "điều", "K": "khoản"}


def _article(found: re.Match[str], sight: Sight) -> str | None:
    """`Đ.7, K.3` where a law is spoken of."""
    if not sight.near(_LAW, found.start(), found.end()):
        return None
    letter = f" {by_letter(found[3])}" if found[3] else ""
    return f"{_PARTS[found[1]]} {sight.count(found[2])}{letter}"


def _time_again(found: re.Match[str], sight: Sight) -> str | None:
    """`tiêm nhắc L2`."""
    return f"lần {sight.count(found[1])}" if sight.after(_AGAIN, found.start()) else None


def _step(found: re.Match[str], sight: Sight) -> str | None:
    """`Bước 1: ...; B2: ...`."""
    return f"bước {sight.count(found[1])}" if sight.document.holds("bước") else None


def _stars(found: re.Match[str], sight: Sight) -> str | None:
    """`OCOP 4*`."""
    return f"{sight.count(found[1])} sao" if sight.after(_STARRED, found.start()) else None


def _typed(found: re.Match[str], sight: Sight) -> str | None:
    """`cú pháp GK gửi 1408`: letters that are typed, whatever they stand for elsewhere."""
    return by_letter(found.group()) if sight.after(_TYPED, found.start()) else None


RULES = (Rule("stars", re.compile(r"([1-5])\s?\*(?![\w*])"), _stars),)
LETTER_RULES = (
    Rule("counted-letter", re.compile(r"([ĐK])\.\s?(\d{1,3})([a-zđ])?(?![\w/]|[.,]\d)"), _article),
    Rule("counted-letter", re.compile(r"L([1-9])(?![\w/-]|[.,]\d)"), _time_again),
    Rule("counted-letter", re.compile(r"B([1-9])(?=:)"), _step),
    Rule("counted-letter", re.compile(r"[A-ZĐ]{2,8}(?=\s|$)"), _typed),
)
