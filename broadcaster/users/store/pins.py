"""The PINs with which people order an emergency at the box."""

from datetime import datetime

from sqlalchemy.orm import Session

from broadcaster.timebase import as_rfc3339
from broadcaster.users.tables import PinRow


def read_pin(session: Session, person: str) -> str | None:
    """Return the hash of a person's PIN (an id), None without one."""
    row = session.get(PinRow, person)
    return row.pin_hash if row else None


def write_pin(session: Session, person: str, pin_hash: str | None, at: datetime) -> None:
    """Keep the hash of a PIN in the place of an older one; None takes it away."""
    row = session.get(PinRow, person)
    if row is None:
        row = PinRow(person=person)
        session.add(row)
    row.pin_hash, row.changed_at = pin_hash, as_rfc3339(at)
