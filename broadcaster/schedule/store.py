"""Read and write applied programmes and signed hours; every query returns plain values."""

import json
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import takewhile

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from broadcaster.schedule.calendar.holidays import NATIONAL, HolidayTable
from broadcaster.schedule.hours.unit_hours import UnitHours
from broadcaster.schedule.hours.windows import HoursException
from broadcaster.schedule.programmes.holiday_file import read_holidays
from broadcaster.schedule.tables import HolidayTableRow, HoursExceptionRow, HoursRow, ProgrammeRow
from broadcaster.timebase import as_rfc3339, from_rfc3339
from broadcaster.units.model import Authority


@dataclass(frozen=True)
class AppliedText:
    """The text of a programme that stands, and who applied it when (aware UTC)."""

    name: str
    text: str
    by: str
    at: datetime


def read_applied(session: Session) -> tuple[AppliedText, ...]:
    """Return the programmes that stand, by name."""
    newest = select(func.max(ProgrammeRow.number)).group_by(ProgrammeRow.name)
    rows = session.scalars(
        select(ProgrammeRow).where(ProgrammeRow.number.in_(newest)).order_by(ProgrammeRow.name)
    )
    return tuple(
        AppliedText(row.name, row.text, row.by, from_rfc3339(row.at))
        for row in rows
        if row.text is not None
    )


def write_applied(
    session: Session, name: str, text: str | None, by: Authority, at: datetime
) -> None:
    """Add an applied text, or with None the removal of a programme."""
    session.add(
        ProgrammeRow(name=name, text=text, by=by.person, os_user=by.os_user, at=as_rfc3339(at))
    )


def read_holiday_table(session: Session) -> HolidayTable:
    """Return the table of holidays that was applied last; an empty one when none was."""
    newest = select(HolidayTableRow.text).order_by(HolidayTableRow.number.desc()).limit(1)
    text = session.scalar(newest)
    return NATIONAL if text is None else read_holidays(text)


def write_holidays(session: Session, text: str, by: Authority, at: datetime) -> None:
    """Add an applied table of holidays; its text was read without mistakes."""
    session.add(HolidayTableRow(text=text, by=by.person, os_user=by.os_user, at=as_rfc3339(at)))


def read_hours(
    session: Session, unit: str, today: date, oldest: date, *, is_own: bool = False
) -> UnitHours | None:
    """Return the policy of a unit that stands: dated ones over the newest undated, newest first.

    Dated policies that ended before `today` and exceptions before `oldest` are left out. An
    exception that names no unit counts for the station's own. None when none was ever set.
    """
    rows = session.scalars(select(HoursRow).order_by(HoursRow.number.desc())).all()
    every = (UnitHours.from_document(json.loads(row.document)) for row in rows)
    policies = [policy for policy in every if policy.unit == unit]
    dated = list(takewhile(_is_dated, policies))
    standing = policies[len(dated)] if len(dated) < len(policies) else None
    for policy in reversed(dated):
        if policy.valid_until is None or policy.valid_until >= today:
            standing = replace(policy, standing=standing)
    if standing is None:
        return None
    units = {unit, ""} if is_own else {unit}
    exceptions = _read_exceptions(session, oldest)
    return standing.with_exceptions(one for one in exceptions if one.unit in units)


def _is_dated(policy: UnitHours) -> bool:
    return policy.valid_from is not None or policy.valid_until is not None


def _read_exceptions(session: Session, oldest: date) -> list[HoursException]:
    rows = session.scalars(select(HoursExceptionRow).order_by(HoursExceptionRow.number))
    found = [HoursException.from_document(json.loads(row.document)) for row in rows]
    return [exception for exception in found if exception.day >= oldest]


def write_hours(session: Session, policy: UnitHours, os_user: str) -> None:
    """Add a policy; its exceptions and what it lies over are kept on their own."""
    alone = replace(policy, exceptions=(), standing=None)
    session.add(HoursRow(document=_json(alone.to_document()), os_user=os_user))


def write_exception(session: Session, exception: HoursException, os_user: str) -> None:
    """Add an exception."""
    session.add(HoursExceptionRow(document=_json(exception.to_document()), os_user=os_user))


def _json(document: object) -> str:
    return json.dumps(document, ensure_ascii=False, sort_keys=True)
