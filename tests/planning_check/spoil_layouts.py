"""Plans whose sessions do not follow their layout."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from broadcaster.schedule.model import RunningOrder
from broadcaster.schedule.programmes.model import Part
from tests.planning_check.commune import (
    BULLETIN_PARTS,
    Commune,
)
from tests.planning_check.spoiled_plan import (
    Case,
    Orders,
    back_to_back,
    sounding,
    with_order,
)


def a_gap_between_items(commune: Commune, orders: Orders) -> Case | None:
    for order in sounding(orders):
        if len(order.items) > 1:
            late = replace(order.items[-1], offset_ms=order.items[-1].offset_ms + 1)
            return commune, with_order(orders, replace(order, items=(*order.items[:-1], late)))
    return None


def closing_first(commune: Commune, orders: Orders) -> Case | None:
    for order in sounding(orders):
        if len(order.items) > 1 and order.items[-1].part == "closing":
            items = [order.items[-1], *order.items[:-1]]
            return commune, with_order(orders, back_to_back(order, items))
    return None


def sounds_around_nothing(commune: Commune, orders: Orders) -> Case | None:
    for order in sounding(orders):
        left = [item for item in order.items if item.part in ("ident", "closing")]
        if left:
            return commune, with_order(orders, back_to_back(order, left))
    return None


def _with_parts(
    commune: Commune, orders: Orders, change: Callable[[Part, RunningOrder], Part]
) -> Case | None:
    for order in sounding(orders):
        programme = next(one for one in commune.programmes if one.name == order.programme)
        layout = tuple(
            change(part, order) if part.kind in BULLETIN_PARTS else part
            for part in programme.layout
        )
        changed = replace(programme, layout=layout)
        programmes = [changed if one is programme else one for one in commune.programmes]
        return replace(commune, programmes=tuple(programmes)), orders
    return None


def no_part_takes_them(commune: Commune, orders: Orders) -> Case | None:
    def change(part: Part, _order: RunningOrder) -> Part:
        return replace(part, filter=replace(part.filter, columns=("khac",)))

    return _with_parts(commune, orders, change)


def a_part_holds_too_many(commune: Commune, orders: Orders) -> Case | None:
    def change(part: Part, _order: RunningOrder) -> Part:
        return replace(part, max_items=0)

    return _with_parts(commune, orders, change)


def a_part_lasts_too_long(commune: Commune, orders: Orders) -> Case | None:
    def change(part: Part, order: RunningOrder) -> Part:
        shortest = min(i.length_ms for i in order.items if i.part in BULLETIN_PARTS)
        return replace(part, max_ms=shortest - 1)

    return _with_parts(commune, orders, change)


def longer_than_the_session(commune: Commune, orders: Orders) -> Case | None:
    for order in sounding(orders):
        last = order.items[-1]
        left = order.max_length_ms - last.offset_ms
        longer = replace(last, length_ms=left + 1)
        return commune, with_order(orders, replace(order, items=(*order.items[:-1], longer)))
    return None


def at_another_time(commune: Commune, orders: Orders) -> Case | None:
    for order in sounding(orders):
        return commune, with_order(orders, replace(order, start=order.start + timedelta(minutes=1)))
    return None
