"""See the coming days before they come. Nothing here writes or asks for a role."""

from collections.abc import Sequence
from datetime import date

from broadcaster.bulletins import actions as bulletins_actions
from broadcaster.bulletins.model import State
from broadcaster.bulletins.spoken_line import SpokenLine
from broadcaster.desk import Desk
from broadcaster.production import ProductionError
from broadcaster.production import actions as production_actions
from broadcaster.schedule.actions.holidays import holiday_table
from broadcaster.schedule.actions.planning import survey
from broadcaster.schedule.demands import CallKind
from broadcaster.schedule.demands import actions as demands_actions
from broadcaster.schedule.demands.owing import moments_of
from broadcaster.schedule.demands.standing import CallState
from broadcaster.schedule.foresight.simulation import Known, Simulation, coming
from broadcaster.schedule.foresight.simulation import simulate as simulate_days
from broadcaster.schedule.foresight.trouble import TroubleKind
from broadcaster.schedule.foresight.trouble_demands import too_long
from broadcaster.schedule.foresight.trouble_waiting import Waiting
from broadcaster.schedule.model import RunningOrder
from broadcaster.schedule.planner import plan
from broadcaster.units.model import Term

WAITS = {
    CallState.WAITING: TroubleKind.CALL_WAITS,
    CallState.UNANSWERED: TroubleKind.UNANSWERED,
}
"""States of mandates and offers in which somebody has to act, as what a simulation warns of."""


def simulate(desk: Desk, since: date | None = None, days: int | None = None) -> Simulation:
    """Return what the next plan makes of `days` days from `since` (today), and what is wrong.

    Sessions that were planned further ahead before are shown too, as they are planned anew with
    the others. `ScheduleError` as for `plan`.
    """
    _folder, inputs = survey(desk, since, days, is_to_write=False)
    orders = coming(inputs, plan(inputs))
    long = [one.approval.bulletin for one in too_long(inputs, inputs.demands)]
    known = Known(
        lines={one: _lines(desk, one) for one in long},
        missing_cuts=_missing_cuts(desk, orders),
        holidays=holiday_table(desk),
        waiting=(*_waiting(desk), *_waiting_calls(desk)),
    )
    return simulate_days(inputs, inputs.demands, orders, known)


def _lines(desk: Desk, bulletin: str) -> Sequence[SpokenLine]:
    return bulletins_actions.foreseen(desk, bulletin).lines


def _waiting(desk: Desk) -> tuple[Waiting, ...]:
    handed_in = bulletins_actions.listing(desk, (State.SUBMITTED,))
    return tuple(
        Waiting(one.id, one.fields.title, one.fields.valid_from, one.fields.valid_until)
        for one in handed_in
    )


def _waiting_calls(desk: Desk) -> tuple[Waiting, ...]:
    """Return mandates and offers that wait for an approval or an answer."""
    zone = desk.settings.zone_info
    every = (one for kind in CallKind for one in demands_actions.listing(desk, kind))
    return tuple(
        Waiting(
            one.call.id,
            one.title,
            *moments_of(Term(one.call.since, one.call.until), zone),
            WAITS[one.state],
        )
        for one in every
        if one.state in WAITS
    )


def _missing_cuts(desk: Desk, orders: Sequence[RunningOrder]) -> set[str]:
    """Return the cuts of these orders that are not in the cache; their content is not read."""
    cache = production_actions.open_cache(desk)
    missing = set()
    for cut in {item.cut for order in orders for item in order.items if item.cut}:
        try:
            cache.path(cut)
        except ProductionError:
            missing.add(cut)
    return missing
