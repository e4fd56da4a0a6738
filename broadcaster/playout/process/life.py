"""Is the player alive? Decided for the watchdog (DESIGN section 5).

During a session the only proof is that output samples advance: a player whose threads run but
whose sound stands still is dead to its listeners. Between sessions every thread must have
reported lately. A thread that begins something long says how long it may take.
"""

import threading

from broadcaster.timebase import NANOSECONDS, TimeSource

REPORT_S = 5
"""A thread that reported so long ago hangs, unless it said that it would be busy."""


class Life:
    """What the threads report, and whether that amounts to being alive."""

    def __init__(self, time: TimeSource) -> None:
        self._time = time
        self._lock = threading.Lock()
        self._good_until: dict[str, int] = {}
        self._delivered = -1

    def report(self, thread: str, seconds: int = REPORT_S) -> None:
        """State that a thread works, and will report again within so many seconds."""
        with self._lock:
            self._good_until[thread] = self._time.monotonic() + seconds * NANOSECONDS

    def overdue(self) -> set[str]:
        """Return the threads that should have reported by now."""
        now = self._time.monotonic()
        with self._lock:
            return {name for name, good_until in self._good_until.items() if good_until < now}

    def forgive(self) -> None:
        """Give every thread its time again: the whole process was held up."""
        for name in self.overdue():
            self.report(name)

    def is_alive(self, delivered: int | None) -> bool:
        """Say whether to feed the watchdog; `delivered` is the open stream's samples, or None."""
        if delivered is not None:
            advanced = delivered != self._delivered
            self._delivered = delivered
            return advanced
        return not self.overdue()
