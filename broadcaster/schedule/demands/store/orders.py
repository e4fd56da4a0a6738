"""Orders of priority, the newest of each session."""

import json
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from broadcaster.schedule.demands.priorities import PriorityOrder
from broadcaster.schedule.demands.tables import PriorityOrderRow
from broadcaster.timebase import as_rfc3339, from_rfc3339


def insert(session: Session, order: PriorityOrder, os_user: str) -> None:
    """Write an order on top of the last one of its session."""
    session.add(
        PriorityOrderRow(
            session=order.session,
            turn=order.turn,
            bulletins=json.dumps(order.bulletins),
            by=order.by,
            os_user=os_user,
            at=as_rfc3339(order.at),
        )
    )
    session.flush()


def newest(session: Session, of: str) -> PriorityOrder | None:
    """Return the order of one session that stands, or None."""
    row = session.scalars(
        select(PriorityOrderRow)
        .where(PriorityOrderRow.session == of)
        .order_by(PriorityOrderRow.turn.desc())
        .limit(1)
    ).one_or_none()
    return None if row is None else _order(row)


def newest_of_all(session: Session, since: datetime) -> tuple[PriorityOrder, ...]:
    """Return the order that stands of each session that was ordered at `since` or later."""
    last = (
        select(func.max(PriorityOrderRow.number))
        .where(PriorityOrderRow.at >= as_rfc3339(since))
        .group_by(PriorityOrderRow.session)
    )
    rows = session.scalars(select(PriorityOrderRow).where(PriorityOrderRow.number.in_(last)))
    return tuple(_order(row) for row in rows)


def _order(row: PriorityOrderRow) -> PriorityOrder:
    names = tuple(json.loads(row.bulletins))
    return PriorityOrder(row.session, row.turn, names, row.by, from_rfc3339(row.at))
