"""The station's day: lock what is due, conduct one session after the other, leave nothing open.

`step` does everything that is due at this moment and returns when it wants to be called again; a
thread calls it in real time, a loop on the virtual clock in a rehearsal. It alone writes the log.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from queue import SimpleQueue

from broadcaster.journal.model import STOPPED, Kind
from broadcaster.playout.airchecks import Airchecks
from broadcaster.playout.conductor import Conductor
from broadcaster.playout.emergency.standing import Standing
from broadcaster.playout.ends import Ends
from broadcaster.playout.interjection import Interjection
from broadcaster.playout.locking import Locking
from broadcaster.playout.log.logbook import LockedSession
from broadcaster.playout.log.position import read_positions
from broadcaster.playout.log.recovery import close_interrupted, is_over, settle_past
from broadcaster.playout.relaying.recordings import recordings_left
from broadcaster.playout.session import interlude, session_from
from broadcaster.playout.studio import POSITION_NAME, Studio
from broadcaster.playout.watch import Watch
from broadcaster.schedule import RunningOrder

PREPARE_LEAD = timedelta(seconds=30)
"""How long before its start a locked session is taken up and its first cut decoded."""
HEARTBEAT = timedelta(hours=1)
LONGEST_LOOK = timedelta(hours=1)
SCAN = timedelta(seconds=1)
"""How often the timetable is gone through while something else keeps us awake."""


class Player:
    """One home's player. Every method is called from one thread, but `hush`."""

    def __init__(self, studio: Studio) -> None:
        self.studio = studio
        self.locking = Locking(studio)
        self.conductor: Conductor | None = None
        self._ends, self._airchecks = Ends(studio), Airchecks(studio)
        self.emergencies = Standing(studio, self.new_unplanned_id)
        self.tasks: SimpleQueue[Callable[[Player], None]] = SimpleQueue()
        """What other threads ask to be done between two steps."""
        self.since = studio.reckoning.now()
        self.ended_before = ""
        """Why the run before this one ended, as in its `boot` record; empty for a clean stop."""
        amplifier_lead = timedelta(milliseconds=studio.settings.amplifier_lead_ms)
        self._prepare_lead = PREPARE_LEAD + amplifier_lead
        self._watch = Watch(studio)
        self._unplanned = studio.scribe.logbook.unplanned
        self._seen_until = studio.reckoning.now()
        """Sessions that were over by then have been dealt with."""
        self._next_heartbeat = self._next_scan = studio.reckoning.now()
        self._next_lock: datetime | None = None
        self._steps_seen = studio.reckoning.steps

    def recover(self) -> None:
        """Write what a stop or a kill left out; safe to be killed in and to be repeated."""
        logbook, scribe = self.studio.scribe.logbook, self.studio.scribe
        found = read_positions(self.studio.run / POSITION_NAME)
        positions = [position for position in found if position.log in self.studio.logs]
        left = recordings_left(self.studio.home, self.studio.logs, list(logbook.running))
        for kind, fields in close_interrupted(logbook, positions, left.hashes):
            scribe.note(kind, **fields)
        left.keep()
        self._airchecks.recover()
        self._seen_until = logbook.alive_at or logbook.first_at or self.studio.reckoning.now()
        self._lock_and_settle(self.studio.reckoning.now())
        self._beat(self.studio.reckoning.now())
        self.emergencies.recover()
        scribe.checkpoint()

    def step(self) -> datetime:
        """Do what is due; return when to be called again at the latest (aware UTC)."""
        self._watch.look()
        self._heed_clock()
        self._do_tasks()
        if self._ends.write_due() and self._ends.are_written and self.conductor is None:
            self.studio.scribe.checkpoint()
        self._airchecks.look(on_air=self.conductor is not None)
        self.emergencies.look(self.conductor, self.interject)
        now = self.studio.reckoning.now()
        if now >= self._next_heartbeat:
            self._beat(now)
        self._lock_and_settle(now)
        self._take_up_session(now)
        if self.conductor is None:
            return self._next_look(now)
        look = self.conductor.step()
        if self.conductor.is_over:
            self._finish_session()
            return now
        return look

    def stop(self) -> None:
        """Fall silent, write down what sounded, sign the log. The station is left as after a kill.

        Items that have not begun keep their place: the next start goes on with them.
        """
        if self.conductor is not None:
            self.conductor.stop()
            self.conductor = None
        self._ends.write_all()
        self._airchecks.close()
        self._do_tasks()
        # So that the silence after it is told from one that nobody ordered.
        self.studio.scribe.note(Kind.HEARTBEAT, state=STOPPED)
        self.studio.scribe.checkpoint()
        for record in self.studio.scribe.unwritten():
            self.studio.say(record)

    def interject(self, interjection: Interjection) -> None:
        """Let an accepted announcement or test sound after what is on air."""
        if self.conductor is None:
            now = self.studio.reckoning.now()
            self.conductor = Conductor(self.studio, interlude(now, now + LONGEST_LOOK), self._ends)
        self.conductor.interject(interjection)

    def cancel_emergencies(self, by: str, use: str = "") -> list[str]:
        """Cancel an emergency order, or all that stand; return which. None sounds again."""
        standing = [one.order.use for one in self.studio.scribe.logbook.uses.standing()]
        ended = [name for name in standing if not use or name == use]
        for name in ended:
            self.emergencies.end(name, by)
            if self.conductor is not None:
                self.conductor.cancel(name)
        return ended

    def new_use_id(self) -> str:
        """Return an id for an emergency order; never the same twice in a log."""
        return self._new_id("emergency")

    def new_unplanned_id(self) -> str:
        """Return an id for something outside the plan; never the same twice in a log."""
        return self._new_id("unplanned")

    def locked_orders(self) -> list[tuple[LockedSession, RunningOrder]]:
        """Return the locked sessions that still have items to settle, by start."""
        unsettled = self.studio.scribe.logbook.unsettled()
        orders = ((lock, self.locking.order_of(lock)) for lock in unsettled)
        found = [(lock, order) for lock, order in orders if order is not None]
        return sorted(found, key=lambda pair: pair[1].start)

    def _new_id(self, what: str) -> str:
        self._unplanned += 1
        return f"{what}/{self.studio.reckoning.now():%Y%m%dT%H%M%S}-{self._unplanned}"

    def _lock_and_settle(self, now: datetime) -> None:
        if now < self._next_scan:
            return
        if self.locking.lock_due(now, self._seen_until):
            self._seen_until = now
        self._next_lock = self.locking.next_lock(now)
        # One that is due already could not be written; it is tried again, and not at once.
        looks = [self._next_lock] if self._next_lock and self._next_lock > now else []
        self._next_scan = min([now + SCAN, *looks])
        conducted = self.conductor.session.id if self.conductor else None
        logbook = self.studio.scribe.logbook
        for kind, fields in settle_past(logbook, self.locking.order_of, now, conducted):
            self.studio.scribe.note(kind, **fields)

    def _take_up_session(self, now: datetime) -> None:
        if self.conductor is not None and not self._gives_way(self.conductor):
            return
        for lock, order in self.locked_orders():
            logbook = self.studio.scribe.logbook
            if all(logbook.is_settled(item.id) for item in order.items):
                continue  # it only waits for its last end to be written
            if order.start - self._prepare_lead <= now and not is_over(order, now):
                waiting = self.conductor.interjections if self.conductor else ()
                if self.conductor is not None:
                    self.conductor.close()
                session = session_from(order, lock.order, logbook)
                self.conductor = Conductor(self.studio, session, self._ends)
                for interjection in waiting:
                    self.conductor.interject(interjection)
                self.studio.tell("open", title=order.title)
                return

    def _gives_way(self, conductor: Conductor) -> bool:
        """Say whether it only waits to announce something, on an output that takes no sound."""
        is_interlude = not conductor.session.id
        return is_interlude and not conductor.air.placed and conductor.air.takes_no_sound

    def _finish_session(self) -> None:
        if self.conductor is not None:
            self.conductor.close()
            self.studio.tell("over", title=self.conductor.session.title)
            self.conductor = None
            self.studio.scribe.checkpoint()

    def _heed_clock(self) -> None:
        """After a step of the clock look at once; what a wrong clock had passed is not past."""
        if self._steps_seen == self.studio.reckoning.steps:
            return
        self._steps_seen = self.studio.reckoning.steps
        now = self.studio.reckoning.now()
        self._next_scan, self._seen_until = now, min(self._seen_until, now)
        self._next_heartbeat = min(self._next_heartbeat, now + HEARTBEAT)

    def _beat(self, now: datetime) -> None:
        self.studio.scribe.note(Kind.HEARTBEAT)
        self._next_heartbeat = now + HEARTBEAT

    def _do_tasks(self) -> None:
        for _task in range(self.tasks.qsize()):  # one that has to wait puts itself behind them
            self.tasks.get()(self)

    def _next_look(self, now: datetime) -> datetime:
        looks = [now + LONGEST_LOOK, self._next_heartbeat]
        if self._next_lock is not None:
            looks.append(max(self._next_lock, self._next_scan))
        looks += [order.start - self._prepare_lead for _lock, order in self.locked_orders()]
        mute = self.studio.mute.order
        if mute is not None and mute.ends is not None:
            looks.append(mute.ends)
        due = self.emergencies.next_look()
        if due is not None:
            looks.append(self.studio.reckoning.wall_at(due))
        return max(now, min(looks))
