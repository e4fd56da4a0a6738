"""List and show calls, as they stand at this station. Nothing here writes or asks for a role."""

from collections.abc import Sequence

from broadcaster.bulletins import actions as bulletins_actions
from broadcaster.desk import Desk
from broadcaster.handles import HandleError, resolve
from broadcaster.schedule.actions.looking import planned
from broadcaster.schedule.demands.actions.replying import here, replies
from broadcaster.schedule.demands.answers import UNANSWERED
from broadcaster.schedule.demands.model import Call, CallKind
from broadcaster.schedule.demands.reach import stretch_from, stretches
from broadcaster.schedule.demands.standing import CallState, Listed, state_of
from broadcaster.schedule.demands.store import calls
from broadcaster.schedule.plan_files import read_log_facts
from broadcaster.units import actions as units_actions


def listing(desk: Desk, kind: CallKind, *, past: bool = False) -> tuple[Listed, ...]:
    """Return the mandates, or the offers, oldest first; with `past` those that are over too."""
    today = units_actions.today(desk)
    with desk.database.transaction() as session:
        every = calls.read_all(session, kind, None if past else today)
    return _listed(desk, [one for one in every if past or not one.withdrawal])


def show(desk: Desk, kind: CallKind, handle: str) -> Listed:
    """Return the mandate, or the offer, that `handle` means: id, unique tail or `@last`."""
    return _listed(desk, [find(desk, kind, handle)])[0]


def find(desk: Desk, kind: CallKind, handle: str) -> Call:
    """Return the call that `handle` means; `HandleError` when none."""
    with desk.database.transaction() as session:
        call = calls.read(session, resolve(handle, calls.ids(session, kind)))
    if call is None:
        raise HandleError(handle, ())
    return call


def keeping_off(desk: Desk, bulletin: str) -> Listed | None:
    """Return the call because of which an approved bulletin is not planned here, if one is.

    What was called for from above airs only as it was called for: not while an offer is
    unanswered or declined, and not once the call was met, is over or was taken back.
    """
    source = bulletins_actions.families(desk).root(bulletin)
    with desk.database.transaction() as session:
        every = calls.read_of(session, {source})
    place, own = here(desk), desk.settings.unit
    called = [
        one
        for one in every
        if (one.withdrawal is None or one.unit != own) and stretches(one, place)
    ]
    listed = _listed(desk, called)
    if not listed or any(one.state in (CallState.RUNNING, CallState.COMING) for one in listed):
        return None
    return listed[-1]


def still_to_air(desk: Desk, call: str) -> tuple[str, ...]:
    """Return the locked sessions that hold items of a call which have not ended.

    Nothing is taken out of them: what was decided later counts from the next session on.
    """
    return tuple(
        one.order.session
        for one in planned(desk)
        if one.locked
        and any(item.mandate == call and item.id not in one.closed for item in one.order.items)
    )


def _listed(desk: Desk, every: Sequence[Call]) -> tuple[Listed, ...]:
    facts, place, today = read_log_facts(desk.home), here(desk), units_actions.today(desk)
    headings = bulletins_actions.headings(desk, [one.bulletin for one in every])
    sorts = {id_: (one.column, one.content_kind) for id_, one in headings.items()}
    answered = replies(desk, every, sorts, place)
    in_force = bulletins_actions.approved_bulletins(desk, since=desk.time.now())
    approved = {one.bulletin for one in in_force}
    return tuple(
        Listed(
            one,
            headings[one.bulletin].title if one.bulletin in headings else one.bulletin,
            state_of(
                one,
                today,
                aired=facts.mandated.get(one.id, 0),
                is_here=stretch_from(one, place, today) is not None,
                is_approved=one.bulletin in approved,
                reply=answered.get(one.id, UNANSWERED),
            ),
            facts.mandated.get(one.id, 0),
            len(facts.missed.get(one.id, ())),
            answered.get(one.id, UNANSWERED),
        )
        for one in every
    )
