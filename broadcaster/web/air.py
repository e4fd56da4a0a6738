"""What is on air, asked of the player at most once a second however many pages are open.

While one page asks, the others show the last answer: a player that hangs holds one of our threads
and not all of them.
"""

import threading
from typing import Any

from broadcaster.desk import Desk
from broadcaster.operating import actions as operating_actions
from broadcaster.timebase import NANOSECONDS

FRESH_NS = NANOSECONDS * 9 // 10

Document = dict[str, Any]


class Air:
    """The player's last answer."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._lock = threading.Lock()
        self._asked = 0
        self._answer: Document | None = None

    def status(self) -> Document:
        """Return what the player does now, or what is known while it is down."""
        known = self._answer
        if known is not None and self._lock.locked():
            return known
        with self._lock:
            now = self._desk.time.monotonic()
            if self._answer is None or now - self._asked >= FRESH_NS:
                self._answer = operating_actions.status(self._desk.home, self._desk.time)
                self._asked = self._desk.time.monotonic()
            return self._answer

    def ask_anew(self) -> None:
        """Forget the answer, because somebody has just changed something."""
        with self._lock:
            self._answer = None
