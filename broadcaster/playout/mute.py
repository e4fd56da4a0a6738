"""Whether the station is muted by an operator: kept in `run/mute.json`, also across a restart."""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from broadcaster.playout.silence_order import SilenceOrder
from broadcaster.timebase import as_rfc3339, from_rfc3339

FILE_NAME = "mute.json"


@dataclass(frozen=True)
class MuteOrder:
    """Who muted, when, and until when; an empty `until` lasts until `unmute`."""

    by: str
    since: str
    until: str = ""

    @property
    def ends(self) -> datetime | None:
        """When it ends by itself (aware UTC)."""
        return from_rfc3339(self.until) if self.until else None


class Mute(SilenceOrder[MuteOrder]):
    """The state, and the file that keeps it."""

    def __init__(self, run: Path) -> None:
        super().__init__(run / FILE_NAME, read_mute(run))

    def set(self, by: str, now: datetime, until: datetime | None) -> MuteOrder:
        """Mute, and keep it until then (aware UTC), or until it is lifted."""
        order = MuteOrder(by, as_rfc3339(now), as_rfc3339(until) if until else "")
        self._keep(order)
        return order


def read_mute(run: Path) -> MuteOrder | None:
    """Return the mute that stands in `run`; an unreadable file is none."""
    try:
        order = MuteOrder(**json.loads((run / FILE_NAME).read_bytes()))
        return order if order.ends is None or order.ends else None
    except (OSError, ValueError, TypeError, AttributeError, RecursionError):
        return None
