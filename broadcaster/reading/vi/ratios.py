"""Two figures with a slash or a colon: a fraction, so many of so many, a date, a scale, a house.

Where the words around do not tell, the likelier reading is spoken and a person is asked.
"""

import re

from broadcaster.reading.model import FlagKind
from broadcaster.reading.tables import context, table
from broadcaster.reading.vi.dates import is_day_of_month, say_day_month
from broadcaster.reading.vi.figures import FIGURE, say_figure, whole
from broadcaster.reading.vi.sight import Rule, Sight, directly_after, governed_by
from broadcaster.reading.vi.units import UNIT, spoken_unit

_ADDRESSED = governed_by(*context("before-address"))
_STREET = re.compile(r"[a-zđ]?\s+(?:đường|phố|ngõ|hẻm|ngách|đ\.|quốc lộ|ql)(?!\w)")
_SHARED = re.compile(rf"\s+(?:{'|'.join(context('shared'))})(?!\w)")
_FUNCTION = re.compile(
    r"\s*(?:[.,;:!?)|\"…]|\Z|\s(?:và|là|thì|của|cho|với|tại|ở|để|do|vì|nên|mà|đã|sẽ|đang|được|bị|"
    r"vừa|từ|đến|trong|trên|dưới|khi|nhưng|hoặc|hay|tới|sắp|này|vẫn|cũng|như|theo|về|chưa|không)(?!\w))"
)
_FRACTIONAL = directly_after(*context("right-before-fraction"))
_LEFT_OVER = directly_after("còn", "đạt", "được", "xong", "hoàn thành")
_WOUNDED = re.compile(r"thương binh(?: hạng| loại)?\s*\Z|bệnh binh(?: hạng| loại)?\s*\Z")
_SCORED = governed_by(*context("before-score"))
_SCALED = governed_by(*context("before-scale"))
_FEASTS = frozenset(
    (int(day), int(month)) for day, month in (row[0].split("/") for row in table("feasts"))
)
"""Days of the year that are written without `ngày`."""


def _pair(found: re.Match[str], sight: Sight, between: str) -> str:
    at = found.start()
    said = (say_figure(found[1], sight, at), between, say_figure(found[2], sight, at))
    return " ".join(filter(None, said))


def _fraction(found: re.Match[str], sight: Sight) -> str:
    under = sight.count(found[2])
    return f"{sight.count(found[1])} phần {'tư' if int(found[2]) == 4 else under}"


def _date(found: re.Match[str], sight: Sight) -> str:
    return say_day_month(found[1], found[2], sight)


def _slashed(found: re.Match[str], sight: Sight) -> str:
    """Say `a/b` by what stands around it."""
    at, end = found.start(), found.end()
    if sight.after(_ADDRESSED, at) or sight.before(_STREET, end) or sight.after(_WOUNDED, at):
        return _pair(found, sight, "trên")
    over, under = int(found[1]), int(found[2])
    small = 0 < over < under <= 20
    if small and (sight.before(_SHARED, end) or (under <= 10 and sight.after(_FRACTIONAL, at))):
        return _fraction(found, sight)
    alone = sight.before(_FUNCTION, end)
    if small and under <= 10 and alone and sight.after(_LEFT_OVER, at):
        return _fraction(found, sight)
    if not alone:
        return _pair(found, sight, "trên")
    if (over, under) in _FEASTS and not found[1].startswith("00"):
        return _date(found, sight)
    if is_day_of_month(found[1], found[2]):
        return _asked(found, sight, small)
    return _pair(found, sight, "trên")


def _asked(found: re.Match[str], sight: Sight, small: bool) -> str:
    """Speak the likelier of date and fraction, and ask."""
    date, fraction, of = _date(found, sight), _fraction(found, sight), _pair(found, sight, "trên")
    leading_zero = found[1].startswith("0") or found[2].startswith("0")
    if leading_zero or int(found[1]) > int(found[2]):
        return date
    order = (fraction, date, of) if small else (date, of)
    sight.doubt(FlagKind.AMBIGUOUS, found.start(), found.end(), "date-or-fraction", *order)
    return order[0]


def _number_chain(found: re.Match[str], sight: Sight) -> str:
    """`123/45/6`: a house in an alley."""
    return " trên ".join(whole(part, sight) for part in found.group().split("/"))


def _amounts(found: re.Match[str], sight: Sight) -> str:
    """`1.325ha/2.070ha`, `22/0,4kV`, `12.000/15.000`."""
    first, unit, last, last_unit = found.groups()
    at = found.start()
    spoken = say_figure(first, sight, at) + (f" {spoken_unit(unit)}" if unit else "")
    spoken_last = say_figure(last, sight, at) + (f" {spoken_unit(last_unit)}" if last_unit else "")
    return f"{spoken} trên {spoken_last}"


def _scale(found: re.Match[str], sight: Sight) -> str | None:
    """`1:500`, `tỷ lệ 2:1`."""
    if sight.after(_SCORED, found.start()):
        return _pair(found, sight, "")
    if sight.after(_SCALED, found.start()) or found[1] == "1":
        return _pair(found, sight, "trên")
    return _pair(found, sight, "hai chấm")


def _typed_fraction(found: re.Match[str], sight: Sight) -> str:
    """`½`, `2½`, as one character."""
    whole_part = found["whole"]
    if whole_part and (found[2], found[3]) == ("1", "2"):
        return f"{whole(whole_part, sight)} rưỡi"
    over, under = sight.count(found[2]), sight.count(found[3])
    spoken = f"{over} phần {'tư' if found[3] == '4' else under}"
    return f"{whole(whole_part, sight)} và {spoken}" if whole_part else spoken


RULES = (
    Rule("fraction", re.compile(r"(?:(?P<whole>\d+)\s+)?(\d+)⁄(\d+)"), _typed_fraction),
    Rule("house-number", re.compile(r"\d+(?:/\d+){2,8}(?![/\w])"), _number_chain),
    Rule(
        "ratio",
        re.compile(rf"(\d{{1,4}})\s?/\s?(\d{{1,5}})(?!\d|[.,]\d|{UNIT}|[a-zđ]?/)"),
        _slashed,
    ),
    Rule("ratio", re.compile(rf"({FIGURE})({UNIT})?\s?/\s?({FIGURE})({UNIT})?"), _amounts),
    Rule("scale", re.compile(rf"({FIGURE})(?::|\s:\s)({FIGURE})(?![\w/])"), _scale),
)
