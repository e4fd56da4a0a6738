"""Planning a fortnight: what it is worth beside a solver's plan, how long it takes, how that grows.

CP-SAT gets the same thirty communes with the same rules and the same weights, five seconds and one
thread each. As many PRIORITY airings as it finds possible have to be in its plan, since PRIORITY
goes first in ours. Every plan of ours is put to its model as well: it has to be a plan there, worth
the same. Left out where OR-Tools is not installed.
"""

import gc
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from statistics import median

from broadcaster.bulletins.model import BulletinClass
from broadcaster.schedule.demand import Demand, DemandKind
from broadcaster.schedule.model import RunningOrder
from broadcaster.schedule.weights_file import shipped_weights
from tests.bench.figures import Figure, turns
from tests.bench.plan_worth import placed, worth
from tests.bench.planning_instances import BULLETINS, instance
from tests.planning_check.checker import broken
from tests.planning_check.commune import Commune, owed, planned

INSTANCES = 30
SECONDS = 5.0
SECONDS_OF_ONE = 2.0
"""For the airings of one mandate alone."""
COMMUNES = 170
"""Of the largest province."""


@dataclass(frozen=True)
class Beside:
    """One commune planned by both."""

    ours: int
    theirs: int
    bound: int
    priority: tuple[int, int]
    """PRIORITY airings of ours, and the most that are possible."""
    unmet: int
    """Mandates that do not get all that is owed."""
    unmeetable: int
    """Those of them of which the solver proves that no plan gives them more."""
    named: int
    """The others, where each session without them says why."""


def planning_beside_a_solver() -> Iterator[Figure]:
    """Plan thirty communes on both sides."""
    try:
        from tests.bench.plan_solver import Model  # noqa: F401
    except ModuleNotFoundError:
        return
    found = [beside(instance(number)) for number in range(INSTANCES)]
    ratios = sorted(one.ours / one.theirs for one in found)
    yield Figure(
        f"worth of {INSTANCES} communes' fortnights, the lowest beside CP-SAT in {SECONDS:.0f} s",
        f"median {median(one.ours for one in found):,.0f}",
        f"median {median(one.theirs for one in found):,.0f}; at most "
        f"{median(one.bound for one in found):,.0f}",
        ratios[0],
    )
    yield Figure(
        "the same, the median",
        f"{sum(one.ours for one in found):,} in all",
        f"{sum(one.theirs for one in found):,} in all",
        median(ratios),
    )
    ours, most = (sum(one.priority[side] for one in found) for side in (0, 1))
    yield Figure("PRIORITY airings of these plans", f"{ours:,}", f"{most:,}", ours / max(most, 1))
    unmet, unmeetable, named = (
        sum(getattr(one, name) for one in found) for name in ("unmet", "unmeetable", "named")
    )
    yield Figure(
        "mandates not met in full: proved unmeetable, or each session says why",
        f"{unmet}",
        f"{unmeetable} proved, {named} named",
        (unmeetable + named) / max(unmet, 1),
    )


def beside(commune: Commune) -> Beside:
    """Plan one commune on both sides."""
    from tests.bench.plan_solver import Model

    weights, orders = shipped_weights(), planned(commune)
    where = placed(commune, orders)
    ours = worth(weights, commune, where)
    model = Model(commune, weights)
    if broken(commune, orders) or model.start_from(where) != ours:
        raise RuntimeError("the two sides do not plan by the same rules and weights")
    first = model.most(model.priority(), SECONDS_OF_ONE)
    model.model.add(model.priority() >= first.value)
    best = model.most(model.worth, SECONDS)
    priority = [d for d in commune.demands if d.bulletin_class is BulletinClass.PRIORITY]
    lacking = [one for one in commune.demands if _lacks(commune, one, where)]
    proved = [one for one in lacking if _is_most(model, one, len(where[one.id]))]
    return Beside(
        ours,
        max(best.value, ours),  # it began with ours, and keeps that if its time was too short
        best.bound,
        (sum(len(where[one.id]) for one in priority), first.value),
        len(lacking),
        len(proved),
        sum(_is_named(orders, one, where[one.id]) for one in lacking if one not in proved),
    )


def _lacks(commune: Commune, demand: Demand, where: dict[str, set[str]]) -> bool:
    most = owed(commune, demand)
    is_mandate = demand.kind is DemandKind.MANDATE
    return is_mandate and most is not None and len(where[demand.id]) < most


def _is_most(model: "Model", demand: Demand, count: int) -> bool:  # type: ignore[name-defined]  # noqa: F821
    """Say whether it is proved that no plan has more airings of a mandate."""
    solved = model.most(model.count(demand), SECONDS_OF_ONE)
    return bool(solved.is_best and solved.value <= count)


def _is_named(orders: tuple[RunningOrder, ...], demand: Demand, where: set[str]) -> bool:
    """Say whether every session without a mandate's bulletin says why."""
    bulletin = demand.source.approval.bulletin
    return all(
        any(out.bulletin == bulletin for out in order.left_out)
        for order in orders
        if order.session not in where
    )


def planning_time() -> Iterator[Figure]:
    """Time one commune, twice and four times its bulletins, and a province's communes in turn.

    What was there before is not gone through by the collector, as in the processes of a station;
    each commune's plan is let go before the next, as by a centre that sends each to its station.
    """
    single, double, fourfold = (instance(0, BULLETINS * times) for times in (1, 2, 4))
    province = [instance(number) for number in range(COMMUNES)]
    works: tuple[Callable[[], object], ...] = (
        lambda: planned(single),
        lambda: planned(double),
        lambda: planned(fourfold),
        lambda: deque((planned(one) for one in province), maxlen=0),
    )
    gc.collect()
    gc.freeze()
    one, two, four, all_ = (median(series) for series in turns(*works))
    gc.unfreeze()
    yield _time(f"14 days of one commune with {BULLETINS} live bulletins", one, 0.05)
    yield _time(f"14 days of {COMMUNES} communes on one core", all_, 6)
    yield Figure("the same commune with twice the bulletins", _ms(two), _ms(one), two / one)
    yield Figure("with four times the bulletins", _ms(four), _ms(one), four / one)


def _time(name: str, found: float, aim: float) -> Figure:
    return Figure(f"planning {name}, beside what is wanted", _ms(found), _ms(aim), found / aim)


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:,.0f} ms"
