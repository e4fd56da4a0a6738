"""The PIN with which a person orders an emergency at the box: their own, and none by default.

A try is counted as failed before it is verified, like one to sign in, and on the same terms: a few
are free, then each waits longer, up to a quarter of an hour. The count is kept in the database, so
no restart shortens it. PINs and passwords are counted apart.
"""

from sqlalchemy.orm import Session

from broadcaster.desk import Desk
from broadcaster.units import Authority, Person, Role
from broadcaster.units import actions as units_actions
from broadcaster.users import store
from broadcaster.users.actions.trail import keep
from broadcaster.users.actions.trying import whole_second
from broadcaster.users.errors import UsersError
from broadcaster.users.model import What
from broadcaster.users.password import hash_secret, is_right, is_run
from broadcaster.users.throttle import REMEMBERED, next_try

MAY_ORDER = (Role.OPERATOR, Role.APPROVER)
"""Who may order an emergency, and so have a PIN."""
SHORTEST, LONGEST = 6, 12


def has_pin(desk: Desk) -> bool:
    """Say whether the person at the desk has a PIN."""
    who = units_actions.require_role(desk, *MAY_ORDER)
    with desk.database.transaction() as session:
        return store.read_pin(session, who.person) is not None


def set_pin(desk: Desk, pin: str, *, old: str = "") -> Authority:
    """Set the PIN of the person at the desk; who has one has to know it (`old`)."""
    who = units_actions.require_role(desk, *MAY_ORDER)
    if has_pin(desk):
        require_pin(desk, who.person, who.name, old)
    digits = pin.isascii() and pin.isdigit()
    if not digits or not SHORTEST <= len(pin) <= LONGEST or is_run(pin):
        raise UsersError.bad_pin(SHORTEST, LONGEST)
    kept = hash_secret(pin)
    with desk.database.transaction() as session:
        store.write_pin(session, who.person, kept, desk.time.now())
        keep(session, desk, who, What.PIN_SET, subject=who.person)
    return who


def void_pin(desk: Desk, handle: str) -> Person:
    """Take a person's PIN away, who may then set another (approver or administrator)."""
    by = units_actions.require_role(desk, Role.APPROVER, Role.ADMINISTRATOR)
    who = units_actions.person(desk, handle)
    with desk.database.transaction() as session:
        if store.read_pin(session, who.id) is None:
            raise UsersError.no_pin(who.name)
        store.write_pin(session, who.id, None, desk.time.now())
        keep(session, desk, by, What.PIN_VOID, subject=who.id)
    return who


def require_pin(desk: Desk, person: str, name: str, pin: str) -> None:
    """Return when `pin` is that of a person (an id); `UsersError` when not, or while one waits."""
    with desk.database.transaction() as session:
        kept = store.read_pin(session, person)
        if kept is None:
            raise UsersError.no_pin(name)
        number = _begin_try(session, desk, person)
    fits = is_right(pin, kept)
    with desk.database.transaction() as session:
        if fits:
            store.take_back_failure(session, number)
            return
        keep(session, desk, None, What.PIN_REFUSED, subject=person)
    raise UsersError.pin_refused(name)


def _begin_try(session: Session, desk: Desk, person: str) -> int:
    key, now = f"pin:{person}"[:80], desk.time.now()
    until = next_try(*store.read_failures(session, key, ""), now)
    if until:
        raise UsersError.wait(whole_second(until.astimezone(desk.settings.zone_info)))
    store.drop_failures(session, now - REMEMBERED, now)
    return store.write_failure(session, now, key, "")
