"""Ask whether the person at the desk may do something, and keep what they did."""

import os
import pwd
from dataclasses import replace

from sqlalchemy.orm import Session

from broadcaster.desk import Desk
from broadcaster.units import store
from broadcaster.units.actions.lookup import today
from broadcaster.units.authority import find_authority
from broadcaster.units.choosing import choose
from broadcaster.units.errors import UnitsError
from broadcaster.units.model import Authority, Change, Role
from broadcaster.units.wording import role_word


def require_role(desk: Desk, *roles: Role, unit: str | None = None) -> Authority:
    """Return on what ground the person at the desk holds one of `roles` today.

    The role may be held in `unit` (an id; else the station's own), in a unit above it, or by a
    delegation. `UnitsError` when nobody is named, the name fits nobody, or the role is lacking.
    """
    if not desk.person:
        raise UnitsError.nobody()
    where = unit or desk.settings.unit
    with desk.database.transaction() as session:
        rules = store.read_rulebook(session)
    who = choose(desk.person, {one.id: one.name for one in rules.people}, "person")
    ground = find_authority(rules, who, roles, where, today(desk))
    if ground is None:
        words = [role_word(role) for role in roles]
        name = rules.names.get(where, where)
        raise UnitsError.lacks_role(rules.name_of(who), words, name, today(desk))
    return replace(ground, os_user=os_user())


def os_user() -> str:
    """Return the account of the operating system this runs under."""
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:  # an account without a name, as in some containers
        return str(os.getuid())


def keep_change(
    session: Session, desk: Desk, by: Authority, what: str, subject: str, detail: str = ""
) -> None:
    """Keep, in the same transaction, who did `what` to `subject`."""
    change = Change(desk.time.now(), by.person, by.os_user, what, subject, detail)
    store.write_change(session, change)
