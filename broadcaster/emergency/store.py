"""Queries and entries of emergency templates."""

import json
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from broadcaster.emergency.model import Template
from broadcaster.emergency.tables import EmergencyTemplateRow as Row
from broadcaster.timebase import as_rfc3339
from broadcaster.units import Authority


def insert(session: Session, template: Template, who: Authority) -> None:
    """Add a version that waits for approval; one that waited before it waits no longer."""
    for row in session.scalars(_open(template.name).where(Row.approved_at.is_(None))):
        row.ended_by, row.ended_at = who.person, as_rfc3339(template.at)
    session.add(
        Row(
            name=template.name,
            version=template.version,
            document=_text(template),
            author=template.author,
            at=as_rfc3339(template.at),
            identity=who.identity,
            os_user=who.os_user,
        )
    )


def waiting(session: Session) -> dict[str, Template]:
    """Return the version of each template that waits for approval, by name."""
    rows = session.scalars(_open().where(Row.approved_at.is_(None)))
    return {row.name: _template(row) for row in rows}


def in_force(session: Session) -> dict[str, Template]:
    """Return the approved version of each template, by name."""
    rows = session.scalars(_open().where(Row.approved_at.is_not(None)))
    return {row.name: _template(row) for row in rows}


def approve(session: Session, template: Template, who: Authority, at: datetime) -> None:
    """Put the version that waits in force, with what it says now; the one before it ends."""
    end(session, template.name, who.person, at)
    (row,) = session.scalars(_open(template.name))
    row.document, row.approver, row.approved_at = _text(template), who.person, as_rfc3339(at)


def end(session: Session, name: str, by: str, at: datetime) -> bool:
    """End the approved version of a template; say whether there was one."""
    rows = list(session.scalars(_open(name).where(Row.approved_at.is_not(None))))
    for row in rows:
        row.ended_by, row.ended_at = by, as_rfc3339(at)
    session.flush()
    return bool(rows)


def _open(name: str = "") -> Select[Row]:
    found = select(Row).where(Row.ended_at.is_(None)).order_by(Row.name)
    return found.where(Row.name == name) if name else found


def _text(template: Template) -> str:
    return json.dumps(template.to_document(), ensure_ascii=False)


def _template(row: Row) -> Template:
    return Template.from_document(json.loads(row.document))
