"""Units behind figures: the table, the patterns made from it, and `per` with a slash."""

import re
from functools import cache

from broadcaster.reading.tables import table
from broadcaster.reading.vi.sight import Rule, Sight

_ATTACHED, _MONEY = "attached", "money"


def _alternatives(rows: list[str]) -> str:
    return "|".join(re.escape(symbol) for symbol in sorted(rows, key=len, reverse=True))


@cache
def names() -> dict[str, str]:
    """Return symbol -> spoken name."""
    return {row[0]: row[1] for row in table("units")}


@cache
def money() -> frozenset[str]:
    """Return the symbols of money."""
    return frozenset(row[0] for row in table("units") if row[2] == _MONEY)


_ALL = _alternatives([row[0] for row in table("units")])
_LOOSE = _alternatives([row[0] for row in table("units") if row[2] != _ATTACHED])
_CLOSE = r"(?![\w²³]|/c(?!\w))"
UNIT = rf"(?:(?:{_ALL}){_CLOSE}|\s(?:{_LOOSE}){_CLOSE})"
"""A unit as it follows its figure; keeps the space that parts them."""

_MEASURED = re.compile(
    r"(?:\d|mỗi|nghìn|ngàn|triệu|tỷ|tỉ)\s?[%‰°\w²³]*(?:[\s/][^\W\d]+){0,3}\s?\Z"
    r"|(?<![^\W\d])(?:đồng|đ|lần|lượt|kg|tạ|tấn|người|giờ|ngày)\Z"
)
_PER_UNIT = re.compile(
    rf"/\s?({_alternatives([row[0] for row in table('units') if row[0] != chr(39)])}){_CLOSE}"
)
_OF_A_KIND = re.compile(
    r"(?:phường|đặc khu|thị trấn|xã|thành phố|tp|quý|huyện|tỉnh|nữ|xóm|thôn)(?!\w)"
)
"""What stands beside its like, as in `xã/phường`: no rate."""
_A_KIND = re.compile(
    r"(?<!\w)(?:xã|phường|tỉnh|thành phố|huyện|thôn|xóm|ấp|bản|nam|hàng tháng|hằng tháng)\s?\Z"
)
_TOTAL = re.compile(r"tổng(?!\w)")
_PER_WORD = re.compile(r"\s?/\s?(?=[^\W\d_]{2})")
_MONEY_BEFORE = re.compile(r"(?:đồng|đ|vnđ|vnd|usd|k|tr|trđ|nghìn|ngàn|triệu|tỷ|%|/[^\W\d_]+)\s?\Z")


def spoken_unit(written: str) -> str:
    """Return the name of a unit as a figure's pattern found it."""
    return names()[written.strip()]


def _per_unit(found: re.Match[str], sight: Sight) -> str | None:
    """`tấn/ha`, `m3/s`; for money `một` is what people say."""
    if not sight.after(_MEASURED, found.start()):
        return None
    one = "một" if sight.after(_MONEY_BEFORE, found.start()) else "trên"
    return f"{one} {names()[found[1]]}"


def _per_word(found: re.Match[str], sight: Sight) -> str | None:
    """`đồng/tháng`, `con/vụ`: mỗi thứ một, where a figure stands before."""
    kinds = sight.after(_A_KIND, found.start()) and sight.before(_OF_A_KIND, found.end())
    if kinds or not sight.after(_MEASURED, found.start()):
        return None
    return "trên" if sight.before(_TOTAL, found.end()) else "một"


SIGN_RULES = (
    Rule("per-unit", _PER_UNIT, _per_unit),
    Rule("per", _PER_WORD, _per_word),
)
