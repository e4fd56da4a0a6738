"""Tries that failed, for the throttle to count. Kept in a table so that a restart forgets none."""

from datetime import datetime

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from broadcaster.timebase import as_rfc3339, from_rfc3339
from broadcaster.users.tables import FailureRow


def read_failures(
    session: Session, name: str, address: str
) -> tuple[tuple[datetime, ...], tuple[datetime, ...]]:
    """Return when tries failed under this name, and from this address; no address, none."""
    mine = or_(FailureRow.name == name, FailureRow.address == address)
    rows = session.scalars(select(FailureRow).where(mine)).all()
    return (
        tuple(from_rfc3339(row.at) for row in rows if row.name == name),
        tuple(from_rfc3339(row.at) for row in rows if address and row.address == address),
    )


def write_failure(session: Session, at: datetime, name: str, address: str) -> int:
    """Count a try as failed; return the number to take it back by."""
    row = FailureRow(at=as_rfc3339(at), name=name, address=address)
    session.add(row)
    session.flush()
    return row.number


def take_back_failure(session: Session, number: int) -> None:
    """Let a try not count, because it succeeded."""
    session.execute(delete(FailureRow).where(FailureRow.number == number))


def drop_failures(session: Session, before: datetime, after: datetime) -> None:
    """Remove what is too old to count, and what a clock that was ahead wrote."""
    stale = or_(FailureRow.at < as_rfc3339(before), FailureRow.at > as_rfc3339(after))
    session.execute(delete(FailureRow).where(stale))
