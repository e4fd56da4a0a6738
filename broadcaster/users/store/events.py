"""The trail. Lines are added and read; none is changed or removed."""

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from broadcaster.timebase import as_rfc3339, from_rfc3339
from broadcaster.users.model import Event, What
from broadcaster.users.tables import EventRow


def write_event(session: Session, event: Event) -> None:
    """Add a line."""
    session.add(
        EventRow(
            at=as_rfc3339(event.at),
            person=event.person,
            name=event.name,
            what=str(event.what),
            act=event.act,
            subject=event.subject,
            detail=event.detail,
            in_name_of=event.in_name_of,
            address=event.address,
            os_user=event.os_user,
        )
    )


def read_events(
    session: Session, person: str | None, limit: int, before: int | None
) -> tuple[Event, ...]:
    """Return the newest lines first; of a person, both what they did and what was done to them."""
    query = select(EventRow).order_by(EventRow.number.desc()).limit(limit)
    if person is not None:
        query = query.where(or_(EventRow.person == person, EventRow.subject == person))
    if before is not None:
        query = query.where(EventRow.number < before)
    return tuple(_event(row) for row in session.scalars(query))


def _event(row: EventRow) -> Event:
    return Event(
        at=from_rfc3339(row.at),
        person=row.person,
        name=row.name,
        what=What(row.what),
        act=row.act,
        subject=row.subject,
        detail=row.detail,
        in_name_of=row.in_name_of,
        address=row.address,
        os_user=row.os_user,
        number=row.number,
    )
