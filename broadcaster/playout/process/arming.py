"""APScheduler with its memory store: it wakes the player and beats, and decides nothing.

Each job is short and may come late or twice. A step of the wall clock makes the library late by
that step, so the beat, which waits on the monotonic clock, tells it to look again.
"""

import contextvars
from collections.abc import Callable
from datetime import datetime

from apscheduler.schedulers.background import BackgroundScheduler

from broadcaster.playout.reckoning import Reckoning
from broadcaster.timebase import TimeSource

BEAT_S = 1
HOUSEKEEPING_MINUTES = 10
Job = Callable[[], None]


class Arming:
    """The armed jobs of one process."""

    def __init__(self, time: TimeSource, wake: Job, beat: Job, keep_house: Job) -> None:
        self._wake, self._beat, self._keep_house = wake, beat, keep_house
        self._reckoning = Reckoning(time)
        self._armed: datetime | None = None
        self._scheduler = BackgroundScheduler(timezone="UTC")
        self.report_alive: Job = lambda: None

    def restart(self) -> None:
        """Begin anew with another scheduler; one whose thread hangs can't be told to stop."""
        self._armed = None
        self._scheduler = BackgroundScheduler(timezone="UTC")
        self.start()

    def start(self) -> None:
        """Beat every second, keep house every few minutes."""
        self._scheduler.add_job(in_our_language(self._on_beat), "interval", seconds=BEAT_S)
        self._scheduler.add_job(
            in_our_language(self._keep_house), "interval", minutes=HOUSEKEEPING_MINUTES
        )
        self._scheduler.start()

    def stop(self) -> None:
        """Beat no more; a job that runs is not waited for."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    def arm(self, moment: datetime) -> None:
        """Have the player woken at `moment`, for its next lock or session."""
        if moment == self._armed or not self._scheduler.running:
            return
        self._armed = moment
        self._scheduler.add_job(
            self._wake,
            "date",
            run_date=moment,
            id="next",
            replace_existing=True,
            misfire_grace_time=None,
        )

    def _on_beat(self) -> None:
        self.report_alive()
        self._beat()
        if self._reckoning.compare() is not None:
            self._wake()
            self._scheduler.wakeup()


def in_our_language(run: Job) -> Job:
    """Return `run` so that it speaks the language that was chosen, also in another thread."""
    context = contextvars.copy_context()
    return lambda: context.copy().run(run)
