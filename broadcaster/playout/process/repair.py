"""Maintenance as a running player carries it out: silence, what fires next, and the end of it."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from broadcaster.journal.model import Kind
from broadcaster.playout.errors import PlayoutError
from broadcaster.playout.maintenance import coming_days, not_shown
from broadcaster.schedule import DueSession
from broadcaster.timebase import as_rfc3339

if TYPE_CHECKING:
    from broadcaster.playout.player import Player

Reply = dict[str, Any]


def begin_maintenance(player: "Player", words: Mapping[str, str]) -> Reply:
    """Keep silent from now on; `kept` says whether the disk keeps it across a restart."""
    studio = player.studio
    try:
        by = words["by"]
    except KeyError:
        studio.maintenance.lower_flag()
        raise
    was_on = studio.maintenance.order is not None
    kept = studio.maintenance.begin(by, studio.reckoning.now())
    if not was_on:
        studio.scribe.note(Kind.MAINTENANCE, state="on", by=by)
        studio.tell("maintenance", by=by)
    return {"was_on": was_on, "kept": kept}


def show_firings(player: "Player", _words: Mapping[str, str]) -> Reply:
    """Return what fires in the next seven days, and remember that it was shown."""
    studio, now = player.studio, player.studio.reckoning.now()
    coming = coming_days(studio.plan.timetable(), now)
    studio.maintenance.show(coming, now)
    return {"is_on": studio.maintenance.order is not None, "firings": _listed(coming)}


def end_maintenance(player: "Player", words: Mapping[str, str]) -> Reply:
    """Let the station sound again, if what fires next is what a person was shown."""
    studio, now, by = player.studio, player.studio.reckoning.now(), words["by"]
    order, due = studio.maintenance.order, studio.plan.timetable()
    if order is not None:
        new = not_shown(order, due, now)
        if new is None:
            raise PlayoutError.firings_not_shown()
        if new:
            raise PlayoutError.other_firings(new[0].session, len(new))
        studio.maintenance.lift()
        studio.scribe.note(Kind.MAINTENANCE, state="off", by=by)
        studio.tell("maintenance-over", by=by)
    return {"was_on": order is not None, "firings": _listed(coming_days(due, now))}


def _listed(coming: Iterable[DueSession]) -> list[Reply]:
    return [
        {"session": one.session, "programme": one.programme, "starts": as_rfc3339(one.start)}
        for one in coming
    ]
