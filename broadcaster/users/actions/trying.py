"""Take a try to sign in or to use a code, unless it has to wait.

A try is counted as failed before anything is verified, and taken back once it has succeeded: so
many tries in the same moment do not outrun the throttle while the first is being verified.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from broadcaster.desk import Desk
from broadcaster.units import Person, UnitsError
from broadcaster.units.choosing import choose
from broadcaster.units.naming import LONGEST_NAME, tidy
from broadcaster.units.store import read_people
from broadcaster.users import store
from broadcaster.users.errors import UsersError
from broadcaster.users.model import Account
from broadcaster.users.throttle import REMEMBERED, next_try

LONGEST_ADDRESS = 64


@dataclass(frozen=True)
class Try:
    """A try that was let through: whom it is about, if that is anybody, and how they sign in."""

    number: int
    """By which it is taken back."""
    person: Person | None
    account: Account | None
    address: str


def begin_try(desk: Desk, name: str, address: str) -> Try:
    """Count a try as failed and return whom `name` means; `UsersError` while it has to wait.

    A refused try is not looked at and does not count, so it makes no wait longer.
    """
    place = tidy(address)[:LONGEST_ADDRESS]
    with desk.database.transaction() as session:
        now = desk.time.now()  # in here: whoever waited for the lock must not be behind its writer
        who = _named(session, name)
        key = who.id if who else _key_of_nobody(name)
        until = next_try(*store.read_failures(session, key, place), now)
        if until:
            raise UsersError.wait(whole_second(until.astimezone(desk.settings.zone_info)))
        store.drop_failures(session, now - REMEMBERED, now)
        number = store.write_failure(session, now, key, place)
        return Try(number, who, store.find_account(session, who.id if who else None), place)


def _named(session: Session, name: str) -> Person | None:
    people = {one.id: one for one in read_people(session)}
    try:
        handle = name[: 2 * LONGEST_NAME]
        return people[choose(handle, {id_: one.name for id_, one in people.items()}, "person")]
    except UnitsError:
        return None


def _key_of_nobody(name: str) -> str:
    """Return what a name that is nobody's is counted under.

    Such a name waits like any other, or the waiting would tell who exists. Two bytes of its hash
    suffice for that, and do not give away a password that was typed into the wrong field.
    """
    return "?" + hashlib.sha256(tidy(name).casefold().encode("utf-8", "replace")).hexdigest()[:4]


def whole_second(moment: datetime) -> datetime:
    """Return the first whole second that is not before a moment."""
    whole = moment.replace(microsecond=0)
    return whole if whole == moment else whole + timedelta(seconds=1)
