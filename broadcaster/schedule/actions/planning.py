"""Plan sessions: read everything a plan depends on, decide, and write what changed to `plan/`.

A session is left alone once the log holds its `plan` record, or once it was due; everything later
is planned anew each time, so that a bulletin with few airings always gets the earliest sessions.
The same inputs give the same bytes, and a file is written only when it differs.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from broadcaster.bulletins import actions as bulletins_actions
from broadcaster.desk import Desk
from broadcaster.schedule.actions.programmes import greatest_doubt_ms, programmes
from broadcaster.schedule.deferral import Deferral, find_deferrals
from broadcaster.schedule.errors import ScheduleError
from broadcaster.schedule.hours import HoursPolicy
from broadcaster.schedule.model import DueSession, RunningOrder, session_file_name
from broadcaster.schedule.plan_files import (
    LogFacts,
    PlanFile,
    due_sessions,
    read_hours,
    read_locked_order,
    read_log_facts,
    read_plan_files,
    read_timetable,
    timetable_document,
)
from broadcaster.schedule.planner import Inputs
from broadcaster.schedule.planner import plan as plan_sessions
from broadcaster.schedule.slot import Candidate
from broadcaster.schedule.station_time import moment_at, station_date
from broadcaster.store import queue_file
from broadcaster.timebase import from_rfc3339
from broadcaster.units import Role
from broadcaster.units import actions as units_actions

KEPT_DAYS = 40
"""How long orders and timetable entries of the past stay, for a player that was down."""


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


@dataclass(frozen=True)
class _Folder:
    """`plan/` as it is, sorted by what may be done to it."""

    files: Mapping[Path, PlanFile]
    locked: tuple[RunningOrder, ...]
    standing: tuple[RunningOrder, ...]
    """Locked, begun, or before the stretch that is planned."""
    open: tuple[RunningOrder, ...]
    """To be planned anew."""
    kept: frozenset[str]
    """Names of files that are left as they are, whatever is in them: the log has their session."""


def plan(desk: Desk, since: date | None = None, days: int | None = None) -> Report:
    """Plan `days` days from the station date `since` (today); an operator's or approver's act.

    Sessions planned further ahead before are planned anew too. `ScheduleError` without a signed
    hours policy or an applied programme.
    """
    units_actions.require_role(desk, Role.OPERATOR, Role.APPROVER)
    now, zone = desk.time.now(), desk.settings.zone_info
    today = station_date(now, zone)
    first = since or today
    if first < today:
        raise ScheduleError.in_the_past(first)
    begin = max(now, moment_at(first, 0, zone))
    facts = read_log_facts(desk.home)
    folder = _sort(desk, facts, now, begin)
    until = moment_at(first + timedelta(days=days or desk.settings.plan_days), 0, zone)
    until = max([until, *(order.start + timedelta(minutes=1) for order in folder.open)])
    inputs = gather(desk, facts, folder.standing, begin, until)
    orders = plan_sessions(inputs)
    locked = [order for order in folder.locked if order.end > now]
    deferrals = find_deferrals(inputs, locked, orders)
    written, removed = _write(desk, folder, orders, begin, until)
    return Report(inputs.hours, orders, written, removed, deferrals)


def gather(
    desk: Desk,
    facts: LogFacts,
    standing: Iterable[RunningOrder],
    since: datetime,
    until: datetime,
) -> Inputs:
    """Read everything the planner decides from."""
    applied = programmes(desk)
    if not applied:
        raise ScheduleError.no_programme()
    return Inputs(
        zone=desk.settings.zone_info,
        now=desk.time.now(),
        since=since,
        until=until,
        programmes=tuple(one.programme for one in applied),
        hours=read_hours(desk.home, desk.key.public),
        candidates=candidates(desk),
        sounds=sounds(desk),
        standing=tuple(standing),
        untouchable=frozenset(facts.locked),
        aired=facts.aired,
        closed=facts.closed,
        lock_lead_s=desk.settings.lock_lead_s,
        grace_ms=desk.settings.grace_ms,
        doubt_ms=greatest_doubt_ms(desk),
    )


def candidates(desk: Desk) -> tuple[Candidate, ...]:
    """Return every bulletin with an approval that holds and is not over."""
    now = desk.time.now()
    found = []
    for approval in bulletins_actions.approved_bulletins(desk, since=now):
        cut = bulletins_actions.cut_of(desk, approval.cut)
        found.append(Candidate(approval, cut.duration_ms, cut.sentence_ends_ms))
    return tuple(found)


def sounds(desk: Desk) -> dict[str, Candidate]:
    """Return the approved station sounds by name."""
    found = {}
    for name, approval in bulletins_actions.sounds_in_force(desk).items():
        cut = bulletins_actions.cut_of(desk, approval.cut)
        found[name] = Candidate(approval, cut.duration_ms, cut.sentence_ends_ms)
    return found


def _sort(desk: Desk, facts: LogFacts, now: datetime, begin: datetime) -> _Folder:
    key = desk.key.public
    files = {file.path: file for file in read_plan_files(desk.home, key)}
    found = {file.order.session: file.order for file in files.values() if file.order}
    for session, sha256 in facts.locked.items():
        copy = read_locked_order(desk.home, key, sha256) if sha256 else None
        if copy:  # what the player holds, whatever became of the file
            found[session] = copy
    recent = [order for order in found.values() if order.end > now - timedelta(days=1)]
    locked = [order for order in recent if order.session in facts.locked]
    early = [order for order in recent if order.session not in facts.locked and order.start < begin]
    standing = sorted([*locked, *early], key=lambda order: (order.start, order.session))
    names = {order.session for order in standing}
    open_ = [o for o in found.values() if o.start >= begin and o.session not in names]
    kept = frozenset(session_file_name(session) for session in [*facts.locked, *names])
    return _Folder(files, tuple(locked), tuple(standing), tuple(open_), kept)


def _write(
    desk: Desk, folder: _Folder, orders: tuple[RunningOrder, ...], begin: datetime, until: datetime
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Queue what changed in one transaction and publish it; return what was written and removed."""
    wanted = {desk.home.plan / session_file_name(order.session): order for order in orders}
    written, removed = [], []
    with desk.database.transaction() as session:
        for path, order in wanted.items():
            data = desk.key.sign("running-order", order.to_document())
            if path not in folder.files or folder.files[path].data != data:
                queue_file(session, desk.home, path, data)
                written.append(order.session)
        for path, file in folder.files.items():
            if path not in wanted and _is_spent(file, folder, desk, begin):
                queue_file(session, desk.home, path, None)
                removed.append(file.order.session if file.order else path.name)
        timetable = _timetable(desk, folder, orders, begin, until)
        if timetable:
            queue_file(session, desk.home, desk.home.timetable, timetable)
    desk.publish()
    return tuple(written), tuple(sorted(removed))


def _is_spent(file: PlanFile, folder: _Folder, desk: Desk, begin: datetime) -> bool:
    """Say whether a file that no planned session wants may go.

    What stands stays, and what is past stays for `KEPT_DAYS`: a player that was down needs it.
    """
    if file.order:
        over = file.order.start < desk.time.now() - timedelta(days=KEPT_DAYS)
        return over or file.order in folder.open
    # Nobody signed it. A coming session of that name would be refused by the player anyway.
    return file.path.name not in folder.kept and _start_in_name(file.path, desk) >= begin


def _start_in_name(path: Path, desk: Desk) -> datetime:
    try:
        naive = datetime.strptime(path.stem.rpartition("@")[2], "%Y-%m-%dT%H%M")  # noqa: DTZ007
    except ValueError:
        return desk.time.now()
    return moment_at(naive.date(), naive.hour * 60 + naive.minute, desk.settings.zone_info)


def _timetable(
    desk: Desk, folder: _Folder, orders: Iterable[RunningOrder], begin: datetime, until: datetime
) -> bytes | None:
    """Return the timetable to write, or None when the one that stands says the same."""
    now, zone = desk.time.now(), desk.settings.zone_info
    oldest = moment_at(station_date(now, zone) - timedelta(days=KEPT_DAYS), 0, zone)
    old = read_timetable(desk.home, desk.key.public)
    standing = {order.session: DueSession.of(order) for order in folder.standing}
    before = {
        one.session: one
        for one in (due_sessions(old) if old else [])
        if oldest <= one.start and (one.start < begin or one.session in standing)
    }
    planned = {order.session: DueSession.of(order) for order in orders}
    first = min([begin, *([max(from_rfc3339(old["from"]), oldest)] if old else [])])
    document = timetable_document({**before, **standing, **planned}, now, first, until)
    if old and {**old, "at": ""} == {**document, "at": ""}:
        return None
    return desk.key.sign("timetable", document)
