"""Figures with what they measure: units, percent, money, ranges and products."""

import re

from broadcaster.reading.tables import context
from broadcaster.reading.vi import rests
from broadcaster.reading.vi.evidence import BESIDE, NEAR, Sense
from broadcaster.reading.vi.figures import FIGURE, say_figure
from broadcaster.reading.vi.scores import dashed
from broadcaster.reading.vi.sight import Rule, Sight, directly_after
from broadcaster.reading.vi.units import UNIT, names, spoken_unit

_SCALE = r"(?:\s(?:nghìn|ngàn|triệu|tỷ|tỉ))?"
_DASH = r"\s*(?:-|–|->|→|~|÷|\.{2,3}|…)\s*"
_RANGE_END = r"(?!-\d|/\d+(?!\d|h|\s?giờ))"
"""No third part of a date or code; `50-80mm/24h` goes on."""
_FIGURES = re.compile(r"\d+")
_RESULT_OF = re.compile(r"=\s*\Z")
_LOADED = re.compile(
    r"(?<!\w)(?:xe|tải|tải trọng|trọng tải|cầu|cầu treo|phà|kho|xuất|nhập|chở)(?!\w)"
)
_AGED = re.compile(rf"(?<!\w)(?:{'|'.join(context('aged'))})(?!\w)")
_OF_AGE = directly_after(
    "đủ", "từ đủ", "dưới", "trên", "trẻ", "cụ", "bà", "ông", "cháu", "bé", "tuổi", "độ tuổi"
)
_OF_YEAR = re.compile(r"\s(?:đầu|cuối|năm)(?!\w)")
_SAVED = directly_after("kỳ hạn", "gửi", "trong", "đóng", "tặng", "bảo hành")
_POINTS = re.compile(rf"(?<!\w)(?:{'|'.join(context('near-points'))})(?!\w)")
_MOST_POINTS = 100
_EQUALS = re.compile(r"\s*=(?!>)")


def _value(figure: str) -> float:
    """Return what a written figure is worth, near enough to tell which of two is larger."""
    plain = figure.replace(" ", "")
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", plain):
        plain = plain.replace(".", "")
    return float(plain.replace(",", ".").replace(".", ".", 1)) if plain.count(".") < 2 else 0.0


def _quantity(found: re.Match[str], sight: Sight) -> str:
    figure, unit = found.groups()
    return f"{say_figure(figure, sight, found.start())} {spoken_unit(unit)}"


def _range(found: re.Match[str], sight: Sight) -> str | None:
    """`5-7 ngày`, `80-150 mm`, `10m - 15m`, `2-3 triệu đồng`."""
    first, unit, last, last_unit = found.groups()
    if (unit and unit.strip() != (last_unit or "").strip()) or sight.before(_EQUALS, found.end()):
        return None
    if sight.after(_RESULT_OF, found.start()):
        return None
    at = found.start()
    low, high = say_figure(first, sight, at), say_figure(last, sight, at)
    spoken = f"{low} {spoken_unit(unit)}" if unit else low
    spoken_high = f"{high} {spoken_unit(last_unit)}" if last_unit else high
    rises = _value(first.replace(",", ".")) < _value(last.replace(",", "."))
    if unit or last_unit:
        return f"{spoken} đến {spoken_high}" if rises else None
    return dashed(found, sight, (low, high), rises)


def _money_first(found: re.Match[str], sight: Sight) -> str:
    """`$5 triệu`."""
    sign, figure, scale = found.groups()
    name = names().get(sign, "đô la Mỹ")
    return f"{say_figure(figure, sight, found.start())}{scale} {name}"


def _product(found: re.Match[str], sight: Sight) -> str:
    figure, unit = found.groups()
    spoken = say_figure(figure, sight, found.start())
    return f"{spoken} {spoken_unit(unit)} nhân" if unit else f"{spoken} nhân"


def _round_the_clock(found: re.Match[str], sight: Sight) -> str:
    """`24/24h`, `24/7`."""
    over = sight.count(found[1])
    return f"hai mươi tư trên {over} giờ" if found[2] else f"hai mươi tư trên {over}"


def _signed(found: re.Match[str], sight: Sight) -> str | None:
    """`-0,4 điểm`: a minus that touches its figure and no other word."""
    return "âm" if found[1] in "-–" else "cộng"


def _thousands(found: re.Match[str], sight: Sight) -> str:
    """`50K` is fifty thousand; `5K` is a slogan and spelled."""
    return f"{sight.count(found[1])} {sight.count('1000').split()[-1]}"


def _chain(found: re.Match[str], sight: Sight) -> str:
    """`NPK 16-16-8`, `thôn 1 - 2 - 3`."""
    return ", ".join(sight.count(part) for part in _FIGURES.findall(found.group()))


def _million_and(found: re.Match[str], sight: Sight) -> str:
    """`1tr5`, `2tỷ3`, `7k2`: the figures behind are the next three of the amount."""
    thousand = sight.count("1000").split()[-1]
    parts = {"tr": ("triệu", thousand), "k": (thousand, "")}
    scale, rest = parts.get(found[2], ("tỷ", "triệu"))
    said = f"{sight.count(found[1])} {scale} {sight.count(found[3].ljust(3, '0'))}"
    return f"{said} {rest}".rstrip()


def _diameter(_found: re.Match[str], _sight: Sight) -> str:
    """`Ø21`: the letter is the sign of a diameter."""
    return "phi"


def _tonnes(found: re.Match[str], sight: Sight) -> str:
    """`xe 2,5t`, `trẻ 5T`, `6T đầu năm`: tonnes of a vehicle, years of a person, months."""
    at, end = found.span()
    figure = say_figure(found[1], sight, at)
    months = sight.before(_OF_YEAR, end) or sight.after(_SAVED, at)
    whole = "," not in found[1]
    aged = sight.near(_AGED, at, end)
    senses = [Sense(f"{figure} tấn", NEAR if sight.near(_LOADED, at, end) and not aged else 0.0)]
    if whole:
        old = BESIDE if sight.after(_OF_AGE, at) else NEAR if aged else 0.0
        senses.append(Sense(f"{figure} tuổi", old))
        senses.append(Sense(f"{figure} tháng", BESIDE + NEAR if months else 0.0))
    return sight.settle(at, end, "tonne-or-age", *senses)


def _ages(found: re.Match[str], sight: Sight) -> str | None:
    """`18-35t`: from one age to another."""
    if not sight.near(_AGED, *found.span()):
        return None
    return f"{sight.count(found[1])} đến {sight.count(found[2])} tuổi"


def _points(found: re.Match[str], sight: Sight) -> str | None:
    """`đạt 8,5đ`, `trừ 4đ`: points, where marks or a score are spoken of; no price is so low."""
    small = float(found[1].replace(",", ".")) <= _MOST_POINTS
    if not small or not sight.near(_POINTS, *found.span()):
        return None
    return f"{say_figure(found[1], sight, found.start())} điểm"


def _days_and_nights(found: re.Match[str], sight: Sight) -> str:
    """`3N2Đ`: a journey of so many days and nights."""
    return f"{sight.count(found[1])} ngày {sight.count(found[2])} đêm"


BEFORE_RATIOS = (
    Rule("round-the-clock", re.compile(r"24/(24|7)(\s?(?:h|giờ))?(?![\w/])"), _round_the_clock),
    Rule("product", re.compile(rf"({FIGURE})({UNIT})?\s?[xX×*]\s?(?=\d)"), _product),
)
RULES = (
    Rule("money", re.compile(r"(\d{2,4})K(?!\w)"), _thousands),
    Rule("chain", re.compile(r"\d{1,3}(?:\s?[-–]\s?\d{1,3}){2,8}(?![-\w])"), _chain),
    Rule("money", re.compile(r"(\d{1,3})(tr|tỷ|tỉ|ty|k)(\d{1,3})(?!\w|[.,]\d)"), _million_and),
    Rule("points", re.compile(r"(\d{1,3}(?:,\d{1,2})?)đ(?![\w/])"), _points),
    Rule("days", re.compile(r"(\d)[Nn](\d)[ĐĐD](?!\w)"), _days_and_nights),
    Rule("ages", re.compile(r"(\d{1,3})\s?[-–]\s?(\d{1,3})[tT](?!\w)"), _ages),
    Rule("tonnes", re.compile(r"(\d{1,3}(?:,\d{1,2})?)[tT](?![\w/])"), _tonnes),
    *rests.RULES,
    Rule(
        "range",
        re.compile(rf"({FIGURE})({UNIT})?{_DASH}({FIGURE})({UNIT})?(?!-\d|/\d+(?!\d|h|\s?giờ))"),
        _range,
    ),
    Rule("quantity", re.compile(rf"({FIGURE})({UNIT})"), _quantity),
)

SIGN_RULES = (
    Rule("money", re.compile(rf"(\$|€|£|¥)\s?({FIGURE})({_SCALE})"), _money_first),
    Rule("signed", re.compile(r"(?<![\w%)])([-–+])(?=\d)"), _signed),
)

LETTER_RULES = (
    Rule("money", re.compile(rf"(US\$)\s?({FIGURE})({_SCALE})"), _money_first),
    Rule("diameter", re.compile(r"[ØøΦφ](?=\s?\d)"), _diameter),
)
