"""End sessions in an open transaction, each with its cause and a line in the trail."""

from sqlalchemy.orm import Session

from broadcaster.desk import Desk
from broadcaster.units import Authority, Person
from broadcaster.users import store
from broadcaster.users.actions.trail import keep
from broadcaster.users.lifetime import time_is_up
from broadcaster.users.model import EndCause, UserSession, What


def end_one(
    session: Session,
    desk: Desk,
    stay: UserSession,
    cause: EndCause,
    *,
    by: Person | Authority | None,
    address: str = "",
) -> None:
    """End one session; `by` is None when time or a change of rights does it."""
    store.end_session(session, stay.number, desk.time.now(), cause)
    what = What.SIGNED_OUT if cause is EndCause.SIGNED_OUT else What.SESSION_ENDED
    detail = "" if what is What.SIGNED_OUT else str(cause)
    keep(session, desk, by, what, subject=stay.person.id, detail=detail, address=address)


def end_all_of(
    session: Session,
    desk: Desk,
    who: Person,
    cause: EndCause,
    *,
    by: Person | Authority | None,
    address: str = "",
) -> int:
    """End every session of a person; return how many had not run out by themselves."""
    ended = 0
    for kept in store.read_open_sessions(session, who.id):
        run_out = time_is_up(kept.session, desk.time.now())
        end_one(
            session,
            desk,
            kept.session,
            run_out or cause,
            by=None if run_out else by,
            address=address,
        )
        ended += run_out is None
    return ended
