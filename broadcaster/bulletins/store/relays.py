"""Relays as people entered them; the newest of a name counts."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from broadcaster.bulletins.relay import Relay, RelayWindow
from broadcaster.bulletins.tables import RelayRow
from broadcaster.timebase import as_rfc3339, from_rfc3339


def insert(session: Session, relay: Relay) -> None:
    """Write a new version of a relay."""
    window = relay.window
    session.add(
        RelayRow(
            name=window.name,
            title=relay.title,
            source=window.source,
            programme=window.programme,
            longest_ms=window.longest_ms,
            in_charge=window.in_charge,
            valid_until=as_rfc3339(relay.until) if relay.until else None,
            author=relay.author,
            at=as_rfc3339(relay.at),
            approval=relay.approval,
        )
    )


def newest(session: Session) -> dict[str, Relay]:
    """Return the newest version of each relay by name, those that were ended left out."""
    rows = session.scalars(
        select(RelayRow).where(RelayRow.ended_at.is_(None)).order_by(RelayRow.number)
    )
    return {row.name: _relay(row) for row in rows}


def approve(session: Session, relay: Relay, approval: str) -> bool:
    """Note the approval on the newest version, if it is this one and waits; say whether it was."""
    row = session.scalars(
        select(RelayRow)
        .where(RelayRow.name == relay.name, RelayRow.ended_at.is_(None))
        .order_by(RelayRow.number.desc())
        .limit(1)
    ).one_or_none()
    if row is None or row.approval or _relay(row) != relay:
        return False
    row.approval = approval
    return True


def end(session: Session, name: str, by: str, at: datetime) -> None:
    """End every version of a relay, also one that waits."""
    query = select(RelayRow).where(RelayRow.name == name, RelayRow.ended_at.is_(None))
    for row in session.scalars(query):
        row.ended_by, row.ended_at = by, as_rfc3339(at)


def _relay(row: RelayRow) -> Relay:
    return Relay(
        RelayWindow(row.name, row.source, row.programme, row.longest_ms, row.in_charge),
        row.title,
        row.author,
        from_rfc3339(row.at),
        from_rfc3339(row.valid_until) if row.valid_until else None,
        row.approval,
    )
