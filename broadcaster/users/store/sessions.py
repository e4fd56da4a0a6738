"""Stays in the console. A token is known here by its SHA-256 only."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from broadcaster.timebase import as_rfc3339, from_rfc3339
from broadcaster.units.model import Person
from broadcaster.units.tables import PersonRow
from broadcaster.users.model import EndCause, UserSession
from broadcaster.users.tables import SessionRow


@dataclass(frozen=True)
class Kept:
    """A session as it is kept: with what it rests on, and why it ended if it did."""

    session: UserSession
    fingerprint: str
    ended: EndCause | None = None


def find_session(session: Session, token_sha256: str) -> Kept | None:
    """Return the session of a token's hash, ended or not."""
    query = (
        select(SessionRow, PersonRow)
        .join(PersonRow, PersonRow.id == SessionRow.person)
        .where(SessionRow.token_sha256 == token_sha256)
    )
    found = session.execute(query).first()
    return _kept(found[0], found[1]) if found else None


def read_open_sessions(session: Session, person: str | None = None) -> tuple[Kept, ...]:
    """Return the sessions, of one person or all, that nothing has ended in the table yet."""
    query = select(SessionRow, PersonRow).join(PersonRow, PersonRow.id == SessionRow.person)
    query = query.where(SessionRow.ended_at.is_(None)).order_by(SessionRow.number)
    if person is not None:
        query = query.where(SessionRow.person == person)
    return tuple(_kept(row, who) for row, who in session.execute(query))


def _kept(row: SessionRow, who: PersonRow) -> Kept:
    stay = UserSession(
        number=row.number,
        person=Person(who.id, who.name, who.phone),
        created=from_rfc3339(row.created_at),
        seen=from_rfc3339(row.seen_at),
        address=row.address,
        agent=row.agent,
    )
    return Kept(stay, row.fingerprint, EndCause(row.ended_cause) if row.ended_cause else None)


def write_session(
    session: Session, new: UserSession, *, token_sha256: str, fingerprint: str
) -> int:
    """Add a session; return its number."""
    row = SessionRow(
        token_sha256=token_sha256,
        person=new.person.id,
        created_at=as_rfc3339(new.created),
        seen_at=as_rfc3339(new.seen),
        address=new.address,
        agent=new.agent,
        fingerprint=fingerprint,
    )
    session.add(row)
    session.flush()
    return row.number


def mark_seen(session: Session, number: int, at: datetime) -> None:
    """Keep when the last request of a session came."""
    seen = update(SessionRow).where(SessionRow.number == number)
    session.execute(seen.values(seen_at=as_rfc3339(at)))


def end_session(session: Session, number: int, at: datetime, cause: EndCause) -> None:
    """End a session that has not ended."""
    still_open = update(SessionRow).where(
        SessionRow.number == number, SessionRow.ended_at.is_(None)
    )
    session.execute(still_open.values(ended_at=as_rfc3339(at), ended_cause=str(cause)))


def end_every_session(session: Session, at: datetime, cause: EndCause) -> None:
    """End all that have not ended."""
    still_open = update(SessionRow).where(SessionRow.ended_at.is_(None))
    session.execute(still_open.values(ended_at=as_rfc3339(at), ended_cause=str(cause)))


def drop_old_sessions(session: Session, before: datetime) -> None:
    """Remove sessions that began before a moment; the trail still has them."""
    session.execute(delete(SessionRow).where(SessionRow.created_at < as_rfc3339(before)))
