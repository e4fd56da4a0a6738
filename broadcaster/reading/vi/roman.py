"""Roman numerals: `Chương II`, `quý IV`, `khóa XIV`, `khu vực I, II`, `Đại hội XIII`."""

import re

from broadcaster.reading.tables import context
from broadcaster.reading.vi.dates import YEAR, year_spoken
from broadcaster.reading.vi.letters import by_letter
from broadcaster.reading.vi.numbers import roman_value
from broadcaster.reading.vi.sight import Rule, Sight, directly_after, governed_by

_COUNTED = governed_by(*context("before-roman"))
_NTH = directly_after("thứ")
_PRIZE = directly_after("giải")
_ORDINALS = {1: "nhất", 4: "tư"}
_PRIZES = {1: "nhất", 2: "nhì", 3: "ba"}
_NUMERAL = r"[IVXL]{1,8}"
_LONE = re.compile(r"II|III|IV|VII|VIII|IX|XII|XIII|XIV|XVI|XVII|XVIII|XIX|XX|XXI{1,3}|XXIV")


def _numeral(found: re.Match[str], sight: Sight) -> str | None:
    """Say a numeral that its words count by, or one that can be nothing else."""
    value = roman_value(found[1])
    if value is None:
        return None
    if value in _PRIZES and sight.after(_PRIZE, found.start()):
        return _PRIZES[value]
    if sight.after(_COUNTED, found.start()) or (_LONE.fullmatch(found[1]) and not sight.capitals):
        ordinal = _ORDINALS.get(value) if sight.after(_NTH, found.start()) else None
        return ordinal or sight.count(str(value))
    return None


def _lettered(found: re.Match[str], sight: Sight) -> str | None:
    """`nhóm IA, IIA`: a numeral and the letter of its part."""
    value = roman_value(found[1])
    if value is None or not sight.after(_COUNTED, found.start()):
        return None
    return f"{sight.count(str(value))} {by_letter(found[2])}"


def _with_year(found: re.Match[str], sight: Sight) -> str | None:
    """`quý III/2025`, `đợt II/2026`."""
    value = roman_value(found[1])
    if value is None:
        return None
    return f"{sight.count(str(value))} năm {year_spoken(found[2], sight)}"


def _span(found: re.Match[str], sight: Sight) -> str | None:
    """`Chương I-III`, `khu vực I – II`."""
    first, last = roman_value(found[1]), roman_value(found[2])
    if first is None or last is None or not sight.after(_COUNTED, found.start()):
        return None
    return f"{sight.count(str(first))} đến {sight.count(str(last))}"


def _section(found: re.Match[str], sight: Sight) -> str | None:
    """`mục II.3`."""
    value = roman_value(found[1])
    if value is None or not sight.after(_COUNTED, found.start()):
        return None
    return " chấm ".join(sight.count(part) for part in (str(value), *found[2].split(".")))


LETTER_RULES = (
    Rule(
        "roman", re.compile(rf"({_NUMERAL})\.(\d{{1,2}}(?:\.\d{{1,2}}){{0,4}})(?!\w|,\d)"), _section
    ),
    Rule("roman", re.compile(rf"({_NUMERAL})\s?[/-]\s?({YEAR})(?!\d)"), _with_year),
    Rule("roman", re.compile(rf"({_NUMERAL})\s*[-–]\s*({_NUMERAL})(?!\w)"), _span),
    Rule("roman", re.compile(r"([IVX]{1,4})([ABCĐabcđ])(?!\w)"), _lettered),
    Rule("roman", re.compile(rf"({_NUMERAL})(?![\w&])"), _numeral),
)
