"""Dates and periods: `22/9/2023`, `28-29/10`, `tháng 4/2017`, `quý III/2025`, `2021 - 2030`.

A full date needs no context. A day and month alone do: `15/9` after `ngày` or `sáng` is a date,
`15/9` elsewhere is left to the ratios, which know when to ask.
"""

import re

from broadcaster.reading.tables import context, table
from broadcaster.reading.vi import numbers
from broadcaster.reading.vi.figures import whole
from broadcaster.reading.vi.sight import Rule, Sight, directly_after, governed_by

DAY = r"(?:0?[1-9]|[12]\d|3[01])"
MONTH = r"(?:0?[1-9]|1[0-2])"
YEAR = r"(?:1[4-9]\d\d|20\d\d|21\d\d)"
_TO = r"\s*(?:-|–|->|→|đến|tới)\s*"
_END = r"(?![\d/]|[.,]\d|-\d)"

_WEEKDAYS = ("thứ hai", "thứ ba", "thứ tư", "thứ năm", "thứ sáu", "thứ bảy", "chủ nhật")
_ALREADY_DAY = directly_after("ngày", "hôm", *_WEEKDAYS)
_SEVERAL_DAYS = re.compile(
    r"(?<!\w)(?:hai|ba|bốn|năm|mỗi|một|hằng|hàng|các|những|\d+) ngày\s*\Z"
    r"|(?<![\d/])\d{1,2}\s*(?:-|–|và|,)\s*\Z|(?<!\w)m(?:ù|ồ)ng\s*\Z"
)
_DOSE = re.compile(rf"\s*(?:{'|'.join(context('doses'))})(?!\w)")
_OF_ALL = re.compile(r"\s+(?:tổng số|số|diện tích|dân số)(?!\w)")
_ONE_DAY = directly_after(*context("right-before-day"))
DATED = governed_by(
    *context("before-date"),
    r"thứ [2-7]",
    r"\d{1,2}\s?(?:h|g|giờ)\s?(?:\d\d)?(?:\s?phút)?",
    r"\d{1,2}:\d\d",
)
"""Words after which a day and a month stand."""
_LOOSELY_DATED = directly_after("vào", "từ", "đến", "tới", "trước", "sau", "hết", "là")
SHARED = re.compile(rf"\s+(?:{'|'.join(context('shared'))})(?!\w)")
"""Behind a figure: what it may be a part of."""
_TIME_NEXT = re.compile(r"\s+(?:ngày|buổi|giờ)(?!\w)")
"""What half of it may be: `nghỉ 1/2 ngày`."""
_CLAUSE_END = re.compile(r"\s*(?:[.,;:)]|\Z)")
_MONTHED = governed_by("tháng")
_PERIOD = governed_by(*context("before-period"))
_FESTIVE = directly_after(*context("right-before-feast"))
_TIMED = governed_by(*context("before-month-and-year"))


FEASTS = frozenset(
    (int(day), int(month)) for day, month in (row[0].split("/") for row in table("feasts"))
)
"""Days of the year that are written without `ngày`."""


def is_day_of_month(day: str, month: str) -> bool:
    """Say whether two figures can be a day and a month."""
    return 0 < int(day) <= 31 and 0 < int(month) <= 12


def say_month(written: str, sight: Sight) -> str:
    """Say a month's number: tháng tư, never tháng bốn."""
    return "tư" if int(written) == 4 else sight.count(written)


def say_day_month(day: str, month: str, sight: Sight) -> str:
    """Say a day and a month that stand alone."""
    named = "mùng " if int(day) <= 10 else ""
    return f"{named}{sight.count(day)} tháng {say_month(month, sight)}"


def _day(written: str, sight: Sight, at: int) -> str:
    """Say a day of a month, with `mùng` for the first ten unless several days share the month."""
    spoken = sight.count(written)
    named = int(written) <= 10 and not sight.after(_SEVERAL_DAYS, at)
    return f"mùng {spoken}" if named else spoken


def year_spoken(written: str, sight: Sight) -> str:
    """Say a year as a number: hai nghìn không trăm hai mươi tư."""
    return numbers.cardinal(int(written), sight.region)


def _full(found: re.Match[str], sight: Sight) -> str:
    day, _, month, year = found.groups()
    spoken = _day(day, sight, found.start())
    if len(year) == 2:
        year = f"20{year}"
    return f"{spoken} tháng {say_month(month, sight)} năm {year_spoken(year, sight)}"


def _iso(found: re.Match[str], sight: Sight) -> str:
    year, month, day = found.groups()
    spoken = f"{sight.count(day)} tháng {say_month(month, sight)} năm {year_spoken(year, sight)}"
    return spoken if sight.after(_ALREADY_DAY, found.start()) else f"ngày {spoken}"


def _one(found: re.Match[str], which: str, sight: Sight) -> str:
    """Say one end of a range of dates."""
    day, month, year = found.group(f"d{which}", f"m{which}", f"y{which}")
    spoken = sight.count(day)
    if found["m1"] and int(day) <= 10:
        spoken = f"mùng {spoken}"
    if month:
        spoken += f" tháng {say_month(month, sight)}"
    return spoken + (f" năm {year_spoken(year, sight)}" if year else "")


def _days(found: re.Match[str], sight: Sight) -> str | None:
    """Say `28-29/10`, `28/11 – 03/12`, `30/4 - 1/5`."""
    if "." in found.group() and not sight.after(DATED, found.start()):
        return None
    feasts = found["m1"] and not found["y2"] and sight.after(_FESTIVE, found.start())
    link = "và" if feasts else "đến"
    return f"{_one(found, '1', sight)} {link} {_one(found, '2', sight)}"


def _may_be_a_part(found: re.Match[str], sight: Sight) -> bool:
    """Say whether `1/2` of `vào 1/2 thùng` is a part of what is named behind it."""
    return sight.after(_LOOSELY_DATED, found.start()) and sight.before(SHARED, found.end())


def _day_month(found: re.Match[str], sight: Sight) -> str | None:
    """Say a day and a month where the words before ask for a date."""
    day, _, month = found.groups()
    if not sight.after(DATED, found.start()) or sight.before(_OF_ALL, found.end()):
        return None
    if int(day) < int(month) and _may_be_a_part(found, sight):
        return None
    if not sight.after(_ALREADY_DAY, found.start()) and sight.before(_TIME_NEXT, found.end()):
        return None
    return f"{_day(day, sight, found.start())} tháng {say_month(month, sight)}"


def _dashed_day_month(found: re.Match[str], sight: Sight) -> str | None:
    """`ngày 30-4`; but `hai ngày 3-4` and `từ 5-7 ngày` are ranges."""
    at = found.start()
    if not sight.after(_ONE_DAY, at) or sight.after(_SEVERAL_DAYS, at):
        return None
    if sight.before(_DOSE, found.end()):
        return None
    day, month = found.groups()
    return f"{_day(day, sight, at)} tháng {say_month(month, sight)}"


def _month_year(found: re.Match[str], sight: Sight) -> str | None:
    month, year = found.groups()
    said = f"{say_month(month, sight)} năm {year_spoken(year, sight)}"
    if sight.after(_MONTHED, found.start()):
        return said
    if sight.after(_PERIOD, found.start()):
        return f"{sight.count(month)} năm {year_spoken(year, sight)}"
    timed = sight.after(_TIMED, found.start()) or sight.before(_CLAUSE_END, found.end())
    return f"tháng {said}" if timed else None


def _months_year(found: re.Match[str], sight: Sight) -> str | None:
    """`tháng 9-10/2025`."""
    if not sight.after(_MONTHED, found.start()):
        return None
    first, last, year = found.groups()
    span = f"{say_month(first, sight)} đến tháng {say_month(last, sight)}"
    return f"{span} năm {year_spoken(year, sight)}" if year else span


def _years(found: re.Match[str], sight: Sight) -> str | None:
    """`2021 - 2030`; with a slash only two years that follow each other: `2025/2026`."""
    first, link, last = found.groups()
    if int(last) <= int(first) or (link == "/" and int(last) != int(first) + 1):
        return None
    return f"{year_spoken(first, sight)} đến {year_spoken(last, sight)}"


def _period(found: re.Match[str], sight: Sight) -> str | None:
    """`đợt 2/2026`, `tuần 45/2026`."""
    if not sight.after(_PERIOD, found.start()):
        return None
    return f"{whole(found[1], sight)} năm {year_spoken(found[2], sight)}"


RULES = (
    Rule(
        "date-range",
        re.compile(
            rf"(?P<d1>{DAY})(?:\s?[/.]\s?(?P<m1>{MONTH}))?(?:/(?P<y1>{YEAR}))?{_TO}"
            rf"(?P<d2>{DAY})\s?[/.]\s?(?P<m2>{MONTH})(?:[/.](?P<y2>{YEAR}))?{_END}"
        ),
        _days,
    ),
    Rule("date", re.compile(rf"({DAY})\s?([/.-])\s?({MONTH})\s?\2\s?({YEAR}){_END}"), _full),
    Rule("date", re.compile(rf"({DAY})(/)({MONTH})/(\d\d){_END}"), _full),
    Rule("date", re.compile(rf"({YEAR})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01]){_END}"), _iso),
    Rule("months", re.compile(rf"({MONTH})\s*[-–]\s*({MONTH})(?:/({YEAR}))?{_END}"), _months_year),
    Rule("month", re.compile(rf"({MONTH})\s?[/.-]\s?({YEAR}){_END}"), _month_year),
    Rule("date", re.compile(rf"({DAY})(\s?/\s?)({MONTH}){_END}"), _day_month),
    Rule("date", re.compile(rf"({DAY})-({MONTH}){_END}"), _dashed_day_month),
    Rule("years", re.compile(rf"({YEAR})\s*([-–/])\s*({YEAR}){_END}"), _years),
    Rule("period", re.compile(rf"(\d{{1,2}})/({YEAR}){_END}"), _period),
)
