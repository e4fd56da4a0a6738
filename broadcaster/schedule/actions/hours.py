"""Sign hours policies and exceptions, and show what they would do to the coming sessions."""

from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy.orm import Session

from broadcaster.desk import Desk
from broadcaster.i18n import _
from broadcaster.schedule import store
from broadcaster.schedule.actions.programmes import greatest_doubt_ms, programmes
from broadcaster.schedule.errors import ScheduleError
from broadcaster.schedule.firing_list import Firing, judge, list_firings
from broadcaster.schedule.hours import HoursPolicy
from broadcaster.schedule.hours_file import BUILT_IN_WINDOWS, HoursDraft, check_dates
from broadcaster.schedule.plan_files import read_hours, read_plan_files
from broadcaster.schedule.windows import HoursException, Stretch
from broadcaster.schedule.wording import windows_text
from broadcaster.store import queue_file
from broadcaster.timebase import as_rfc3339
from broadcaster.units import Authority, Role
from broadcaster.units import actions as units_actions
from broadcaster.units.actions.authority import os_user

KEPT_DAYS = 40
"""How long an exception that is over stays in the signed file."""


def set_default_hours(desk: Desk) -> None:
    """Sign the built-in hours for a new home; a home that has a policy keeps it."""
    with desk.database.transaction() as session:
        if _standing(desk, session) is None:
            policy = _policy(desk, built_in(), by="", origin="built-in")
            store.write_hours(session, policy, os_user())
        _queue(desk, session)
    desk.publish()


def built_in() -> HoursDraft:
    """Return the built-in hours: 05:30-06:30 and 17:00-18:00 on every day."""
    return HoursDraft(_("Built-in hours"), windows=BUILT_IN_WINDOWS)


def policy_in_force(desk: Desk) -> HoursPolicy:
    """Return the signed policy as the player reads it; `ScheduleError` when it has none."""
    return read_hours(desk.home, desk.key.public)


def propose_hours(desk: Desk, draft: HoursDraft) -> tuple[Firing, ...]:
    """Return the firings of the next seven days and what the drafted hours would make of them.

    `ScheduleError` when the draft may not be signed: backwards, or wider than the built-in
    hours without the document that allows it.
    """
    check_dates(draft)
    if draft.is_wider_than_built_in and not draft.document:
        raise ScheduleError.widening_needs_document(windows_text(draft.windows))
    with desk.database.transaction() as session:
        standing = _standing(desk, session)
    policy = _policy(desk, draft, by="", origin="set")
    if standing and (policy.valid_from or policy.valid_until):
        policy = replace(policy, standing=standing)
    return coming(desk, policy.with_exceptions(standing.exceptions if standing else ()))


def set_hours(desk: Desk, draft: HoursDraft, *, confirmed: bool = False) -> HoursPolicy:
    """Sign new hours; an approver's act. Return the policy that now stands.

    A policy without dates replaces everything before it; a dated one lies over what stands.
    Planned sessions stay as they are until the next plan; the player refuses what no longer fits.
    """
    authority = units_actions.require_role(desk, Role.APPROVER)
    propose_hours(desk, draft)
    if not confirmed:
        raise ScheduleError.hours_want_consent()
    return _sign(desk, draft, "set", authority)


def restore_built_in(desk: Desk, *, confirmed: bool = False) -> HoursPolicy:
    """Sign the built-in hours again; an approver's act."""
    authority = units_actions.require_role(desk, Role.APPROVER)
    if not confirmed:
        raise ScheduleError.hours_want_consent()
    return _sign(desk, built_in(), "built-in", authority)


def add_exception(desk: Desk, day: date, stretch: Stretch, reason: str) -> HoursException:
    """Sign an exception inside the outer limits of the policy; an approver's act."""
    authority = units_actions.require_role(desk, Role.APPROVER)
    policy = policy_in_force(desk)
    line = " ".join(reason.split())
    if not line:
        raise ScheduleError.no_reason()
    if day < units_actions.today(desk):
        raise ScheduleError.in_the_past(day)
    if not any(o.start <= stretch.start and stretch.end <= o.end for o in policy.outer):
        limits = ", ".join(str(limit) for limit in policy.outer)
        raise ScheduleError.outside_outer_limits(day, str(stretch), limits)
    at = as_rfc3339(desk.time.now())
    exception = HoursException(day, stretch, line, authority.person, at)
    with desk.database.transaction() as session:
        store.write_exception(session, exception, authority.os_user)
        _queue(desk, session)
    desk.publish()
    return exception


def coming(desk: Desk, policy: HoursPolicy) -> tuple[Firing, ...]:
    """Return the firings of the next seven days with what `policy` makes of each."""
    every = [applied.programme for applied in programmes(desk)]
    firings = list_firings(every, every, desk.time.now(), desk.settings.zone_info)
    orders = (file.order for file in read_plan_files(desk.home, desk.key.public))
    lengths = {order.session: order.length_ms for order in orders if order and order.items}
    return judge(firings, policy, lengths, greatest_doubt_ms(desk), desk.settings.amplifier_lead_ms)


def _sign(desk: Desk, draft: HoursDraft, origin: str, by: Authority) -> HoursPolicy:
    with desk.database.transaction() as session:
        store.write_hours(session, _policy(desk, draft, by=by.person, origin=origin), by.os_user)
        _queue(desk, session)
    desk.publish()
    return policy_in_force(desk)


def _policy(desk: Desk, draft: HoursDraft, *, by: str, origin: str) -> HoursPolicy:
    return HoursPolicy(
        unit=desk.settings.unit,
        title=draft.title,
        document=draft.document,
        origin=origin,
        zone=desk.settings.zone_info,
        windows=draft.windows,
        session_minutes=draft.session_minutes,
        day_minutes=draft.day_minutes,
        volume=draft.volume,
        lock_lead_s=draft.lock_lead_s,
        valid_from=draft.valid_from,
        valid_until=draft.valid_until,
        by=by,
        at=as_rfc3339(desk.time.now()),
        outer=draft.outer,
    )


def _standing(desk: Desk, session: Session) -> HoursPolicy | None:
    today = units_actions.today(desk)
    return store.read_hours(session, today, today - timedelta(days=KEPT_DAYS))


def _queue(desk: Desk, session: Session) -> None:
    session.flush()
    policy = _standing(desk, session)
    if policy:
        queue_file(
            session, desk.home, desk.home.hours, desk.key.sign("hours", policy.to_document())
        )
