"""`T3`, `T5/2026`: a day of the week, a month, or a code of a letter and a figure."""

import re

from broadcaster.reading.tables import context
from broadcaster.reading.vi.dates import YEAR, say_month, year_spoken
from broadcaster.reading.vi.evidence import BESIDE, NEAR, Sense
from broadcaster.reading.vi.numbers import roman_value
from broadcaster.reading.vi.sight import Rule, Sight, directly_after

_WEEKDAYS = re.compile(rf"(?<!\w)(?:{'|'.join(context('weekdays'))})(?!\w)")
_LISTED_BEFORE = re.compile(r"(?<!\w)(?:t[2-7]|cn)\s?(?:,|;|và|-|–|đến|hoặc|\+)\s?\Z")
_LISTED_BEHIND = re.compile(r"\s?(?:,|;|và|-|–|đến|hoặc|\+)\s?(?:t[2-7]|cn|thứ)(?!\w)")
_DAY = directly_after(*context("before-weekday"))
_MONTH = directly_after(*context("before-month-letter"))
_CODE = directly_after(*context("before-code-letter"))
_MONTH_SAID = directly_after("tháng")
_DATE_BEHIND = re.compile(r",?\s(?:ngày|\()?\s?\d{1,2}/\d")
_PART_OF_MONTH = re.compile(r"(?<!\w)(?:tuần|đợt|kỳ|ngày)\s[\d+,và –-]{1,12}\Z")
_SOON = re.compile(r"\s(?:tới|này|sau|tuần)(?!\w)")


def _month_and_year(found: re.Match[str], sight: Sight) -> str:
    """`T5/2026`."""
    month = say_month(found[1], sight)
    if not sight.after(_MONTH_SAID, found.start()):
        month = f"tháng {month}"
    return f"{month} năm {year_spoken(found[2], sight)}"


def _day_or_month(found: re.Match[str], sight: Sight) -> str:
    """`T3`: by its neighbours; a code like `lô T3` is spelled."""
    at, end, number = found.start(), found.end(), int(found[1])
    senses = [Sense(f"tháng {say_month(found[1], sight)}", _as_month(sight, at))]
    if 2 <= number <= 7:
        senses.insert(0, Sense(_weekday(number, sight), _as_weekday(sight, at, end)))
    code = f"tê {sight.count(found[1])}"
    senses.append(Sense(code, BESIDE + NEAR if sight.after(_CODE, at) else 0.0))
    return sight.settle(at, end, "day-or-code", *senses)


def _weekday(number: int, sight: Sight) -> str:
    return f"thứ {'tư' if number == 4 else sight.count(str(number))}"


def _as_weekday(sight: Sight, at: int, end: int) -> float:
    listed = sight.after(_LISTED_BEFORE, at) or sight.before(_LISTED_BEHIND, end)
    dated = sight.before(_DATE_BEHIND, end)
    beside = listed or dated or sight.after(_DAY, at)
    near = dated or sight.near(_WEEKDAYS, at, end) or sight.before(_SOON, end)
    return (BESIDE if beside else 0.0) + (NEAR if near else 0.0)


def _as_month(sight: Sight, at: int) -> float:
    return BESIDE if sight.after(_MONTH, at) else 0.0


def _months(found: re.Match[str], sight: Sight) -> str:
    """`T11/2025 - T3/2026`."""
    first, year, last, last_year = found.groups()
    begins = f"tháng {say_month(first, sight)} năm {year_spoken(year, sight)}"
    return f"{begins} đến tháng {say_month(last, sight)} năm {year_spoken(last_year, sight)}"


def _small_day(found: re.Match[str], sight: Sight) -> str | None:
    """`sáng t7`: a day of the week, where its neighbours say so."""
    if not _as_weekday(sight, found.start(), found.end()):
        return None
    return _weekday(int(found[1]), sight)


def _days(found: re.Match[str], sight: Sight) -> str | None:
    """`T2 - T6`, `T2-CN`: from one day of the week to another; not of houses or lots."""
    if sight.after(_CODE, found.start()):
        return None
    last = "chủ nhật" if found[2] == "CN" else _weekday(int(found[2][1:]), sight)
    return f"{_weekday(int(found[1]), sight)} đến {last}"


def _quarter(found: re.Match[str], sight: Sight) -> str:
    """`Q4/2025`, `Q.IV/2025`."""
    number = found[1] if found[1].isdecimal() else str(roman_value(found[1]))
    return f"quý {sight.count(number)} năm {year_spoken(found[2], sight)}"


def _quarters(found: re.Match[str], sight: Sight) -> str:
    """`Q.III-IV/2025`."""
    first, last = (one if one.isdecimal() else str(roman_value(one)) for one in found.group(1, 2))
    year = year_spoken(found[3], sight)
    return f"quý {sight.count(first)} đến quý {sight.count(last)} năm {year}"


def _months_of(found: re.Match[str], sight: Sight) -> str:
    """`9T/2025`: so many months of a year."""
    return f"{sight.count(found[1])} tháng năm {year_spoken(found[2], sight)}"


def _of_month(found: re.Match[str], sight: Sight) -> str | None:
    """`tuần 2/T11`."""
    if not sight.after(_PART_OF_MONTH, found.start()):
        return None
    return f"tháng {say_month(found[1], sight)}"


_QUARTER = r"([1-4]|III|II|IV|I)"
RULES = (Rule("months", re.compile(rf"([1-9]|1[0-2])T\s?/\s?({YEAR})(?!\w)"), _months_of),)
SIGN_RULES = (Rule("month", re.compile(r"/\s?T(0?[1-9]|1[0-2])(?![\w/])"), _of_month),)
LETTER_RULES = (
    Rule(
        "quarter",
        re.compile(rf"Q\.?\s?{_QUARTER}\s?[-–]\s?{_QUARTER}\s?/\s?({YEAR})(?!\w)"),
        _quarters,
    ),
    Rule("quarter", re.compile(rf"Q\.?\s?([1-4]|I|II|III|IV)\s?/\s?({YEAR})(?!\w)"), _quarter),
    Rule(
        "months",
        re.compile(rf"T(0?[1-9]|1[0-2])/({YEAR})\s?[-–]\s?T(0?[1-9]|1[0-2])/({YEAR})(?!\w)"),
        _months,
    ),
    Rule("month", re.compile(rf"T(0?[1-9]|1[0-2])\s?[/-]\s?({YEAR})(?!\w)"), _month_and_year),
    Rule("day-of-week", re.compile(r"T([2-7])\s?[-–]\s?(T[3-7]|CN)(?![\w/])"), _days),
    Rule("day-of-week", re.compile(r"t([2-7])(?![\w/]|[.,-]\d)"), _small_day),
    Rule("day-of-week", re.compile(r"T\.?(0?[1-9]|1[0-2])(?![\w/]|[.,-]\d)"), _day_or_month),
)
