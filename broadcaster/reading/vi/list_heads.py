"""What opens a line: `1.`, `1.2.`, `b)`, `III.`, `(2)`, `I/`; bullets are only a pause."""

import re

from broadcaster.reading.vi.letters import by_letter
from broadcaster.reading.vi.numbers import roman_value
from broadcaster.reading.vi.sight import Rule, Sight

_PLACES = frozenset({"Q.", "P.", "H.", "X."})
_NAME = re.compile(r"\s[A-ZÀ-ÝĂĐĨŨƠƯ][^\W\d_]+\s[A-ZÀ-ÝĂĐĨŨƠƯ][^\W\d_]+")
_CLOSE = r"\s?(?:[.)](?=\s|[^\W\d_]|\Z)|/(?=\s|[A-ZÀ-ỸĐ][^\W\d_]|\Z))"


def _opens(found: re.Match[str], sight: Sight) -> bool:
    return found.start() == sight.start


def _numbered(found: re.Match[str], sight: Sight) -> str | None:
    if not _opens(found, sight):
        return None
    return " chấm ".join(sight.count(part) for part in found[1].split(".")) + ","


def _is_place(found: re.Match[str], sight: Sight) -> bool:
    """Say whether `Q. Hoàn Kiếm` opens the line: a district or ward and its name."""
    return found.group()[:2] in _PLACES and _NAME.match(sight.text, found.end()) is not None


def _lettered(found: re.Match[str], sight: Sight) -> str | None:
    if not _opens(found, sight) or _is_place(found, sight):
        return None
    return by_letter(found[1]) + ","


def _roman(found: re.Match[str], sight: Sight) -> str | None:
    value = roman_value(found[1])
    if value is None or not _opens(found, sight):
        return None
    return sight.count(str(value)) + ","


def _part_of(found: re.Match[str], sight: Sight) -> str | None:
    """Say `II.2.` as a chain of numbers."""
    value = roman_value(found[1])
    if value is None or not _opens(found, sight):
        return None
    parts = [str(value), *found[2].split(".")]
    return " chấm ".join(sight.count(part) for part in parts) + ","


def _bullet(found: re.Match[str], sight: Sight) -> str | None:
    return "" if _opens(found, sight) else None


_NUMBER = r"(\d{1,3}(?:\.\d{1,3}){0,6})"

RULES = (
    Rule("list-head", re.compile(rf"{_NUMBER}{_CLOSE}"), _numbered),
    Rule("list-head", re.compile(r"(\d{1,2}(?:\.\d{1,2}){1,6})(?=\s[A-ZÀ-ỸĐ])"), _numbered),
    Rule("list-head", re.compile(r"(\d{1,2})\s?-(?=\s\D)"), _numbered),
)
LETTER_RULES = (
    Rule("list-head", re.compile(rf"([IVXL]{{1,5}}){_CLOSE}"), _roman),
    Rule("list-head", re.compile(r"([IVXL]{1,5})\s?[-–](?=\s)"), _roman),
    Rule("list-head", re.compile(r"([IVXL]{1,5})\.(\d{1,2}(?:\.\d{1,2}){0,6})\.?(?=\s)"), _part_of),
    Rule("list-head", re.compile(r"([^\W\d_])\s?[.)/](?=\s|\Z)"), _lettered),
    Rule("list-head", re.compile(r"([^\W\d_])\)(?=\w)"), _lettered),
)
SIGN_RULES = (
    Rule("list-head", re.compile(rf"\({_NUMBER}\)"), _numbered),
    Rule("list-head", re.compile(r"\(([a-zđ])\)"), _lettered),
    Rule("list-head", re.compile(r"\(([IVX]{1,5})\)"), _roman),
    Rule("bullet", re.compile(r"[-–+*•●○◦▪■□➢➤►✓✔❖·⁃∙](?!\d)|[-–](?=\d)(?!.0,)"), _bullet),
)
