"""Written figures: thousands by point or space, decimals by comma, and what each is worth aloud.

In Vietnamese text a point parts thousands and a comma opens the decimals. A point before one or
two digits is a foreign decimal point and is said `phẩy` all the same, except in the numbers of
sections and versions.
"""

import re

from broadcaster.reading.model import FlagKind
from broadcaster.reading.tables import context
from broadcaster.reading.vi import numbers
from broadcaster.reading.vi.sight import Rule, Sight, directly_after, governed_by

FIGURE = (
    r"(?:\d{1,3}(?:\.\d{3}){1,6}(?:,\d+)?(?!\d|\.\d)"
    r"|\d{1,3}(?:,\d{3}){2,6}(?:\.\d+)?(?!\d)"
    r"|[1-9]\d{0,2}(?: \d{3}){1,4}(?:,\d+)?(?! ?\d)"
    r"|\d+\.\d+(?!\d|\.\d)"
    r"|\d+,\d+(?!\d)"
    r"|\d+(?!\d))"
)
"""One number as it is written; used inside the patterns of other classes."""

_THOUSANDS = re.compile(r"\d{1,3}(?:[. ]\d{3})+(?:,\d+)?")
_FOREIGN_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3}){2,}(?:\.\d+)?")
_COUNTED = re.compile(r"\s+(?:người|hộ|cây|con|lượt|bao|đồng|cuốn|tờ|suất|em|cháu|thẻ|hồ sơ)\b")
SECTION = governed_by(*context("before-section"))
"""Words after which a point between digits is said: `mục 2.1`, `công nghiệp 4.0`."""
_NUMBERED = directly_after(*context("right-before-list"))
_MONTH = governed_by("tháng", "thứ")
_DAY = re.compile(r"(?<!\w)(?<!\d )(?:(?<=thứ hai )|(?<!hai ))(?<!các )ngày\s\Z")
_OF_MONTH = re.compile(r"\s+tháng\s+(?:\d|giêng|một|hai|ba|tư|năm|sáu|bảy|tám|chín|mười|chạp)")
_FIRST = directly_after("thứ")


def say_figure(written: str, sight: Sight, at: int) -> str:
    """Say one written number that stands at `at` of the sentence."""
    if written.isdecimal():
        return whole(written, sight)
    if _THOUSANDS.fullmatch(written):
        amount, _, rest = written.partition(",")
        return decimal(re.sub(r"[. ]", "", amount), rest, sight)
    if _FOREIGN_THOUSANDS.fullmatch(written):
        amount, _, rest = written.partition(".")
        return decimal(amount.replace(",", ""), rest, sight)
    if "," in written:
        amount, _, rest = written.partition(",")
        return _comma(amount, rest, sight, at)
    amount, _, rest = written.partition(".")
    if sight.after(SECTION, at):
        return f"{whole(amount, sight)} chấm {whole(rest, sight)}"
    return decimal(amount, rest, sight)


def whole(digits: str, sight: Sight) -> str:
    """Say a count. A zero before it is silent, unless it is a code."""
    if digits.startswith("00" if len(digits) == 3 else "0") and len(digits) > 2:
        return numbers.digit_by_digit(digits)
    return sight.count(digits)


def decimal(amount: str, decimals: str, sight: Sight) -> str:
    """Say a whole amount and, behind the comma, its decimals."""
    if not decimals:
        return whole(amount, sight)
    return f"{whole(amount, sight)} phẩy {numbers.decimals(decimals, sight.region)}"


def _comma(amount: str, rest: str, sight: Sight, at: int) -> str:
    """Say `12,5`. Three decimals before a thing that is counted may be a foreign thousand."""
    short = amount.isdecimal() and len(amount) < 3 and len(rest) == 1
    listed = short and int(rest) == int(amount) + 1
    if listed and sight.after(_NUMBERED, at):
        return f"{whole(amount, sight)}, {whole(rest, sight)}"
    spoken = decimal(amount, rest, sight)
    end = at + len(amount) + 1 + len(rest)
    if len(rest) == 3 and amount != "0" and len(amount) < 4 and sight.before(_COUNTED, end):
        thousand = whole(amount + rest, sight)
        sight.doubt(FlagKind.AMBIGUOUS, at, end, "decimal-or-thousand", thousand, spoken)
        return thousand
    return spoken


def _bare(found: re.Match[str], sight: Sight) -> str:
    """Say a number that stands alone; months and ordinals have words of their own."""
    written = found.group()
    if written.lstrip("0") == "4" and sight.after(_MONTH, found.start()):
        return "tư"
    if sight.after(_DAY, found.start()) and sight.before(_OF_MONTH, found.end()):
        spoken = say_figure(written, sight, found.start())
        return f"mùng {spoken}" if written.isdecimal() and int(written) <= 10 else spoken
    if written.lstrip("0") == "1" and sight.after(_FIRST, found.start()):
        return "nhất"
    if written.isdecimal() and sight.before(_COUNTED, found.end()):
        return sight.count(written)
    return say_figure(written, sight, found.start())


def _section(found: re.Match[str], sight: Sight) -> str:
    """Say `mục 1.2.3`; a part of four figures or more makes it an account number."""
    parts = found.group().split(".")
    if max(map(len, parts)) > 3:
        return " chấm ".join(map(numbers.digit_by_digit, parts))
    return " chấm ".join(whole(part, sight) for part in parts)


RULES = (
    Rule(
        "section-number",
        re.compile(r"(?!\d{1,3}(?:\.\d{3}){1,9}(?!\d|\.\d))\d+(?:\.\d+){2,8}(?![.,]?\d)"),
        _section,
    ),
    Rule("number", re.compile(FIGURE), _bare),
)
