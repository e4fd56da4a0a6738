"""Queries and entries of complaints and questions."""

from datetime import date

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from broadcaster.feedback.model import Answered, Channel, Feedback, FeedbackKind
from broadcaster.feedback.tables import FeedbackRow as Row
from broadcaster.timebase import as_rfc3339, from_rfc3339
from broadcaster.units import Authority


def next_number(session: Session, unit: str, year: int) -> int:
    """Return the number of the unit's next one in that year, from 1."""
    highest = select(func.max(Row.number)).where(Row.unit == unit, Row.year == year)
    return (session.scalar(highest) or 0) + 1


def insert(session: Session, one: Feedback, who: Authority, unit: str, number: int) -> None:
    """Write what was received."""
    session.add(
        Row(
            id=one.id,
            unit=unit,
            year=int(one.id.split("-")[-2]),
            number=number,
            kind=one.kind,
            channel=one.channel,
            text=one.text,
            who=one.who,
            received_at=as_rfc3339(one.received_at),
            received_by=one.received_by,
            identity=who.identity,
            os_user=who.os_user,
            owner=one.owner,
            due=one.due.isoformat(),
            heard_at=as_rfc3339(one.heard_at) if one.heard_at else None,
            page=one.page,
            code=one.code,
        )
    )


def ids(session: Session) -> tuple[str, ...]:
    """Return the ids of all, oldest first."""
    return tuple(session.scalars(select(Row.id).order_by(Row.received_at, Row.year, Row.number)))


def read(session: Session, id_: str) -> Feedback | None:
    """Return one, or None."""
    row = session.get(Row, id_)
    return None if row is None else _feedback(row)


def read_all(session: Session, *, only_open: bool = False) -> tuple[Feedback, ...]:
    """Return all of them, oldest first; or those without an answer, by due day."""
    query = select(Row).order_by(Row.received_at, Row.year, Row.number)
    if only_open:
        query = select(Row).where(Row.answered_at.is_(None)).order_by(Row.due, Row.received_at)
    return tuple(_feedback(row) for row in session.scalars(query))


def close(session: Session, id_: str, answer: Answered) -> bool:
    """Write the answer; False when somebody answered meanwhile."""
    entry = update(Row).where(Row.id == id_, Row.answered_at.is_(None))
    written = session.execute(
        entry.values(
            answered_at=as_rfc3339(answer.at),
            answered_by=answer.by,
            answer=answer.text,
            bulletin=answer.bulletin or None,
        )
    )
    return bool(written.rowcount)  # type: ignore[attr-defined]


def forget(session: Session, id_: str) -> None:
    """Remove who asked."""
    session.execute(update(Row).where(Row.id == id_).values(who=""))


def _feedback(row: Row) -> Feedback:
    answer = None
    if row.answered_at:
        moment = from_rfc3339(row.answered_at)
        answer = Answered(row.answer or "", row.bulletin or "", row.answered_by or "", moment)
    return Feedback(
        id=row.id,
        kind=FeedbackKind(row.kind),
        channel=Channel(row.channel),
        text=row.text,
        who=row.who,
        received_at=from_rfc3339(row.received_at),
        received_by=row.received_by,
        owner=row.owner,
        due=date.fromisoformat(row.due),
        heard_at=from_rfc3339(row.heard_at) if row.heard_at else None,
        page=row.page,
        code=row.code,
        answer=answer,
    )
