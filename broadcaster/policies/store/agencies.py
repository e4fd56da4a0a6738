"""Agencies with everybody who held their posts."""

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from broadcaster.policies.agency import Agency, Holder, Post
from broadcaster.policies.tables import AgencyRow, HolderRow
from broadcaster.units import Term


def read_all(session: Session) -> tuple[Agency, ...]:
    """Return every agency, oldest entry first."""
    holders: dict[str, list[Holder]] = {}
    for row in session.scalars(select(HolderRow).order_by(HolderRow.number)):
        one = Holder(
            Post(row.post), row.name, row.contact, row.document, Term(row.since, row.until)
        )
        holders.setdefault(row.agency, []).append(one)
    return tuple(
        Agency(
            row.id, row.name, row.unit, Term(row.since, row.until), tuple(holders.get(row.id, ()))
        )
        for row in session.scalars(select(AgencyRow).order_by(AgencyRow.number))
    )


def write(session: Session, agency: Agency) -> None:
    """Write an agency; what stood under its id is replaced, with the holders it lists."""
    row = session.scalars(select(AgencyRow).where(AgencyRow.id == agency.id)).one_or_none()
    if row is None:
        row = AgencyRow(id=agency.id)
        session.add(row)
    row.name, row.unit = agency.name, agency.unit
    row.since, row.until = agency.term.since, agency.term.until
    session.flush()
    session.execute(delete(HolderRow).where(HolderRow.agency == agency.id))
    session.add_all(
        HolderRow(
            agency=agency.id,
            post=str(one.post),
            name=one.name,
            contact=one.contact,
            document=one.document,
            since=one.term.since,
            until=one.term.until,
        )
        for one in agency.holders
    )
    session.flush()
