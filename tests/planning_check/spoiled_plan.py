"""A good plan that is to be spoiled: what every way of doing it needs."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from broadcaster.schedule.demand import Demand
from broadcaster.schedule.model import PlannedItem, RunningOrder
from tests.planning_check.commune import (
    Commune,
    airings,
    first_sample,
)

Orders = tuple[RunningOrder, ...]
Case = tuple[Commune, Orders]
Spoiler = Callable[[Commune, Orders], Case | None]
TICK = timedelta(milliseconds=1)
MOMENT = timedelta(microseconds=1)


def sounding(orders: Orders) -> list[RunningOrder]:
    return [order for order in orders if order.items]


def with_order(orders: Orders, changed: RunningOrder) -> Orders:
    return tuple(changed if one.session == changed.session else one for one in orders)


def back_to_back(order: RunningOrder, items: list[PlannedItem]) -> RunningOrder:
    cursor, placed = 0, []
    for item in items:
        placed.append(replace(item, offset_ms=cursor))
        cursor += item.length_ms
    return replace(order, items=tuple(placed))


def demand_of(commune: Commune, item: PlannedItem) -> Demand:
    return next(
        demand
        for demand in commune.demands
        if demand.mandate == item.mandate
        and any(one.approval.id == item.approval for one in demand.candidates)
    )


def with_demand(commune: Commune, demand: Demand, **fields: object) -> Commune:
    new = replace(demand, **fields)  # type: ignore[arg-type]
    demands = tuple(new if one is demand else one for one in commune.demands)
    return replace(commune, demands=demands)


def aired(commune: Commune, orders: Orders) -> Iterator[tuple[Demand, list[datetime]]]:
    for demand in commune.demands:
        moments = [first_sample(order, item) for order, item in airings(orders, demand)]
        if moments:
            yield demand, moments
