"""The coming days as they will sound, minute by minute, and what will go wrong in them.

Pure: it is the planner's own answer, so the real day does the same as long as nobody changes
anything. Nothing is written for it.
"""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from broadcaster.bulletins.spoken_line import SpokenLine
from broadcaster.schedule.calendar.holidays import HolidayTable
from broadcaster.schedule.demand import Demand
from broadcaster.schedule.foresight.trouble import Trouble
from broadcaster.schedule.foresight.trouble_days import day_troubles
from broadcaster.schedule.foresight.trouble_demands import demand_troubles
from broadcaster.schedule.foresight.trouble_sessions import session_troubles
from broadcaster.schedule.foresight.trouble_waiting import Waiting, waiting_troubles
from broadcaster.schedule.inputs import Inputs
from broadcaster.schedule.model import RunningOrder


@dataclass(frozen=True)
class Known:
    """What a simulation is told beside the inputs of a plan."""

    lines: Mapping[str, Sequence[SpokenLine]]
    """What a bulletin says, of those that are too long."""
    missing_cuts: AbstractSet[str]
    """Cuts that are planned and not in the cache."""
    holidays: HolidayTable
    waiting: Sequence[Waiting] = ()


@dataclass(frozen=True)
class Simulation:
    """Sessions by their start, and troubles by when they are first felt."""

    since: datetime
    until: datetime
    zone: ZoneInfo
    orders: tuple[RunningOrder, ...]
    locked: frozenset[str]
    troubles: tuple[Trouble, ...]


def coming(inputs: Inputs, planned: Sequence[RunningOrder]) -> tuple[RunningOrder, ...]:
    """Return the sessions from `since` on, those that stand and are not over among them."""
    standing = [one for one in inputs.standing if one.end > inputs.now]
    every = [one for one in [*standing, *planned] if one.end > inputs.since]
    return tuple(sorted(every, key=lambda order: (order.start, order.session)))


def simulate(
    inputs: Inputs,
    demands: Sequence[Demand],
    orders: Sequence[RunningOrder],
    known: Known,
) -> Simulation:
    """Return the days that `inputs` plan as `orders`, of `coming`."""
    troubles = [
        *session_troubles(inputs, orders, known.missing_cuts),
        *demand_troubles(inputs, demands, orders, known.lines),
        *waiting_troubles(inputs, known.waiting),
        *day_troubles(inputs, orders, known.holidays),
    ]
    return Simulation(
        since=inputs.since,
        until=inputs.until,
        zone=inputs.zone,
        orders=tuple(orders),
        locked=frozenset(
            one.session for one in inputs.standing if one.session in inputs.untouchable
        ),
        troubles=tuple(sorted(troubles, key=lambda one: (one.at, one.kind, one.subject))),
    )
