"""Rules 5, 6, 8 and 11: what one demand may get."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from broadcaster.bulletins.model import Approval
from broadcaster.schedule.demand import Demand
from broadcaster.schedule.model import RunningOrder
from tests.planning_check.commune import (
    BULLETIN_PARTS,
    Commune,
    airings,
    first_sample,
    is_of,
    open_airings,
    owed,
)


def is_valid(approval: Approval, demand: Demand, at: datetime) -> bool:
    """Say whether approval and demand let a first sample be at that moment."""
    begins = [moment for moment in (approval.valid_from, demand.since) if moment]
    ends = [moment for moment in (approval.valid_until, demand.until) if moment]
    return all(moment <= at for moment in begins) and all(at < moment for moment in ends)


def validity(commune: Commune, orders: Sequence[RunningOrder]) -> Iterator[tuple[str, str]]:
    """Rule 5; sounds of the layout have a validity too."""
    for demand in commune.demands:
        approvals = {one.approval.id: one.approval for one in demand.candidates}
        for order, item in airings(orders, demand):
            approval = approvals.get(item.approval)
            if approval and not is_valid(approval, demand, first_sample(order, item)):
                yield order.session, f"{item.id} is not valid then"
    for order in orders:
        for item in order.items:
            sound = commune.sounds.get(item.sound)
            until = sound.approval.valid_until if sound else None
            if until and first_sample(order, item) >= until:
                yield order.session, f"{item.id} is over then"


def distance(commune: Commune, orders: Sequence[RunningOrder]) -> Iterator[tuple[str, str]]:
    """Rule 6, from session start to session start: against all others planned, heard, standing."""
    for demand in commune.demands:
        apart = timedelta(milliseconds=demand.apart_ms)
        ours = [(order.start, order) for order, _item in airings(orders, demand)]
        before = [*demand.heard, *open_airings(commune, demand)]
        for number, (moment, order) in enumerate(ours):
            others = before + [one for one, _order in ours[:number]]
            if any(abs(moment - other) < apart for other in others):
                yield order.session, f"{demand.id} is too near to another airing"


def counts(commune: Commune, orders: Sequence[RunningOrder]) -> Iterator[tuple[str, str]]:
    """Rule 8."""
    for demand in commune.demands:
        most, found = owed(commune, demand), airings(orders, demand)
        if most is not None and len(found) > most:
            yield found[-1][0].session, f"{demand.id} has {len(found)} airings, {most} are owed"
        for session, count in Counter(order.session for order, _item in found).items():
            if count > 1:
                yield session, f"{demand.id} airs {count} times"
    for order in orders:
        said = [item.bulletin for item in order.items if item.part in BULLETIN_PARTS]
        if len(said) != len(set(said)):
            yield order.session, "a bulletin airs twice"


def make_goods(commune: Commune, orders: Sequence[RunningOrder]) -> Iterator[tuple[str, str]]:
    """Rule 11."""
    used = Counter(
        item.makes_good
        for order in (*commune.standing, *orders)
        for item in order.items
        if item.makes_good
    )
    named = [(o, item) for o in orders for item in o.items if item.makes_good]
    for order, item in named:
        asked = [demand for demand in commune.demands if is_of(item, demand)]
        if not any(item.makes_good in demand.missed for demand in asked):
            yield order.session, f"{item.id} makes good what was not missed"
        if used[item.makes_good] > 1:
            yield order.session, f"{item.makes_good} is made good twice"
