"""Addresses of the net: every sign said, so that a listener could type them."""

import re

from broadcaster.reading.model import FlagKind
from broadcaster.reading.vi.letters import by_letter, is_syllable
from broadcaster.reading.vi.numbers import digit_by_digit
from broadcaster.reading.vi.sight import Rule, Sight

_SIGNS = {
    ".": "chấm", "@": "a còng", "/": "gạch chéo", "-": "gạch ngang", "_": "gạch dưới",
    ":": "hai chấm", "?": "hỏi", "=": "bằng", "&": "và", "#": "thăng",
    "%": "phần trăm", "+": "cộng", "~": "ngã",
}  # fmt: skip
_PARTS = re.compile(r"[^\W\d_]+|\d+|[^\w\s]|_")
_KEPT = frozenset(
    {"com", "net", "org", "info", "edu", "gov", "gmail", "email", "mail", "zalo", "online", "app"}
)
_VOWEL = re.compile(r"[aeiouyàáâãèéêìíòóôõùúýăơư]", re.IGNORECASE)
_TOP = r"(?:vn|com|net|org|gov|edu|info|io|me|asia|app|online|example|test|int|eu|uk|us|cn|la|kh)"


def _part(part: str) -> str:
    if part in _SIGNS:
        return _SIGNS[part]
    if part.isdecimal():
        return digit_by_digit(part)
    lower = part.lower()
    if lower in _KEPT or is_syllable(lower) or (len(lower) > 3 and _VOWEL.search(lower)):
        return lower
    return by_letter(lower) if part.isalpha() else ""


def _address(found: re.Match[str], sight: Sight) -> str:
    """Say an address; what opens it (`https://`, `www.`) is known to everybody and left out."""
    start, end = found.start(), found.end()
    sight.doubt(FlagKind.NOTICE, start, end, "web-address")
    return " ".join(filter(None, map(_part, _PARTS.findall(found["body"].rstrip("/")))))


def _hashtag(found: re.Match[str], _sight: Sight) -> str:
    return " ".join(filter(None, map(_part, _PARTS.findall(found["body"]))))


_HOST = rf"(?:[A-Za-z0-9-]{{1,63}}\.){{1,6}}{_TOP}(?![\w-])"
RULES = (
    Rule("e-mail", re.compile(rf"(?P<body>[A-Za-z0-9._+-]{{1,64}}@{_HOST})"), _address),
    Rule("web", re.compile(r"https?://(?:www\.)?(?P<body>[^\s\"')\]<>]*[\w/])"), _address),
    Rule("web", re.compile(rf"(?:www\.)?(?P<body>{_HOST}(?:/[\w./?=&%#-]*[\w/])?)"), _address),
)
SIGN_RULES = (Rule("hashtag", re.compile(r"(?P<body>#[^\W\d_]\w*)"), _hashtag),)
