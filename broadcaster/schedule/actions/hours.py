"""Sign hours policies, and show what they would do to the coming sessions."""

from dataclasses import replace

from broadcaster.desk import Desk
from broadcaster.i18n import _
from broadcaster.schedule import store
from broadcaster.schedule.actions.looking import planned
from broadcaster.schedule.actions.programmes import greatest_doubt_ms, known_today, programmes
from broadcaster.schedule.actions.signed_hours import (
    Around,
    look_around,
    make_hours,
    policy_in_force,
    queue_hours,
    read_above,
    read_unit,
)
from broadcaster.schedule.errors import ScheduleError
from broadcaster.schedule.hours.file import BUILT_IN_WINDOWS, HoursDraft, check_dates
from broadcaster.schedule.hours.guarded import Guarded, find_guarded
from broadcaster.schedule.hours.limit_words import limits_text
from broadcaster.schedule.hours.limits import Beyond
from broadcaster.schedule.hours.narrowing import Excess, excesses, measures
from broadcaster.schedule.hours.policy import HoursPolicy
from broadcaster.schedule.hours.unit_hours import BUILT_IN, UnitHours
from broadcaster.schedule.plan_files import read_plan_files
from broadcaster.schedule.programmes.firing_list import Firing, judge, list_firings
from broadcaster.schedule.wording import windows_text
from broadcaster.timebase import as_rfc3339
from broadcaster.units import Authority, Role, UnitsError
from broadcaster.units import actions as units_actions
from broadcaster.units.actions.authority import os_user


def set_default_hours(desk: Desk) -> None:
    """Sign the built-in hours for a new home; a home that has a policy keeps it."""
    around = look_around(desk)
    with desk.database.transaction() as session:
        if read_unit(session, around) is None:
            store.write_hours(session, _policy(desk, built_in(), around.unit), os_user())
        queue_hours(desk, session, around)
    desk.publish()


def built_in() -> HoursDraft:
    """Return the built-in hours: 05:30-06:30 and 17:00-18:00 on every day."""
    return HoursDraft(_("Built-in hours"), windows=BUILT_IN_WINDOWS, is_built_in=True)


def hours_of(desk: Desk, unit: str) -> HoursPolicy:
    """Return what a station of a unit (a handle) obeys; it need not have signed anything."""
    around = _around(desk, unit)
    with desk.database.transaction() as session:
        made = make_hours(session, around)
        above = read_above(session, around)
    built = _policy(desk, built_in(), around.unit)
    return made or HoursPolicy.over(built, above, around.holidays, around.now)


def unit_names(desk: Desk) -> dict[str, str]:
    """Return id -> name of every unit, for showing whose hours are whose."""
    return {unit.id: unit.name for unit in units_actions.units(desk)}


def propose_hours(desk: Desk, draft: HoursDraft, unit: str | None = None) -> tuple[Firing, ...]:
    """Return the firings of the next seven days and what the drafted hours would make of them.

    They would be those of `unit` (a handle; else of the station's own). `ScheduleError` when the
    draft may not be signed: backwards, or wider than what binds it without leave.
    """
    known_today(desk)
    check_dates(draft)
    wanted = _wanted(desk, draft, unit)
    around = look_around(desk)
    with desk.database.transaction() as session:
        policy = make_hours(session, around, instead=wanted)
    return coming(desk, policy) if policy else ()


def leave_of(desk: Desk, draft: HoursDraft, unit: str | None = None) -> tuple[Beyond, ...]:
    """Return what of the units above the drafted hours would exceed, and on what ground.

    The person at the desk may sign for a unit above as its approver; a document covers the rest.
    `ScheduleError` names what nobody allowed.
    """
    around = _around(desk, unit)
    if draft.is_built_in:
        return ()
    wanted = _policy(desk, draft, around.unit)
    with desk.database.transaction() as session:
        above = read_above(session, around)
    measured = measures(wanted, above, around.today)
    if not measured:
        if draft.is_wider_than_built_in and not draft.document:
            raise ScheduleError.widening_needs_document(windows_text(draft.windows))
        return ()
    return tuple(_leave(desk, one, draft) for one in excesses(wanted, measured))


def set_hours(
    desk: Desk, draft: HoursDraft, unit: str | None = None, *, confirmed: bool = False
) -> HoursPolicy:
    """Sign new hours of a unit; an act of its approver. Return what the station obeys then.

    A policy without dates replaces everything before it; a dated one lies over what stands.
    Planned sessions stay as they are until the next plan; the player refuses what no longer fits.
    """
    around = _around(desk, unit)
    authority = units_actions.require_role(desk, Role.APPROVER, unit=around.unit)
    propose_hours(desk, draft, unit)
    if not confirmed:
        raise ScheduleError.hours_want_consent()
    wanted = replace(_wanted(desk, draft, unit), by=authority.person)
    return _sign(desk, wanted, authority)


def restore_built_in(
    desk: Desk, unit: str | None = None, *, confirmed: bool = False
) -> HoursPolicy:
    """Give a unit's own hours up; an act of its approver.

    Then those of the units above hold, and without any the built-in ones.
    """
    return set_hours(desk, built_in(), unit, confirmed=confirmed)


def coming(desk: Desk, policy: HoursPolicy) -> tuple[Firing, ...]:
    """Return the firings of the next seven days with what `policy` makes of each."""
    every = [applied.programme for applied in programmes(desk)]
    firings = list_firings(every, every, desk.time.now(), desk.settings.zone_info)
    orders = (file.order for file in read_plan_files(desk.home, desk.key.public))
    lengths = {order.session: order.length_ms for order in orders if order and order.items}
    lead_ms = desk.settings.amplifier_lead_ms
    return judge(firings, policy, lengths, greatest_doubt_ms(desk), lead_ms)


def guarded(desk: Desk) -> tuple[Guarded, ...]:
    """Return what of locked sessions the hours in force no longer let sound."""
    locked = [one for one in planned(desk) if one.locked]
    closed = {item for one in locked for item in one.closed}
    return find_guarded(policy_in_force(desk), [one.order for one in locked], closed)


def _around(desk: Desk, unit: str | None) -> Around:
    return look_around(desk, units_actions.unit(desk, unit).id if unit else None)


def _wanted(desk: Desk, draft: HoursDraft, unit: str | None) -> UnitHours:
    """Return the drafted hours with what they may exceed; not signed by anybody yet."""
    around = _around(desk, unit)
    policy = _policy(desk, draft, around.unit)
    return replace(policy, beyond=leave_of(desk, draft, unit))


def _leave(desk: Desk, excess: Excess, draft: HoursDraft) -> Beyond:
    if _signs_for(desk, excess.unit):
        return Beyond(excess.unit, excess.limits, "signature")
    if draft.document:
        return Beyond(excess.unit, excess.limits, "document")
    name = units_actions.unit(desk, excess.unit).name
    raise ScheduleError.beyond_above(name, limits_text(excess.limits))


def _signs_for(desk: Desk, unit: str) -> bool:
    try:
        units_actions.require_role(desk, Role.APPROVER, unit=unit)
    except UnitsError:
        return False
    return True


def _sign(desk: Desk, policy: UnitHours, by: Authority) -> HoursPolicy:
    around = look_around(desk)
    with desk.database.transaction() as session:
        store.write_hours(session, policy, by.os_user)
        queue_hours(desk, session, around)
    desk.publish()
    return policy_in_force(desk)


def _policy(desk: Desk, draft: HoursDraft, unit: str) -> UnitHours:
    return UnitHours(
        unit=unit,
        title=draft.title,
        document=draft.document,
        origin=BUILT_IN if draft.is_built_in else "set",
        zone=desk.settings.zone_info,
        windows=draft.windows,
        session_minutes=draft.session_minutes,
        day_minutes=draft.day_minutes,
        volume=draft.volume,
        lock_lead_s=draft.lock_lead_s,
        valid_from=draft.valid_from,
        valid_until=draft.valid_until,
        at=as_rfc3339(desk.time.now()),
        outer=draft.outer,
        holidays=draft.holidays,
    )
