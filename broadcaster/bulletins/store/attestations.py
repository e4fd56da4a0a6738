"""What second listeners attested. Rows are only added."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from broadcaster.bulletins.attestation import Attestation
from broadcaster.bulletins.tables import AttestationRow
from broadcaster.timebase import as_rfc3339, from_rfc3339


def insert(session: Session, one: Attestation) -> None:
    """Write one attestation."""
    session.add(
        AttestationRow(
            bulletin=one.bulletin,
            revision=one.revision,
            cut=one.cut,
            language=one.language,
            by=one.by,
            name=one.name,
            at=as_rfc3339(one.at),
            identity=one.identity,
            os_user=one.os_user,
        )
    )


def of_bulletin(session: Session, bulletin: str) -> tuple[Attestation, ...]:
    """Return every attestation of a bulletin, those of cuts it no longer has too, oldest first."""
    rows = session.scalars(
        select(AttestationRow)
        .where(AttestationRow.bulletin == bulletin)
        .order_by(AttestationRow.number)
    )
    return tuple(
        Attestation(
            row.bulletin,
            row.revision,
            row.cut,
            row.language,
            row.by,
            row.name,
            from_rfc3339(row.at),
            row.identity,
            row.os_user,
        )
        for row in rows
    )
