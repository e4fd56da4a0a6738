"""Give out a one-time code, and set a password with it. There is no other way to a password."""

from datetime import datetime

from broadcaster.desk import Desk
from broadcaster.units import Authority, Person, Role
from broadcaster.units import actions as units_actions
from broadcaster.units.actions import require_role
from broadcaster.units.actions.authority import os_user
from broadcaster.users import store
from broadcaster.users.actions.ending import end_all_of
from broadcaster.users.actions.trail import keep
from broadcaster.users.actions.trying import Try, begin_try
from broadcaster.users.codes import new_code, read_code
from broadcaster.users.errors import UsersError
from broadcaster.users.lifetime import CODE_LASTS
from broadcaster.users.model import EndCause, IssuedCode, What
from broadcaster.users.password import check_password, hash_secret, is_right


def issue_code(desk: Desk, handle: str, *, address: str = "") -> IssuedCode:
    """Give out a code for a person (administrator); an older one is void from now on.

    Their password and sessions stay until the code is used.
    """
    by = require_role(desk, Role.ADMINISTRATOR)
    return _issue(desk, units_actions.person(desk, handle), by, address=address)


def first_code(desk: Desk, person: str) -> IssuedCode:
    """Give out the first code of a home, for `init`; refused once there is any user."""
    who = units_actions.person(desk, person)
    by = Authority(who.id, who.name, Role.ADMINISTRATOR, desk.settings.unit, os_user=os_user())
    return _issue(desk, who, by, only_first=True)


def _issue(
    desk: Desk, who: Person, by: Authority, *, address: str = "", only_first: bool = False
) -> IssuedCode:
    code = new_code()
    kept = hash_secret(read_code(code))  # slow, so before the transaction
    with desk.database.transaction() as session:
        if only_first and store.read_accounts(session):
            raise UsersError.not_first()
        until = desk.time.now() + CODE_LASTS
        store.write_code(session, who.id, kept, until)
        keep(session, desk, by, What.CODE_ISSUED, subject=who.id, address=address)
    return IssuedCode(who, code, until)


def set_password(
    desk: Desk, name: str, code: str, new_password: str, *, address: str = ""
) -> Person:
    """Set the password of the person `name` means, with the code they were given.

    It ends all their sessions, and the code with it. `UsersError` says which rule a password
    breaks (the code can then be used again), but not whether name or code was wrong.
    """
    tried = begin_try(desk, name, address)
    used = _code_hash(tried, desk.time.now())
    if not is_right(read_code(code), used) or not tried.person or not used:
        _keep_refusal(desk, tried)
        raise UsersError.code_refused()
    try:
        check_password(new_password, _known_names(desk, tried.person))
    except UsersError:
        with desk.database.transaction() as session:
            store.take_back_failure(session, tried.number)
        raise
    if not _keep_password(desk, tried, tried.person, used, hash_secret(new_password)):
        raise UsersError.code_refused()
    return tried.person


def _code_hash(tried: Try, now: datetime) -> str | None:
    account = tried.account
    return account.code_hash if account and account.has_code(now) else None


def _known_names(desk: Desk, who: Person) -> tuple[str, ...]:
    station = units_actions.station(desk)
    return who.name, who.id, station.name, station.id, "broadcaster"


def _keep_password(desk: Desk, tried: Try, who: Person, used: str, kept: str) -> bool:
    with desk.database.transaction() as session:
        now = desk.time.now()
        if not store.keep_password(session, who.id, used_code=used, password_hash=kept, at=now):
            return False
        store.take_back_failure(session, tried.number)
        keep(session, desk, who, What.PASSWORD_SET, subject=who.id, address=tried.address)
        end_all_of(session, desk, who, EndCause.PASSWORD_CHANGED, by=who, address=tried.address)
        return True


def _keep_refusal(desk: Desk, tried: Try) -> None:
    subject = tried.person.id if tried.person else ""
    with desk.database.transaction() as session:
        keep(
            session,
            desk,
            None,
            What.SIGN_IN_REFUSED,
            subject=subject,
            detail="code",
            address=tried.address,
        )
