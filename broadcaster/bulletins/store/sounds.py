"""Versions of station sounds that people brought."""

from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from broadcaster.bulletins.station_sound import Rights, StationSound
from broadcaster.bulletins.tables import SoundRow
from broadcaster.timebase import as_rfc3339, from_rfc3339


def insert(session: Session, sound: StationSound) -> None:
    """Write a new version of a sound."""
    rights = sound.rights
    session.add(
        SoundRow(
            name=sound.name,
            cut=sound.cut,
            author=sound.author,
            at=as_rfc3339(sound.at),
            approval=sound.approval,
            title=rights.title,
            origin=rights.origin,
            licence=rights.licence,
            holder=rights.holder,
            rights_until=as_rfc3339(rights.until) if rights.until else None,
        )
    )


def waiting(session: Session) -> dict[str, StationSound]:
    """Return the newest version of each sound by name, where it waits for approval."""
    rows = session.scalars(
        select(SoundRow).where(SoundRow.taken_back_at.is_(None)).order_by(SoundRow.number)
    )
    newest = {row.name: row for row in rows}
    return {name: _sound(row) for name, row in newest.items() if not row.approval}


def approve(session: Session, name: str, cut: str, approval: str) -> bool:
    """Note the approval on the version that waits, if it is this cut; say whether it was."""
    row = _waiting(session, name)
    if row is None or row.cut != cut:
        return False
    row.approval = approval
    return True


def take_back(session: Session, name: str, by: str, at: datetime) -> bool:
    """Let the version that waits wait no longer; say whether there was one."""
    row = _waiting(session, name)
    if row is None:
        return False
    for one in session.scalars(_open(name)):
        if not one.approval:  # also those that a newer one had replaced while they waited
            one.taken_back_by, one.taken_back_at = by, as_rfc3339(at)
    return True


def _waiting(session: Session, name: str) -> SoundRow | None:
    row = session.scalars(_open(name).order_by(SoundRow.number.desc()).limit(1)).one_or_none()
    return None if row is None or row.approval else row


def _open(name: str) -> Select[SoundRow]:
    return select(SoundRow).where(SoundRow.name == name, SoundRow.taken_back_at.is_(None))


def _sound(row: SoundRow) -> StationSound:
    until = from_rfc3339(row.rights_until) if row.rights_until else None
    rights = Rights(row.title, row.origin, row.licence, row.holder, until)
    return StationSound(row.name, row.cut, row.author, from_rfc3339(row.at), row.approval, rights)
