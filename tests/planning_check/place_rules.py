"""Rules 7 and 10: what sounds at once, and what may not be touched or brought in."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from broadcaster.schedule.model import PlannedItem, RunningOrder
from tests.planning_check.commune import BULLETIN_PARTS, Commune

WHOLE = "all"


def at_once(commune: Commune, orders: Sequence[RunningOrder]) -> Iterator[tuple[str, str]]:
    """Rule 7. A session may sound up to its longest length, and its amplifier's lead before."""
    lead = timedelta(milliseconds=commune.lead_ms)
    sounding = [order for order in orders if order.items]
    for number, order in enumerate(sounding):
        for other in (*commune.standing, *sounding[:number]):
            apart = order.end <= other.start - lead or other.end <= order.start - lead
            if not apart and meet(commune, order.zones, other.zones):
                yield order.session, f"sounds together with {other.session}"


def meet(commune: Commune, ones: Sequence[str], others: Sequence[str]) -> bool:
    """Say whether two sets of zones have a loudspeaker in common."""
    if commune.outputs == 1 or WHOLE in ones or WHOLE in others:
        return True
    return bool(_places(commune, ones) & _places(commune, others))


def _places(commune: Commune, zones: Sequence[str]) -> set[str]:
    return {place for zone in zones for place in commune.places.get(zone, {zone})}


def standing(commune: Commune, orders: Sequence[RunningOrder]) -> Iterator[tuple[str, str]]:
    """Rule 10: no session that stands or was due is planned anew, and every item is approved."""
    taken = commune.untouchable | {order.session for order in commune.standing}
    seen: set[str] = set()
    for order in orders:
        if order.session in taken or order.session in seen:
            yield order.session, "stands already"
        seen.add(order.session)
        if not commune.since <= order.start < commune.until:
            yield order.session, "lies outside the days planned"
        for item in order.items:
            if not _is_approved(commune, item):
                yield order.session, f"{item.id} is not what was approved"
            if not item.zones or not (WHOLE in order.zones or set(item.zones) <= set(order.zones)):
                yield order.session, f"{item.id} sounds where its session does not"


def _is_approved(commune: Commune, item: PlannedItem) -> bool:
    if item.sound:
        approved = [commune.sounds[item.sound]] if item.sound in commune.sounds else []
    else:
        approved = [
            candidate
            for demand in commune.demands
            if demand.mandate == item.mandate
            for candidate in demand.candidates
        ]
    return any(
        item.approval == one.approval.id
        and item.cut == one.approval.cut
        and item.bulletin == one.approval.bulletin
        and item.revision == one.approval.revision
        and item.item_class == str(one.approval.bulletin_class)
        and (WHOLE in item.zones or set(item.zones) <= set(one.approval.zones or item.zones))
        and (item.length_ms == one.length_ms or item.part not in BULLETIN_PARTS)
        for one in approved
    )
