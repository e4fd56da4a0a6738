"""The commune's own lexicon. A removed entry stays in the table, with who removed it."""

import json
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from broadcaster.bulletins.lexicon import LexiconEntry
from broadcaster.bulletins.tables import LexiconRow
from broadcaster.timebase import as_rfc3339, from_rfc3339


def read_all(session: Session, unit: str) -> tuple[LexiconEntry, ...]:
    """Return the unit's entries, oldest first."""
    rows = session.scalars(
        select(LexiconRow)
        .where(LexiconRow.unit == unit, LexiconRow.removed_at.is_(None))
        .order_by(LexiconRow.number)
    )
    return tuple(_entry(row) for row in rows)


def insert(session: Session, unit: str, entry: LexiconEntry) -> None:
    """Write an entry; one for the same written form and context is taken out first."""
    for row in _rows(session, unit, entry.written):
        if tuple(json.loads(row.context)) == entry.context:
            row.removed_at, row.removed_by = as_rfc3339(entry.at), entry.by
    session.add(
        LexiconRow(
            unit=unit,
            written=entry.written,
            spoken=entry.spoken,
            context=json.dumps(entry.context, ensure_ascii=False),
            source=entry.source,
            by=entry.by,
            at=as_rfc3339(entry.at),
        )
    )
    session.flush()


def remove(session: Session, unit: str, written: str, by: str, at: datetime) -> int:
    """Take all entries of a written form out; return how many there were."""
    rows = _rows(session, unit, written)
    for row in rows:
        row.removed_at, row.removed_by = as_rfc3339(at), by
    return len(rows)


def _rows(session: Session, unit: str, written: str) -> list[LexiconRow]:
    return list(
        session.scalars(
            select(LexiconRow).where(
                LexiconRow.unit == unit,
                LexiconRow.written == written,
                LexiconRow.removed_at.is_(None),
            )
        )
    )


def _entry(row: LexiconRow) -> LexiconEntry:
    return LexiconEntry(
        row.written,
        row.spoken,
        tuple(json.loads(row.context)),
        row.by,
        from_rfc3339(row.at),
        row.source,
    )
