"""What was done to bulletins: submissions, and the lines of their history. Rows are only added."""

import json
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from broadcaster.bulletins.correcting import Corrections
from broadcaster.bulletins.revision import Act, Bulletin, Step, Submission
from broadcaster.bulletins.tables import CorrectionRow, StepRow, SubmissionRow
from broadcaster.timebase import as_rfc3339, from_rfc3339


def insert_submission(session: Session, bulletin: str, submission: Submission) -> None:
    """Write one hand-over to the approver."""
    session.add(
        SubmissionRow(
            bulletin=bulletin,
            revision=submission.revision,
            cut=submission.cut,
            author=submission.author,
            by=submission.by,
            at=as_rfc3339(submission.at),
            accepted_flags=json.dumps(submission.accepted_flags, ensure_ascii=False),
            accepted_reason=submission.accepted_reason,
        )
    )


def last_submission(session: Session, bulletin: str) -> Submission | None:
    """Return the newest hand-over of a bulletin, None when it was never submitted."""
    row = session.scalars(
        select(SubmissionRow)
        .where(SubmissionRow.bulletin == bulletin)
        .order_by(SubmissionRow.number.desc())
        .limit(1)
    ).one_or_none()
    if row is None:
        return None
    return Submission(
        row.revision,
        row.cut,
        row.author,
        row.by,
        from_rfc3339(row.at),
        tuple(json.loads(row.accepted_flags)),
        row.accepted_reason,
    )


def insert_corrections(
    session: Session, returned: Bulletin, corrections: Corrections, by: str, at: datetime
) -> None:
    """Write what an approver wants said differently; `returned` has the turn of the return."""
    session.add_all(
        CorrectionRow(
            bulletin=returned.id, turn=returned.turn, line=line, text=text, by=by, at=as_rfc3339(at)
        )
        for line, text in corrections
    )


def corrections(session: Session, returned: Bulletin) -> Corrections:
    """Return the corrections that came with the return a bulletin stands at, by line."""
    rows = session.scalars(
        select(CorrectionRow)
        .where(CorrectionRow.bulletin == returned.id, CorrectionRow.turn == returned.turn)
        .order_by(CorrectionRow.line)
    )
    return tuple((row.line, row.text) for row in rows)


def insert_step(session: Session, step: Step) -> None:
    """Write one line of history."""
    session.add(
        StepRow(
            bulletin=step.bulletin,
            revision=step.revision,
            act=str(step.act),
            at=as_rfc3339(step.at),
            by=step.by,
            name=step.name,
            detail=step.detail,
            in_name_of=step.in_name_of,
            delegation=step.delegation,
            identity=step.identity,
            os_user=step.os_user,
        )
    )


def steps(session: Session, bulletin: str) -> tuple[Step, ...]:
    """Return a bulletin's history, oldest first."""
    rows = session.scalars(
        select(StepRow).where(StepRow.bulletin == bulletin).order_by(StepRow.number)
    )
    return tuple(
        Step(
            row.bulletin,
            row.revision,
            Act(row.act),
            from_rfc3339(row.at),
            row.by,
            row.name,
            row.detail,
            row.in_name_of,
            row.delegation,
            row.identity,
            row.os_user,
        )
        for row in rows
    )
