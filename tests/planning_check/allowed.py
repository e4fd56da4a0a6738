"""Which minutes a commune's hours allow, minute by minute, from the plain fields of the policy."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from broadcaster.schedule.hours.policy import HoursPolicy
from broadcaster.schedule.hours.unit_hours import UnitHours
from broadcaster.schedule.hours.windows import Stretch, Window
from tests.planning_check.commune import Commune

MINUTE_MS = 60_000
EPOCH = date(1970, 1, 1)
MARGIN = timedelta(days=3)


@dataclass(frozen=True)
class Allowed:
    """The allowed minutes, counted from 1970 in UTC."""

    minutes: frozenset[int]

    def around(self, moment_ms: int) -> tuple[int, int] | None:
        """Return the unbroken stretch [start, end) around a moment, all in ms; None outside."""
        first = last = moment_ms // MINUTE_MS
        if first not in self.minutes:
            return None
        while first - 1 in self.minutes:
            first -= 1
        while last in self.minutes:
            last += 1
        return first * MINUTE_MS, last * MINUTE_MS


def ms_of(moment: datetime) -> int:
    """Return a moment as ms since 1970."""
    return (moment - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)


def allowed(commune: Commune) -> Allowed:
    """Return every allowed minute of the days planned and a few around them.

    A minute is allowed that every unit allows whose windows bind its day, or that an exception of
    the station's own unit lifts.
    """
    days = list(_days(commune))
    minutes: set[int] = set()
    for number in range(1 + len(commune.hours.above)):
        of_one: set[int] = set()
        for day in days:
            of_one.update(_of_level(commune, number, day))
        minutes = minutes & of_one if number else of_one
    for day in days:
        minutes.update(_lifted(commune, day))
    return Allowed(frozenset(minutes))


def _days(commune: Commune) -> Iterator[date]:
    day = (commune.since - MARGIN).astimezone(commune.zone).date()
    while day <= (commune.until + MARGIN).astimezone(commune.zone).date():
        yield day
        day += timedelta(days=1)


def _of_level(commune: Commune, number: int, day: date) -> Iterator[int]:
    """Yield the minutes that one unit allows by what begins on a day: 0 is the station's own."""
    midnight = _midnight(commune, day)
    is_holiday = any(one == day for one, _name in commune.hours.holiday_days)
    levels = binding(commune.hours, day, "holidays" if is_holiday else "windows")
    level = next((one for one in levels if one.number == number), None)
    if level is None:  # it binds nobody that day
        yield from range(midnight, midnight + 1440)
        return
    windows = level.windows(day) if level.signed else ()
    for window in windows:
        if str(day.weekday() + 1) in window.days:
            yield from range(midnight + window.stretch.start, midnight + window.stretch.end)
    for exception in level.unit.exceptions:
        if exception.day == day:
            inside = _minutes([exception.stretch]) & _minutes(level.unit.outer)
            yield from (midnight + minute for minute in inside)


def _lifted(commune: Commune, day: date) -> Iterator[int]:
    asked = _minutes([one.stretch for one in commune.hours.exceptions if one.day == day])
    for level in binding(commune.hours, day, "outer") if asked else ():
        asked &= _minutes(level.unit.outer)
    yield from (_midnight(commune, day) + minute for minute in asked)


@dataclass(frozen=True)
class Level:
    """One unit whose hours bind the station on a day."""

    number: int
    """0 is the station's own unit, 1 the one above it."""
    unit: UnitHours
    signed: UnitHours | None
    is_holiday: bool

    def windows(self, _day: date) -> tuple[Window, ...]:
        """Return the windows of that day's kind."""
        assert self.signed
        if self.is_holiday and self.signed.holidays is not None:
            return self.signed.holidays
        return self.signed.windows

    def exceeds(self, other: "Level", limit: str) -> bool:
        """Say whether it was allowed to go beyond a limit of a unit above it."""
        if self.signed is None or other.signed is None or other.signed.at > self.signed.at:
            return False
        if limit == "holidays" and self.signed.holidays is None and other.signed.holidays is None:
            limit = "windows"  # neither has windows for holidays: those of the week count
        return any(
            one.unit == other.signed.unit and limit in one.limits for one in self.signed.beyond
        )


def binding(hours: HoursPolicy, day: date, limit: str) -> list[Level]:
    """Return whose policies bind the station in one limit on a day."""
    is_holiday = any(one == day for one, _name in hours.holiday_days)
    every = [Level(0, hours, policy_on(hours, day), is_holiday)]
    for number, upper in enumerate(hours.above, 1):
        first, last = upper.since or date.min, upper.until or date.max
        signed = policy_on(upper.hours, day) if first <= day <= last else None
        if signed and signed.origin != "built-in":
            every.append(Level(number, upper.hours, signed, is_holiday))
    own = every[0].signed
    if own and own.origin == "built-in" and len(every) > 1:
        del every[0]
    found: list[Level] = []
    for one in every:
        if not any(below.exceeds(one, limit) for below in found):
            found.append(one)
    return found


def cap_ms(hours: HoursPolicy, day: date, *, daily: bool) -> int | None:
    """Return the lowest cap that binds a session, or a whole day, on a day; None without one."""
    levels = binding(hours, day, "day" if daily else "session")
    signed = [one.signed for one in levels if one.signed]
    caps = [one.day_minutes if daily else one.session_minutes for one in signed]
    return min((cap * MINUTE_MS for cap in caps if cap is not None), default=None)


def policy_on(policy: UnitHours | None, day: date) -> UnitHours | None:
    """Return the policy whose dates hold that day, the one on top first."""
    while policy is not None:
        first, last = policy.valid_from or date.min, policy.valid_until or date.max
        if first <= day <= last:
            return policy
        policy = policy.standing
    return None


def _midnight(commune: Commune, day: date) -> int:
    """Return the minute at which a day of the station begins; its zone has no clock changes."""
    offset = datetime(day.year, day.month, day.day, tzinfo=commune.zone).utcoffset()
    assert offset is not None
    return (day - EPOCH).days * 1440 - offset // timedelta(minutes=1)


def _minutes(stretches: Iterable[Stretch]) -> set[int]:
    return {minute for one in stretches for minute in range(one.start, one.end)}
