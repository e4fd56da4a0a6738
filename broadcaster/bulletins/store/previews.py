"""Previews of recordings: at most one of each bulletin, the newest."""

from collections.abc import Iterable

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from broadcaster.bulletins.model import State
from broadcaster.bulletins.previewing import Preview
from broadcaster.bulletins.tables import BulletinRow, PreviewRow
from broadcaster.timebase import as_rfc3339, from_rfc3339


def put(session: Session, one: Preview) -> None:
    """Write a preview in the place of the one before."""
    remove(session, one.bulletin)
    session.add(
        PreviewRow(
            bulletin=one.bulletin,
            script=one.script,
            before=one.before,
            after=one.after,
            by=one.by,
            at=as_rfc3339(one.at),
        )
    )


def read(session: Session, bulletin: str) -> Preview | None:
    """Return the preview of a bulletin, if there is one."""
    row = session.get(PreviewRow, bulletin)
    if row is None:
        return None
    return Preview(row.bulletin, row.script, row.before, row.after, row.by, from_rfc3339(row.at))


def remove(session: Session, bulletin: str) -> None:
    """Forget the preview of a bulletin; its cuts stay until they are collected."""
    session.execute(delete(PreviewRow).where(PreviewRow.bulletin == bulletin))
    session.flush()


def in_hand(session: Session, states: Iterable[State]) -> set[str]:
    """Return the cuts in previews of bulletins in these states."""
    query = (
        select(PreviewRow.before, PreviewRow.after)
        .join(BulletinRow, BulletinRow.id == PreviewRow.bulletin)
        .where(BulletinRow.state.in_([str(state) for state in states]))
    )
    return {sha256 for pair in session.execute(query) for sha256 in pair}
