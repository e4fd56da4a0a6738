"""The main thread's watch over the others: what is dead or stuck is started again, and reported.

The alarm clock and the socket can be replaced in a running player. The player's own thread and the
stream cannot, since they may hold the log or the output; then the process says why and ends, and
whoever started it starts it anew: recovery is an ordinary start. It acts before systemd's watchdog,
which knows no reason, would.
"""

from collections.abc import Callable, Mapping

from broadcaster.playout.process.life import Life
from broadcaster.timebase import NANOSECONDS, TimeSource

PLAYER, STREAM = "player", "stream"
PATIENCE_S = 5
"""How long the player's thread may be overdue, or samples stand still, before the process ends."""
LATE_LOOK_S = 3
"""A look that comes so late was held up itself: what others did not report says nothing then."""


class Supervision:
    """Looks once a second. `restart` replaces threads by name, `end` ends the process."""

    def __init__(
        self,
        time: TimeSource,
        life: Life,
        restart: Mapping[str, Callable[[], None]],
        end: Callable[[str], None],
    ) -> None:
        self._time, self._life = time, life
        self._restart, self._end = restart, end
        self._looked_at = time.monotonic()
        self._delivered: int | None = None
        self._stuck_since: dict[str, int] = {}

    def look(self, delivered: int | None) -> None:
        """Restart what is overdue; `delivered` are the open stream's samples, None without one."""
        now = self._time.monotonic()
        was_late = now - self._looked_at > LATE_LOOK_S * NANOSECONDS
        stands_still = delivered is not None and delivered == self._delivered
        self._looked_at, self._delivered = now, delivered
        if was_late:
            self._life.forgive()
            self._stuck_since.clear()
            return
        overdue = self._life.overdue()
        for name in overdue & self._restart.keys():
            self._life.report(name)
            self._restart[name]()
        self._judge(PLAYER, now, is_stuck=PLAYER in overdue)
        self._judge(STREAM, now, is_stuck=stands_still)

    def _judge(self, name: str, now: int, *, is_stuck: bool) -> None:
        if not is_stuck:
            self._stuck_since.pop(name, None)
        elif now - self._stuck_since.setdefault(name, now) >= PATIENCE_S * NANOSECONDS:
            self._end(name)
