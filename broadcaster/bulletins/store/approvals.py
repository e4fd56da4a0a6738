"""Approvals with their ends, and what was measured on the cuts they name."""

import json
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from broadcaster.bulletins.model import Approval, ApprovalKind, Ended
from broadcaster.bulletins.tables import ApprovalRow, CutRow
from broadcaster.production import Cut
from broadcaster.timebase import as_rfc3339, from_rfc3339


def keep_cut(session: Session, cut: Cut) -> None:
    """Keep what made a cut and what was measured on it; made again, as it was made last."""
    document = json.dumps(cut.to_document(), ensure_ascii=False)
    row = session.get(CutRow, cut.sha256)
    if row is None:
        session.add(CutRow(sha256=cut.sha256, document=document))
    else:
        row.document = document
    session.flush()


def read_cut(session: Session, sha256: str) -> Cut | None:
    """Return what was measured on a cut, or None when none of that hash was made here."""
    row = session.get(CutRow, sha256)
    return None if row is None else Cut.from_document(json.loads(row.document))


def read_cuts(session: Session, wanted: Iterable[str]) -> dict[str, Cut]:
    """Return what was measured on each of these cuts that was made here, by its hash."""
    query = select(CutRow.sha256, CutRow.document).where(CutRow.sha256.in_(set(wanted)))
    return {
        sha256: Cut.from_document(json.loads(document))
        for sha256, document in session.execute(query)
    }


def insert(session: Session, approval: Approval) -> None:
    """Write an approval as it is signed."""
    session.add(
        ApprovalRow(
            id=approval.id,
            kind=str(approval.kind),
            bulletin=approval.bulletin,
            revision=approval.revision,
            sound=approval.sound,
            cut=approval.cut or None,
            at=as_rfc3339(approval.at),
            document=json.dumps(approval.to_document(), ensure_ascii=False),
            valid_until=as_rfc3339(approval.valid_until) if approval.valid_until else None,
        )
    )
    session.flush()


def count_of(session: Session, revision_or_sound: str) -> int:
    """Return how many approvals a revision, or a sound, has had."""
    query = select(func.count()).where(
        (ApprovalRow.revision == revision_or_sound) | (ApprovalRow.sound == revision_or_sound)
    )
    return session.scalar(query) or 0


def count_of_relay(session: Session, name: str) -> int:
    """Return how many approvals a relay has had."""
    query = select(func.count()).where(
        ApprovalRow.kind == str(ApprovalKind.RELAY), ApprovalRow.id.like(f"relay-{name}.a%")
    )
    return session.scalar(query) or 0


def end(session: Session, approval: str, cause: str, at: datetime, by: str) -> None:
    """Let an approval end; one that has ended already keeps its first cause."""
    row = session.scalars(select(ApprovalRow).where(ApprovalRow.id == approval)).one()
    if row.ended_cause is None:
        row.ended_cause, row.ended_at, row.ended_by = cause, as_rfc3339(at), by
        session.flush()


def read(session: Session, approval: str) -> Approval | None:
    """Return an approval, ended or not, or None."""
    row = session.scalars(select(ApprovalRow).where(ApprovalRow.id == approval)).one_or_none()
    return None if row is None else _approval(row)


def newest_of(session: Session, bulletin: str, *, before: str) -> Approval | None:
    """Return the newest approval of a bulletin, ended or not, of another revision than `before`."""
    row = session.scalars(
        select(ApprovalRow)
        .where(ApprovalRow.bulletin == bulletin, ApprovalRow.revision != before)
        .order_by(ApprovalRow.number.desc())
        .limit(1)
    ).one_or_none()
    return None if row is None else _approval(row)


def in_force(
    session: Session, kind: ApprovalKind, since: datetime | None = None
) -> tuple[Approval, ...]:
    """Return the approvals of a kind that have not ended, in the order they were given.

    With `since`, those whose validity is over by then are left out.
    """
    query = (
        select(ApprovalRow)
        .where(ApprovalRow.kind == str(kind), ApprovalRow.ended_cause.is_(None))
        .order_by(ApprovalRow.at, ApprovalRow.number)
    )
    if since is not None:
        until = ApprovalRow.valid_until  # stored with six decimals, so that text compares as time
        query = query.where(until.is_(None) | (until > as_rfc3339(since)))
    return tuple(_approval(row) for row in session.scalars(query))


def is_withdrawn(session: Session, cut: str) -> bool:
    """Say whether the newest approval of a station sound with this cut ended by withdrawal."""
    query = (
        select(ApprovalRow.ended_cause)
        .where(ApprovalRow.kind == str(ApprovalKind.SOUND), ApprovalRow.cut == cut)
        .order_by(ApprovalRow.number.desc())
        .limit(1)
    )
    return session.scalars(query).one_or_none() == "withdrawn"


def over_bed(session: Session, cut: str) -> tuple[str, ...]:
    """Return the bulletins with an approval that holds and this bed under their speech."""
    found = in_force(session, ApprovalKind.BULLETIN)
    return tuple(one.bulletin for one in found if one.details.get("bed") == cut)


def ended(session: Session) -> tuple[Ended, ...]:
    """Return every approval that no longer holds, in the order they were given."""
    rows = session.scalars(
        select(ApprovalRow).where(ApprovalRow.ended_cause.is_not(None)).order_by(ApprovalRow.number)
    )
    return tuple(
        Ended(
            row.id,
            row.bulletin,
            row.ended_cause or "",
            from_rfc3339(row.ended_at or row.at),
            row.ended_by or "",
        )
        for row in rows
    )


def _approval(row: ApprovalRow) -> Approval:
    return Approval.from_document(json.loads(row.document))
