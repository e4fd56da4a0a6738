"""One commune on one day: everything its plan depends on, and how the planner is asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from broadcaster.schedule.demand import Demand, DemandKind
from broadcaster.schedule.hours.policy import HoursPolicy
from broadcaster.schedule.inputs import Inputs
from broadcaster.schedule.model import PlannedItem, RunningOrder
from broadcaster.schedule.planner import plan
from broadcaster.schedule.programmes.model import Programme
from broadcaster.schedule.sessions.sharing import Sharing
from broadcaster.schedule.sessions.slot import Candidate
from broadcaster.units import ZoneMap

BULLETIN_PARTS = ("items", "feature")
"""Kinds of part whose items are airings of a bulletin."""


@dataclass(frozen=True)
class Commune:
    """Times are aware UTC; `zone` is the station's."""

    zone: ZoneInfo
    now: datetime
    since: datetime
    until: datetime
    programmes: tuple[Programme, ...]
    hours: HoursPolicy
    demands: tuple[Demand, ...]
    sounds: Mapping[str, Candidate]
    standing: tuple[RunningOrder, ...] = ()
    untouchable: frozenset[str] = frozenset()
    closed: frozenset[str] = frozenset()
    doubt_ms: int = 0
    lead_ms: int = 0
    places: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Zone -> what sounds with it: its clusters, or the transmitter they hang on."""
    outputs: int = 1
    """How many sessions the player can sound at once where zones do not meet."""
    languages: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Zone -> the languages it asks for, the first one first."""
    before: tuple[RunningOrder, ...] = ()
    """The plan that is made anew."""
    ranks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Session -> its PRIORITY bulletins as the operator ordered them."""


def planned(commune: Commune) -> tuple[RunningOrder, ...]:
    """Ask the planner."""
    return plan(inputs_of(commune))


def inputs_of(commune: Commune) -> Inputs:
    """Return the commune as the planner takes it."""
    return Inputs(
        zone=commune.zone,
        now=commune.now,
        since=commune.since,
        until=commune.until,
        programmes=commune.programmes,
        hours=commune.hours,
        demands=commune.demands,
        sounds=commune.sounds,
        standing=commune.standing,
        untouchable=commune.untouchable,
        before=commune.before,
        ordered=commune.ranks,
        languages=commune.languages,
        aired={one.id: one.aired for one in commune.demands if one.kind is DemandKind.OWN},
        closed=commune.closed,
        doubt_ms=commune.doubt_ms,
        sharing=Sharing(ZoneMap(commune.places), commune.lead_ms, commune.outputs),
    )


def commune_from(inputs: Inputs) -> Commune:
    """Return the commune of what the planner takes."""
    return Commune(
        zone=inputs.zone,
        now=inputs.now,
        since=inputs.since,
        until=inputs.until,
        programmes=tuple(inputs.programmes),
        hours=inputs.hours,
        demands=tuple(inputs.demands),
        sounds=inputs.sounds,
        standing=tuple(inputs.standing),
        untouchable=frozenset(inputs.untouchable),
        closed=frozenset(inputs.closed),
        doubt_ms=inputs.doubt_ms,
        lead_ms=inputs.sharing.lead_ms,
        places=inputs.sharing.zones.clusters,
        outputs=inputs.sharing.outputs,
        ranks={session: tuple(names) for session, names in inputs.ordered.items()},
        languages={zone: tuple(names) for zone, names in inputs.languages.items()},
        before=tuple(inputs.before),
    )


def first_sample(order: RunningOrder, item: PlannedItem) -> datetime:
    """Return the moment at which an item is to begin."""
    return order.start + timedelta(milliseconds=item.offset_ms)


def is_of(item: PlannedItem, demand: Demand) -> bool:
    """Say whether an item is an airing of a demand."""
    if item.part not in BULLETIN_PARTS or item.mandate != demand.mandate:
        return False
    return bool(demand.mandate) or item.approval == demand.id


def airings(
    orders: Sequence[RunningOrder], demand: Demand
) -> list[tuple[RunningOrder, PlannedItem]]:
    """Return the airings of a demand in these orders."""
    return [(order, item) for order in orders for item in order.items if is_of(item, demand)]


def open_airings(commune: Commune, demand: Demand) -> list[datetime]:
    """Return the starts of the sessions that stand and are still to air a demand."""
    return [
        order.start
        for order, item in airings(commune.standing, demand)
        if order.end > commune.now and item.id not in commune.closed
    ]


def owed(commune: Commune, demand: Demand) -> int | None:
    """Return how many airings may still be planned; None is any number."""
    if demand.wanted is None:
        return None
    return max(demand.wanted - demand.aired - len(open_airings(commune, demand)), 0)
