"""Random hours: windows that open with a session or close inside it, caps, dates, units above."""

import random
from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import date, datetime, timedelta

from broadcaster.schedule.hours.limits import Beyond, Limit
from broadcaster.schedule.hours.policy import HoursPolicy
from broadcaster.schedule.hours.unit_hours import UnitHours
from broadcaster.schedule.hours.upper_hours import UpperHours
from broadcaster.schedule.hours.windows import HoursException, Stretch, Window
from broadcaster.schedule.programmes.model import Programme
from tests.planning_check.shape import HANOI, MINUTE, Shape


def hours_of(
    chance: random.Random, shape: Shape, programmes: Sequence[Programme], now: datetime
) -> HoursPolicy:
    standing = _with_above(chance, shape, programmes, now)
    if shape.special_days and chance.random() < 0.7:
        standing = replace(standing, exceptions=_exceptions(chance, programmes, now))
    if not shape.dated:
        return standing
    first = _day(now) + timedelta(days=chance.randint(-1, 3))
    last = first + timedelta(days=chance.randint(0, 5))
    over = _policy(chance, shape, programmes)
    return replace(
        over,
        above=standing.above,
        holiday_days=standing.holiday_days,
        exceptions=standing.exceptions,
        valid_from=first,
        valid_until=chance.choice((last, last, None)),
        standing=chance.choice((standing, standing, standing, None)),
    )


def _with_above(
    chance: random.Random, shape: Shape, programmes: Sequence[Programme], now: datetime
) -> HoursPolicy:
    """Return a policy under those of the units above, with the public holidays around."""
    policy = _policy(chance, shape, programmes)
    days = {_day(now) + timedelta(days=chance.randrange(shape.days)) for _ in range(2)}
    if not shape.special_days:
        days = set()
    above = [
        _upper(chance, shape, programmes, now, unit) for unit in ("huyen", "tinh") if shape.above
    ]
    return replace(
        policy,
        origin="built-in" if chance.random() < 0.2 else "set",
        holiday_days=tuple((day, "Ngày lễ") for day in sorted(days)),
        above=tuple(above[chance.randint(0, 1) :]),
    )


def _upper(
    chance: random.Random, shape: Shape, programmes: Sequence[Programme], now: datetime, unit: str
) -> UpperHours:
    base = _policy(chance, shape, programmes)
    wide = tuple(_wider(chance, window) for window in base.windows)
    hours = UnitHours(
        **{one.name: getattr(base, one.name) for one in fields(UnitHours)}
        | {"unit": unit, "windows": wide, "beyond": (), "at": chance.choice(("2025", "2027"))}
    )
    first = _day(now) + timedelta(days=chance.randint(-3, 3))
    return UpperHours(hours, chance.choice((None, None, first)), None)


def _wider(chance: random.Random, window: Window) -> Window:
    """Return hours that leave those of a commune whole, mostly."""
    by = chance.choice((60, 60, 5, -5))
    first = max(window.stretch.start - by, 0)
    return replace(window, stretch=Stretch(first, max(window.stretch.end + by, first + 1)))


def _policy(chance: random.Random, shape: Shape, programmes: Sequence[Programme]) -> HoursPolicy:
    windows = [_around(chance, programme) for programme in programmes if chance.random() < 0.92]
    if shape.special_days and chance.random() < 0.8:
        weekdays = [replace(window, days="12345") for window in windows]
        weekend = [_around(chance, programme) for programme in programmes if chance.random() < 0.7]
        windows = weekdays + [
            replace(window, days=chance.choice(("67", "6", "7"))) for window in weekend
        ]
    return HoursPolicy(
        unit="khe-ren",
        title="Khung giờ",
        document="",
        origin="set",
        zone=HANOI,
        windows=tuple(windows),
        session_minutes=chance.choice((None, 3, 6, 10, 20)) if shape.caps else None,
        day_minutes=chance.choice((None, 5, 12, 30)) if shape.caps else None,
        outer=(Stretch(270, chance.choice((1080, 1320, 1455))),),
        at="2026",
        holidays=_holidays(chance, shape, programmes),
        beyond=_beyond(chance) if shape.above else (),
    )


def _holidays(
    chance: random.Random, shape: Shape, programmes: Sequence[Programme]
) -> tuple[Window, ...] | None:
    if not shape.special_days or chance.random() < 0.4:
        return None
    return tuple(_around(chance, programme) for programme in programmes if chance.random() < 0.6)


def _beyond(chance: random.Random) -> tuple[Beyond, ...]:
    limits = tuple(one for one in Limit if chance.random() < 0.3)
    return (Beyond(chance.choice(("huyen", "tinh")), limits, "document"),) if limits else ()


def _around(chance: random.Random, programme: Programme) -> Window:
    """Return hours that a programme fits, mostly: now and then they open late or close early."""
    start = programme.recurrence.start
    longest = programme.longest_ms // MINUTE
    first = start + chance.choice((-30, -10, -5, 0, 0, 1))
    last = start + longest + chance.choice((30, 10, 5, 0, -longest // 3, -longest // 2))
    return Window(Stretch(first, max(last, first + 1)))


def _exceptions(
    chance: random.Random, programmes: Sequence[Programme], now: datetime
) -> tuple[HoursException, ...]:
    return tuple(
        HoursException(
            _day(now) + timedelta(days=chance.randrange(5)),
            _around(chance, chance.choice(programmes)).stretch,
            "Lễ hội",
        )
        for _ in range(chance.randint(1, 3))
    )


def _day(now: datetime) -> date:
    return now.astimezone(HANOI).date()
