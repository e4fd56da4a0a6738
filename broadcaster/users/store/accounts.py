"""How people sign in."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from broadcaster.timebase import as_rfc3339, from_rfc3339
from broadcaster.users.model import Account
from broadcaster.users.tables import AccountRow


def read_accounts(session: Session) -> tuple[Account, ...]:
    """Return every account, those without password and code included."""
    return tuple(_account(row) for row in session.scalars(select(AccountRow)))


def find_account(session: Session, person: str | None) -> Account | None:
    """Return the account of a person (an id), None when there is none."""
    row = session.get(AccountRow, person) if person else None
    return _account(row) if row else None


def _account(row: AccountRow) -> Account:
    return Account(
        person=row.person,
        password_hash=row.password_hash,
        changed_at=_moment(row.changed_at),
        code_hash=row.code_hash,
        code_until=_moment(row.code_until),
        signed_in_at=_moment(row.signed_in_at),
    )


def _moment(text: str | None) -> datetime | None:
    return from_rfc3339(text) if text else None


def write_code(session: Session, person: str, code_hash: str, until: datetime) -> None:
    """Keep the hash of a new code in the place of an older one."""
    row = session.get(AccountRow, person)
    if row is None:
        row = AccountRow(person=person)
        session.add(row)
    row.code_hash, row.code_until = code_hash, as_rfc3339(until)


def keep_password(
    session: Session, person: str, *, used_code: str, password_hash: str, at: datetime
) -> bool:
    """Keep a new password and use up the code of that hash; False when it was used meanwhile."""
    changed = session.execute(
        update(AccountRow)
        .where(AccountRow.person == person, AccountRow.code_hash == used_code)
        .values(
            password_hash=password_hash,
            changed_at=as_rfc3339(at),
            code_hash=None,
            code_until=None,
        )
        .returning(AccountRow.person)
    )
    return changed.first() is not None


def mark_signed_in(session: Session, person: str, at: datetime) -> None:
    """Keep when a person signed in last."""
    row = session.get_one(AccountRow, person)
    row.signed_in_at = as_rfc3339(at)


def remove_account(session: Session, person: str) -> None:
    """Take password and code away; that there was an account stays."""
    row = session.get_one(AccountRow, person)
    row.password_hash = row.changed_at = row.code_hash = row.code_until = None


def void_codes(session: Session) -> None:
    """Take away every code that waits to be used."""
    session.execute(update(AccountRow).values(code_hash=None, code_until=None))
