"""Rules 1 to 3: hours, caps, and the days on which other hours hold."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from broadcaster.schedule.hours.unit_hours import UnitHours
from broadcaster.schedule.model import RunningOrder
from tests.planning_check.allowed import Allowed, allowed, cap_ms, ms_of, policy_on
from tests.planning_check.commune import Commune


def hours(commune: Commune, orders: Sequence[RunningOrder]) -> Iterator[tuple[str, str]]:
    """Rule 1, on the days with the hours of every week."""
    minutes = allowed(commune)
    for order in orders:
        if not is_special(commune, order):
            yield from _outside(commune, minutes, order)


def special_days(commune: Commune, orders: Sequence[RunningOrder]) -> Iterator[tuple[str, str]]:
    """Rule 3: the same on weekends, on days of a dated policy and on those with an exception."""
    minutes = allowed(commune)
    for order in orders:
        if is_special(commune, order):
            yield from _outside(commune, minutes, order)


def is_special(commune: Commune, order: RunningOrder) -> bool:
    """Say whether the hours of that day are not those of a working day."""
    hours, day = commune.hours, day_of(commune, order)
    dated = policy_on(hours, day) is not _lowest(commune)
    named = day in {one.day for one in hours.exceptions} | {
        one for one, _name in hours.holiday_days
    }
    return dated or named or day.weekday() > 4


def _lowest(commune: Commune) -> UnitHours:
    policy: UnitHours = commune.hours
    while policy.standing:
        policy = policy.standing
    return policy


def _outside(commune: Commune, minutes: Allowed, order: RunningOrder) -> Iterator[tuple[str, str]]:
    """Name every item that a clock a whole doubt off would bring out of the hours."""
    if not order.items:
        return
    begins = ms_of(order.start)
    window = minutes.around(begins - commune.lead_ms)
    if window is None or minutes.around(begins) is None:
        yield order.session, "begins outside the hours"
        return
    moved = max(begins, window[0] + commune.lead_ms + commune.doubt_ms)
    for item in order.items:
        if moved + item.offset_ms + item.length_ms + commune.doubt_ms > window[1]:
            yield order.session, f"{item.id} ends after the hours"
    if order.items and moved + order.length_ms > ms_of(order.end):
        yield order.session, "ends after its own time once the clock's doubt is waited out"


def caps(commune: Commune, orders: Sequence[RunningOrder]) -> Iterator[tuple[str, str]]:
    """Rule 2. What stands may be over its day's cap already; then nothing may be added."""
    of_day: Counter[date] = Counter()
    for order in (*commune.standing, *orders):
        of_day[day_of(commune, order)] += sum(item.length_ms for item in order.items)
    for order in orders:
        day, length = day_of(commune, order), sum(item.length_ms for item in order.items)
        session, daily = (cap_ms(commune.hours, day, daily=one) for one in (False, True))
        if session is not None and length > session:
            yield order.session, f"{length} ms in a session"
        if daily is not None and length and of_day[day] > daily:
            yield order.session, f"{of_day[day]} ms in a day"


def day_of(commune: Commune, order: RunningOrder) -> date:
    """Return the station's date on which a session starts."""
    return order.start.astimezone(commune.zone).date()


def without_special_days(commune: Commune) -> Commune:
    """Return the commune with its hours of a Wednesday on every day, and no exception."""
    lowest = _lowest(commune)
    weekly = tuple(
        replace(window, days="1234567") for window in lowest.windows if "3" in window.days
    )
    hours = replace(
        commune.hours,
        windows=weekly,
        exceptions=(),
        holiday_days=(),
        standing=None,
        valid_from=None,
        valid_until=None,
        session_minutes=lowest.session_minutes,
        day_minutes=lowest.day_minutes,
    )
    return replace(commune, hours=hours)
