"""Plan sessions: read everything a plan depends on, decide, and write what changed to `plan/`.

A session is left alone once the log holds its `plan` record, or once it was due; everything later
is planned anew each time, so that a bulletin with few airings always gets the earliest sessions.
The same inputs give the same bytes, and a file is written only when it differs.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from broadcaster.bulletins import actions as bulletins_actions
from broadcaster.bulletins.relay import CARRIED_AS
from broadcaster.desk import Desk
from broadcaster.journal.facts import LogFacts
from broadcaster.schedule.actions.programmes import (
    greatest_doubt_ms,
    known_today,
    programmes,
    sharing_of,
)
from broadcaster.schedule.actions.publication import Folder, sort_folder, write_plan
from broadcaster.schedule.actions.signed_hours import refresh_hours
from broadcaster.schedule.calendar.bounds import is_known
from broadcaster.schedule.deferral import Deferral, find_deferrals
from broadcaster.schedule.demands import actions as demands_actions
from broadcaster.schedule.errors import ScheduleError
from broadcaster.schedule.foresight.preview import Preview, preview_of
from broadcaster.schedule.hours.guarded import Guarded, find_guarded
from broadcaster.schedule.hours.policy import HoursPolicy
from broadcaster.schedule.inputs import Inputs
from broadcaster.schedule.measured_cuts import with_cuts
from broadcaster.schedule.model import RunningOrder
from broadcaster.schedule.plan_files import read_hours, read_log_facts
from broadcaster.schedule.planner import plan as plan_sessions
from broadcaster.schedule.sessions.slot import Candidate
from broadcaster.schedule.station_time import moment_at
from broadcaster.schedule.weights_file import read_weights
from broadcaster.units import Role
from broadcaster.units import actions as units_actions


@dataclass(frozen=True)
class Report:
    """What a plan did."""

    hours: HoursPolicy
    orders: tuple[RunningOrder, ...]
    """Every session it decided, by start."""
    written: tuple[str, ...]
    """Sessions whose order is new or changed."""
    removed: tuple[str, ...]
    """Sessions, or odd files, that are no longer in `plan/`."""
    deferrals: tuple[Deferral, ...]
    guarded: tuple[Guarded, ...] = ()
    """What of locked sessions the hours, narrowed since, no longer let sound."""


def plan(desk: Desk, since: date | None = None, days: int | None = None) -> Report:
    """Plan `days` days from the station date `since` (today); an operator's or approver's act.

    Sessions planned further ahead before are planned anew too. `ScheduleError` without a signed
    hours policy or an applied programme.
    """
    units_actions.require_role(desk, Role.OPERATOR, Role.APPROVER)
    refresh_hours(desk)
    folder, inputs = survey(desk, since, days)
    orders = plan_sessions(inputs)
    locked = [order for order in folder.locked if order.end > inputs.now]
    deferrals = find_deferrals(inputs, locked, orders)
    written, removed = write_plan(desk, folder, orders, inputs.since, inputs.until)
    guarded = find_guarded(inputs.hours, locked, inputs.closed)
    return Report(inputs.hours, orders, written, removed, deferrals, guarded)


def preview(desk: Desk, handle: str) -> Preview:
    """Return what the coming days would do with a bulletin if it were approved now.

    It may be in any state but withdrawn. Writes nothing and asks for no role. `ScheduleError`
    as for `plan`.
    """
    foreseen = bulletins_actions.foreseen(desk, handle)
    candidate = Candidate(foreseen.approval, foreseen.length_ms, foreseen.sentence_ends_ms)
    _folder, inputs = survey(desk, is_to_write=False)
    return preview_of(
        inputs, candidate, foreseen.ends, foreseen.lines, is_estimate=foreseen.is_estimate
    )


def survey(
    desk: Desk, since: date | None = None, days: int | None = None, *, is_to_write: bool = True
) -> tuple[Folder, Inputs]:
    """Return `plan/` as it is and everything a plan from `since` (today) on depends on."""
    now, zone = desk.time.now(), desk.settings.zone_info
    today = known_today(desk)
    first = since or today
    if first < today:
        raise ScheduleError.in_the_past(first)
    if not is_known(first):
        raise ScheduleError.day_outside(first)
    begin = max(now, moment_at(first, 0, zone))
    facts = read_log_facts(desk.home)
    folder = sort_folder(desk, facts, begin, is_to_write=is_to_write)
    until = moment_at(first + timedelta(days=days or desk.settings.plan_days), 0, zone)
    until = max([until, *(order.start + timedelta(minutes=1) for order in folder.open)])
    inputs = gather(desk, facts, folder, begin, until)
    if not inputs.programmes and not folder.open:
        raise ScheduleError.no_programme()
    return folder, inputs


def gather(
    desk: Desk,
    facts: LogFacts,
    folder: Folder,
    since: datetime,
    until: datetime,
) -> Inputs:
    """Read everything the planner decides from."""
    return Inputs(
        zone=desk.settings.zone_info,
        now=desk.time.now(),
        since=since,
        until=until,
        programmes=tuple(one.programme for one in programmes(desk)),
        hours=read_hours(desk.home, desk.key.public),
        demands=demands_actions.demands(desk, facts, desk.time.now()),
        sounds=sounds(desk),
        standing=folder.standing,
        before=folder.open,
        ordered=demands_actions.priority_orders(desk),
        languages={zone: (code,) for zone, code in units_actions.zone_languages(desk).items()},
        untouchable=frozenset(facts.locked),
        aired=facts.aired,
        closed=facts.closed,
        lock_lead_s=desk.settings.lock_lead_s,
        grace_ms=desk.settings.grace_ms,
        doubt_ms=greatest_doubt_ms(desk),
        sharing=sharing_of(desk),
        weights=read_weights(desk.home.weights),
    )


def sounds(desk: Desk) -> dict[str, Candidate]:
    """Return the approved station sounds by name, and the relays by `relay/<name>`."""
    approvals = bulletins_actions.sounds_in_force(desk)
    found = dict(zip(approvals, with_cuts(desk, approvals.values()), strict=True))
    relays = bulletins_actions.relays_in_force(desk)
    return found | {CARRIED_AS + name: Candidate(one, 0) for name, one in relays.items()}
