"""Plans of quarters; the newest row of a quarter counts."""

import json
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from broadcaster.policies.tables import WorkplanRow
from broadcaster.policies.workplan import Workplan
from broadcaster.timebase import as_rfc3339


def read_all(session: Session) -> dict[str, Workplan]:
    """Return the plan that counts of each quarter, in the order of the quarters."""
    rows = session.scalars(select(WorkplanRow).order_by(WorkplanRow.number))
    newest = {row.quarter: row.document for row in rows}
    return {
        quarter: Workplan.from_document(json.loads(newest[quarter])) for quarter in sorted(newest)
    }


def write(session: Session, plan: Workplan, by: str, at: datetime) -> None:
    """Write a plan; what stood there before stays readable in the table."""
    document = json.dumps(plan.to_document(), ensure_ascii=False)
    session.add(WorkplanRow(quarter=plan.quarter, document=document, by=by, at=as_rfc3339(at)))
    session.flush()
