"""The same commune later, when nothing happened but what was planned."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from broadcaster.schedule.demand import Demand
from broadcaster.schedule.model import RunningOrder
from tests.planning_check.commune import Commune, airings


def later(commune: Commune, orders: Sequence[RunningOrder], by: timedelta) -> Commune:
    """Return the commune after `by`: what has begun since was heard whole, and stands."""
    now = commune.now + by
    begun = tuple(order for order in orders if order.locks_at <= now)
    standing = (*commune.standing, *begun)
    over = frozenset(i.id for order in standing for i in order.items if order.end <= now)
    return replace(
        commune,
        now=now,
        since=now,
        standing=standing,
        before=tuple(order for order in orders if order not in begun),
        untouchable=commune.untouchable | {order.session for order in begun},
        closed=commune.closed | over,
        demands=tuple(_heard(commune, one, standing, over) for one in commune.demands),
    )


def _heard(
    commune: Commune, demand: Demand, standing: Sequence[RunningOrder], over: frozenset[str]
) -> Demand:
    new = [
        (order.start, item.makes_good)
        for order, item in airings(standing, demand)
        if item.id in over - commune.closed and order.end > commune.now
    ]
    made_good = {what for _moment, what in new}
    return replace(
        demand,
        aired=demand.aired + len(new),
        heard=tuple(sorted((*demand.heard, *(moment for moment, _what in new)))),
        missed=tuple(one for one in demand.missed if one not in made_good),
    )
