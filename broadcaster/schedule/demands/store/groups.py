"""Groups of units, the newest list of each."""

import json
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from broadcaster.schedule.demands.addressing import Group
from broadcaster.schedule.demands.tables import GroupRow
from broadcaster.timebase import as_rfc3339, from_rfc3339


def insert(session: Session, group: Group, os_user: str) -> None:
    """Let a group stand for these units from now on; without any it ends."""
    session.add(
        GroupRow(
            id=group.id,
            name=group.name,
            units=json.dumps(group.units),
            by=group.by,
            os_user=os_user,
            at=as_rfc3339(group.at),
        )
    )
    session.flush()


def read_all(session: Session) -> dict[str, Group]:
    """Return the groups that stand, by id."""
    last = select(func.max(GroupRow.number)).group_by(GroupRow.id)
    rows = session.scalars(select(GroupRow).where(GroupRow.number.in_(last)).order_by(GroupRow.id))
    found = (_group(row) for row in rows)
    return {group.id: group for group in found if group.units}


def _group(row: GroupRow) -> Group:
    at: datetime = from_rfc3339(row.at)
    return Group(row.id, row.name, tuple(json.loads(row.units)), row.by, at)
