"""Whether the station is muted by an operator: kept in `run/mute.json`, also across a restart.

The flag may be set from any thread, because a mute must act at once; who ordered it and until
when is written down by the thread that writes the log.
"""

import contextlib
import json
import threading
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from broadcaster.home import remove_durably, write_atomically
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


class Mute:
    """The state, and the file that keeps it."""

    def __init__(self, run: Path) -> None:
        self._path = run / FILE_NAME
        self._flag = threading.Event()
        self.order = read_mute(run)
        if self.order is not None:
            self._flag.set()

    @property
    def is_on(self) -> bool:
        """Say whether nothing may sound."""
        return self._flag.is_set()

    def raise_flag(self) -> None:
        """Let nothing more be placed, before the order is written down. From any thread."""
        self._flag.set()

    def lower_flag(self) -> None:
        """Take the flag back when no order came of it; one that stands goes on."""
        if self.order is None:
            self._flag.clear()

    def set(self, by: str, now: datetime, until: datetime | None) -> MuteOrder:
        """Mute, and keep it; on a full disk it holds too, but not across a restart."""
        order = MuteOrder(by, as_rfc3339(now), as_rfc3339(until) if until else "")
        self.order = order
        self._flag.set()
        with contextlib.suppress(OSError):
            write_atomically(self._path, json.dumps(asdict(order)).encode() + b"\n")
        return order

    def lift(self) -> None:
        """Let sound again what comes from now on."""
        self.order = None
        self._flag.clear()
        with contextlib.suppress(OSError):
            remove_durably(self._path)


def read_mute(run: Path) -> MuteOrder | None:
    """Return the mute that stands in `run`; an unreadable file is none."""
    try:
        order = MuteOrder(**json.loads((run / FILE_NAME).read_bytes()))
        return order if order.ends is None or order.ends else None
    except (OSError, ValueError, TypeError, AttributeError, RecursionError):
        return None
