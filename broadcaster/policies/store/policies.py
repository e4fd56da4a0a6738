"""Policies by the number of their legal document."""

import json
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from broadcaster.policies.model import Level, Policy, Scope, Stage
from broadcaster.policies.tables import PolicyRow
from broadcaster.timebase import as_rfc3339


def read_all(session: Session) -> tuple[Policy, ...]:
    """Return every policy, oldest entry first."""
    rows = session.scalars(select(PolicyRow).order_by(PolicyRow.number))
    return tuple(_policy(row) for row in rows)


def write(session: Session, policy: Policy, by: str, at: datetime) -> None:
    """Write a policy; what stood under its number is replaced."""
    row = session.scalars(select(PolicyRow).where(PolicyRow.id == policy.id)).one_or_none()
    if row is None:
        row = PolicyRow(id=policy.id)
        session.add(row)
    row.title, row.level, row.scope = policy.title, str(policy.level), str(policy.scope)
    row.issuer, row.owner, row.unit = policy.issuer, policy.owner, policy.unit
    row.stages = json.dumps([[str(stage), day.isoformat()] for stage, day in policy.stages])
    row.until, row.by, row.at = policy.until, by, as_rfc3339(at)
    session.flush()


def _policy(row: PolicyRow) -> Policy:
    stages = tuple((Stage(code), date.fromisoformat(day)) for code, day in json.loads(row.stages))
    return Policy(
        row.id,
        row.title,
        Level(row.level),
        Scope(row.scope),
        row.issuer,
        row.owner,
        row.unit,
        stages,
        row.until,
    )
