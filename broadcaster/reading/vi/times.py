"""Times of day and short durations: `8h`, `13g45`, `05:30`, `7h15 - 10h45`, `15'`, `8h30'`."""

import re

from broadcaster.reading.tables import context
from broadcaster.reading.vi.dates import DAY, MONTH, YEAR, say_day_month, year_spoken
from broadcaster.reading.vi.figures import FIGURE, say_figure
from broadcaster.reading.vi.sight import Rule, Sight, governed_by

_HOUR = r"(?:[01]?\d|2[0-4])"
_MINUTE = r"[0-5]\d"
_TAIL = r"(?:\s?(?:'|phút|p|ph)(?!\w|\.m))?"
_SECOND = rf"(?:[:'p]\s?{_MINUTE}(?:''|\"|s)?)?"
_TIME = rf"{_HOUR}(?:\s?[hHg]\s?|:){_MINUTE}{_SECOND}{_TAIL}(?!\d|[:/.]\d)"
_HOURS_ONLY = rf"{_HOUR}\s?(?:h|H|g)(?!\w|')"
_POINT = rf"(?:{_TIME}|{_HOURS_ONLY})"
_PARTS = re.compile(rf"({_HOUR})\s?[hHg:]\s?(?:({_MINUTE})(?:[:'p]\s?({_MINUTE}))?)?")
_RATIO = governed_by(*context("before-time-ratio"))
_CUT = re.compile(r"(?<!\w)(?:cắt|cúp|mất|ngừng|tạm ngừng|điện|nước|họp|lịch)(?!\w)")
_RACE = re.compile(rf"(?<!\w)(?:{'|'.join(context('race'))})(?!\w)")
_CLOCK = governed_by(*context("before-hour"))


def _said(written: str, sight: Sight) -> str:
    parts = _PARTS.match(written)
    if parts is None:  # the pattern that found it is the stricter one
        return written
    hour, minute, second = parts.groups()
    spoken = f"{sight.count(hour)} giờ"
    if minute and (int(minute) or second):
        spoken += f" {sight.count(minute)} phút"
    return spoken + (f" {sight.count(second)} giây" if second else "")


def _is_hour(written: str, sight: Sight, at: int) -> bool:
    """`9g` is an hour only where the words before speak of time; else it is nine grams."""
    return not written.rstrip().endswith("g") or sight.after(_CLOCK, at)


def _range(found: re.Match[str], sight: Sight) -> str:
    return f"{_said(found[1], sight)} đến {_said(found[2], sight)}"


def _time(found: re.Match[str], sight: Sight) -> str | None:
    written = found.group()
    if ":" in written and sight.after(_RATIO, found.start()):
        return None
    if not _is_hour(written, sight, found.start()):
        return None
    return _said(written, sight)


def _hour_range(found: re.Match[str], sight: Sight) -> str | None:
    """`7-11h`."""
    if found[3] == "g" and not (
        sight.after(_CLOCK, found.start()) or sight.near(_CUT, found.start(), found.end())
    ):
        return None
    return f"{sight.count(found[1])} đến {sight.count(found[2])} giờ"


def _minutes(found: re.Match[str], sight: Sight) -> str:
    figure, _, seconds = found.groups()
    spoken = f"{say_figure(figure, sight, found.start())} phút"
    return spoken + (f" {sight.count(seconds)} giây" if seconds else "")


def _seconds(found: re.Match[str], sight: Sight) -> str:
    return f"{say_figure(found[1], sight, found.start())} giây"


def _on_day(found: re.Match[str], sight: Sight) -> str:
    """`7h/29/9`, `13h30/18/11/2025`: the hour and the day as forecasts write them."""
    hour, minute, day, month, year = found.groups()
    said = f"{sight.count(hour)} giờ" + (f" {sight.count(minute)} phút" if minute else "")
    said += f" ngày {say_day_month(day, month, sight)}"
    return f"{said} năm {year_spoken(year, sight)}" if year else said


def _minute_range(found: re.Match[str], sight: Sight) -> str:
    """`15'-20'`."""
    return f"{sight.count(found[1])} đến {sight.count(found[2])} phút"


def _spelled_out(found: re.Match[str], sight: Sight) -> str:
    """`19 giờ 00`, `7 giờ 30`: the minutes without their word."""
    hour = f"{sight.count(found[1])} giờ"
    return hour if found[2] == "00" else f"{hour} {sight.count(found[2])}"


def _ran(found: re.Match[str], sight: Sight) -> str | None:
    """`4:35` of a runner: minutes and seconds."""
    if not sight.near(_RACE, found.start(), found.end()) or sight.after(_CLOCK, found.start()):
        return None
    return f"{sight.count(found[1])} phút {sight.count(found[2])} giây"


RULES = (
    Rule(
        "time",
        re.compile(rf"({_HOUR})[hg]({_MINUTE})?\s?/\s?({DAY})/({MONTH})(?:/({YEAR}))?(?![\d/])"),
        _on_day,
    ),
    Rule(
        "time",
        re.compile(
            rf"({_HOUR})\s(?:giờ|Giờ)\s({_MINUTE})(?!\d|[.,/:-]\d|\s?(?:phút|p|')|[^\W\d_])"
        ),
        _spelled_out,
    ),
    Rule("duration", re.compile(rf"({_MINUTE}|\d):({_MINUTE})(?![:\d])"), _ran),
    Rule("time-range", re.compile(rf"({_POINT})\s*(?:-|–|->|→)\s*({_POINT})"), _range),
    Rule("time", re.compile(_TIME), _time),
    Rule("time-range", re.compile(rf"({_HOUR})\s*[-–]\s*({_HOUR})\s?(h|g)(?!\w)"), _hour_range),
    Rule("time", re.compile(_HOURS_ONLY), _time),
    Rule("seconds", re.compile(rf"({FIGURE})''(?!\w)"), _seconds),
    Rule("minutes", re.compile(r"(\d{1,3})'\s?[-–]\s?(\d{1,3})'(?![\w'])"), _minute_range),
    Rule("minutes", re.compile(rf"({FIGURE})'(?:(\s?)(\d{{1,2}})(?:''|\"))?(?!\w)"), _minutes),
)
