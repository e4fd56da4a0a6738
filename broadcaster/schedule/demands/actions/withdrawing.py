"""Take a mandate or an offer back."""

from dataclasses import dataclass

from broadcaster.bulletins.tidying import LONGEST_COMMENT, tidy
from broadcaster.desk import Desk
from broadcaster.schedule.demands.actions.looking import find, still_to_air
from broadcaster.schedule.demands.errors import DemandsError
from broadcaster.schedule.demands.model import Call, CallKind, Withdrawal
from broadcaster.schedule.demands.store import calls
from broadcaster.units import Role
from broadcaster.units import actions as units_actions


@dataclass(frozen=True)
class Ended:
    """What was withdrawn or declined, and the locked sessions that still air it."""

    call: Call
    still_airing: tuple[str, ...]


def withdraw(desk: Desk, kind: CallKind, handle: str, reason: str) -> Ended:
    """Withdraw a call; an operator's or approver's act in the unit that asked.

    It asks for nothing more from the next planning on; sessions that are locked keep its items.
    """
    call = find(desk, kind, handle)
    who = units_actions.require_role(desk, Role.OPERATOR, Role.APPROVER, unit=call.unit)
    said = required_reason(reason)
    with desk.database.transaction() as session:
        done = calls.withdraw(session, call.id, Withdrawal(who.person, desk.time.now(), said))
    if not done:
        raise _refusal(desk, find(desk, kind, call.id))
    return Ended(call, still_to_air(desk, call.id))


def required_reason(reason: str) -> str:
    """Return a reason tidied; refuse an empty one."""
    said = tidy(reason, "--reason", LONGEST_COMMENT)
    if not said:
        raise DemandsError.no_reason()
    return said


def _refusal(desk: Desk, call: Call) -> DemandsError:
    ended = call.withdrawal
    by = ended.by if ended else ""
    names = {one.id: one.name for one in units_actions.people(desk)}
    day = f"{ended.at.astimezone(desk.settings.zone_info):%d/%m/%Y}" if ended else ""
    return DemandsError.withdrawn_already(call.id, names.get(by, by), day)
