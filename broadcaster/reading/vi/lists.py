"""Whole numbers in a row with bare commas: `thôn 1,3,5`, `thứ 2,4,6`, `ngày 12,13/11`.

A comma opens decimals in Vietnamese, so two figures alone are a decimal unless a word before them
counts places, classes or days. Three are never one.
"""

import re

from broadcaster.reading.tables import context
from broadcaster.reading.vi.dates import DAY, MONTH, YEAR, say_month, year_spoken
from broadcaster.reading.vi.sight import Rule, Sight, directly_after

_LISTED = directly_after(*context("right-before-list"))
_WEEKDAY = directly_after("thứ")
_DAYS = directly_after("ngày", "các ngày", "mùng", "sáng", "chiều", "tối")


def _each(found: re.Match[str], sight: Sight) -> str:
    """Say the figures of a list one by one; the fourth day of the week is `tư`."""
    weekday = sight.after(_WEEKDAY, found.start())
    said = ["tư" if weekday and one == "4" else sight.count(one) for one in found[1].split(",")]
    return ", ".join(said)


def _two(found: re.Match[str], sight: Sight) -> str | None:
    """`thôn 3,5`: a list of two where the word before is counted by numbers."""
    first, second = found[1].split(",")
    if int(first) >= int(second) or not sight.after(_LISTED, found.start()):
        return None
    return _each(found, sight)


def _days(found: re.Match[str], sight: Sight) -> str | None:
    """`ngày 12,13/11`: days that share a month."""
    if not sight.after(_DAYS, found.start()):
        return None
    days = [sight.count(one) for one in re.split(r",\s?", found[1])]
    said = f"{', '.join(days)} tháng {say_month(found[2], sight)}"
    return f"{said} năm {year_spoken(found[3], sight)}" if found[3] else said


def _both(found: re.Match[str], sight: Sight) -> str | None:
    """`tuần 1+2`: one and the other, where the word before is counted by numbers."""
    if not sight.after(_LISTED, found.start()):
        return None
    return f"{sight.count(found[1])} và {sight.count(found[2])}"


RULES = (
    Rule(
        "days",
        re.compile(rf"({DAY}(?:,\s?{DAY}){{1,8}})/({MONTH})(?:/({YEAR}))?(?![\d/])"),
        _days,
    ),
    Rule("list", re.compile(r"(\d{1,2})\+(\d{1,2})(?![\d%+]|[.,]\d|\s?=)"), _both),
    Rule("list", re.compile(r"(\d{1,2}(?:,\d{1,2}){2,12})(?![\d%]|[.,/-]\d)"), _each),
    Rule(
        "list", re.compile(r"([1-9]\d?,[1-9]\d?)(?![\d%]|[.,/-]\d|\s?[^\W\d_]{1,3}\d?(?!\w))"), _two
    ),
)
