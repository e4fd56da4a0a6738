"""Numbers of documents: `49/2024/NĐ-CP`, `613/CTr-BTTTT-BTLBĐBP`, `57-KL/TW`, `41/2024/QH15`.

The number is said as a number with its leading zero, the year as a year. A part of the code that
is well known is said in full, every other one letter by letter, as announcers do.
"""

import re
from functools import cache

from broadcaster.reading.tables import table
from broadcaster.reading.vi.dates import YEAR, year_spoken
from broadcaster.reading.vi.letters import by_letter
from broadcaster.reading.vi.numbers import digit_by_digit
from broadcaster.reading.vi.offices import by_office
from broadcaster.reading.vi.sight import Rule, Sight, directly_after

_LETTERS = r"[A-ZĐƯ][A-ZĐƯa-zđ]{0,20}"
_PART = rf"{_LETTERS}\d{{0,3}}(?:&{_LETTERS})?"
_CODE = rf"{_PART}(?:\s?[-–/.]\s?{_PART}){{0,6}}"
_DOCUMENT = directly_after(
    r"(?:nghị định|nghị quyết|quyết định|chỉ thị|thông tư|thông tư liên tịch|kế hoạch|thông báo|"
    r"công văn|công điện|tờ trình|báo cáo|hướng dẫn|luật|bộ luật|pháp lệnh|kết luận|quy định|"
    r"văn bản|hợp đồng|giấy mời|đề án|quy chế|chương trình|biên bản|nđ|qđ|nq|tt|ct|cv|kh)(?: số)?:?"
)
_KIND_BEFORE = re.compile(r"(?<!\w)([^\W\d_]+ [^\W\d_]+)(?: số)?:?\s*\Z")
_SPLIT = re.compile(r"[-–/.&\s]+")
_TAIL_DIGITS = re.compile(r"\D+|\d+")


@cache
def _codes() -> dict[str, tuple[str, str]]:
    return {row[0]: (row[1], row[2]) for row in table("document_codes")}


def _number(written: str, sight: Sight) -> str:
    """Say the running number; a zero before it belongs to it."""
    digits = written if written[-1].isdecimal() else written[:-1]
    spoken = sight.count(digits)
    if digits.startswith("0") and digits.strip("0"):
        spoken = f"không {spoken}"
    return spoken + (f" {by_letter(written[-1])}" if digits != written else "")


def _part(part: str, sight: Sight) -> str:
    """Say one part of the code: `NĐ`, `QH15`, `UBND`, `VX`."""
    known = _codes().get(part)
    if known:
        return known[0]
    if office := by_office(part):
        return office
    said = []
    for run in _TAIL_DIGITS.findall(part):
        if run.isdecimal():
            said.append(sight.count(run) if len(run) < 3 else digit_by_digit(run))
        else:
            known = _codes().get(run)
            said.append(known[0] if known else by_letter(run))
    return " ".join(said)


def _code(written: str, sight: Sight, at: int) -> str:
    whole = _codes().get(written)
    if whole:
        return whole[0]
    first, *rest = [part for part in _SPLIT.split(written) if part]
    named = _named_before(first, sight, at)
    return " ".join([named or _part(first, sight), *(_part(part, sight) for part in rest)])


def _named_before(code: str, sight: Sight, at: int) -> str:
    """Return the kind of document that stands before the number, if its initials are the code's.

    `Quy định số 232-QĐ/TW` is a quy định, whatever `QĐ` mostly is.
    """
    kind = _KIND_BEFORE.search(sight.lower, max(sight.start, at - 40), at)
    if kind is None:
        return ""
    initials = "".join(word[0] for word in kind[1].split())
    return kind[1] if initials == code.lower() else ""


def _with_year(found: re.Match[str], sight: Sight) -> str:
    number, year, code = found.groups()
    spoken = f"{_number(number, sight)} năm {year_spoken(year, sight)}"
    return f"{spoken}, {_code(code, sight, found.start())}" if code else spoken


def _without_year(found: re.Match[str], sight: Sight) -> str | None:
    """`57-KL/TW`; `số 3 - NVH bản` is a number and a place."""
    if " " in found.group() and not sight.after(_DOCUMENT, found.start()):
        return None
    return f"{_number(found[1], sight)}, {_code(found[2], sight, found.start())}"


def _number_year(found: re.Match[str], sight: Sight) -> str | None:
    """`Nghị định 123/2021`, without its code."""
    if not sight.after(_DOCUMENT, found.start()):
        return None
    return f"{_number(found[1], sight)} năm {year_spoken(found[2], sight)}"


def _placeless(found: re.Match[str], sight: Sight) -> str | None:
    """Keep the zero of a number right after the name of a document: `Chỉ thị 05`."""
    return _number(found.group(), sight) if sight.after(_DOCUMENT, found.start()) else None


def _glued(found: re.Match[str], sight: Sight) -> str:
    """`NĐ178/2024/NĐ-CP`: the kind of document touches its number."""
    kind, number, year, code = found.groups()
    spoken = f"{_codes()[kind][0]} {_number(number, sight)} năm {year_spoken(year, sight)}"
    return f"{spoken}, {_code(code, sight, found.start())}" if code else spoken


def _proved(found: re.Match[str], sight: Sight) -> str | None:
    """`TB số 12/TB-HĐND`: the code behind the number says what the short form means."""
    kind = _codes().get(found[1])
    return kind[0] if kind and kind[1] == "type" else None


LETTER_RULES = (
    Rule(
        "document",
        re.compile(rf"(NĐ|QĐ|TT|NQ|CT|KL|HD|KH|CV)(\d+)/({YEAR})(?:/({_CODE}))?(?!\w)"),
        _glued,
    ),
    Rule(
        "document",
        re.compile(r"([A-ZĐ]{2,4})(?=\s(?:số:?\s)?\d{1,5}\s?[/-](?:\d{4}/)?\1[-/])"),
        _proved,
    ),
)
RULES = (
    Rule("document", re.compile(rf"(\d+[a-zđ]?)\s?/\s?({YEAR})\s?/\s?({_CODE})(?!\w)"), _with_year),
    Rule("document", re.compile(rf"(\d+[a-jl-zđ]?)\s?[/-]\s?({_CODE})(?!\w|\.\w)"), _without_year),
    Rule("document", re.compile(rf"(\d+)/({YEAR})(?![\d/]|[.,-]\d)"), _number_year),
    Rule("document", re.compile(r"0\d{1,3}(?![\d/%]|[.,-]\d|\s?[a-z])"), _placeless),
)
