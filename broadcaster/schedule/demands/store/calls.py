"""Mandates and offers with their withdrawals."""

import json
from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import CursorResult, select, update
from sqlalchemy.orm import Session

from broadcaster.schedule.demands.model import Call, CallKind, Withdrawal
from broadcaster.schedule.demands.tables import CallRow
from broadcaster.timebase import as_rfc3339, from_rfc3339


def insert(session: Session, call: Call, os_user: str) -> None:
    """Write a call as it was made."""
    session.add(
        CallRow(
            id=call.id,
            kind=str(call.kind),
            bulletin=call.bulletin,
            until=call.until.isoformat(),
            document=json.dumps(call.to_document(), ensure_ascii=False, sort_keys=True),
            os_user=os_user,
        )
    )
    session.flush()


def withdraw(session: Session, call: str, withdrawal: Withdrawal) -> bool:
    """Let a call end; False when somebody else ended it before."""
    done: CursorResult[Any] = session.execute(  # type: ignore[assignment]
        update(CallRow)
        .where(CallRow.id == call, CallRow.withdrawn_at.is_(None))
        .values(
            withdrawn_by=withdrawal.by,
            withdrawn_at=as_rfc3339(withdrawal.at),
            withdrawn_reason=withdrawal.reason,
        )
    )
    return done.rowcount == 1


def ids(session: Session, kind: CallKind) -> tuple[str, ...]:
    """Return the ids of all mandates, or all offers, oldest first."""
    query = select(CallRow.id).where(CallRow.kind == str(kind)).order_by(CallRow.number)
    return tuple(session.scalars(query))


def read(session: Session, call: str) -> Call | None:
    """Return one call, or None."""
    row = session.scalars(select(CallRow).where(CallRow.id == call)).one_or_none()
    return None if row is None else _call(row)


def read_all(session: Session, kind: CallKind, ending_from: date | None = None) -> tuple[Call, ...]:
    """Return all mandates, or all offers, oldest first; or those that end on a day or later."""
    query = select(CallRow).where(CallRow.kind == str(kind)).order_by(CallRow.number)
    if ending_from is not None:
        query = query.where(CallRow.until >= ending_from.isoformat())
    return tuple(_call(row) for row in session.scalars(query))


def read_of(session: Session, bulletins: Collection[str]) -> tuple[Call, ...]:
    """Return every call for one of these bulletins, withdrawn and past ones too, oldest first."""
    query = select(CallRow).where(CallRow.bulletin.in_(bulletins)).order_by(CallRow.number)
    return tuple(_call(row) for row in session.scalars(query))


def _call(row: CallRow) -> Call:
    withdrawal = None
    if row.withdrawn_at is not None:
        at = from_rfc3339(row.withdrawn_at)
        withdrawal = Withdrawal(row.withdrawn_by or "", at, row.withdrawn_reason or "")
    return Call.from_document(json.loads(row.document), withdrawal)
