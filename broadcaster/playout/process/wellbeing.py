"""What shows that the player lives, and what is done when a part of it does not.

Two threads see to it: the alarm clock's beat feeds the service manager and the file for
monitoring, and the main thread looks after all others, the alarm clock included.
"""

import contextlib
from collections.abc import Callable
from pathlib import Path

from broadcaster.playout.player import Player
from broadcaster.playout.process.ending import Ending, where_is
from broadcaster.playout.process.life import Life
from broadcaster.playout.process.metrics import MetricsFile
from broadcaster.playout.process.service import Service
from broadcaster.playout.process.supervision import Supervision
from broadcaster.playout.status import Document
from broadcaster.timebase import TimeSource

Task = Callable[[Player], None]


class Wellbeing:
    """The signs of life of one process."""

    def __init__(
        self, run: Path, time: TimeSource, player: Player, tell: Callable[[Task], None]
    ) -> None:
        self.life, self.service = Life(time), Service()
        self._player, self._tell = player, tell
        self._metrics = MetricsFile(run, time)
        self._replaceable: dict[str, Callable[[], None]] = {}
        self._supervision = Supervision(time, self.life, self._replaceable, Ending(run).end_stuck)

    def can_be_replaced(self, thread: str, restart: Callable[[], None]) -> None:
        """From now on start this thread anew when it does not report; also if it never did."""
        self._replaceable[thread] = lambda: self._replace(thread, restart)
        self.life.report(thread)

    def tell_lost(self, thread: str, died_of: str) -> None:
        """Report a thread that is left behind, and whose work another one goes on with."""
        detail = f"{thread} ({died_of or where_is(thread)})"
        self._tell(lambda player: player.studio.alarms.sound("thread-restarted", detail))

    def look(self) -> None:
        """Look after the other threads. Called once a second by the main thread."""
        self._supervision.look(self._delivered())

    def beat(self, status: Document) -> None:
        """Feed the watchdog if we live; let monitoring know once a minute."""
        if self.life.is_alive(self._delivered()):
            self.service.alive()
        self._metrics.write_if_due(status)

    def _delivered(self) -> int | None:
        """Return the samples of the open stream, None when there is none that takes any."""
        conductor = self._player.conductor
        stream = conductor.air.stream if conductor else None
        return stream.delivered if stream is not None and stream.failed is None else None

    def _replace(self, thread: str, restart: Callable[[], None]) -> None:
        where = where_is(thread)
        with contextlib.suppress(OSError):  # a full disk: it is tried again when next overdue
            restart()
        detail = f"{thread} ({where})" if where else thread
        self._tell(lambda player: player.studio.alarms.sound("thread-restarted", detail))
