"""Show what is planned. Nothing here writes or asks for a role."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from broadcaster.bulletins import actions as bulletins_actions
from broadcaster.bulletins.relay import CARRIED_AS
from broadcaster.bulletins.station_sound import AIRED_AS
from broadcaster.desk import Desk
from broadcaster.handles import resolve
from broadcaster.journal.facts import LogFacts
from broadcaster.schedule.model import PlannedItem, RunningOrder, session_file_name
from broadcaster.schedule.plan_files import (
    is_long_over,
    locked_orders,
    read_locked_order,
    read_log_facts,
    read_plan_file,
    read_plan_files,
)


@dataclass(frozen=True)
class Planned:
    """A session's order, and whether the log holds its `plan` record."""

    order: RunningOrder
    locked: bool
    closed: frozenset[str]
    """Its items that have an outcome."""


def planned(desk: Desk, *, all_days: bool = False) -> tuple[Planned, ...]:
    """Return the sessions that are not over, by start; with `all_days` past ones too.

    Without it no order of a session that was over a day ago is read, however long the log is.
    """
    facts = read_log_facts(desk.home)
    key, now = desk.key.public, desk.time.now()
    found = {
        file.order.session: file.order
        for file in read_plan_files(
            desk.home, key, lambda session: all_days or not is_long_over(session, facts, now)
        )
        if file.order
    }
    found |= locked_orders(desk.home, key, facts, since=None if all_days else now)
    orders = (order for order in found.values() if all_days or order.end > now)
    return tuple(
        _planned(order, facts)
        for order in sorted(orders, key=lambda order: (order.start, order.session))
    )


def planned_between(desk: Desk, since: datetime, until: datetime) -> tuple[Planned, ...]:
    """Return the sessions that start from `since` to `until`, by start, past ones too.

    Only orders whose id names a day around that stretch are read.
    """
    facts, key = read_log_facts(desk.home), desk.key.public
    days = {f"{day:%Y-%m-%d}" for day in _days_around(since, until)}
    files = read_plan_files(desk.home, key, lambda session: _day_of(session) in days)
    found = {file.order.session: file.order for file in files if file.order}
    for session, sha256 in facts.locked.items():
        if _day_of(session) in days and (copy := read_locked_order(desk.home, key, sha256)):
            found[session] = copy
    orders = (order for order in found.values() if since <= order.start < until)
    return tuple(
        _planned(order, facts)
        for order in sorted(orders, key=lambda order: (order.start, order.session))
    )


def _days_around(since: datetime, until: datetime) -> Iterator[date]:
    """Yield the days that a session of that stretch may be named by, wherever the station is."""
    day, last = since.date() - timedelta(days=1), until.date() + timedelta(days=1)
    while day <= last:
        yield day
        day += timedelta(days=1)


def _day_of(session: str) -> str:
    return session.rpartition("@")[2][:10]


def _planned(order: RunningOrder, facts: LogFacts) -> Planned:
    closed = frozenset(item.id for item in order.items if item.id in facts.closed)
    return Planned(order, order.session in facts.locked, closed)


def session_order(desk: Desk, handle: str) -> Planned:
    """Return the session that `handle` names: its id, a unique tail of it, or `@last`.

    A whole id reads one order; a tail reads all there are.
    """
    if whole := _one_session(desk, handle):
        return whole
    every = {one.order.session: one for one in planned(desk, all_days=True)}
    return every[resolve(handle, list(every))]


def _one_session(desk: Desk, session: str) -> Planned | None:
    facts, key = read_log_facts(desk.home), desk.key.public
    sha256 = facts.locked.get(session)
    order = read_locked_order(desk.home, key, sha256) if sha256 else None
    if order is None and "/" not in session:
        order = read_plan_file(desk.home.plan / session_file_name(session), key).order
    if order is None or order.session != session:
        return None
    return _planned(order, facts)


def airings_of(desk: Desk, bulletin: str) -> list[str]:
    """Return one line per airing of a bulletin that is planned and has not sounded yet.

    A station sound is asked for as `sound/<name>`.
    """
    return airings_to_come(desk).get(bulletin, [])


def airings_to_come(desk: Desk) -> dict[str, list[str]]:
    """Return the same lines for everything that has any, the soonest airing first.

    A headline goes with its bulletin and has no line of its own.
    """
    lines: dict[str, list[str]] = {}
    for one in planned(desk):
        for item in one.order.items:
            if item.id not in one.closed and (name := _name_of(item)):
                line = f"{one.order.session} {_first_sample(one.order, item):%H:%M:%S}"
                lines.setdefault(name, []).append(line)
    return lines


def _name_of(item: PlannedItem) -> str:
    if item.relay:
        return CARRIED_AS + item.relay
    if item.sound:
        return AIRED_AS + item.sound
    return item.bulletin if item.is_airing else ""


def scheduled_cuts(desk: Desk) -> set[str]:
    """Return every cut that is planned, or that the next plan may take: approved and not over."""
    cuts = {item.cut for one in planned(desk) for item in one.order.items}
    bulletins = bulletins_actions.approved_bulletins(desk, since=desk.time.now())
    cuts.update(approval.cut for approval in bulletins)
    cuts.update(approval.headline.cut for approval in bulletins if approval.headline)
    cuts.update(approval.cut for approval in bulletins_actions.sounds_in_force(desk).values())
    return cuts


def _first_sample(order: RunningOrder, item: PlannedItem) -> datetime:
    """Return the planned first sample in station time."""
    return (order.start + timedelta(milliseconds=item.offset_ms)).astimezone(ZoneInfo(order.zone))
