"""Sign in. Whatever is wrong, the answer is the same, and takes the same time."""

import hashlib
import secrets
from dataclasses import replace

from sqlalchemy.orm import Session

from broadcaster.desk import Desk
from broadcaster.timebase import as_rfc3339
from broadcaster.units import actions as units_actions
from broadcaster.units.authority import standing_of
from broadcaster.units.model import Rulebook
from broadcaster.units.naming import tidy
from broadcaster.units.store import read_rulebook_of
from broadcaster.users import store
from broadcaster.users.actions.trail import keep
from broadcaster.users.actions.trying import Try, begin_try
from broadcaster.users.errors import UsersError
from broadcaster.users.lifetime import SESSIONS_KEPT
from broadcaster.users.model import Account, SignedIn, UserSession, What
from broadcaster.users.password import is_right
from broadcaster.users.rights import fingerprint

TOKEN_BYTES = 32
LONGEST_AGENT = 200


def sign_in(
    desk: Desk, name: str, password: str, *, address: str = "", agent: str = ""
) -> SignedIn:
    """Let in the person that `name` (id or full name) means.

    The one refusal is for an unknown name, a person without password or without a role today,
    and a wrong password; the trail alone says which it was. Another, with its moment, is for a
    try that has to wait (`UsersError.retry_at`).
    """
    tried = begin_try(desk, name, address)
    fits = is_right(password, tried.account.password_hash if tried.account else None)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    with desk.database.transaction() as session:
        flaw = _flaw(session, desk, tried, fits=fits)
        if not flaw:
            return SignedIn(token, _open(session, desk, tried, token, agent))
        subject = tried.person.id if tried.person else ""
        keep(
            session,
            desk,
            None,
            What.SIGN_IN_REFUSED,
            subject=subject,
            detail=flaw,
            address=tried.address,
        )
    raise UsersError.refused()


def _flaw(session: Session, desk: Desk, tried: Try, *, fits: bool) -> str:
    """Return the code of what is wrong, empty when nothing is; said in the trail only."""
    if not tried.person:
        return "unknown-name"
    account = store.find_account(session, tried.person.id)
    if not account or not account.password_hash:
        return "no-password"
    if not fits or not tried.account or tried.account.password_hash != account.password_hash:
        return "password"
    rules = read_rulebook_of(session, tried.person.id)
    day = units_actions.today(desk)
    standing = standing_of(rules, tried.person, desk.settings.unit, day)
    return "" if standing.is_anything else "no-role"


def _open(session: Session, desk: Desk, tried: Try, token: str, agent: str) -> UserSession:
    now = desk.time.now()
    assert tried.person is not None  # noqa: S101 - `_flaw` found somebody
    who = tried.person
    store.take_back_failure(session, tried.number)
    store.drop_old_sessions(session, now - SESSIONS_KEPT)
    stay = UserSession(0, who, now, now, tried.address, tidy(agent)[:LONGEST_AGENT])
    number = store.write_session(
        session, stay, token_sha256=digest(token), fingerprint=rests_on(session, desk, who.id)
    )
    store.mark_signed_in(session, who.id, now)
    keep(session, desk, who, What.SIGNED_IN, subject=who.id, address=stay.address)
    return replace(stay, number=number)


def digest(token: str) -> str:
    """Return by what a token is known here."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def rests_on(session: Session, desk: Desk, person: str) -> str:
    """Return the fingerprint of a person's rights and password at this moment."""
    return rests_under(session, desk, person, read_rulebook_of(session, person))


def rests_under(session: Session, desk: Desk, person: str, rules: Rulebook) -> str:
    """Return the same for a person whose rules have just been read."""
    day = units_actions.today(desk)
    return fingerprint(
        rules, person, desk.settings.unit, day, _password_of(store.find_account(session, person))
    )


def _password_of(account: Account | None) -> str:
    return as_rfc3339(account.changed_at) if account and account.changed_at else ""
