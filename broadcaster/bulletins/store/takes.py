"""Recordings of single paragraphs. Rows are only added; the newest of a paragraph counts."""

import json
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from broadcaster.bulletins.model import State
from broadcaster.bulletins.tables import BulletinRow, TakeRow
from broadcaster.bulletins.taking import ParagraphTake
from broadcaster.production.listening import Finding
from broadcaster.production.takes import Heard
from broadcaster.quantities import Milliseconds
from broadcaster.timebase import as_rfc3339, from_rfc3339


def insert(session: Session, bulletin: str, take: ParagraphTake) -> None:
    """Write one take."""
    heard = take.heard
    document = {
        "duration_ms": heard.duration_ms,
        "loudness_lufs": heard.loudness_lufs,
        "findings": [one.to_document() for one in heard.findings],
        "sentence_ends": list(heard.sentence_ends),
    }
    session.add(
        TakeRow(
            bulletin=bulletin,
            paragraph=take.key,
            sha256=heard.sha256,
            name=take.name,
            document=json.dumps(document),
            by=take.by,
            at=as_rfc3339(take.at),
        )
    )


def newest(session: Session, bulletin: str) -> dict[str, ParagraphTake]:
    """Return the newest take of each paragraph, by the paragraph's key."""
    rows = session.scalars(
        select(TakeRow).where(TakeRow.bulletin == bulletin).order_by(TakeRow.number)
    )
    return {row.paragraph: _take(row, from_rfc3339(row.at)) for row in rows}


def in_hand(session: Session, states: Iterable[State]) -> set[str]:
    """Return the SHA-256 of every take, older ones too, of bulletins in these states."""
    query = (
        select(TakeRow.sha256)
        .join(BulletinRow, BulletinRow.id == TakeRow.bulletin)
        .where(BulletinRow.state.in_([str(state) for state in states]))
    )
    return set(session.scalars(query))


def _take(row: TakeRow, at: datetime) -> ParagraphTake:
    stored = json.loads(row.document)
    heard = Heard(
        row.sha256,
        Milliseconds(stored["duration_ms"]),
        stored["loudness_lufs"],
        tuple(Finding.from_document(one) for one in stored["findings"]),
        tuple(stored["sentence_ends"]),
    )
    return ParagraphTake(row.paragraph, row.name, heard, row.by, at)
