"""`plan/` as it is, and as a plan leaves it: what stands, what is written, what is removed.

A session is left alone once the log holds it or once it was due. Past orders stay for
`KEPT_DAYS`: a player that was down must know what was due.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from broadcaster.desk import Desk
from broadcaster.journal.facts import LogFacts
from broadcaster.schedule.model import DueSession, RunningOrder, session_file_name
from broadcaster.schedule.plan_files import (
    PlanFile,
    due_sessions,
    is_long_over,
    locked_orders,
    read_plan_files,
    read_timetable,
    timetable_document,
)
from broadcaster.schedule.station_time import moment_at, station_date
from broadcaster.store import queue_file
from broadcaster.timebase import from_rfc3339

KEPT_DAYS = 40
"""How long orders and timetable entries of the past stay."""


@dataclass(frozen=True)
class Folder:
    """`plan/` as it is, sorted by what may be done to it."""

    files: Mapping[Path, PlanFile]
    locked: tuple[RunningOrder, ...]
    standing: tuple[RunningOrder, ...]
    """Locked, begun, or before the stretch that is planned."""
    open: tuple[RunningOrder, ...]
    """To be planned anew."""
    kept: frozenset[str]
    """Names of files that are left as they are, whatever is in them: the log has their session."""


def sort_folder(
    desk: Desk, facts: LogFacts, begin: datetime, *, is_to_write: bool = True
) -> Folder:
    """Return the orders of `plan/` sorted for a plan that decides sessions from `begin` on.

    One that is only looked at needs no files of sessions that are long over; to write one, all
    are compared, and old ones cleared away.
    """
    now = desk.time.now()
    key = desk.key.public
    day_ago = now - timedelta(days=1)

    def counts(session: str) -> bool:
        return not is_long_over(session, facts, day_ago)

    read = read_plan_files(desk.home, key, (lambda _session: True) if is_to_write else counts)
    files = {file.path: file for file in read}
    found = {
        file.order.session: file.order
        for file in files.values()
        if file.order and counts(file.order.session)
    }
    # What the player holds, whatever became of the file.
    found |= locked_orders(desk.home, key, facts, since=day_ago)
    recent = [order for order in found.values() if order.end > day_ago]
    locked = [order for order in recent if order.session in facts.locked]
    early = [order for order in recent if order.session not in facts.locked and order.start < begin]
    standing = sorted([*locked, *early], key=lambda order: (order.start, order.session))
    names = {order.session for order in standing}
    open_ = [o for o in found.values() if o.start >= begin and o.session not in names]
    kept = frozenset(session_file_name(session) for session in [*facts.locked, *names])
    return Folder(files, tuple(locked), tuple(standing), tuple(open_), kept)


def write_plan(
    desk: Desk, folder: Folder, orders: tuple[RunningOrder, ...], begin: datetime, until: datetime
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


def _is_spent(file: PlanFile, folder: Folder, desk: Desk, begin: datetime) -> bool:
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
    desk: Desk, folder: Folder, orders: Iterable[RunningOrder], begin: datetime, until: datetime
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
