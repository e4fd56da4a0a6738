"""Two figures with a slash or a colon: a fraction, so many of so many, a date, a scale, a house.

Where the words around do not tell, the likelier reading is spoken and a person is asked.
"""

import re

from broadcaster.reading.tables import context
from broadcaster.reading.vi.dates import FEASTS, SHARED, is_day_of_month, say_day_month
from broadcaster.reading.vi.evidence import BESIDE, NEAR, USUAL, Sense
from broadcaster.reading.vi.figures import FIGURE, say_figure, whole
from broadcaster.reading.vi.scores import is_match
from broadcaster.reading.vi.sight import Rule, Sight, directly_after, governed_by
from broadcaster.reading.vi.units import UNIT, spoken_unit

_ADDRESSED = governed_by(*context("before-address"))
_STREET = re.compile(r"[a-zđ]?\s+(?:đường|phố|ngõ|hẻm|ngách|đ\.|quốc lộ|ql)(?!\w)")
_FUNCTION = re.compile(
    rf"\s*(?:[.,;:!?)|\"…]|\Z|\s(?:{'|'.join(context('function-words'))})(?!\w))"
)
_FRACTIONAL = directly_after(*context("right-before-fraction"))
_LEFT_OVER = directly_after("còn", "đạt", "được", "xong", "hoàn thành")
_GRADED = directly_after(*context("right-before-grade"))
_OF_YEAR = re.compile(r"\s+(?:âm lịch|dương lịch|âl|dl|al|hằng năm|hàng năm|năm nay|năm sau)(?!\w)")
_MONTHED = directly_after("tháng", "quý")
_LARGEST_PART, _SMALL_PART = 20, 10
"""A part of more than twenty is so many of so many; up to ten it may be said as a part."""
_SCORED = governed_by(*context("before-score"))
_SCALED = governed_by(*context("before-scale"))


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
    """Say `a/b` by what stands around it; a house number needs no weighing."""
    at, end = found.start(), found.end()
    of = _pair(found, sight, "trên")
    if sight.after(_ADDRESSED, at) or sight.before(_STREET, end) or sight.after(_GRADED, at):
        return of
    alone = sight.before(_FUNCTION, end)
    scaled = sight.after(_SCALED, at)
    senses = [Sense(of, 0.0 if alone and not scaled else BESIDE)]
    if sight.after(_SCORED, at) and is_match(sight, at):
        senses.insert(0, Sense(_pair(found, sight, ""), BESIDE + NEAR))
    if is_day_of_month(found[1], found[2]):
        senses.insert(0, Sense(_date(found, sight), _dated(found, sight, alone)))
    if 0 < int(found[1]) < int(found[2]) <= _LARGEST_PART:
        senses.insert(0, Sense(_fraction(found, sight), _shared(found, sight, alone)))
    return sight.settle(at, end, "date-or-fraction", *senses)


def _dated(found: re.Match[str], sight: Sight, alone: bool) -> float:
    """Return what speaks for a day of a month."""
    if sight.before(_OF_YEAR, found.end()):
        return BESIDE + NEAR
    if not alone:
        return 0.0
    over, under = int(found[1]), int(found[2])
    zero = found[1].startswith("0") or found[2].startswith("0")
    weight = BESIDE if zero else USUAL if over > under else 0.0
    return weight + (NEAR if (over, under) in FEASTS else 0.0)


def _shared(found: re.Match[str], sight: Sight, alone: bool) -> float:
    """Return what speaks for a part of a whole."""
    if sight.before(SHARED, found.end()):
        return BESIDE + NEAR
    if int(found[2]) > _SMALL_PART:
        return 0.0
    if sight.after(_FRACTIONAL, found.start()) and not sight.before(_OF_YEAR, found.end()):
        return BESIDE + NEAR
    return BESIDE if alone and sight.after(_LEFT_OVER, found.start()) else 0.0


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


def _mixed_parts(found: re.Match[str], sight: Sight) -> str:
    """`1:2:3`, `NPK 16:16:8`: the parts of a mixture."""
    return ", ".join(sight.count(part) for part in found.group().split(":"))


def _scale(found: re.Match[str], sight: Sight) -> str | None:
    """`1:500`, `tỷ lệ 2:1`, `thắng 2:1`."""
    at, end = found.start(), found.end()
    if sight.after(_SCALED, at):
        return _pair(found, sight, "trên")
    scored = BESIDE if sight.after(_SCORED, at) else NEAR if is_match(sight, at) else 0.0
    return sight.settle(
        at,
        end,
        "range-or-score",
        Sense(_pair(found, sight, "trên"), NEAR if found[1] == "1" else 0.0),
        Sense(_pair(found, sight, ""), scored),
        Sense(_pair(found, sight, "hai chấm")),
    )


def _map(found: re.Match[str], sight: Sight) -> str | None:
    """`quy hoạch 1/2000`: the scale of a map, and no month of the year 2000."""
    if sight.after(_MONTHED, found.start()):
        return None
    return _pair(found, sight, "trên")


def _typed_fraction(found: re.Match[str], sight: Sight) -> str:
    """`½`, `2½`, as one character."""
    whole_part = found["whole"]
    if whole_part and (found[2], found[3]) == ("1", "2"):
        return f"{whole(whole_part, sight)} rưỡi"
    over, under = sight.count(found[2]), sight.count(found[3])
    spoken = f"{over} phần {'tư' if found[3] == '4' else under}"
    return f"{whole(whole_part, sight)} và {spoken}" if whole_part else spoken


MAP_SCALE = Rule(
    "scale", re.compile(r"(1)/(200|500|[125]0?00|[15]0000|25000|50000)(?![\d/])"), _map
)
RULES = (
    Rule("fraction", re.compile(r"(?:(?P<whole>\d+)\s+)?(\d+)⁄(\d+)"), _typed_fraction),
    Rule("house-number", re.compile(r"\d+(?:/\d+){2,8}(?![/\w])"), _number_chain),
    Rule(
        "ratio",
        re.compile(rf"(\d{{1,4}})\s?/\s?(\d{{1,5}})(?!\d|[.,]\d|{UNIT}|[a-zđ]?/)"),
        _slashed,
    ),
    Rule("ratio", re.compile(rf"({FIGURE})({UNIT})?\s?/\s?({FIGURE})({UNIT})?"), _amounts),
    Rule("scale", re.compile(r"\d{1,3}(?::\d{1,3}){2,6}(?![\w:])"), _mixed_parts),
    Rule("scale", re.compile(rf"({FIGURE})(?::|\s:\s)({FIGURE})(?![\w/])"), _scale),
)
