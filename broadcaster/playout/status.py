"""What a person sees of the player: one document, the same for `status` and for scripts.

Levels are those of the samples handed to the output, computed when somebody asks: what was sent,
never what was heard (DESIGN law 5).
"""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from broadcaster import __version__
from broadcaster.home import Home
from broadcaster.playout.airing import Airing
from broadcaster.playout.alarms import FILE_NAME, standing_in
from broadcaster.playout.feeds.model import FeedReport, FeedState
from broadcaster.playout.instructions.plan_folder import PlanFolder
from broadcaster.playout.judging.guard import Hours
from broadcaster.playout.log.uses import Use
from broadcaster.playout.loopback.ear import Ear
from broadcaster.playout.maintenance import MaintenanceOrder, read_maintenance
from broadcaster.playout.mute import MuteOrder, read_mute
from broadcaster.playout.player import Player
from broadcaster.playout.sound.level import Level
from broadcaster.playout.way_out import way_out_of
from broadcaster.schedule.station_time import station_date
from broadcaster.timebase import TimeSource, as_rfc3339

Document = dict[str, Any]


def status_of(player: Player) -> Document:
    """Return what the running player is doing now; times are RFC 3339 UTC, words English codes."""
    studio, now = player.studio, player.studio.reckoning.now()
    conductor, trust = player.conductor, studio.trust()
    return {
        "player": "running",
        "at": as_rfc3339(now),
        "station": studio.settings.station,
        "log": studio.scribe.journal.log_id,
        "records": studio.scribe.journal.size,
        "records_waiting": studio.scribe.waiting,
        "outcomes": dict(studio.scribe.logbook.outcome_counts),
        "version": __version__,
        "since": as_rfc3339(player.since),
        "ended_before": player.ended_before,
        "output": way_out_of(studio).name,
        "output_open": conductor is not None and conductor.air.is_open,
        "output_failure": (conductor.air.failure or "") if conductor else "",
        "clusters": _clusters(player),
        "loopbacks": [_loopback(ear) for ear in studio.ears.open],
        "session": conductor.session.id if conductor else "",
        "session_title": conductor.session.title if conductor else "",
        "on_air": _on_air(player, now),
        "next": _next(player, now),
        "mute": _mute(studio.mute.order),
        "maintenance": _maintenance(studio.maintenance.order),
        "emergencies": [
            _use(use) for use in studio.scribe.logbook.uses.known.values() if _is_of_interest(use)
        ],
        "time": {
            "quality": str(trust.quality),
            "uncertainty_ms": trust.uncertainty_ms,
            "reason": trust.reason,
        },
        "hours": _hours(studio.plan.hours(), now),
        "planned_until": _planned_until(studio.plan),
        "alarms": [asdict(alarm) for alarm in studio.alarms.standing()],
    }


def status_when_down(home: Home, plan: PlanFolder, time: TimeSource) -> Document:
    """Return what is known of a station whose player does not run."""
    now = time.now()
    due = [d for d in plan.timetable() if d.start > now]
    return {
        "player": "down",
        "at": as_rfc3339(now),
        "on_air": None,
        "next": {"session": due[0].session, "starts": as_rfc3339(due[0].start)} if due else None,
        "mute": _mute(read_mute(home.run)),
        "maintenance": _maintenance(read_maintenance(home.run)),
        "hours": _hours(plan.hours(), now),
        "alarms": [asdict(alarm) for alarm in standing_in(home.run / FILE_NAME, now)],
    }


def is_well(document: Mapping[str, Any]) -> bool:
    """Say whether the player runs and nothing asks for attention."""
    silent = document["maintenance"] is not None
    return document["player"] == "running" and not document["alarms"] and not silent


def _clusters(player: Player) -> list[Document]:
    """Return how each output does that feeds clusters; `unknown` where none is open to ask."""
    studio, conductor = player.studio, player.conductor
    reports = {one.id: one for one in conductor.air.feeds()} if conductor else {}
    return [
        {
            "feed": feed.id,
            "clusters": list(feed.clusters),
            "output": feed.output,
            "state": str(_state(reports.get(feed.id), muted=studio.silenced_by is not None)),
            "reason": reports[feed.id].reason if feed.id in reports else "",
            "evidence": reports[feed.id].grade if feed.id in reports else 0,
            "gaps": reports[feed.id].gaps if feed.id in reports else 0,
        }
        for feed in studio.wiring().feeds
    ]


def _loopback(ear: Ear) -> Document:
    """Return what an input hears that hears what we send."""
    notice, level = ear.notice, ear.notice.level
    return {
        "hears": ear.loopback.id,
        "source": ear.loopback.source,
        "state": "lost" if notice.is_lost else "hearing",
        "reason": ear.capture.reason if notice.is_lost else "",
        "level_dbfs": level / 100 if level is not None else None,
        "unordered": notice.unordered is not None,
    }


def _state(report: FeedReport | None, *, muted: bool) -> FeedState:
    if report is None:
        return FeedState.UNKNOWN
    is_open = report.state in (FeedState.ONLINE, FeedState.PLAYING)
    return FeedState.MUTED if muted and is_open else report.state


def _on_air(player: Player, now: datetime) -> Document | None:
    placed = player.conductor.air.placed if player.conductor else []
    sounding = next((airing for airing in placed if airing.starts <= now), None)
    if sounding is None or player.conductor is None:
        return None
    return _airing(sounding, player.conductor.air.level())


def _airing(airing: Airing, level: Level | None) -> Document:
    return {
        "item": airing.id,
        "title": airing.item.title,
        "part": airing.item.part,
        "started": as_rfc3339(airing.starts),
        "ends": as_rfc3339(airing.ends),
        "level_dbfs": level.rms_dbfs if level else None,
        "peak_dbfs": level.peak_dbfs if level else None,
    }


def _next(player: Player, now: datetime) -> Document | None:
    conductor = player.conductor
    if conductor is not None:
        waiting = next((airing for airing in conductor.air.placed if airing.starts > now), None)
        if waiting is not None:
            return {
                "session": conductor.session.id,
                "item": waiting.id,
                "title": waiting.item.title,
                "starts": as_rfc3339(waiting.starts),
            }
        for item in conductor.to_come[:1]:
            return {
                "session": conductor.session.id,
                "item": item.id,
                "title": item.title,
                "starts": as_rfc3339(max(now, conductor.planned(item))),
            }
    return _next_session(player, now)


def _next_session(player: Player, now: datetime) -> Document | None:
    current = player.conductor.session.id if player.conductor else ""
    logbook = player.studio.scribe.logbook
    later = [
        due
        for due in player.studio.plan.timetable()
        if due.session != current
        and due.start + timedelta(milliseconds=due.max_length_ms) > now
        and not logbook.is_over(due.session)
    ]
    if not later:
        return None
    return {
        "session": later[0].session,
        "title": "",
        "starts": as_rfc3339(later[0].start),
        "locked": later[0].session in player.studio.scribe.logbook.locked,
    }


def _planned_until(plan: PlanFolder) -> str:
    return max((as_rfc3339(due.start) for due in plan.timetable()), default="")


def _is_of_interest(use: Use) -> bool:
    return not use.is_over or not use.confirmed_by


def _use(use: Use) -> Document:
    return {
        "use": use.order.use,
        "what": use.order.what,
        "title": use.order.title,
        "by": use.order.by,
        "at": as_rfc3339(use.at),
        "standing": not use.is_over,
        "confirmed_by": use.confirmed_by,
        "overdue": use.is_overdue,
    }


def _mute(order: MuteOrder | None) -> Document | None:
    return {"by": order.by, "since": order.since, "until": order.until} if order else None


def _maintenance(order: MaintenanceOrder | None) -> Document | None:
    return {"by": order.by, "since": order.since} if order else None


def _hours(hours: Hours, now: datetime) -> Document:
    policy = hours.policy
    if policy is None:
        return {"document": "", "title": "", "missing": str(hours.missing)}
    held = policy.in_force_on(station_date(now, policy.zone)) or policy
    return {"document": held.document, "title": held.title, "origin": held.origin}
