"""Versions of station sounds that people brought."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from broadcaster.bulletins.model import StationSound
from broadcaster.bulletins.tables import SoundRow
from broadcaster.timebase import as_rfc3339, from_rfc3339


def insert(session: Session, sound: StationSound) -> None:
    """Write a new version of a sound."""
    session.add(
        SoundRow(
            name=sound.name,
            cut=sound.cut,
            author=sound.author,
            at=as_rfc3339(sound.at),
            approval=sound.approval,
        )
    )


def newest(session: Session) -> dict[str, StationSound]:
    """Return the newest version of each sound by name, approved or still waiting."""
    rows = session.scalars(select(SoundRow).order_by(SoundRow.number))
    return {row.name: _sound(row) for row in rows}


def approve(session: Session, name: str, cut: str, approval: str) -> bool:
    """Note the approval on the newest version, if it is this cut and waits; say whether it was."""
    row = session.scalars(
        select(SoundRow).where(SoundRow.name == name).order_by(SoundRow.number.desc()).limit(1)
    ).one_or_none()
    if row is None or row.approval or row.cut != cut:
        return False
    row.approval = approval
    return True


def _sound(row: SoundRow) -> StationSound:
    return StationSound(row.name, row.cut, row.author, from_rfc3339(row.at), row.approval)
