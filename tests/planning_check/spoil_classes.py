"""Plans in which NORMAL has what PRIORITY should have."""

from dataclasses import replace
from itertools import pairwise

from broadcaster.schedule.model import PlannedItem, RunningOrder
from tests.planning_check.commune import (
    BULLETIN_PARTS,
    Commune,
    airings,
)
from tests.planning_check.spoiled_plan import (
    Case,
    Orders,
    back_to_back,
    demand_of,
    sounding,
    with_order,
)


def _limited(commune: Commune, item: PlannedItem) -> bool:
    demand = demand_of(commune, item)
    approval = demand.source.approval
    limits = (approval.valid_from, approval.valid_until, demand.since, demand.until)
    return any(limits) or demand.apart_ms > 0


def normal_before_priority(commune: Commune, orders: Orders) -> Case | None:
    """Exchange the first two of a part: a PRIORITY and a NORMAL bulletin."""
    for order in sounding(orders):
        said = [n for n, item in enumerate(order.items) if item.part in BULLETIN_PARTS]
        for one, two in pairwise(said):
            items = list(order.items)
            classes = items[one].item_class, items[two].item_class
            # A separator between them says that they are of one part.
            if classes != ("priority", "normal") or items[two - 1].part != "separator":
                continue
            if not _limited(commune, items[one]):
                items[one], items[two] = items[two], items[one]
                return commune, with_order(orders, back_to_back(order, items))
    return None


def priority_left_out(commune: Commune, orders: Orders) -> Case | None:
    """Put a NORMAL bulletin of the same length where a PRIORITY one was."""
    for order in sounding(orders):
        for number, item in enumerate(order.items):
            other = _normal_instead(commune, orders, order, item)
            if other:
                items = (*order.items[:number], other[1], *order.items[number + 1 :])
                return other[0], with_order(orders, replace(order, items=items))
    return None


def _normal_instead(
    commune: Commune, orders: Orders, order: RunningOrder, item: PlannedItem
) -> tuple[Commune, PlannedItem] | None:
    """Return the commune with one more NORMAL demand, as like a PRIORITY item as can be."""
    if item.part not in BULLETIN_PARTS or item.item_class != "priority":
        return None
    demand = demand_of(commune, item)
    programme = next(one for one in commune.programmes if one.name == order.programme)
    others = [one for one, _item in airings(orders, demand) if one is not order]
    layout = programme.layout
    picky = any(part.filter.classes or part.kind == "feature" for part in layout)
    if demand.apart_ms or picky or others:
        return None
    source = demand.source
    approval = replace(
        source.approval,
        id="thay",
        bulletin="thay",
        bulletin_class=type(source.approval.bulletin_class).NORMAL,
    )
    new = replace(
        demand, id="thay", candidates=(replace(source, approval=approval),), mandate="", missed=()
    )
    placed = replace(item, approval="thay", bulletin="thay", item_class="normal", mandate="")
    return replace(commune, demands=(*commune.demands, new)), placed
