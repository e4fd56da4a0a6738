"""Bulletins with their revisions."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import fields as dataclass_fields
from typing import Any

from sqlalchemy import CursorResult, UnaryExpression, func, select, update
from sqlalchemy.orm import Session

from broadcaster.bulletins.errors import BulletinsError
from broadcaster.bulletins.model import BulletinClass, State
from broadcaster.bulletins.revision import (
    Bulletin,
    Fields,
    Revision,
    hash_of,
)
from broadcaster.bulletins.tables import BulletinRow, RevisionRow
from broadcaster.policies import Stage
from broadcaster.reading.model import Script
from broadcaster.timebase import as_rfc3339, from_rfc3339


@dataclass(frozen=True)
class Listed:
    """A bulletin as a list shows it, without its text."""

    id: str
    revision: int
    state: State
    author: str
    cut: str
    approval: str
    fields: Fields


def ids(session: Session) -> tuple[str, ...]:
    """Return the ids of all bulletins, oldest first."""
    rows = select(BulletinRow.id).order_by(BulletinRow.year, BulletinRow.number, BulletinRow.id)
    return tuple(session.scalars(rows))


def next_number(session: Session, unit: str, year: int) -> int:
    """Return the number of the unit's next bulletin in that year, from 1."""
    highest = select(func.max(BulletinRow.number)).where(
        BulletinRow.unit == unit, BulletinRow.year == year
    )
    return (session.scalar(highest) or 0) + 1


def insert(session: Session, bulletin: Bulletin, year: int, number: int) -> None:
    """Write a new bulletin with its first revision."""
    session.add(
        BulletinRow(
            id=bulletin.id,
            unit=bulletin.unit,
            year=year,
            number=number,
            turn=bulletin.turn,
            **_standing(bulletin),
        )
    )
    session.flush()
    insert_revision(session, bulletin.revision)


def insert_revision(session: Session, revision: Revision) -> None:
    """Write one revision; it is never changed again."""
    given = revision.fields
    session.add(
        RevisionRow(
            bulletin=revision.bulletin,
            number=revision.number,
            title=given.title,
            bulletin_class=str(given.bulletin_class),
            language=given.language,
            column=given.column,
            content_kind=given.content_kind,
            origin=given.origin,
            legal_ref=given.legal_ref,
            writer=given.writer,
            translator=given.translator,
            reader=given.reader,
            valid_from=as_rfc3339(given.valid_from) if given.valid_from else None,
            valid_until=as_rfc3339(given.valid_until) if given.valid_until else None,
            times=given.times,
            zones=json.dumps(given.zones),
            policy=given.policy,
            stage=str(given.stage or ""),
            answers_until=given.answers_until,
            answers_to=given.answers_to,
            supersedes=given.supersedes,
            translates=given.translates,
            headline=given.headline,
            script=json.dumps(revision.script.to_document(), ensure_ascii=False),
            script_sha256=hash_of(revision.script),
            made_by=revision.made_by,
            made_at=as_rfc3339(revision.made_at),
        )
    )
    session.flush()


def claim(session: Session, seen: Bulletin, now: Bulletin) -> None:
    """Put the bulletin as `now`, if it still stands as it was `seen`.

    `BulletinsError` when somebody else came first: two people at once get one clear refusal.
    """
    done: CursorResult[Any] = session.execute(  # type: ignore[assignment]
        update(BulletinRow)
        .where(
            BulletinRow.id == seen.id,
            BulletinRow.turn == seen.turn,
            BulletinRow.state == str(seen.state),
        )
        .values(turn=seen.turn + 1, **_standing(now))
    )
    if done.rowcount != 1:
        raise BulletinsError.overtaken(seen.id)


def read(session: Session, bulletin: str) -> Bulletin | None:
    """Return a bulletin as it stands, or None."""
    found = session.execute(
        select(BulletinRow, RevisionRow)
        .join(RevisionRow, RevisionRow.bulletin == BulletinRow.id)
        .where(RevisionRow.number == BulletinRow.revision, BulletinRow.id == bulletin)
    ).one_or_none()
    return None if found is None else _bulletin(found[0], _revision(found[1]))


def read_revision(session: Session, bulletin: str, number: int) -> Revision | None:
    """Return one revision, or None."""
    row = session.get(RevisionRow, (bulletin, number))
    return None if row is None else _revision(row)


def variants_of(session: Session, revision: str) -> tuple[Bulletin, ...]:
    """Return the bulletins whose newest revision translates `revision`."""
    rows = session.execute(
        select(BulletinRow, RevisionRow)
        .join(RevisionRow, RevisionRow.bulletin == BulletinRow.id)
        .where(RevisionRow.number == BulletinRow.revision, RevisionRow.translates == revision)
        .order_by(BulletinRow.year, BulletinRow.number)
    )
    return tuple(_bulletin(row, _revision(newest)) for row, newest in rows)


def listing(
    session: Session,
    states: Iterable[State] = (),
    *,
    limit: int | None = None,
    newest_first: bool = False,
) -> tuple[Listed, ...]:
    """Return all bulletins, or those in these states, oldest or newest first, without their texts.

    With `limit` only the first so many, and no others are read.
    """
    wanted = [str(state) for state in states]
    query = (
        select(BulletinRow, *_LISTED)
        .join(RevisionRow, RevisionRow.bulletin == BulletinRow.id)
        .where(RevisionRow.number == BulletinRow.revision)
        .order_by(*_order(newest_first))
    )
    if limit is not None:
        query = query.where(BulletinRow.id.in_(_first(session, wanted, limit, newest_first)))
    elif wanted:
        query = query.where(BulletinRow.state.in_(wanted))
    return tuple(
        Listed(
            row.id,
            row.revision,
            State(row.state),
            row.author,
            row.cut or "",
            row.approval,
            _fields(dict(zip(_LISTED_NAMES, values, strict=True))),
        )
        for row, *values in session.execute(query)
    )


def headline_cuts(session: Session) -> set[str]:
    """Return the headlines' cuts of the bulletins that are not withdrawn."""
    query = select(BulletinRow.headline_cut).where(
        BulletinRow.headline_cut.is_not(None), BulletinRow.state != str(State.WITHDRAWN)
    )
    return {cut for cut in session.scalars(query) if cut}


def _order(newest_first: bool) -> tuple[UnaryExpression[Any], ...]:
    columns = (BulletinRow.year, BulletinRow.number, BulletinRow.id)
    return tuple(column.desc() if newest_first else column.asc() for column in columns)


def _first(session: Session, states: list[str], limit: int, newest_first: bool) -> list[str]:
    """Return the ids of the first `limit` bulletins in these states, or in any.

    Each state is asked by itself, because an index gives the order within one state only.
    """
    query = (
        select(BulletinRow.year, BulletinRow.number, BulletinRow.id)
        .order_by(*_order(newest_first))
        .limit(limit)
    )
    asked = [query.where(BulletinRow.state == state) for state in set(states)] or [query]
    found = [(row.year, row.number, row.id) for one in asked for row in session.execute(one).all()]
    return [id_ for _year, _number, id_ in sorted(found, reverse=newest_first)[:limit]]


_LISTED_NAMES = tuple(field.name for field in dataclass_fields(Fields))
_LISTED = tuple(getattr(RevisionRow, name) for name in _LISTED_NAMES)


def _standing(bulletin: Bulletin) -> dict[str, Any]:
    return {
        "state": str(bulletin.state),
        "revision": bulletin.revision.number,
        "author": bulletin.author,
        "cut": bulletin.cut or None,
        "cut_script": bulletin.cut_script,
        "headline_cut": bulletin.headline_cut or None,
        "approval": bulletin.approval,
    }


def _bulletin(row: BulletinRow, newest: Revision) -> Bulletin:
    return Bulletin(
        row.id,
        row.unit,
        State(row.state),
        row.turn,
        newest,
        row.author,
        row.cut or "",
        row.cut_script,
        row.approval,
        row.headline_cut or "",
    )


def _revision(row: RevisionRow) -> Revision:
    return Revision(
        row.bulletin,
        row.number,
        _fields({name: getattr(row, name) for name in _LISTED_NAMES}),
        Script.from_document(json.loads(row.script)),
        row.made_by,
        from_rfc3339(row.made_at),
    )


def _fields(stored: dict[str, Any]) -> Fields:
    since, until = stored["valid_from"], stored["valid_until"]
    return Fields(
        **{
            **stored,
            "bulletin_class": BulletinClass(stored["bulletin_class"]),
            "valid_from": from_rfc3339(since) if since else None,
            "valid_until": from_rfc3339(until) if until else None,
            "zones": tuple(json.loads(stored["zones"])),
            "stage": Stage(stored["stage"]) if stored["stage"] else None,
        }
    )
