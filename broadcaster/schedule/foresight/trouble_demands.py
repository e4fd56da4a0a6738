"""What wants to be heard and will not be, or not as often as it is owed. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from broadcaster.bulletins.model import BulletinClass
from broadcaster.bulletins.spoken_line import SpokenLine
from broadcaster.schedule.demand import Demand
from broadcaster.schedule.foresight.longest import longest_for
from broadcaster.schedule.foresight.overlong import Overlong, overlong_of
from broadcaster.schedule.foresight.refusal import nearest_refusal
from broadcaster.schedule.foresight.trouble import Trouble, TroubleKind
from broadcaster.schedule.foresight.way_search import Effort
from broadcaster.schedule.foresight.ways_in import airings_in, end_of, ways_to_all
from broadcaster.schedule.inputs import Inputs
from broadcaster.schedule.model import RunningOrder
from broadcaster.schedule.sessions.slot import Candidate

MOST_PLANS = 60
"""So many are made to ask what would help, for the earliest first; then it is no longer asked."""


def demand_troubles(
    inputs: Inputs,
    demands: Sequence[Demand],
    orders: Sequence[RunningOrder],
    lines: Mapping[str, Sequence[SpokenLine]],
) -> Iterator[Trouble]:
    """Yield each demand that these orders leave wanting before it ends.

    `orders` are all sessions to come, those that stand among them; `lines` what a bulletin says,
    of those that are too long.
    """
    found = [
        (demand, trouble)
        for demand in demands
        if demand.bulletin_class is not BulletinClass.EMERGENCY
        and (trouble := _trouble(inputs, demand, orders, lines))
    ]
    found.sort(key=lambda pair: (pair[1].at, pair[1].subject))
    effort = Effort(MOST_PLANS)
    for demand, trouble in found:
        if trouble.kind is TroubleKind.TOO_LONG or effort.left <= 0:
            yield trouble
        else:
            yield replace(trouble, ways=ways_to_all(inputs, demand, effort))


def too_long(inputs: Inputs, demands: Sequence[Demand]) -> list[Candidate]:
    """Return what no session of these days has room for, were it empty."""
    candidates = [one for demand in demands for one in demand.candidates]
    return [
        one
        for one in candidates
        if (longest := longest_for(inputs, one)) and one.length_ms > longest.length_ms
    ]


def _trouble(
    inputs: Inputs,
    demand: Demand,
    orders: Sequence[RunningOrder],
    lines: Mapping[str, Sequence[SpokenLine]],
) -> Trouble | None:
    source = demand.source.approval
    title = source.details.get("title", "")
    if long := _overlong(inputs, demand.source, lines):
        return Trouble(TroubleKind.TOO_LONG, inputs.now, source.bulletin, title, overlong=long)
    planned, end = airings_in(orders, demand), end_of(demand)
    is_over = end is not None and end <= inputs.until
    had = planned + demand.aired
    if had and not (is_over and demand.wanted is not None and had < demand.wanted):
        return None
    if not had and not is_over and _begins_later(inputs, demand):
        return None
    within = [order for order in orders if end is None or order.start < end]
    return Trouble(
        TroubleKind.UNMET if had else TroubleKind.UNHEARD,
        end if end is not None and is_over else inputs.now,
        demand.key,
        title,
        had,
        demand.wanted or 0,
        end,
        nearest_refusal(within or orders, source.bulletin),
    )


def _begins_later(inputs: Inputs, demand: Demand) -> bool:
    begins = [one for one in (demand.since, demand.source.approval.valid_from) if one]
    return any(one >= inputs.until for one in begins)


def _overlong(
    inputs: Inputs, candidate: Candidate, lines: Mapping[str, Sequence[SpokenLine]]
) -> Overlong | None:
    longest = longest_for(inputs, candidate)
    if longest is None or candidate.length_ms <= longest.length_ms:
        return None
    found = overlong_of(lines.get(candidate.approval.bulletin, ()), candidate.length_ms, longest)
    return found or Overlong(longest.title, longest.length_ms, candidate.length_ms)
