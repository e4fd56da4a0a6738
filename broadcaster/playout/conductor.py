"""One session on air: what sounds next and when, and what becomes of every item.

`step` does what is due and says when it wants to be called again; it never waits. The order of
things is always the same: an item is judged on files read just now, its `start` is durable in the
log, then it is placed at its sample, and when its last sample has left follow `end` and `outcome`.
Speech is not cut but by an operator, a withdrawal (at the end of its sentence) or a failure; what
gives way to a hard start is music, or a part whose overrun policy says so.
"""

from collections import deque
from dataclasses import replace
from datetime import datetime, timedelta

from broadcaster.journal.model import Cause, Outcome
from broadcaster.playout.air import Air
from broadcaster.playout.airing import Airing, gives_way
from broadcaster.playout.entries import start_fields
from broadcaster.playout.interjection import Interjection
from broadcaster.playout.model import Heard, Passed
from broadcaster.playout.next_item import Aim, aim
from broadcaster.playout.placing import INTENT_LEAD, Placing
from broadcaster.playout.session import Session
from broadcaster.playout.settling import write_change, write_over, write_passed, write_stopped
from broadcaster.playout.stream import STALLED
from broadcaster.playout.studio import Studio
from broadcaster.schedule import PlannedItem

OPEN_LEAD = timedelta(seconds=3)
"""How long before its start a session's output opens."""
PLACE_LEAD = timedelta(seconds=1)
"""How long before its first sample an item is decided, written down and placed. Long enough for
a slow disk; a kill within it costs the item, for what was written down is not started again."""
POLL = timedelta(milliseconds=250)
"""How often withdrawals are looked for while a session is on."""
TAIL = timedelta(milliseconds=500)
"""How long the output stays open after the last item."""
OPERATORS = frozenset({Cause.MUTED, Cause.STOPPED})
"""Cuts after which the next item does not close up: somebody wanted silence."""


class Conductor:
    """Carries out one session. One thread calls it; only `air.hush` comes from others."""

    def __init__(self, studio: Studio, session: Session) -> None:
        self.session = session
        self.queue = deque(session.items)
        self.interjections: deque[Interjection] = deque()
        self.air = Air(studio, session.stem)
        self._studio = studio
        self._placing = Placing(studio, session, self.air)
        self._cursor = session.cursor
        self._opens_at = session.cursor.start - OPEN_LEAD
        self._steps_seen = studio.reckoning.steps
        self._next_at: datetime | None = None
        """When the next item wants to be decided."""
        self._needs_no_alarm = session.count != len(session.items)
        """Something sounded, or an operator wanted silence."""

    def step(self) -> datetime:
        """Do what is due; return when to be called again at the latest (aware UTC)."""
        self._write_down_what_is_over()
        self._keep_open()
        self._heed_withdrawals()
        self._heed_clock()
        self._next_at = None
        while self._settle_next():
            self._write_down_what_is_over()
        self._placing.prepare_ahead(self.queue)
        return self._next_look()

    @property
    def is_over(self) -> bool:
        """Say whether every item has its outcome and the output may close."""
        if self.queue or self.interjections or self.air.placed:
            return False
        return not self.air.is_open or self._now() >= self._cursor.free_from + TAIL

    def close(self) -> None:
        """Let go of the output; raise an alarm when nothing sounded in a whole session."""
        self.air.close()
        if self.session.id and not self._needs_no_alarm:
            self._studio.alarms.sound("silent-session", self.session.id)

    def planned(self, item: PlannedItem) -> datetime:
        """Return when the plan wants an item's first sample."""
        return self._cursor.planned(item)

    def interject(self, interjection: Interjection) -> None:
        """Let an announcement or a test sound next; the output opens for it at once."""
        self.interjections.append(interjection)
        self._opens_at = min(self._opens_at, self._now())

    def stop(self) -> None:
        """Fall silent for a clean stop; items that have not begun stay for the next start."""
        self.air.hush(Cause.STOPPED)
        self.air.halt()
        self._write_down_what_is_over()
        self.air.close()

    def stop_all(self, by: str) -> None:
        """End the session for an operator: nothing more of it sounds."""
        self.air.hush(Cause.STOPPED)
        self._needs_no_alarm = True
        for airing in self.air.placed:
            if airing.planned is not None:
                write_change(self._studio, self.session.id, airing.id, Cause.STOPPED, by)
        self.interjections.clear()
        while self.queue:
            item = self.queue.popleft()
            write_stopped(self._studio, self.session.id, item, self._cursor.planned(item), by)

    # The output.

    def _keep_open(self) -> None:
        failed_before = self.air.failure is not None
        if self._now() >= self._opens_at and not self.is_over:
            self.air.open()
        self.air.obey_mute(self._studio.mute.is_on)
        if self.air.failure is not None:
            self._studio.alarms.sound("no-output", f"{self._studio.output}: {self.air.failure}")
        elif failed_before:
            self._studio.alarms.clear("no-output")

    def _held_back_by(self) -> Cause | None:
        if self._studio.mute.is_on:
            return Cause.MUTED
        is_due = self._now() >= self._opens_at
        return Cause.NO_OUTPUT if is_due and not self.air.is_open else None

    # What is over.

    def _write_down_what_is_over(self) -> None:
        for airing, heard in self.air.finished():
            write_over(self._studio, airing, heard)
            self._move_on(airing, heard)
        if self.air.take_failure() == STALLED:
            self._studio.alarms.sound("stalled", self.session.id or self.session.stem)

    def _move_on(self, airing: Airing, heard: Heard) -> None:
        self._needs_no_alarm = self._needs_no_alarm or heard.samples > 0
        close_up = not heard.whole and airing.cut_short not in OPERATORS
        self._cursor = replace(
            self._cursor,
            free_from=self.air.free_from() or heard.last or max(airing.starts, self._cursor.start),
            closed_up=self._cursor.closed_up or close_up,
        )

    def _heed_withdrawals(self) -> None:
        withdrawals = self._studio.plan.withdrawals()
        for airing in self.air.placed:
            entry = withdrawals.entries.get(airing.item.approval)
            if entry is None or airing.cut_short is not None:
                continue
            sounded = self.air.sounded(airing)
            self.air.cut(airing, airing.sentence_end_after(sounded) if sounded else 0, entry.cause)
            if airing.planned is not None:
                write_change(self._studio, self.session.id, airing.id, entry.cause, entry.by)
        for item in self.queue:
            entry = withdrawals.entries.get(item.approval)
            if entry is not None:
                write_change(self._studio, self.session.id, item.id, entry.cause, entry.by)

    def _heed_clock(self) -> None:
        if self._steps_seen != self._studio.reckoning.steps:
            self._steps_seen = self._studio.reckoning.steps
            self._placing.judge_again()

    # What comes next.

    def _settle_next(self) -> bool:
        """Place or pass the next item if its moment has come; True when one may be due after it."""
        if self.air.placed and not (len(self.air.placed) == 1 and self.air.is_sounding):
            return False
        if self.interjections:
            return self._interject()
        if not self.queue:
            return False
        item = self.queue[0]
        held_back = self._held_back_by()
        if held_back is not None:
            return self._pass_held_back(item, held_back)
        return self._settle(item)

    def _settle(self, item: PlannedItem) -> bool:
        free_from = self.air.free_from()
        may_be_cut = free_from is None or gives_way(self.air.placed[-1])
        if free_from is not None and not may_be_cut and not self._is_time_for(free_from):
            return False  # whatever comes, it cannot come before
        aimed = self._aim(item)
        if aimed.passed is not None and not aimed.can_wait:
            return self._pass(item, aimed.passed)
        if not self._is_time_for(aimed.at):
            return False
        decoded_ms = self._placing.length_ms(item)
        aimed = self._aim(replace(item, length_ms=max(item.length_ms, decoded_ms)), fresh=True)
        if aimed.passed is not None:
            return self._pass(item, aimed.passed)
        return self._is_time_for(aimed.at) and self._place(item, aimed)

    def _is_time_for(self, at: datetime) -> bool:
        self._next_at = at - PLACE_LEAD
        return self._now() >= self._next_at

    def _aim(self, item: PlannedItem, *, fresh: bool = False) -> Aim:
        now = self._now()
        cursor, earliest = self._cursor, now + INTENT_LEAD
        free_from = self.air.free_from()
        if free_from is not None:
            if item.hard_start and gives_way(self.air.placed[-1]):
                free_from = min(free_from, max(earliest, cursor.planned(item)))
            cursor, earliest = replace(cursor, free_from=free_from), free_from
        hours = self._studio.plan.hours(fresh=fresh)
        return aim(item, cursor, earliest, hours, self._studio.trust())

    def _place(self, item: PlannedItem, aimed: Aim) -> bool:
        planned = self._cursor.planned(item)
        fields = start_fields(item, planned, self.session.order)
        placed = self._placing.place(item, fields, aimed.at, aimed.volume_percent)
        if isinstance(placed, Passed):
            full = placed.cause is Cause.JOURNAL_FULL
            return self._pass_held_back(item, placed.cause) if full else self._pass(item, placed)
        placed.planned = planned
        self.queue.popleft()
        self._cursor = self._cursor.after(item, placed.starts, placed.ends)
        return True

    def _interject(self) -> bool:
        at = self.air.free_from() or self._now() + INTENT_LEAD
        if not self._is_time_for(at) or not self.air.is_open:
            return False
        interjection = self.interjections.popleft()
        refused = self._placing.interject(interjection, at)
        if refused is not None:
            self._studio.tell(
                "outcome", title=interjection.title, outcome="refused", cause=str(refused.cause)
            )
        return True

    def _pass_held_back(self, item: PlannedItem, cause: Cause) -> bool:
        """Let an item fall out in its own time: a mute may be lifted, an output may come back.

        While a fault lasts it waits for its whole length: better late than never. A mute is meant.
        """
        moment = self._cursor.planned(item)
        if cause is not Cause.MUTED:
            moment += timedelta(milliseconds=item.length_ms)
        self._next_at = moment
        if self._now() < moment:
            return False
        self._needs_no_alarm = self._needs_no_alarm or cause is Cause.MUTED
        return self._pass(item, Passed(Outcome.MISSED, cause), at_once=False)

    def _pass(self, item: PlannedItem, passed: Passed, *, at_once: bool = True) -> bool:
        write_passed(self._studio, self.session.id, item, self._cursor.planned(item), passed)
        self.queue.popleft()
        self._cursor = self._cursor.without(at_once=at_once)
        return True

    # When to look again.

    def _next_look(self) -> datetime:
        now = self._now()
        looks = [now + POLL if self.air.is_open or self.queue else now + TAIL]
        if self._next_at is not None:
            looks.append(self._next_at)
        if now < self._opens_at:
            looks = [self._opens_at]
        over = self.air.next_end()
        if over is not None:
            looks.append(self._studio.reckoning.wall_at(over))
        return max(now, min(looks))

    def _now(self) -> datetime:
        return self._studio.reckoning.now()
