"""Plans that break the hours or their caps, by a millisecond."""

from dataclasses import replace
from datetime import timedelta

from broadcaster.schedule.model import RunningOrder
from tests.planning_check.allowed import allowed, cap_ms, ms_of
from tests.planning_check.commune import (
    Commune,
)
from tests.planning_check.hours_rules import day_of, is_special
from tests.planning_check.spoiled_plan import (
    TICK,
    Case,
    Orders,
    sounding,
    with_order,
)


def _moved(order: RunningOrder, by_ms: int) -> RunningOrder:
    items = tuple(replace(item, offset_ms=item.offset_ms + by_ms) for item in order.items)
    return replace(order, items=items)


def _to_the_end(commune: Commune, orders: Orders, *, special: bool, beyond: int) -> Case | None:
    """Move a session's items so that the last one ends so many ms beyond what the hours allow."""
    minutes = allowed(commune)
    for order in sounding(orders):
        if is_special(commune, order) is special:
            begins = ms_of(order.start)
            window = minutes.around(begins)
            assert window
            first = max(begins, window[0] + commune.lead_ms + commune.doubt_ms)
            last = order.items[-1]
            left = window[1] - commune.doubt_ms - first - last.offset_ms - last.length_ms
            return commune, with_order(orders, _moved(order, left + beyond))
    return None


def ends_after_the_hours(commune: Commune, orders: Orders) -> Case | None:
    return _to_the_end(commune, orders, special=False, beyond=1)


def ends_with_the_hours(commune: Commune, orders: Orders) -> Case | None:
    return _to_the_end(commune, orders, special=False, beyond=0)


def ends_after_other_hours(commune: Commune, orders: Orders) -> Case | None:
    return _to_the_end(commune, orders, special=True, beyond=1)


def ends_with_other_hours(commune: Commune, orders: Orders) -> Case | None:
    return _to_the_end(commune, orders, special=True, beyond=0)


def begins_before_the_hours(commune: Commune, orders: Orders) -> Case | None:
    minutes = allowed(commune)
    for order in sounding(orders):
        window = minutes.around(ms_of(order.start))
        if window and not is_special(commune, order):
            early = timedelta(milliseconds=ms_of(order.start) - window[0]) + TICK
            return commune, with_order(orders, replace(order, start=order.start - early))
    return None


def _capped(commune: Commune, orders: Orders, *, daily: bool, beyond: int) -> Case | None:
    """Lengthen a last item until session or day is so many ms over its cap."""
    for order in sounding(orders):
        cap = cap_ms(commune.hours, day_of(commune, order), daily=daily)
        if not cap:
            continue
        counted = (*commune.standing, *orders) if daily else (order,)
        day = day_of(commune, order)
        sounds = sum(one.length_ms for one in counted if day_of(commune, one) == day)
        last = order.items[-1]
        longer = replace(last, length_ms=last.length_ms + cap - sounds + beyond)
        return commune, with_order(orders, replace(order, items=(*order.items[:-1], longer)))
    return None


def over_the_sessions_cap(commune: Commune, orders: Orders) -> Case | None:
    return _capped(commune, orders, daily=False, beyond=1)


def over_the_days_cap(commune: Commune, orders: Orders) -> Case | None:
    return _capped(commune, orders, daily=True, beyond=1)
