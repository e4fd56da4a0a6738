"""`plan/hours.json` as it is, and as the register, the calendar and the signed policies make it.

It is made anew with every new policy and every plan: units move, dated policies end, holidays come
into sight. The guard reads nothing else.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy.orm import Session

from broadcaster.desk import Desk
from broadcaster.schedule import store
from broadcaster.schedule.actions.programmes import known_today
from broadcaster.schedule.hours.policy import HoursPolicy
from broadcaster.schedule.hours.unit_hours import UnitHours
from broadcaster.schedule.hours.upper_hours import UpperHours
from broadcaster.schedule.plan_files import hours_or_none, read_hours
from broadcaster.store import queue_file
from broadcaster.timebase import as_rfc3339
from broadcaster.units import Term
from broadcaster.units import actions as units_actions
from broadcaster.units.tree import terms_above

KEPT_DAYS = 40
"""How long an exception that is over stays in the signed file."""
HOLIDAY_HORIZON_DAYS = 400
"""How far ahead the file knows the public holidays."""


@dataclass(frozen=True)
class Around:
    """What the hours of a unit depend on beside what was signed."""

    unit: str
    is_own: bool
    """It is the station's unit."""
    today: date
    above: tuple[tuple[str, Term], ...]
    """The units above it with their terms, nearest first."""
    holidays: Mapping[date, str]
    now: str

    @property
    def oldest(self) -> date:
        """The day before which nothing is kept."""
        return self.today - timedelta(days=KEPT_DAYS)


def look_around(desk: Desk, unit: str | None = None) -> Around:
    """Read the tree and the calendar around a unit (an id), else around the station's own."""
    today = units_actions.today(desk)
    oldest = today - timedelta(days=KEPT_DAYS)
    days = (oldest + timedelta(days=n) for n in range(KEPT_DAYS + HOLIDAY_HORIZON_DAYS))
    where = unit or desk.settings.unit
    with desk.database.transaction() as session:
        table = store.read_holiday_table(session)
    return Around(
        where,
        where == desk.settings.unit,
        today,
        terms_above(units_actions.memberships(desk), where, oldest),
        {day: name for day in days if (name := table.name_of(day))},
        as_rfc3339(desk.time.now()),
    )


def read_above(
    session: Session, around: Around, instead: UnitHours | None = None
) -> tuple[UpperHours, ...]:
    """Return what the units above signed, with the days on which they are above."""
    found = []
    for unit, term in around.above:
        standing = store.read_hours(session, unit, around.today, around.oldest)
        signed = _after(standing, instead, unit)
        if signed:
            found.append(UpperHours(signed, term.since, term.until))
    return tuple(found)


def read_unit(session: Session, around: Around) -> UnitHours | None:
    """Return what the unit itself signed, or None when nobody ever did."""
    return store.read_hours(session, around.unit, around.today, around.oldest, is_own=around.is_own)


def make_hours(
    session: Session, around: Around, instead: UnitHours | None = None
) -> HoursPolicy | None:
    """Return what a station of the unit obeys, or None when its unit never signed anything.

    With `instead`, as it would be once that had been signed too, of whatever unit it is.
    """
    own = _after(read_unit(session, around), instead, around.unit)
    above = read_above(session, around, instead)
    return HoursPolicy.over(own, above, around.holidays, around.now) if own else None


def _after(standing: UnitHours | None, signed: UnitHours | None, unit: str) -> UnitHours | None:
    """Return what stands of a unit after `signed`; a dated policy lies over what stood."""
    if signed is None or signed.unit != unit:
        return standing
    if standing and (signed.valid_from or signed.valid_until):
        signed = replace(signed, standing=replace(standing, exceptions=()))
    return signed.with_exceptions(standing.exceptions if standing else ())


def queue_hours(desk: Desk, session: Session, around: Around) -> None:
    """Queue the file of the station within the transaction; `around` is its own unit's."""
    session.flush()
    policy = make_hours(session, around)
    if policy:
        data = desk.key.sign("hours", policy.to_document())
        queue_file(session, desk.home, desk.home.hours, data)


def policy_in_force(desk: Desk) -> HoursPolicy:
    """Return the signed policy as the player reads it; `ScheduleError` when it has none."""
    return read_hours(desk.home, desk.key.public)


def refresh_hours(desk: Desk) -> None:
    """Make the file anew where tree, dates or calendar have moved on since it was made.

    A file that is missing or altered stays so: that is for a person to see and to sign.
    `ScheduleError` on a clock that cannot be right.
    """
    known_today(desk)
    signed = hours_or_none(desk.home, desk.key.public)
    if signed is None:
        return
    around = look_around(desk)
    with desk.database.transaction() as session:
        policy = make_hours(session, around)
        if policy and replace(policy, made=signed.made) != signed:
            queue_hours(desk, session, around)
    desk.publish()
