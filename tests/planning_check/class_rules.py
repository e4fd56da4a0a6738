"""Rule 4: PRIORITY stands before NORMAL, and is never left out for its sake."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from broadcaster.bulletins.model import Approval
from broadcaster.schedule.demand import Demand
from broadcaster.schedule.model import PlannedItem, RunningOrder
from broadcaster.schedule.programmes.model import Programme
from tests.planning_check.commune import (
    BULLETIN_PARTS,
    Commune,
    airings,
    first_sample,
    is_of,
    open_airings,
    owed,
)
from tests.planning_check.demand_rules import is_valid
from tests.planning_check.layout_rules import Reading, readings, takes

PRIORITY, NORMAL = "priority", "normal"


def classes(commune: Commune, orders: Sequence[RunningOrder]) -> Iterator[tuple[str, str]]:
    """Rule 4."""
    programmes = {programme.name: programme for programme in commune.programmes}
    for order in orders:
        if any(item.item_class == "emergency" for item in order.items):
            yield order.session, "an emergency is planned"
        programme = programmes.get(order.programme)
        found = list(readings(commune, programme, order)) if programme and order.items else []
        if found and not any(_in_order(commune, orders, order, one) for one in found):
            yield order.session, "PRIORITY is not before NORMAL, or not in its order"
    yield from _left_out(commune, orders)


def _in_order(
    commune: Commune, orders: Sequence[RunningOrder], order: RunningOrder, reading: Reading
) -> bool:
    """Say whether in each part nobody stands after one it should stand before.

    Where the plain order would bring one out of its validity, those whose validity begins or ends
    in the session may stand elsewhere.
    """
    for part, items in reading:
        said = [item for item in items if item.part == part.kind and item.bulletin]
        asked = _Part(commune, orders, order, items)
        for number, later in enumerate(said):
            for earlier in said[:number]:
                if _goes_first(commune, order, later, earlier) and asked.is_free(earlier, later):
                    return False
    return True


@dataclass(frozen=True)
class _Part:
    """The items of one part, to be tried in their plain order."""

    commune: Commune
    orders: Sequence[RunningOrder]
    order: RunningOrder
    items: Sequence[PlannedItem]

    def is_free(self, *pair: PlannedItem) -> bool:
        """Say whether two may stand in their plain order."""
        return self._plain_order_holds() or not any(self._has_edge(item) for item in pair)

    def _plain_order_holds(self) -> bool:
        ranked = self.commune.ranks.get(self.order.session, ())
        said = sorted(
            (item for item in self.items if item.part in BULLETIN_PARTS),
            key=lambda item: (
                item.item_class != PRIORITY,
                _key(self.commune, ranked, item) if item.item_class == PRIORITY else (),
                item.offset_ms,
            ),
        )
        at_ms, places = self.items[0].offset_ms, iter(said)
        for item in self.items:
            now = next(places) if item.part in BULLETIN_PARTS else item
            at = self.order.start + timedelta(milliseconds=at_ms)
            if now.part in BULLETIN_PARTS and not self._could(now, at):
                return False
            at_ms += now.length_ms
        return True

    def _could(self, item: PlannedItem, at: datetime) -> bool:
        """Say whether an item might begin at another moment of its session."""
        demand = next(d for d in self.commune.demands if is_of(item, d))
        return is_valid(_approval(demand, item), demand, at)

    def _has_edge(self, item: PlannedItem) -> bool:
        demand = next(d for d in self.commune.demands if is_of(item, d))
        approval = _approval(demand, item)
        edges = (approval.valid_from, approval.valid_until, demand.since, demand.until)
        within = [edge for edge in edges if edge and self.order.start < edge < self.order.end]
        return bool(within)


def _approval(demand: Demand, item: PlannedItem) -> Approval:
    return next(one.approval for one in demand.candidates if one.approval.id == item.approval)


def _goes_first(
    commune: Commune, order: RunningOrder, one: PlannedItem, other: PlannedItem
) -> bool:
    """Say whether `one` has to stand before `other`; among NORMAL the layout decides."""
    if one.item_class != PRIORITY or other.item_class != PRIORITY:
        return one.item_class == PRIORITY
    ranked = commune.ranks.get(order.session, ())
    keys = [_key(commune, ranked, item) for item in (one, other)]
    return keys[0] < keys[1]


def _key(commune: Commune, ranked: Sequence[str], item: PlannedItem) -> tuple[int, datetime, str]:
    rank = ranked.index(item.bulletin) if item.bulletin in ranked else len(ranked)
    source = next(d.source.approval for d in commune.demands if is_of(item, d))
    return rank, source.at, source.id


def _is_apart(commune: Commune, demand: Demand, others: Sequence[datetime], at: datetime) -> bool:
    apart = timedelta(milliseconds=demand.apart_ms)
    every = (*others, *demand.heard, *open_airings(commune, demand))
    return all(abs(at - other) >= apart for other in every)


def _left_out(commune: Commune, orders: Sequence[RunningOrder]) -> Iterator[tuple[str, str]]:
    """Name each session with a NORMAL bulletin whose place an owed PRIORITY one could have."""
    programmes = {programme.name: programme for programme in commune.programmes}
    for demand in commune.demands:
        if str(demand.bulletin_class) != PRIORITY:
            continue
        most, found = owed(commune, demand), airings(orders, demand)
        if most is not None and len(found) >= most:
            continue
        has = {order.session for order, _item in found}
        moments = [order.start for order, _item in found]
        for order in orders:
            programme = programmes.get(order.programme)
            if order.session in has or programme is None or not order.items:
                continue
            if _would_fit(commune, programme, order, demand, moments):
                yield order.session, f"{demand.id} is owed, and NORMAL has its place"


def _would_fit(
    commune: Commune,
    programme: Programme,
    order: RunningOrder,
    demand: Demand,
    moments: Sequence[datetime],
) -> bool:
    """Say whether the demand could take the place of NORMAL bulletins of one part.

    Asked cautiously: it takes the place of the last ones, as many as it needs, in a part that
    takes it, and is valid at one of the moments at which it may stand: before all NORMAL.
    """
    for reading in readings(commune, programme, order):
        for part, items in reading:
            if part.kind not in BULLETIN_PARTS or not takes(part.filter, demand.source.approval):
                continue
            moments_there = _before_normal(order, items)
            for freed in _freed(items):
                if (
                    max(one.length_ms for one in demand.candidates) <= freed
                    and any(is_valid(demand.source.approval, demand, at) for at in moments_there)
                    and _is_apart(commune, demand, moments, order.start)
                    and _zones_meet(demand, programme)
                    and not _says(order, demand)
                ):
                    return True
        return False
    return False


def _before_normal(order: RunningOrder, items: Sequence[PlannedItem]) -> list[datetime]:
    """Return the moments at which a part's PRIORITY begin, and its first NORMAL."""
    moments = []
    for item in items:
        if item.part in BULLETIN_PARTS:
            moments.append(first_sample(order, item))
            if item.item_class == NORMAL:
                break
    return moments


def _freed(items: Sequence[PlannedItem]) -> Iterator[int]:
    """Yield how long the last NORMAL bulletins of a part last together: one, two, and so on."""
    freed = 0
    for item in reversed([one for one in items if one.item_class == NORMAL and one.bulletin]):
        freed += item.length_ms
        yield freed


def _says(order: RunningOrder, demand: Demand) -> bool:
    """Say whether the session says a bulletin of this family already, for another demand."""
    said = {item.bulletin for item in order.items if item.part in BULLETIN_PARTS}
    return any(one.approval.bulletin in said for one in demand.candidates)


def _zones_meet(demand: Demand, programme: Programme) -> bool:
    asked = demand.source.approval.zones or ("all",)
    return "all" in asked or "all" in programme.zones or bool(set(asked) & set(programme.zones))
