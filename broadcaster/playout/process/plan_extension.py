"""Keeping the plan long enough without anybody: a child process plans again in good time.

Planning opens the database, so the player never does it itself: it starts the command that a
person would, in the name that the settings or BROADCASTER_PERSON give. When that fails while the
plan is about to run out, it is an alarm.
"""

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime, timedelta

from broadcaster.config import Settings
from broadcaster.home import Home
from broadcaster.playout.player import Player
from broadcaster.timebase import TimeSource

LEAST_AHEAD = timedelta(days=7)
"""What a station must always have on the box (DESIGN law 7)."""
SPARE = timedelta(days=1)
RETRY = timedelta(hours=6)
LONGEST_S = 600
PERSON_ENVIRONMENT = "BROADCASTER_PERSON"

Tell = Callable[[Callable[[Player], None]], None]
"""Hands something to do to the player's own thread."""


def is_wanted(planned_until: datetime | None, now: datetime, plan_days: int) -> bool:
    """Say whether the plan is a day shorter than it should be."""
    wanted = now + timedelta(days=plan_days) - SPARE
    return planned_until is None or planned_until < wanted


class PlanExtension:
    """Runs the planner as a child process now and then."""

    def __init__(self, home: Home, settings: Settings, time: TimeSource, tell: Tell) -> None:
        self._home, self._settings, self._time, self._tell = home, settings, time, tell
        self._child: subprocess.Popen[str] | None = None
        self._next_try: datetime | None = None
        self._ended = False

    def run_if_due(self, planned_until: datetime | None) -> None:
        """Plan again if the plan has grown short; takes as long as planning does."""
        now = self._time.now()
        if self._ended or (self._next_try is not None and now < self._next_try):
            return
        if not is_wanted(planned_until, now, self._settings.plan_days):
            return
        self._next_try = now + RETRY
        failure = self._plan()
        if failure is None:
            self._tell(lambda player: player.studio.alarms.clear("plan-not-extended"))
        elif planned_until is None or planned_until < now + LEAST_AHEAD:
            said = failure
            self._tell(lambda player: player.studio.alarms.sound("plan-not-extended", said))

    def stop(self) -> None:
        """Start no more; end a child that runs."""
        self._ended = True
        child = self._child
        if child is not None:
            child.terminate()

    def _plan(self) -> str | None:
        """Return why planning failed, its last line, or None."""
        person = self._settings.plan_person or os.environ.get(PERSON_ENVIRONMENT, "")
        command = [sys.executable, "-m", "broadcaster", "--home", str(self._home.root)]
        try:
            self._child = subprocess.Popen(
                [*command, "--as", person, "schedule", "plan"],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                text=True,
            )
            said = self._child.communicate(timeout=LONGEST_S)[1]
        except (OSError, subprocess.TimeoutExpired) as error:
            self.stop_child()
            return str(error)
        code, self._child = self._child.returncode, None
        return None if code == 0 else (said.strip().splitlines() or [f"exit {code}"])[-1]

    def stop_child(self) -> None:
        """End a child that takes too long."""
        child, self._child = self._child, None
        if child is not None:
            child.kill()
            child.communicate()
