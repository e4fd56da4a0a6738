"""Answer a question about one bulletin from what stands in `plan/`. Nothing here writes."""

from collections.abc import Sequence

from broadcaster.bulletins import actions as bulletins_actions
from broadcaster.bulletins.model import Approval
from broadcaster.bulletins.words import state_name
from broadcaster.desk import Desk
from broadcaster.schedule.actions.looking import Planned, planned, session_order
from broadcaster.schedule.actions.planning import survey
from broadcaster.schedule.demand import Demand
from broadcaster.schedule.demands import DemandsError
from broadcaster.schedule.demands.actions.looking import keeping_off
from broadcaster.schedule.demands.words import state_text
from broadcaster.schedule.errors import ScheduleError
from broadcaster.schedule.foresight.explanation import (
    Explanation,
    Question,
    Standing,
    Tally,
    explain_bulletin,
)
from broadcaster.schedule.foresight.pulls import pulls_on
from broadcaster.schedule.foresight.what_if import speaks
from broadcaster.schedule.inputs import Inputs
from broadcaster.schedule.plan_files import read_log_facts
from broadcaster.units import actions as units_actions


def explain(
    desk: Desk, handle: str, session: str | None = None, zone: str | None = None
) -> Explanation:
    """Explain a bulletin: in the coming sessions or in one, anywhere or in one zone.

    `ScheduleError` when it has no approval in force, or nothing is planned at all;
    `DemandsError` when it airs only as a unit above asks, and nothing is asked now.
    """
    bulletin = bulletins_actions.find(desk, handle)
    approval = bulletins_actions.approval_of(desk, bulletin)
    if approval is None:
        raise ScheduleError.not_approved(bulletin.id, state_name(bulletin.state))
    named = units_actions.zone(desk, zone).id if zone else ""
    sessions = [session_order(desk, session)] if session else planned(desk)
    if not sessions:
        raise ScheduleError.nothing_planned()
    inputs = _inputs_or_none(desk)
    _require_asked(desk, bulletin.id, inputs)
    question = _question(desk, approval, inputs, named)
    return explain_bulletin([_standing(one) for one in sessions], question, inputs)


def _require_asked(desk: Desk, bulletin: str, inputs: Inputs | None) -> None:
    """Refuse what no demand speaks for, because a unit above says when it airs: name the call."""
    if inputs and any(speaks(one, bulletin) for one in inputs.demands):
        return
    if kept := keeping_off(desk, bulletin):
        kind = str(kept.call.kind)
        raise DemandsError.not_asked(bulletin, kind, kept.call.id, state_text(kept))


def _standing(one: Planned) -> Standing:
    return Standing(one.order, one.locked, one.closed)


def _question(desk: Desk, approval: Approval, inputs: Inputs | None, zone: str) -> Question:
    others = bulletins_actions.approved_bulletins(desk, since=desk.time.now())
    mine = [one for one in inputs.demands if speaks(one, approval.bulletin)] if inputs else []
    own = Tally(read_log_facts(desk.home).aired.get(approval.id, 0), approval.times)
    return Question(
        approval,
        {one.bulletin: one for one in others},
        {"": own, **{one.mandate: Tally(one.aired, one.wanted) for one in mine}},
        _family(mine),
        zone,
        pulls_on(inputs, approval.bulletin) if inputs and _has_a_choice(mine) else {},
    )


def _family(demands: Sequence[Demand]) -> frozenset[str]:
    return frozenset(one.approval.bulletin for demand in demands for one in demand.candidates)


def _has_a_choice(demands: Sequence[Demand]) -> bool:
    return any(one.wanted is not None for one in demands)


def _inputs_or_none(desk: Desk) -> Inputs | None:
    """Return what a plan would depend on now; None where none can be made, which stops nobody."""
    try:
        _folder, inputs = survey(desk, is_to_write=False)
    except ScheduleError:
        return None
    return inputs
