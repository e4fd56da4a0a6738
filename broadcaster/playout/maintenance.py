"""Whether somebody works on the installation: then nothing sounds, also after a restart.

Unlike a mute it ends only after the firings of the coming days were shown and accepted, since a
loudspeaker that comes back in the middle of a repair hurts whoever stands before it. It is kept in
`run/maintenance.json`; a file that cannot be read is a maintenance too.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from broadcaster.home import read_plain
from broadcaster.playout.silence_order import SilenceOrder
from broadcaster.schedule import DueSession
from broadcaster.timebase import as_rfc3339, from_rfc3339

FILE_NAME = "maintenance.json"
SHOWN_AHEAD = timedelta(days=7)
REVIEW_HOLDS = timedelta(hours=1)
"""Firings that were shown so long ago are shown again before anything sounds."""


@dataclass(frozen=True)
class MaintenanceOrder:
    """Who works on the installation, since when, and which firings were shown for its end."""

    by: str
    since: str
    shown_at: str = ""
    shown: tuple[str, ...] = ()
    """What each firing that was shown is known by."""


class Maintenance(SilenceOrder[MaintenanceOrder]):
    """The state, and the file that keeps it."""

    def __init__(self, run: Path) -> None:
        super().__init__(run / FILE_NAME, read_maintenance(run))

    def begin(self, by: str, now: datetime) -> bool:
        """Begin, unless it is on; say whether the disk keeps it across a restart."""
        return self._keep(self.order or MaintenanceOrder(by, as_rfc3339(now)))

    def show(self, coming: Iterable[DueSession], now: datetime) -> None:
        """Remember which firings a person was shown."""
        if self.order is not None:
            keys = tuple(map(_key, coming))
            self._keep(replace(self.order, shown_at=as_rfc3339(now), shown=keys))


def coming_days(due: Iterable[DueSession], now: datetime) -> tuple[DueSession, ...]:
    """Return what fires in the seven days from `now` (aware UTC), what is on now included."""
    return tuple(
        one
        for one in due
        if one.start < now + SHOWN_AHEAD
        and one.start + timedelta(milliseconds=one.max_length_ms) > now
    )


def not_shown(
    order: MaintenanceOrder, due: Iterable[DueSession], now: datetime
) -> tuple[DueSession, ...] | None:
    """Return the firings that were not shown, of the days that were; None when none are known.

    None: nobody looked at them, or too long ago (`REVIEW_HOLDS`), or on another clock.
    """
    if not order.shown_at:
        return None
    at = from_rfc3339(order.shown_at)
    if not timedelta(0) <= now - at <= REVIEW_HOLDS:
        return None
    known = set(order.shown)
    return tuple(
        one
        for one in coming_days(due, now)
        if one.start < at + SHOWN_AHEAD and _key(one) not in known
    )


def read_maintenance(run: Path) -> MaintenanceOrder | None:
    """Return the maintenance that stands in `run`; of an unreadable file only that it stands."""
    try:
        found = json.loads(read_plain(run / FILE_NAME))
        order = MaintenanceOrder(
            str(found["by"]),
            str(found["since"]),
            str(found["shown_at"]),
            tuple(map(str, found["shown"])),
        )
        for moment in filter(None, (order.since, order.shown_at)):
            from_rfc3339(moment)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return MaintenanceOrder("", "")
    return order


def _key(one: DueSession) -> str:
    return f"{one.session} {as_rfc3339(one.start)} {one.max_length_ms}"
