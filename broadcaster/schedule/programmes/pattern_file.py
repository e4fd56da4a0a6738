"""The days of a programme as its file writes them: one reader for each word of `recurrence`."""

import re
from collections.abc import Callable
from typing import Any

from broadcaster.checked_table import CheckedTable, choice, list_of, text
from broadcaster.i18n import _
from broadcaster.schedule.calendar.lunar_days import LunarDate, LunarDays
from broadcaster.schedule.calendar.patterns import EVERY_DAY, MarketDays, MonthDays, NthWeekday
from broadcaster.schedule.calendar.rule import Rule, read_rule
from broadcaster.schedule.programmes.day_key import known_day
from broadcaster.schedule.programmes.recurrence import Pattern
from broadcaster.schedule.station_time import DAY_NAMES

KEYS = {
    "daily": (),
    "weekly": ("days",),
    "monthly": ("days",),
    "lunar": ("days", "leap_months"),
    "market": ("every", "base"),
    "rule": ("rule", "base"),
}
"""The words of `recurrence`, and the keys that each of them has."""
MARKET_CYCLES = (5, 6)
_NTH = re.compile(rf"(-?[1-5])({'|'.join(DAY_NAMES)})")
_LUNAR = re.compile(r"(-?[0-9]{1,2})/([0-9]{1,2})")


def read_pattern(table: CheckedTable, kind: str) -> Pattern:
    """Return the days of one recurrence; keys of the others are noted as mistakes."""
    pattern = _READERS[kind](table)
    for key in ("days", "leap_months", "every", "base", "rule"):
        if key not in KEYS[kind] and table.has(key):
            table.may(key, _of_another(key), None)
    return pattern


def _of_another(key: str) -> Callable[[Any], None]:
    kinds = ", ".join(f'"{kind}"' for kind, keys in KEYS.items() if key in keys)

    def read(_value: Any) -> None:
        raise ValueError(
            _("belongs to recurrence = {kinds}; remove it or change the recurrence").format(
                kinds=kinds
            )
        )

    return read


def _daily(_table: CheckedTable) -> Pattern:
    return EVERY_DAY


def _weekly(table: CheckedTable) -> Pattern:
    names = table.need("days", list_of(choice(DAY_NAMES)), DAY_NAMES)
    return frozenset(DAY_NAMES.index(name) + 1 for name in names)


def _monthly(table: CheckedTable) -> Pattern:
    days = table.need("days", list_of(_month_day), (1,))
    return MonthDays(
        tuple(one for one in days if isinstance(one, int)),
        tuple(one for one in days if isinstance(one, NthWeekday)),
    )


def _month_day(value: Any) -> int | NthWeekday:
    if isinstance(value, str) and (match := _NTH.fullmatch(value)):
        return NthWeekday(int(match[1]), DAY_NAMES.index(match[2]) + 1)
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= abs(value) <= 31:
        raise ValueError(
            _('needs days 1 to 31, -1 for the last one, or such as "2mon" and "-1fri"')
        )
    return value


def _lunar(table: CheckedTable) -> Pattern:
    dates = table.need("days", list_of(_lunar_date), (LunarDate(1),))
    leap = table.may("leap_months", choice(("also", "skip")), None)
    return LunarDays(dates, None if leap is None else leap == "also")


def _lunar_date(value: Any) -> LunarDate:
    match = _LUNAR.fullmatch(value) if isinstance(value, str) else None
    month = 0 if match is None else int(match[2])
    number = int(match[1]) if match else value
    is_whole = isinstance(number, int) and not isinstance(number, bool)
    if not is_whole or not 1 <= abs(number) <= 30 or (match and not 1 <= month <= 12):
        raise ValueError(
            _(
                "needs days of the lunar month, 1 to 30 or -1 for the last one, or dates such as "
                '"15/01" and "-1/12"'
            )
        )
    return LunarDate(number, month)


def _market(table: CheckedTable) -> Pattern:
    every = table.need("every", _cycle, MARKET_CYCLES[0])
    base = table.need("base", known_day, None)
    return EVERY_DAY if base is None else MarketDays(every, base)


def _cycle(value: Any) -> int:
    if value not in MARKET_CYCLES or isinstance(value, bool):
        raise ValueError(_("a market comes every 5 or 6 days"))
    return int(value)


def _rule(table: CheckedTable) -> Pattern:
    base = table.may("base", known_day, None)

    def read(value: Any) -> Rule:
        return read_rule(text(value), base)

    return table.need("rule", read, EVERY_DAY)


_READERS: dict[str, Callable[[CheckedTable], Pattern]] = {
    "daily": _daily,
    "weekly": _weekly,
    "monthly": _monthly,
    "lunar": _lunar,
    "market": _market,
    "rule": _rule,
}
