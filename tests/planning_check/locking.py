"""Random orders that stand: locked, begun, or of a programme that has moved since."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from broadcaster.schedule.model import PlannedItem, RunningOrder, item_id
from broadcaster.schedule.programmes.model import Programme
from tests.planning_check.commune import Commune
from tests.planning_check.fires import starts

LEAD_S = 120


def with_standing(chance: random.Random, commune: Commune) -> Commune:
    """Return the commune with some orders that stand, and some sessions due without one."""
    firings = list(_firings(commune))
    chance.shuffle(firings)
    chosen = sorted(firings[: chance.randint(1, 3)], key=lambda pair: pair[1])
    standing, untouchable = [], set()
    for programme, start in chosen:
        if chance.random() < 0.3:  # the programme has moved since
            start += timedelta(minutes=chance.choice((-20, -7, 5, 15)))
            programme = replace(programme, name=f"{programme.name}-cu")
        order = _order(chance, commune, programme, start)
        untouchable.add(order.session)
        if chance.random() < 0.9:
            standing.append(order)
    outcomes = {
        item.id
        for order in standing
        for item in order.items
        if order.start <= commune.now and chance.random() < 0.7
    }
    return replace(
        commune,
        standing=tuple(standing),
        untouchable=frozenset(untouchable),
        closed=frozenset(outcomes),
    )


def _firings(commune: Commune) -> Iterator[tuple[Programme, datetime]]:
    midnight = commune.now.astimezone(commune.zone).replace(hour=0, minute=0)
    for programme in commune.programmes:
        for day in range(3):
            at = midnight + timedelta(days=day)
            for minute, longest in starts(programme, at.date()):
                start = at + timedelta(minutes=minute)
                yield replace(programme, longest_ms=longest), start.astimezone(UTC)


def _order(
    chance: random.Random, commune: Commune, programme: Programme, start: datetime
) -> RunningOrder:
    session = f"{programme.name}@{start.astimezone(commune.zone):%Y-%m-%dT%H:%M}"
    demands = chance.sample(commune.demands, min(len(commune.demands), chance.randint(0, 4)))
    items: list[PlannedItem] = []
    cursor = 0
    for demand in demands:
        source = demand.source
        if cursor + source.length_ms > programme.longest_ms:
            continue
        items.append(
            PlannedItem(
                id=item_id(session, source.approval.bulletin, demand.mandate, 1),
                part="items",
                offset_ms=cursor,
                length_ms=source.length_ms,
                cut=source.approval.cut,
                approval=source.approval.id,
                item_class=str(source.approval.bulletin_class),
                title="",
                bulletin=source.approval.bulletin,
                revision=source.approval.revision,
                mandate=demand.mandate,
            )
        )
        cursor += source.length_ms
    return RunningOrder(
        session, programme.name, programme.title, start, commune.zone.key,
        programme.longest_ms, LEAD_S, programme.zones, tuple(items),
    )  # fmt: skip
