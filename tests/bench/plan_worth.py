"""What a plan is worth by the weights of the planner, added up plainly over its airings.

An airing is a demand in a session. The same sum is the solver's objective, so that both sides are
held to one measure.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from broadcaster.schedule.choosing.worth import Weights
from broadcaster.schedule.demand import Demand, DemandKind
from broadcaster.schedule.model import RunningOrder
from broadcaster.schedule.programmes.model import Programme
from tests.planning_check.commune import Commune, airings
from tests.planning_check.fires import firings

MINUTE_MS = 60_000


@dataclass(frozen=True)
class Session:
    """One session of an instance, by its number in time."""

    number: int
    id: str
    programme: Programme
    start_ms: int
    """From the moment of planning."""
    day: int
    is_evening: bool


def sessions_of(commune: Commune) -> list[Session]:
    """Return the sessions of the days planned, by their start."""
    found = sorted(firings(commune), key=lambda one: (one[1], one[0].name))
    return [
        Session(
            number,
            f"{programme.name}@{start:%Y-%m-%dT%H:%M}",
            programme,
            (start - commune.now) // timedelta(milliseconds=1),
            start.toordinal(),
            start.hour >= 12,
        )
        for number, (programme, start, _longest) in enumerate(found)
    ]


def term_ms(commune: Commune, demand: Demand) -> tuple[int, int]:
    """Return when a demand may air, within the days planned, from the moment of planning."""
    approval = demand.source.approval
    sinces = [one for one in (demand.since, approval.valid_from, commune.now) if one]
    untils = [one for one in (demand.until, approval.valid_until, commune.until) if one]
    tick = timedelta(milliseconds=1)
    return (max(sinces) - commune.now) // tick, (min(untils) - commune.now) // tick


def alone(weights: Weights, commune: Commune, demand: Demand, session: Session) -> int:
    """Return what one airing is worth by itself."""
    since, until = term_ms(commune, demand)
    elapsed = max(session.start_ms - since, 0)
    term = max(until - since, elapsed, 1)
    asked = {DemandKind.MANDATE: weights.mandate, DemandKind.OWN: weights.own}.get(demand.kind, 0)
    return (
        asked
        + weights.minute * demand.source.length_ms // MINUTE_MS
        + weights.early * (term - elapsed) // term
        + weights.preferred * (session.programme.name in demand.preferred)
    )


def each(weights: Weights, demand: Demand) -> int:
    """Return what every airing but a very first one is worth for being one more."""
    return weights.extra if demand.wanted is None else weights.owed


def is_new(demand: Demand) -> bool:
    """Say whether a demand was never heard."""
    return demand.aired == 0


def placed(commune: Commune, orders: Sequence[RunningOrder]) -> dict[str, set[str]]:
    """Return in which sessions each demand airs."""
    return {
        demand.id: {order.session for order, _item in airings(orders, demand)}
        for demand in commune.demands
    }


def worth(weights: Weights, commune: Commune, where: dict[str, set[str]]) -> int:
    """Return the worth of a plan, given in which sessions each demand airs."""
    sessions = {session.id: session for session in sessions_of(commune)}
    total = 0
    columns: dict[str, set[str]] = defaultdict(set)
    origins: dict[str, set[str]] = defaultdict(set)
    for demand in commune.demands:
        chosen = [sessions[one] for one in where[demand.id]]
        total += _of_demand(weights, commune, demand, chosen)
        for session in chosen:
            columns[session.id].add(demand.source.approval.details.get("column", ""))
            origins[session.id].add(demand.source.approval.origin)
    total += weights.column * sum(map(len, columns.values()))
    return total + weights.origin * sum(map(len, origins.values()))


def _of_demand(
    weights: Weights, commune: Commune, demand: Demand, chosen: Iterable[Session]
) -> int:
    sessions = list(chosen)
    if not sessions:
        return 0
    total = sum(alone(weights, commune, demand, one) for one in sessions)
    total += each(weights, demand) * len(sessions)
    if is_new(demand):
        total += weights.first - each(weights, demand)
    halves = Counter(one.is_evening for one in sessions)
    total += weights.new_day * len({one.day for one in sessions})
    return total + weights.both_halves * min(halves[True], halves[False])
