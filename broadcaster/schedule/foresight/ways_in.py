"""What would let a bulletin in where it is left out: the planner is asked, not guessed.

Pure. What is returned was planned and found to work; how it works out for others is not asked.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime

from broadcaster.bulletins.model import Approval
from broadcaster.schedule.demand import Demand
from broadcaster.schedule.foresight.refusal import Refusal, item_of, nearest_refusal, refusal_in
from broadcaster.schedule.foresight.way_search import Effort, Search, Way, collisions
from broadcaster.schedule.foresight.what_if import Change, Lever
from broadcaster.schedule.inputs import Inputs
from broadcaster.schedule.model import LeftOut, RunningOrder
from broadcaster.schedule.planner import plan
from broadcaster.schedule.reasons import Reason


def ways_into(
    inputs: Inputs,
    approval: Approval,
    session: str,
    zone: str = "",
    family: Collection[str] = (),
    effort: Effort | None = None,
) -> tuple[Way, ...]:
    """Return the ways into one session of the plan that `inputs` give, the shortest first.

    With a zone it has to sound there; a variant of its `family` may stand for it. A
    session that stands, or is none, has no way in.
    """

    def judge(orders: Sequence[RunningOrder]) -> Refusal | None:
        order = next((one for one in orders if one.session == session), None)
        if order is None:
            return Refusal(session, inputs.now, LeftOut(approval.bulletin, Reason.LOCKED))
        return refusal_in(order, approval.bulletin, zone, family)

    orders = plan(inputs)
    out = judge(orders)
    if out is None:
        return (Way(()),)
    search = Search(inputs, approval, judge, collisions(orders, inputs.sharing), zone)
    search = replace(search, effort=effort or search.effort)
    return search.ways((first, out) for first in search.tries_or_class(out))


def ways_to_all(inputs: Inputs, demand: Demand, effort: Effort | None = None) -> tuple[Way, ...]:
    """Return the ways to all the airings that a demand still wants, the shortest first.

    A later end is tried too, with as many more days planned.
    """
    bulletin, end = demand.source.approval.bulletin, end_of(demand)
    begun = [order for order in inputs.standing if order.end > inputs.now]

    def judge(orders: Sequence[RunningOrder]) -> Refusal | None:
        if airings_in([*begun, *orders], demand) + demand.aired >= (demand.wanted or 1):
            return None
        within = [order for order in orders if end is None or order.start < end]
        nothing = Refusal("", inputs.now, LeftOut(bulletin, Reason.NOT_PLANNED_YET))
        return nearest_refusal(within or orders, bulletin) or nothing

    orders = plan(inputs)
    out = judge(orders)
    if out is None:
        return (Way(()),)
    colliding = collisions(orders, inputs.sharing)
    search = Search(inputs, demand.source.approval, judge, colliding, end=end)
    search = replace(search, effort=effort or search.effort)
    firsts = [(first, out) for first in search.tries_or_class(out)]
    if end is not None and out.reason is not Reason.NOT_VALID_THEN:
        firsts.append((Change(Lever.UNTIL, 1), out))
    return search.ways(iter(firsts))


def airings_in(orders: Sequence[RunningOrder], demand: Demand) -> int:
    """Return how many sessions of these air the demand, or one of its variants."""
    bulletins = [one.approval.bulletin for one in demand.candidates]
    return sum(1 for order in orders if item_of(order, *bulletins))


def end_of(demand: Demand) -> datetime | None:
    """Return the first moment at which it may no longer start; None when nothing ends it."""
    ends = [end for end in (demand.until, demand.source.approval.valid_until) if end]
    return min(ends, default=None)
