"""Which sessions there are, and what each holds: programmes, hours, demands and the log in,
running orders out.

Pure and deterministic: the same inputs give the same orders, and a plan made again from its own
result is that result. Every demand gets the airings it is still owed where rules and room allow
(`choosing`), beginning with what the plan before had; everything left out says why. The hours and
their caps are kept with the clock at its worst, so that what is planned can be played.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from broadcaster.schedule.choosing import Board, choose
from broadcaster.schedule.choosing.claim import Airing, Claim
from broadcaster.schedule.choosing.claims import Claims, Standing, ms_of
from broadcaster.schedule.choosing.open_session import OpenSession
from broadcaster.schedule.choosing.refusals import refusals
from broadcaster.schedule.inputs import Inputs
from broadcaster.schedule.make_goods import name_make_goods
from broadcaster.schedule.model import LeftOut, PlannedItem, RunningOrder
from broadcaster.schedule.opening import open_sessions
from broadcaster.schedule.sessions.filling import Chosen, fill
from broadcaster.schedule.station_time import station_date


def plan(inputs: Inputs) -> tuple[RunningOrder, ...]:
    """Return the running orders of every session from `since` to `until`, by their start.

    A session that would start while one that stands may still sound is not planned.
    """
    found = open_sessions(inputs)
    claims = _claims(inputs, found)
    kept = {
        order.session: {_key(item): item.place for item in order.items if item.is_airing}
        for order in inputs.before
    }
    choose(Board(found, claims, inputs.weights), kept)
    named = name_make_goods(claims, _named_before(inputs), kept)
    return tuple(
        _order(inputs, session, named, outs)
        for session, outs in zip(found, refusals(found, claims), strict=True)
    )


def _claims(inputs: Inputs, found: Sequence[OpenSession]) -> list[Claim]:
    airings: dict[str, list[int]] = {}
    per_approval = Counter(inputs.aired)
    for order, item in _to_come(inputs):
        airings.setdefault(_key(item), []).append(ms_of(order.start))
        per_approval[item.approval] += 1
    horizon = (ms_of(inputs.now), ms_of(inputs.until))
    standing = Standing(airings, per_approval)
    return Claims(found, standing, inputs.weights, inputs.languages, horizon).of(inputs.demands)


def _key(item: PlannedItem) -> str:
    """Return what `Demand.key` is for the demand of an item."""
    return item.mandate or item.bulletin


def _to_come(inputs: Inputs) -> Iterable[tuple[RunningOrder, PlannedItem]]:
    """Yield every airing still to come in the orders that stand."""
    for order in inputs.standing:
        if order.end > inputs.now:
            for item in order.items:
                if item.is_airing and item.id not in inputs.closed:
                    yield order, item


def _named_before(inputs: Inputs) -> dict[tuple[str, str], str]:
    return {
        (order.session, _key(item)): item.makes_good
        for order in inputs.before
        for item in order.items
        if item.makes_good
    }


def _order(
    inputs: Inputs,
    session: OpenSession,
    named: Mapping[tuple[int, int], str],
    outs: Sequence[LeftOut],
) -> RunningOrder:
    slot, programme = session.slot, session.slot.programme
    policy = inputs.hours.in_force_on(station_date(slot.start, inputs.zone))
    chosen = {
        room.number: [_chosen(airing, named) for airing in session.in_order(position)]
        for position, room in enumerate(session.frame.parts)
    }
    items, without = fill(slot, session.frame.skeleton, chosen, inputs.sounds)
    lead = policy.lock_lead_s if policy else None
    return RunningOrder(
        session=slot.session,
        programme=programme.name,
        title=programme.title,
        start=slot.start,
        zone=inputs.zone.key,
        max_length_ms=programme.longest_ms,
        lock_lead_s=inputs.lock_lead_s if lead is None else lead,
        zones=programme.zones,
        items=items,
        left_out=tuple(sorted([*without, *outs], key=lambda out: out.bulletin)),
        policy=policy.document if policy else "",
    )


def _chosen(airing: Airing, named: Mapping[tuple[int, int], str]) -> Chosen:
    makes_good = named.get((airing.session.number, airing.claim.number), "")
    return Chosen(airing.candidate, airing.claim.demand.mandate, makes_good)
