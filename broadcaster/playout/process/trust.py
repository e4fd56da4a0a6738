"""What the station's clock is worth, asked often and read once a second."""

import threading

from broadcaster.config import Settings
from broadcaster.home import Home
from broadcaster.timebase import NANOSECONDS, TimeSource, TimeTrust
from broadcaster.timetrust import current_trust

KEPT_NS = NANOSECONDS


class StationTrust:
    """Gives the present trust. Safe from several threads."""

    def __init__(self, home: Home, settings: Settings, time: TimeSource) -> None:
        self._home, self._settings, self._time = home, settings, time
        self._lock = threading.Lock()
        self._read_at = 0
        self._trust: TimeTrust | None = None

    def __call__(self) -> TimeTrust:
        """Return the trust as it was at most a second ago."""
        with self._lock:
            now = self._time.monotonic()
            if self._trust is None or now - self._read_at >= KEPT_NS:
                self._trust = current_trust(self._home, self._settings, self._time)
                self._read_at = now
            return self._trust
