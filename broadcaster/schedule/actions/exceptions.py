"""Sign exceptions: dated stretches beyond the windows, inside the outer limits of all that bind."""

from datetime import date

from broadcaster.desk import Desk
from broadcaster.schedule import store
from broadcaster.schedule.actions.programmes import known_today
from broadcaster.schedule.actions.signed_hours import look_around, make_hours, queue_hours
from broadcaster.schedule.calendar.bounds import is_known
from broadcaster.schedule.errors import ScheduleError
from broadcaster.schedule.hours.limits import Limit
from broadcaster.schedule.hours.unit_hours import UnitHours
from broadcaster.schedule.hours.windows import HoursException, Stretch
from broadcaster.timebase import as_rfc3339
from broadcaster.units import Role
from broadcaster.units import actions as units_actions


def add_exception(
    desk: Desk, day: date, stretch: Stretch, reason: str, unit: str | None = None
) -> HoursException:
    """Sign an exception to the hours of a unit (a handle; else the station's); its approver's act.

    One for a unit above lifts the limits of that unit only.
    """
    around = look_around(desk, units_actions.unit(desk, unit).id if unit else None)
    authority = units_actions.require_role(desk, Role.APPROVER, unit=around.unit)
    known_today(desk)
    if not is_known(day):
        raise ScheduleError.day_outside(day)
    line = " ".join(reason.split())
    if not line:
        raise ScheduleError.no_reason()
    if day < around.today:
        raise ScheduleError.in_the_past(day)
    with desk.database.transaction() as session:
        policy = make_hours(session, around)
    if policy is None:
        raise ScheduleError.no_hours("missing")
    for binding in policy.binding_on(day, Limit.OUTER):
        _check_within(day, stretch, binding.unit)
    exception = HoursException(
        day, stretch, line, authority.person, as_rfc3339(desk.time.now()), around.unit
    )
    own = look_around(desk)
    with desk.database.transaction() as session:
        store.write_exception(session, exception, authority.os_user)
        queue_hours(desk, session, own)
    desk.publish()
    return exception


def _check_within(day: date, stretch: Stretch, binding: UnitHours) -> None:
    if not any(one.start <= stretch.start and stretch.end <= one.end for one in binding.outer):
        limits = ", ".join(str(limit) for limit in binding.outer)
        raise ScheduleError.outside_outer_limits(day, str(stretch), limits)
