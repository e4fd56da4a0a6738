"""How approvals end, with everything that stands on them. Shared by the actions of this folder.

An end is in `plan/withdrawn.json` by the time the command that caused it says so.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from broadcaster.bulletins.errors import BulletinsError
from broadcaster.bulletins.granting import withdrawn_document
from broadcaster.bulletins.lifecycle import falls_with_source
from broadcaster.bulletins.model import Approval, State
from broadcaster.bulletins.revision import Act, Bulletin, Revision, Step
from broadcaster.bulletins.store import approvals, dossiers, trail
from broadcaster.desk import Desk
from broadcaster.store import queue_file
from broadcaster.units import Authority

Airings = Callable[[str], Sequence[str]]
"""Bulletin id -> one line for each planned airing that would stop."""

VOID = "approval-void"
WITHDRAWN = "withdrawn"
SUPERSEDED = "superseded"


def nothing_planned(_bulletin: str) -> Sequence[str]:
    """Answer for a desk without a planner."""
    return ()


def variants(desk: Desk, revision: Revision) -> tuple[Bulletin, ...]:
    """Return the variants to take back when `revision` no longer holds, and those of variants."""
    found: dict[str, Bulletin] = {}
    asked, open_ = set(), [revision.id]
    with desk.database.transaction() as session:
        while open_:
            asked.add(open_[0])
            for variant in dossiers.variants_of(session, open_.pop(0)):
                found[variant.id] = variant
                if variant.revision.id not in asked:
                    open_.append(variant.revision.id)
    return tuple(one for one in found.values() if falls_with_source(one))


def require_consent(ending: Sequence[Bulletin], airings: Airings, confirmed: bool) -> None:
    """Refuse to end approvals while airings stand on them, until somebody has seen which.

    Call it outside a transaction: the planner answers from one of its own.
    """
    approved = [bulletin for bulletin in ending if bulletin.approval]
    stopping = [line for bulletin in approved for line in airings(bulletin.id)]
    if stopping and not confirmed:
        raise BulletinsError.would_stop(", ".join(one.id for one in approved), stopping)


def end_approval(
    session: Session, desk: Desk, bulletin: Bulletin, cause: str, at: datetime, by: Authority
) -> None:
    """End the approval of a bulletin that may have one, and queue the list the player obeys."""
    if not bulletin.approval:
        return
    approvals.end(session, bulletin.approval, cause, at, by.person)
    if cause == VOID:
        step = Step.taken(bulletin.revision, Act.APPROVAL_VOID, at, by, bulletin.approval)
        trail.insert_step(session, step)
    queue_withdrawn(session, desk, at)


def suspend(
    session: Session,
    desk: Desk,
    suspended: Sequence[Bulletin],
    reason: str,
    at: datetime,
    by: Authority,
) -> None:
    """Take variants out of force and out of submission, because their source moved on."""
    for variant in suspended:
        dossiers.claim(session, variant, replace(variant, state=State.RENDERED, approval=""))
        trail.insert_step(session, Step.taken(variant.revision, Act.SUSPENDED, at, by, reason))
        end_approval(session, desk, variant, VOID, at, by)


def queue_approval(session: Session, desk: Desk, approval: Approval) -> None:
    """Promise the signed file by which the player knows an approval."""
    path = desk.home.approvals / f"{approval.id}.json"
    queue_file(session, desk.home, path, desk.key.sign("approval", approval.to_document()))


def queue_withdrawn(session: Session, desk: Desk, at: datetime) -> None:
    """Promise the signed list of approvals that no longer hold."""
    body = withdrawn_document(approvals.ended(session), at)
    queue_file(session, desk.home, desk.home.withdrawn, desk.key.sign("withdrawn", body))


def publish_withdrawn(desk: Desk) -> None:
    """Write `plan/withdrawn.json` from the database; `init` and `restore` need it to exist."""
    with desk.database.transaction() as session:
        queue_withdrawn(session, desk, desk.time.now())
    desk.publish()
