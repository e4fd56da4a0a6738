"""A recurrence rule of RFC 5545, for patterns that have no word of their own.

The text is checked here by the table of section 3.3.10, then unrolled by `dateutil`. Times of day,
the beginning and the end have keys of their own, so HOURLY and finer, BYHOUR, COUNT, UNTIL and
DTSTART are refused. Where a rule counts from somewhere (INTERVAL, or a day it does not name), the
key `base` says from where.

A rule that never falls would keep `dateutil` searching to the year 9999. The Gregorian calendar
repeats after 400 years to the weekday, so rules are unrolled 19 such cycles later, close to that
end: a search in vain takes 0.2 s at most, and the days are the same.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from broadcaster.i18n import _
from broadcaster.schedule.calendar.bounds import LAST_DAY

LONGEST_TEXT = 200
_CYCLES = timedelta(days=146_097 * 19)
_A_MONDAY = date(2019, 12, 30)
"""Where a rule without `base` is unrolled from; such a rule counts from nowhere."""
_NUMBERS = r"[+-]?[0-9]{1,3}(,[+-]?[0-9]{1,3}){0,31}"
_WEEKDAY = "([+-]?[0-9]{1,2})?(MO|TU|WE|TH|FR|SA|SU)"
_VALUES = {
    "FREQ": "DAILY|WEEKLY|MONTHLY|YEARLY",
    "INTERVAL": "[1-9][0-9]{0,2}",
    "BYDAY": f"{_WEEKDAY}(,{_WEEKDAY}){{0,31}}",
    "BYMONTH": "[0-9]{1,2}(,[0-9]{1,2}){0,11}",
    "BYMONTHDAY": _NUMBERS,
    "BYYEARDAY": _NUMBERS,
    "BYWEEKNO": _NUMBERS,
    "BYSETPOS": _NUMBERS,
    "WKST": "MO|TU|WE|TH|FR|SA|SU",
}
_NOT_WITH = {
    "BYMONTHDAY": ("WEEKLY",),
    "BYYEARDAY": ("DAILY", "WEEKLY", "MONTHLY"),
    "BYWEEKNO": ("DAILY", "WEEKLY", "MONTHLY"),
}


@dataclass(frozen=True)
class Rule:
    """One RFC 5545 rule, checked, and the day it counts from."""

    text: str
    base: date | None = None

    def has(self, day: date) -> bool:
        """Say whether it falls on `day`; never before its base."""
        return day in _unrolled(self).until(day)


def read_rule(text: str, base: date | None) -> Rule:
    """Return the rule that a text states. ValueError with a sentence for anything else."""
    parts = _parts(text)
    _check_combination(parts)
    if base is None and _counts_from_a_day(parts):
        raise ValueError(_("counts from a day; name it as base = 2026-11-22"))
    rule = Rule(";".join(f"{key}={value}" for key, value in parts.items()), base)
    try:
        _start(rule)
    except ValueError as error:
        raise ValueError(_("is no rule of RFC 5545: {error}").format(error=error)) from error
    return rule


def _parts(text: str) -> dict[str, str]:
    parts: dict[str, str] = {}
    for part in text[:LONGEST_TEXT].upper().removeprefix("RRULE:").split(";"):
        key, _equals, value = part.strip().partition("=")
        if key not in _VALUES or key in parts or not re.fullmatch(_VALUES[key], value):
            raise ValueError(
                _(
                    'cannot have "{part}" here; once each may stand FREQ=DAILY, WEEKLY, MONTHLY '
                    "or YEARLY, INTERVAL, BYDAY, BYMONTH, BYMONTHDAY, BYYEARDAY, BYWEEKNO, "
                    "BYSETPOS and WKST; times and dates have their own keys: start, from, until"
                ).format(part=part)
            )
        parts[key] = value
    return parts


def _check_combination(parts: dict[str, str]) -> None:
    frequency = parts.get("FREQ")
    if frequency is None:
        raise ValueError(_("needs FREQ=DAILY, WEEKLY, MONTHLY or YEARLY"))
    for key in parts:
        if frequency in _NOT_WITH.get(key, ()):
            raise ValueError(_combined(key, frequency))
    numbered = any(letter.isdigit() for letter in parts.get("BYDAY", ""))
    if numbered and (frequency in ("DAILY", "WEEKLY") or "BYWEEKNO" in parts):
        raise ValueError(_combined("BYDAY=" + parts["BYDAY"], frequency))
    if "BYSETPOS" in parts and not _named(parts):
        raise ValueError(_combined("BYSETPOS", frequency))


def _combined(key: str, frequency: str) -> str:
    return _("may not have {key} with FREQ={frequency} (RFC 5545, 3.3.10)").format(
        key=key, frequency=frequency
    )


def _named(parts: dict[str, str]) -> set[str]:
    return parts.keys() & {"BYDAY", "BYMONTH", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO"}


def _counts_from_a_day(parts: dict[str, str]) -> bool:
    """Say whether the days depend on where it starts: an interval, or a day left open."""
    names_a_day = _named(parts) - {"BYMONTH"} - ({"BYWEEKNO"} if "BYDAY" not in parts else set())
    return parts.get("INTERVAL", "1") != "1" or not (names_a_day or parts["FREQ"] == "DAILY")


class _Unrolled:
    """The days of one rule, as far as anybody has asked."""

    def __init__(self, rule: Rule) -> None:
        self._coming = _start(rule)
        self._next: date | None = next(self._coming, None)
        self._days: set[date] = set()

    def until(self, day: date) -> set[date]:
        """Return its days, complete up to `day`."""
        while self._next is not None and self._next <= day:
            self._days.add(self._next)
            self._next = next(self._coming, None)
        return self._days


@lru_cache(256)
def _unrolled(rule: Rule) -> _Unrolled:
    return _Unrolled(rule)


def _start(rule: Rule) -> Iterator[date]:
    """Return the days of a rule from its base to the last known day; ValueError for no rule."""
    from dateutil.rrule import rrulestr  # few programmes have a rule

    anchor = datetime.combine(rule.base or _A_MONDAY, datetime.min.time()) + _CYCLES
    moments = rrulestr(rule.text, dtstart=anchor)
    return _days(iter(moments).__next__)


def _days(take: Callable[[], datetime]) -> Iterator[date]:
    while True:
        try:
            day = (take() - _CYCLES).date()
        except StopIteration:
            return
        if day > LAST_DAY:
            return
        yield day
