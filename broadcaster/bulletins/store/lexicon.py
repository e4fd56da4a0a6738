"""Lexicons of the station's unit and those above. A removed entry stays, with who removed it."""

import json
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from broadcaster.bulletins.lexicon import Key, LexiconChange, LexiconEntry
from broadcaster.bulletins.tables import LexiconRow
from broadcaster.timebase import as_rfc3339, from_rfc3339


def read_all(session: Session, unit: str, *, removed: bool = False) -> tuple[LexiconEntry, ...]:
    """Return the unit's entries, oldest first; with `removed` those that were taken out too."""
    rows = select(LexiconRow).where(LexiconRow.unit == unit).order_by(LexiconRow.number)
    if not removed:
        rows = rows.where(LexiconRow.removed_at.is_(None))
    return tuple(_entry(row) for row in session.scalars(rows))


def carry_out(session: Session, change: LexiconChange, by: str, at: datetime) -> None:
    """Take out what leaves, and then write what enters, in its order."""
    gone = {one.key for one in change.leaving}
    for row in _present(session, change.owner, gone):
        row.removed_at, row.removed_by = as_rfc3339(at), by
    session.add_all(_row(change.owner, entry) for entry in change.entering)
    session.flush()


def _present(session: Session, unit: str, keys: set[Key]) -> Iterable[LexiconRow]:
    if not keys:
        return ()
    rows = select(LexiconRow).where(LexiconRow.unit == unit, LexiconRow.removed_at.is_(None))
    return [row for row in session.scalars(rows) if _key(row) in keys]


def _key(row: LexiconRow) -> Key:
    return row.written, tuple(json.loads(row.context))


def _row(unit: str, entry: LexiconEntry) -> LexiconRow:
    return LexiconRow(
        unit=unit,
        written=entry.written,
        spoken=entry.spoken,
        context=json.dumps(entry.context, ensure_ascii=False),
        source=entry.source,
        by=entry.by,
        at=as_rfc3339(entry.at),
        stated_by=entry.stated_by or None,
        stated_at=as_rfc3339(entry.stated_at) if entry.stated_at else None,
    )


def _entry(row: LexiconRow) -> LexiconEntry:
    return LexiconEntry(
        row.written,
        row.spoken,
        tuple(json.loads(row.context)),
        row.by,
        from_rfc3339(row.at),
        row.source,
        row.unit,
        row.stated_by or "",
        from_rfc3339(row.stated_at) if row.stated_at else None,
        row.removed_by or "",
        from_rfc3339(row.removed_at) if row.removed_at else None,
    )
