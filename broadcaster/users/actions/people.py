"""Who can sign in, and how somebody no longer can."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from broadcaster.desk import Desk
from broadcaster.units import Person, Role, Standing
from broadcaster.units import actions as units_actions
from broadcaster.units.authority import holds_directly, standing_of
from broadcaster.units.store import read_rulebook
from broadcaster.users import store
from broadcaster.users.actions.ending import end_all_of
from broadcaster.users.actions.trail import check_may_see, keep
from broadcaster.users.errors import UsersError
from broadcaster.users.lifetime import time_is_up
from broadcaster.users.model import Account, EndCause, User, What


def users(desk: Desk) -> tuple[User, ...]:
    """Return everybody with a password or a code to set one, in the order of the register.

    In the console shown to administrator and auditor only.
    """
    check_may_see(desk, None)
    now = desk.time.now()
    with desk.database.transaction() as session:
        rules = read_rulebook(session)
        accounts = {one.person: one for one in store.read_accounts(session)}
        stays = store.read_open_sessions(session)
    live = [kept.session.person.id for kept in stays if not time_is_up(kept.session, now)]
    day = units_actions.today(desk)
    return tuple(
        _user(standing_of(rules, who, desk.settings.unit, day), account, live, now)
        for who in rules.people
        if (account := accounts.get(who.id)) and (account.password_hash or account.has_code(now))
    )


def _user(standing: Standing, account: Account, live: Sequence[str], now: datetime) -> User:
    return User(
        person=standing.person,
        standing=standing,
        has_password=account.password_hash is not None,
        code_until=account.code_until if account.has_code(now) else None,
        signed_in_at=account.signed_in_at,
        open_sessions=live.count(account.person),
    )


def remove_user(desk: Desk, handle: str, *, address: str = "") -> Person:
    """Take a person's password and code away and end their sessions (administrator).

    The person stays in the register, with their roles. Refused for the last administrator who
    can sign in.
    """
    by = units_actions.require_role(desk, Role.ADMINISTRATOR)
    who = units_actions.person(desk, handle)
    with desk.database.transaction() as session:
        account = store.find_account(session, who.id)
        if not account or not (account.password_hash or account.code_hash):
            raise UsersError.no_user(who.name)
        administrators = _administrators(session, desk)
        if administrators == {who.id}:
            raise UsersError.last_administrator(who.name)
        store.remove_account(session, who.id)
        end_all_of(session, desk, who, EndCause.REMOVED, by=by, address=address)
        keep(session, desk, by, What.USER_REMOVED, subject=who.id, address=address)
    return who


def _administrators(session: Session, desk: Desk) -> set[str]:
    """Return the ids of those who can sign in and are administrator in their own name today."""
    rules, day = read_rulebook(session), units_actions.today(desk)
    return {
        account.person
        for account in store.read_accounts(session)
        if account.password_hash
        and holds_directly(rules, account.person, Role.ADMINISTRATOR, desk.settings.unit, day)
    }
