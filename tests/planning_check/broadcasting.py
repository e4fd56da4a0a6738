"""Random programmes: when, how long, where, in which layout. None collides with another."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from broadcaster.schedule.calendar.day_changes import DayChange
from broadcaster.schedule.calendar.holidays import HolidayTable, NamedDay, OnHolidays
from broadcaster.schedule.calendar.patterns import EVERY_DAY, MarketDays, MonthDays, NthWeekday
from broadcaster.schedule.programmes.model import Filter, Part, PartKind, PartOrder, Programme
from broadcaster.schedule.programmes.recurrence import Pattern, Recurrence
from tests.planning_check.demanding import COLUMNS, KINDS, LANGUAGES, ORIGINS
from tests.planning_check.shape import MINUTE, Shape

MONDAY = date(2026, 11, 23)
"""The first day on which anything is planned."""
BANDS = (285, 335, 650, 700, 1020, 1070, 1170, 1425)
"""Minutes after midnight at which programmes start, a few minutes more or less; none collide."""
LONGEST = 35
PLACES = {
    "z1": frozenset({"c1", "c2"}),
    "z2": frozenset({"c2", "c3"}),
    "z3": frozenset({"fm-1"}),
    "z4": frozenset({"fm-1"}),
    "z5": frozenset({"c5"}),
}


def programmes_of(chance: random.Random, shape: Shape) -> tuple[Programme, ...]:
    starts = sorted(chance.sample(BANDS, shape.programmes))
    return tuple(
        Programme(
            f"p{number}",
            f"Chương trình {number}",
            _recurrence(chance, start + chance.randrange(10)),
            chance.randint(4, LONGEST) * MINUTE,
            _zones(chance, shape),
            _layout(chance, shape),
        )
        for number, start in enumerate(starts, 1)
    )


def _recurrence(chance: random.Random, start: int) -> Recurrence:
    days: list[Pattern] = [
        EVERY_DAY,
        EVERY_DAY,
        EVERY_DAY,
        frozenset(chance.sample(range(1, 8), chance.randint(2, 6))),
        MarketDays(chance.choice((2, 5)), MONDAY),
        MonthDays(tuple(chance.sample(range(1, 29), 20)), (NthWeekday(-1, 1),)),
    ]
    when = Recurrence(start, chance.choice(days))
    if chance.random() < 0.15:
        return replace(when, changes=(_change(chance, start), _change(chance, start)))
    if chance.random() < 0.1:
        return replace(when, holidays=chance.choice(list(OnHolidays)), table=_table(chance))
    return when


def _change(chance: random.Random, start: int) -> DayChange:
    day = MONDAY + timedelta(days=chance.randrange(16))
    return DayChange(
        day,
        of=chance.choice((None, start)),
        start=chance.choice((None, start + 1)),
        longest_ms=chance.choice((None, 3 * MINUTE, LONGEST * MINUTE)),
        cancelled=chance.random() < 0.3,
    )


def _table(chance: random.Random) -> HolidayTable:
    days = chance.sample(range(16), 4)
    return HolidayTable(tuple(NamedDay(MONDAY + timedelta(days=one), "Ngày lễ") for one in days))


def _zones(chance: random.Random, shape: Shape) -> tuple[str, ...]:
    if not shape.zones or chance.random() < 0.4:
        return ("all",)
    return tuple(sorted(chance.sample(sorted(PLACES), chance.randint(1, 2))))


def _layout(chance: random.Random, shape: Shape) -> tuple[Part, ...]:
    parts = [Part(PartKind.IDENT, "ident", hard_start=chance.random() < 0.3)]
    parts += [Part(PartKind.GREETING, "greeting")] * (chance.random() < 0.3)
    for _ in range(chance.choice((1, 1, 2, 3)) if shape.limits else 1):
        parts.append(_items(chance, shape))
    if shape.limits and chance.random() < 0.2:
        feature = Filter(kinds=("feature",), columns=tuple(chance.sample(COLUMNS, 1)))
        parts.insert(1, Part(PartKind.FEATURE, opener="opener", filter=feature, max_items=1))
    parts += [Part(PartKind.MUSIC, "music")] * (chance.random() < 0.2)
    parts.append(Part(PartKind.CLOSING, "closing"))
    return tuple(parts[chance.random() < 0.1 :])


def _items(chance: random.Random, shape: Shape) -> Part:
    part = Part(
        PartKind.ITEMS,
        sound=chance.choice(("separator", "separator", "")),
        opener=chance.choice(("", "", "opener")),
    )
    if not shape.limits:
        return part
    return replace(
        part,
        order=chance.choice(list(PartOrder)),
        filter=_filter(chance),
        max_items=chance.choice((None, None, 1, 2, 5)),
        max_ms=chance.choice((None, None, 3 * MINUTE, 8 * MINUTE, 15 * MINUTE)),
    )


def _filter(chance: random.Random) -> Filter:
    def some(options: Sequence[str], likely: float) -> tuple[str, ...]:
        if chance.random() > likely:
            return ()
        return tuple(chance.sample(sorted(options), max(len(options) - 1, 1)))

    return Filter(
        classes=some(("normal", "priority"), 0.15),
        columns=some(COLUMNS, 0.3),
        kinds=some(KINDS, 0.15),
        languages=some(LANGUAGES, 0.15),
        origins=some(ORIGINS, 0.15),
    )
