"""Plans that give a demand what it may not have: too late, too near, too often."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

from broadcaster.schedule.demand import Demand
from tests.planning_check.commune import (
    BULLETIN_PARTS,
    Commune,
    airings,
    open_airings,
)
from tests.planning_check.spoiled_plan import (
    MOMENT,
    TICK,
    Case,
    Orders,
    aired,
    back_to_back,
    sounding,
    with_demand,
    with_order,
)


def _ending(commune: Commune, orders: Orders, late: timedelta) -> Case | None:
    for demand, moments in aired(commune, orders):
        approval = replace(demand.source.approval, valid_until=moments[-1] + late)
        if len(demand.candidates) == 1:
            source = replace(demand.source, approval=approval)
            return with_demand(commune, demand, candidates=(source,)), orders
    return None


def expired_at_its_first_sample(commune: Commune, orders: Orders) -> Case | None:
    return _ending(commune, orders, timedelta(0))


def expires_after_its_first_sample(commune: Commune, orders: Orders) -> Case | None:
    return _ending(commune, orders, MOMENT)


def before_the_demand_begins(commune: Commune, orders: Orders) -> Case | None:
    for demand, moments in aired(commune, orders):
        return with_demand(commune, demand, since=moments[0] + MOMENT), orders
    return None


def _apart(commune: Commune, orders: Orders, closer_ms: int) -> Case | None:
    for demand, _moments in aired(commune, orders):
        moments = [order.start for order, _item in airings(orders, demand)]
        if len(moments) > 1 and not demand.heard:
            least = min(two - one for one, two in pairwise(sorted(moments)))
            apart_ms = least // TICK + closer_ms
            standing = tuple(order for order in commune.standing if not airings([order], demand))
            alone = replace(commune, standing=standing)
            return with_demand(alone, demand, apart_ms=apart_ms), orders
    return None


def too_near_to_another(commune: Commune, orders: Orders) -> Case | None:
    return _apart(commune, orders, 1)


def as_near_as_allowed(commune: Commune, orders: Orders) -> Case | None:
    return _apart(commune, orders, 0)


def too_near_to_one_heard(commune: Commune, orders: Orders) -> Case | None:
    for demand, _moments in aired(commune, orders):
        moments = [order.start for order, _item in airings(orders, demand)]
        heard = (min(moments) - timedelta(hours=5),)
        return with_demand(commune, demand, heard=heard, apart_ms=18_000_001), orders
    return None


def _wanting(commune: Commune, orders: Orders, less: int) -> Case | None:
    for demand, moments in aired(commune, orders):
        used = demand.aired + len(open_airings(commune, demand))
        return with_demand(commune, demand, wanted=used + len(moments) - less), orders
    return None


def more_than_owed(commune: Commune, orders: Orders) -> Case | None:
    return _wanting(commune, orders, 1)


def just_what_is_owed(commune: Commune, orders: Orders) -> Case | None:
    return _wanting(commune, orders, 0)


def twice_in_a_session(commune: Commune, orders: Orders) -> Case | None:
    for order in sounding(orders):
        for number, item in enumerate(order.items):
            if item.part in BULLETIN_PARTS:
                again = replace(item, id=f"{order.session}/00000000")
                items = [*order.items[: number + 1], again, *order.items[number + 1 :]]
                return commune, with_order(orders, back_to_back(order, items))
    return None


def makes_good_what_was_not_missed(commune: Commune, orders: Orders) -> Case | None:
    for demand, _moments in aired(commune, orders):
        return _making_good(commune, orders, demand, "khong@co/00000000", 1)
    return None


def makes_good_twice(commune: Commune, orders: Orders) -> Case | None:
    for demand, moments in aired(commune, orders):
        if len(moments) > 1:
            missed = with_demand(commune, demand, missed=("bo-lo/1",))
            again = next(one for one in missed.demands if one.id == demand.id)
            return _making_good(missed, orders, again, "bo-lo/1", 2)
    return None


def _making_good(
    commune: Commune, orders: Orders, demand: Demand, what: str, times: int
) -> Case | None:
    chosen = {item.id for _order, item in airings(orders, demand)[:times]}
    return commune, tuple(
        replace(
            order,
            items=tuple(
                replace(item, makes_good=what) if item.id in chosen else item
                for item in order.items
            ),
        )
        for order in orders
    )
