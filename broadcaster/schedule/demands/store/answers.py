"""What a commune said to offers, one by one and by standing answers."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CursorResult, select, update
from sqlalchemy.orm import Session

from broadcaster.schedule.demands.answers import Answer, Say, StandingAnswer
from broadcaster.schedule.demands.tables import AnswerRow, StandingAnswerRow
from broadcaster.timebase import as_rfc3339, from_rfc3339


def insert(session: Session, answer: Answer, os_user: str) -> None:
    """Write what somebody said to an offer."""
    session.add(
        AnswerRow(
            offer=answer.offer,
            say=str(answer.say),
            reason=answer.reason,
            by=answer.by,
            os_user=os_user,
            at=as_rfc3339(answer.at),
        )
    )
    session.flush()


def read_all(session: Session) -> dict[str, list[Answer]]:
    """Return offer -> what was said to it, oldest first."""
    found: dict[str, list[Answer]] = {}
    for row in session.scalars(select(AnswerRow).order_by(AnswerRow.number)):
        answer = Answer(row.offer, Say(row.say), row.by, from_rfc3339(row.at), row.reason)
        found.setdefault(row.offer, []).append(answer)
    return found


def insert_standing(session: Session, rule: StandingAnswer, os_user: str) -> None:
    """Write a standing answer."""
    session.add(
        StandingAnswerRow(
            id=rule.id,
            from_unit=rule.from_unit,
            column=rule.column,
            content_kind=rule.content_kind,
            say=str(rule.say),
            reason=rule.reason,
            until=rule.until.isoformat() if rule.until else None,
            by=rule.by,
            os_user=os_user,
            at=as_rfc3339(rule.at),
        )
    )
    session.flush()


def standing_ids(session: Session) -> tuple[str, ...]:
    """Return the ids of all standing answers, removed ones too, oldest first."""
    return tuple(session.scalars(select(StandingAnswerRow.id).order_by(StandingAnswerRow.number)))


def read_standing(session: Session) -> tuple[StandingAnswer, ...]:
    """Return the standing answers that were not removed, oldest first."""
    rows = session.scalars(
        select(StandingAnswerRow)
        .where(StandingAnswerRow.removed_at.is_(None))
        .order_by(StandingAnswerRow.number)
    )
    return tuple(_standing(row) for row in rows)


def remove_standing(session: Session, rule: str, by: str, at: datetime) -> bool:
    """Take a standing answer back; False when somebody else did before."""
    done: CursorResult[Any] = session.execute(  # type: ignore[assignment]
        update(StandingAnswerRow)
        .where(StandingAnswerRow.id == rule, StandingAnswerRow.removed_at.is_(None))
        .values(removed_by=by, removed_at=as_rfc3339(at))
    )
    return done.rowcount == 1


def _standing(row: StandingAnswerRow) -> StandingAnswer:
    return StandingAnswer(
        id=row.id,
        from_unit=row.from_unit,
        say=Say(row.say),
        by=row.by,
        at=from_rfc3339(row.at),
        column=row.column,
        content_kind=row.content_kind,
        until=date.fromisoformat(row.until) if row.until else None,
        reason=row.reason,
    )
