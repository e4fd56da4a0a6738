"""Answer a question about one bulletin from what stands in `plan/`. Nothing here writes."""

from broadcaster.bulletins import actions as bulletins_actions
from broadcaster.bulletins.words import state_name
from broadcaster.desk import Desk
from broadcaster.schedule.actions.looking import Planned, planned, session_order
from broadcaster.schedule.actions.planning import survey
from broadcaster.schedule.demands import DemandsError
from broadcaster.schedule.demands.actions.looking import keeping_off
from broadcaster.schedule.demands.words import state_text
from broadcaster.schedule.errors import ScheduleError
from broadcaster.schedule.explanation import Explanation, Standing, explain_bulletin
from broadcaster.schedule.plan_files import read_log_facts
from broadcaster.schedule.planner import Inputs
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
    if kept := keeping_off(desk, bulletin.id):
        raise DemandsError.not_asked(
            bulletin.id, str(kept.call.kind), kept.call.id, state_text(kept)
        )
    named = units_actions.zone(desk, zone).id if zone else ""
    sessions = [session_order(desk, session)] if session else planned(desk)
    if not sessions:
        raise ScheduleError.nothing_planned()
    others = bulletins_actions.approved_bulletins(desk, since=desk.time.now())
    aired = read_log_facts(desk.home).aired.get(approval.id, 0)
    standing = [_standing(one) for one in sessions]
    return explain_bulletin(standing, approval, others, aired, _inputs_or_none(desk), named)


def _standing(one: Planned) -> Standing:
    return Standing(one.order, one.locked, one.closed)


def _inputs_or_none(desk: Desk) -> Inputs | None:
    """Return what a plan would depend on now; None where none can be made, which stops nobody."""
    try:
        _folder, inputs = survey(desk, is_to_write=False)
    except ScheduleError:
        return None
    return inputs
