"""The player as a process: threads, signals, the service manager, and the end of it all.

One thread steps the player, one answers commands, one per session delivers samples. APScheduler
(memory store) wakes the player for locks and starts, beats once a second, and keeps the plan long
enough by a child process; it decides nothing. The main thread waits for the end. The stop order
mirrors the start order; a bug in any thread ends the process, and the next start recovers. While it
waits, the main thread looks after the others (`wellbeing`, `supervision`).
"""

import gc
import signal
import sys
import threading
from collections.abc import Callable
from datetime import datetime

from broadcaster.config import Settings
from broadcaster.home import Home
from broadcaster.playout.opening import Terms, open_player
from broadcaster.playout.player import Player
from broadcaster.playout.process.arming import Arming, in_our_language
from broadcaster.playout.process.control import ControlServer
from broadcaster.playout.process.ending import Ending
from broadcaster.playout.process.plan_extension import PlanExtension
from broadcaster.playout.process.requests import Request, urgent
from broadcaster.playout.process.trust import StationTrust
from broadcaster.playout.process.wellbeing import Wellbeing
from broadcaster.playout.sound.loading import in_a_thread
from broadcaster.playout.sound.pumps import ThreadPump
from broadcaster.playout.status import Document, status_of
from broadcaster.timebase import NANOSECONDS, SystemTime, boot_id, from_rfc3339

LONGEST_WAIT_S = 1.0
"""The player is stepped at least so often: files and clocks are looked at then."""
SWITCH_INTERVAL_S = 0.001
"""A busy thread gives the others their turn after so long; the stream must not wait for it."""
STOPPING_S = 60
"""How long the last records and the last checkpoint may take."""


class Daemon:
    """One run of the player, from the lock to the last checkpoint."""

    def __init__(
        self, home: Home, settings: Settings, output: str, say: Callable[[str], None]
    ) -> None:
        self._time = SystemTime()
        self._wake, self._stopping = threading.Event(), threading.Event()
        self._fault: BaseException | None = None
        self._thread: threading.Thread | None = None
        self._status: Document = {}
        trust = StationTrust(home, settings, self._time)
        self._ending, pump = Ending(home.run), ThreadPump(self._time)
        terms = Terms(
            self._time, trust, pump, output, say, aside=in_a_thread, note=self._ending.take
        )
        self._opened = open_player(home, terms)
        self._player = self._opened.player
        self._well = Wellbeing(home.run, self._time, self._player, self._tell_player)
        self._life = self._well.life
        self._player.studio.busy_for = lambda seconds: self._life.report("player", seconds)
        loader = self._player.studio.loader
        loader.wake, loader.lost = self._wake.set, self._well.tell_lost
        self._control = ControlServer(home, self._accept, self._answer_status)
        self._control.report_alive = lambda: self._life.report("control")
        self._arming = Arming(self._time, self._wake.set, self._beat, self._extend_plan)
        self._arming.report_alive = lambda: self._life.report("arming")
        self._extension = PlanExtension(home, settings, self._time, self._tell_player)

    def run(self, until: datetime | None = None) -> None:
        """Play until `until`, SIGTERM or SIGINT; then everything is written and signed."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda _number, _frame: self._stopping.set())
        sys.setswitchinterval(SWITCH_INTERVAL_S)
        try:
            self._start()
            self._wait(until)
        finally:
            self._stop()
        if self._fault is not None:
            raise self._fault

    # Start, wait, stop.

    def _start(self) -> None:
        self._player.recover()
        self._player.ended_before = self._ending.before
        if self._ending.was_ours:
            self._player.studio.alarms.sound("restarted", self._ending.before)
        self._status = status_of(self._player)
        gc.freeze()  # what start-up made is not gone through again while samples leave
        self._thread = threading.Thread(
            target=in_our_language(self._run_player), name="player", daemon=True
        )
        self._thread.start()
        studio, hours = self._player.studio, self._status["hours"]
        self._control.start(
            {"output": studio.output, "log": self._status["log"], "boot_id": boot_id()}
        )
        self._arming.start()
        self._well.can_be_replaced("control", self._control.restart)
        self._well.can_be_replaced("arming", self._arming.restart)
        studio.ears.follow(studio.loopbacks())
        if studio.ears.open:
            studio.ears.report_alive = lambda: self._life.report("loopback")
            self._well.can_be_replaced("loopback", studio.ears.restart)
        studio.tell(
            "ready",
            output=studio.output,
            policy=str(hours["document"] or hours["title"]),
            quality=str(studio.trust().quality),
        )
        self._well.service.ready(studio.output)

    def _wait(self, until: datetime | None) -> None:
        reckoning = self._player.studio.reckoning
        while not self._stopping.is_set():
            left_s = LONGEST_WAIT_S
            if until is not None:
                left_s = (reckoning.monotonic_at(until) - self._time.monotonic()) / NANOSECONDS
                if left_s <= 0:
                    return
            self._stopping.wait(min(left_s, LONGEST_WAIT_S))
            self._well.look()

    def _stop(self) -> None:
        self._well.service.stopping()
        self._stopping.set()
        self._wake.set()
        self._extension.stop()
        self._arming.stop()
        self._control.stop()
        if self._thread is not None:
            self._thread.join()
        if self._fault is None:
            self._player.studio.tell("stopped")
        self._opened.close()

    # The player's thread.

    def _run_player(self) -> None:
        try:
            while not self._stopping.is_set():
                self._life.report("player")
                self._wake.clear()
                look = self._player.step()
                self._status = status_of(self._player)
                if self._player.conductor is None:
                    self._arming.arm(look)
                self._sleep_until(look)
            self._life.report("player", STOPPING_S)
            self._player.stop()
        except BaseException as fault:
            self._ending.note_fault(fault)
            self._fault = fault
            self._stopping.set()

    def _sleep_until(self, look: datetime) -> None:
        reckoning = self._player.studio.reckoning
        left_s = (reckoning.monotonic_at(look) - self._time.monotonic()) / NANOSECONDS
        if left_s > 0:
            self._wake.wait(min(left_s, LONGEST_WAIT_S))

    def _accept(self, request: Request) -> None:
        urgent(self._player, request.name)
        self._tell_player(request.answer)

    def _tell_player(self, task: Callable[[Player], None]) -> None:
        self._player.tasks.put(task)
        self._wake.set()

    # What APScheduler calls.

    def _beat(self) -> None:
        self._well.beat(self._status)

    def _answer_status(self) -> Document:
        """Return the status of the last step, and which threads do not report just now."""
        return {**self._status, "overdue": sorted(self._life.overdue())}

    def _extend_plan(self) -> None:
        until = self._status.get("planned_until")
        if self._player.conductor is None:
            self._extension.run_if_due(from_rfc3339(until) if until else None)
