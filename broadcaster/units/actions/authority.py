"""Ask whether the person at the desk may do something, and keep what they did."""

import os
import pwd
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from broadcaster.desk import Desk
from broadcaster.units import store
from broadcaster.units.actions.lookup import today
from broadcaster.units.authority import find_authority, standing_of
from broadcaster.units.choosing import choose
from broadcaster.units.errors import UnitsError
from broadcaster.units.model import Authority, Change, Ground, Person, Role, Rulebook, Standing
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
    return replace(ground, identity=desk.identity, os_user=os_user())


def require_person(desk: Desk) -> Authority:
    """Return the person at the desk for what needs no role; `UnitsError` when it is nobody.

    The role in it is the first they hold today, or else an auditor's, who may only look.
    """
    held = standing(desk)
    ground = next(iter(held.grounds.values()), None)
    role = ground.authority.role if ground else Role.AUDITOR
    who = held.person
    return Authority(who.id, who.name, role, held.unit, "", "", desk.identity, os_user())


def standing(desk: Desk) -> Standing:
    """Return every role the person at the desk holds today in the station's unit, with its ground.

    `UnitsError` when nobody is named or the name fits nobody; holding nothing is no error.
    """
    if not desk.person:
        raise UnitsError.nobody()
    with desk.database.transaction() as session:
        people = {one.id: one for one in store.read_people(session)}
        who = people[choose(desk.person, {id_: p.name for id_, p in people.items()}, "person")]
        rules = store.read_rulebook_of(session, who.id)
    return standing_under(desk, rules, who)


def standing_under(desk: Desk, rules: Rulebook, who: Person) -> Standing:
    """Return the same for a person whose rules have just been read."""
    found = standing_of(rules, who, desk.settings.unit, today(desk))
    grounds = {role: _made_here(desk, ground) for role, ground in found.grounds.items()}
    return replace(found, grounds=grounds)


def _made_here(desk: Desk, ground: Ground) -> Ground:
    authority = replace(ground.authority, identity=desk.identity, os_user=os_user())
    return replace(ground, authority=authority)


def os_user() -> str:
    """Return the account of the operating system this runs under."""
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:  # an account without a name, as in some containers
        return str(os.getuid())


@dataclass(frozen=True)
class Entry:
    """An open transaction in which somebody with the role writes to the register."""

    session: Session
    by: Authority
    at: datetime

    def keep(self, what: str, subject: str, detail: str = "") -> None:
        """Keep who did `what` (an English code) to `subject` (an id)."""
        change = Change(self.at, self.by.person, self.by.os_user, what, subject, detail)
        store.write_change(self.session, change)


@contextmanager
def entering(desk: Desk, by: Authority) -> Iterator[Entry]:
    """Open a transaction for `by`; all of it is kept, or on an exception nothing."""
    with desk.database.transaction() as session:
        yield Entry(session, by, desk.time.now())
