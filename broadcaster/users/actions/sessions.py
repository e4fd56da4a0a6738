"""Whose session a token is, and how sessions end."""

from dataclasses import replace

from broadcaster.desk import Desk
from broadcaster.units import Role
from broadcaster.units import actions as units_actions
from broadcaster.units.actions.authority import standing_under
from broadcaster.units.store import read_rulebook_of
from broadcaster.users import store
from broadcaster.users.actions.ending import end_all_of, end_one
from broadcaster.users.actions.signing_in import digest, rests_under
from broadcaster.users.lifetime import is_due_to_write, time_is_up
from broadcaster.users.model import EndCause, Ended, Stay, UserSession


def session_of(desk: Desk, token: str, *, is_use: bool = True) -> UserSession | Ended | None:
    """Return the session a token names, why it ended, or None when it never named one."""
    found = stay_of(desk, token, is_use=is_use)
    return found.session if isinstance(found, Stay) else found


def stay_of(desk: Desk, token: str, *, is_use: bool = True) -> Stay | Ended | None:
    """Return the same, with what the person may do now; read once, for every request of a console.

    What it rests on is worked out anew each time, so it ends with the first request after a role
    began or ended, a loan lapsed, or the password changed. Writes at most every five minutes;
    what asks by itself and not for a person is no use (`is_use`), and does not keep it from idling.
    """
    with desk.database.transaction() as session:
        now = desk.time.now()
        kept = store.find_session(session, digest(token))
        if kept is None:
            return None
        if kept.ended:
            return Ended(kept.ended)
        stay, cause = kept.session, time_is_up(kept.session, now)
        rules = read_rulebook_of(session, stay.person.id)
        rests = rests_under(session, desk, stay.person.id, rules)
        if cause is None and rests != kept.fingerprint:
            cause = EndCause.RIGHTS_CHANGED
        if cause:
            end_one(session, desk, stay, cause, by=None)
            return Ended(cause)
        if is_use and is_due_to_write(stay, now):
            store.mark_seen(session, stay.number, now)
            stay = replace(stay, seen=now)
        return Stay(stay, standing_under(desk, rules, stay.person))


def sign_out(desk: Desk, token: str) -> None:
    """End the session a token names; nothing happens when there is none."""
    with desk.database.transaction() as session:
        kept = store.find_session(session, digest(token))
        if kept and not kept.ended:
            stay = kept.session
            cause = time_is_up(stay, desk.time.now()) or EndCause.SIGNED_OUT
            end_one(session, desk, stay, cause, by=stay.person, address=stay.address)


def end_sessions(desk: Desk, handle: str, *, address: str = "") -> int:
    """End every session of a person (administrator, or they themselves); return how many."""
    who = units_actions.person(desk, handle)
    at_desk = units_actions.person(desk, desk.person) if desk.person else None
    if at_desk == who:
        by, cause = None, EndCause.SIGNED_OUT
    else:
        by = units_actions.require_role(desk, Role.ADMINISTRATOR)
        cause = EndCause.ENDED_BY_ADMINISTRATOR
    with desk.database.transaction() as session:
        return end_all_of(session, desk, who, cause, by=by or who, address=address)
