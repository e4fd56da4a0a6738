"""Plans that collide with what stands, or hold what nobody approved."""

from dataclasses import replace
from datetime import timedelta

from tests.planning_check.commune import (
    Commune,
)
from tests.planning_check.spoiled_plan import (
    TICK,
    Case,
    Orders,
    aired,
    sounding,
    with_order,
)


def _standing(commune: Commune, orders: Orders, overlap: timedelta) -> Case | None:
    for order in sounding(orders):
        lead = timedelta(milliseconds=commune.lead_ms)
        start = order.end + lead - overlap
        other = replace(order, session="khac@2026-01-01T05:30", start=start, items=())
        alone = [one for one in orders if one.end <= order.end]
        return replace(commune, standing=(other,)), tuple(alone)
    return None


def sounds_with_one_that_stands(commune: Commune, orders: Orders) -> Case | None:
    return _standing(commune, orders, TICK)


def follows_upon_another(commune: Commune, orders: Orders) -> Case | None:
    return _standing(commune, orders, timedelta(0))


def withdrawn(commune: Commune, orders: Orders) -> Case | None:
    for demand, _moments in aired(commune, orders):
        left = tuple(one for one in commune.demands if one is not demand)
        return replace(commune, demands=left), orders
    return None


def another_cut(commune: Commune, orders: Orders) -> Case | None:
    for order in sounding(orders):
        other = replace(order.items[0], cut="0" * 64)
        return commune, with_order(orders, replace(order, items=(other, *order.items[1:])))
    return None


def begun_already(commune: Commune, orders: Orders) -> Case | None:
    for order in orders:
        return replace(commune, untouchable=commune.untouchable | {order.session}), orders
    return None
