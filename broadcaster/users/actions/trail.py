"""Keep what was done, and show it. No password, code or token is ever handed to this."""

from dataclasses import replace

from sqlalchemy.orm import Session

from broadcaster.desk import Desk
from broadcaster.units import Authority, Person, Role
from broadcaster.units import actions as units_actions
from broadcaster.units.actions.authority import os_user
from broadcaster.units.naming import tidy
from broadcaster.users import store
from broadcaster.users.actions.trying import LONGEST_ADDRESS
from broadcaster.users.errors import UsersError
from broadcaster.users.model import Event, What

LONGEST_CODE = 40
LONGEST_SUBJECT = 100
LONGEST_DETAIL = 500
MOST = 1000
"""How many lines are given at once."""


def keep_action(
    desk: Desk,
    person: Person,
    what: str,
    subject: str = "",
    detail: str = "",
    address: str = "",
    in_name_of: str = "",
) -> None:
    """Keep that a signed-in person did `what` (an English code) to `subject` (an id)."""
    event = Event(
        at=desk.time.now(),
        person=person.id,
        name=person.name,
        what=What.ACTION,
        act=tidy(what)[:LONGEST_CODE],
        subject=tidy(subject)[:LONGEST_SUBJECT],
        detail=tidy(detail)[:LONGEST_DETAIL],
        in_name_of=in_name_of,
        address=tidy(address)[:LONGEST_ADDRESS],
        os_user=os_user(),
    )
    with desk.database.transaction() as session:
        store.write_event(session, event)


def keep(
    session: Session,
    desk: Desk,
    by: Person | Authority | None,
    what: What,
    *,
    subject: str = "",
    detail: str = "",
    address: str = "",
) -> None:
    """Keep, in an open transaction, what somebody (None: nobody we know) did."""
    event = Event(desk.time.now(), "", "", what, subject=subject, detail=detail)
    event = replace(event, address=tidy(address)[:LONGEST_ADDRESS], os_user=os_user())
    if isinstance(by, Authority):
        event = replace(event, person=by.person, name=by.name, in_name_of=by.in_name_of)
    elif by:
        event = replace(event, person=by.id, name=by.name)
    store.write_event(session, event)


def trail(
    desk: Desk, *, person: str | None = None, limit: int = 200, before: int | None = None
) -> tuple[Event, ...]:
    """Return the trail, newest first: all of it, or what a person (a handle) did or had done.

    `before` is the number of the last line of the page before. Whoever runs commands reads the
    files of the home anyway; in the console all is shown to administrator and auditor only, and
    everybody else their own lines. `UsersError` otherwise.
    """
    who = units_actions.person(desk, person) if person else None
    check_may_see(desk, who)
    with desk.database.transaction() as session:
        return store.read_events(session, who.id if who else None, max(1, min(limit, MOST)), before)


def check_may_see(desk: Desk, whom: Person | None) -> None:
    """Refuse, in the console, what is neither one's own nor asked by administrator or auditor."""
    if desk.identity == "declared":
        return
    standing = units_actions.standing(desk)
    if not standing.holds(Role.ADMINISTRATOR, Role.AUDITOR) and standing.person != whom:
        raise UsersError.not_yours()
