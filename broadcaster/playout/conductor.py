"""One session on air: its output, what sounds on it, and what becomes of every item.

`step` does what is due and says when it wants to be called again; it never waits. The order of
things is always the same: an item is judged on files read just now, its `start` is durable in the
log, then it is placed at its sample, and when its last sample has left follow `end` and `outcome`.
Speech is not cut but by an operator, a withdrawal (at the end of its sentence) or a failure; what
gives way to a hard start is music, or a part whose overrun policy says so.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from broadcaster.journal.model import LIVE, Cause
from broadcaster.playout.air import Air
from broadcaster.playout.airing import Airing
from broadcaster.playout.ends import Ends
from broadcaster.playout.feeds.faults import FeedFaults
from broadcaster.playout.interjection import Interjection
from broadcaster.playout.placing import Placing
from broadcaster.playout.relays import Relays
from broadcaster.playout.resumption import resumption_of
from broadcaster.playout.rundown import Rundown
from broadcaster.playout.session import Session
from broadcaster.playout.settling import listen, listened, write_change, write_stopped
from broadcaster.playout.sound.stream import STALLED
from broadcaster.playout.studio import Studio
from broadcaster.schedule import PlannedItem

BEGUN = timedelta(milliseconds=20)
"""So long after its moment an item surely sounds: a few blocks have left."""


class Conductor:
    """Carries out one session. One thread calls it; only `air.hush` comes from others."""

    def __init__(self, studio: Studio, session: Session, ends: Ends) -> None:
        self.session = session
        self.air = Air(studio, session.stem)
        self._studio = studio
        self._relays = Relays(studio, ends)
        self._placing = Placing(studio, session, self.air, self._relays)
        self._rundown = Rundown(studio, session, self.air, self._placing)
        self._opens_at = session.cursor.start - self.air.way_out.open_lead
        self._feed_faults = FeedFaults(studio.alarms)
        self._steps_seen = studio.reckoning.steps
        self._may_be_silent = session.count != len(session.items)
        """Something sounded already, or an operator wanted silence."""

    def step(self) -> datetime:
        """Do what is due; return when to be called again at the latest (aware UTC)."""
        self._write_down_what_is_over()
        self._keep_open()
        self._heed_withdrawals()
        self._relays.heed(self.air)
        self._heed_clock()
        for airing in self.air.placed:
            listen(self._studio, airing, self.air.sounded(airing))
        while self._rundown.settle_next(self._held_back_by()):
            self._write_down_what_is_over()
        self._placing.prepare_ahead(self._rundown.queue)
        self._relays.connect_ahead(self._rundown.next_relay())
        self._switch_amplifiers()
        return self._next_look()

    @property
    def is_over(self) -> bool:
        """Say whether every item has its outcome and the output may close."""
        if not self._rundown.is_done or self.air.placed or not self._relays.are_written:
            return False
        closes_at = self._rundown.free_from + self.air.way_out.tail
        return not self.air.is_open or self._now() >= closes_at

    @property
    def interjections(self) -> Sequence[Interjection]:
        """What is unplanned and has not been placed."""
        return list(self._rundown.interjections)

    @property
    def to_come(self) -> Sequence[PlannedItem]:
        """The items that have neither been placed nor passed."""
        return self._rundown.to_come

    def planned(self, item: PlannedItem) -> datetime:
        """Return when the plan wants an item's first sample."""
        return self._rundown.planned(item)

    def interject(self, interjection: Interjection) -> None:
        """Let an announcement or a test sound next, an emergency now; the output opens at once."""
        self._rundown.interject(interjection)
        self._opens_at = min(self._opens_at, self._now())

    @property
    def has_live_voice(self) -> bool:
        """Say whether a live voice sounds or waits."""
        sounding = (airing.item.part for airing in self.air.placed)
        return LIVE in (*sounding, *(one.what for one in self.interjections))

    def close_live_voice(self) -> bool:
        """End the live voice that sounds or waits; say whether there was one."""
        live = [one for one in self.air.placed if one.item.part == LIVE and not one.cut_short]
        for airing in live:
            self.air.cut(airing, self.air.sounded(airing), Cause.WHOLE)
        return self._rundown.drop_interjections(LIVE) or bool(live)

    def carries(self, use: str) -> bool:
        """Say whether something of an emergency order is on air here, or waits for its turn."""
        waiting = any(one.order and one.order.use == use for one in self._rundown.interjections)
        return waiting or any(_use_of(airing) == use for airing in self.air.placed)

    def cancel(self, use: str) -> None:
        """Let an emergency order end: at the end of the sentence that is said, or before it begins.

        Whoever cancels stops it as a person stops anything.
        """
        self._rundown.forget(use)
        for airing in self.air.placed:
            if _use_of(airing) == use and airing.cut_short is None:
                sounded = self.air.sounded(airing)
                at = airing.sentence_end_after(sounded) if sounded else 0
                self.air.cut(airing, at, Cause.STOPPED)

    def stop(self) -> None:
        """Fall silent for a clean stop; items that have not begun stay for the next start."""
        self.air.hush(Cause.STOPPED)
        self.air.halt()
        self._write_down_what_is_over()
        self._rundown.give_up(Cause.STOPPED)
        self._rundown.drop_interjections()
        self._relays.close()
        self.air.close()

    def stop_all(self, by: str) -> None:
        """End the session for an operator: nothing more of it sounds."""
        self.air.hush(Cause.STOPPED)
        self._may_be_silent = True
        for airing in self.air.placed:
            if airing.planned is not None:
                write_change(self._studio, self.session.id, airing.id, Cause.STOPPED, by)
        self._rundown.drop_interjections()
        self._rundown.give_up(Cause.STOPPED)
        while self._rundown.queue:
            item = self._rundown.queue.popleft()
            write_stopped(self._studio, self.session.id, item, self.planned(item), by)

    def close(self) -> None:
        """Let go of the output; raise an alarm when nothing sounded in a whole session."""
        self._rundown.give_up(Cause.NO_OUTPUT)
        self._relays.close()
        self.air.close()
        if self.session.id and not self._may_be_silent:
            self._studio.alarms.sound("silent-session", self.session.id)

    def _keep_open(self) -> None:
        failed_before = self.air.failure is not None
        if self._now() >= self._opens_at and not self.is_over:
            self.air.open()
        silence = self._studio.silenced_by
        self.air.obey(silence)
        self._may_be_silent = self._may_be_silent or silence is not None
        if self.air.failure is not None:
            self._studio.alarms.sound("no-output", f"{self._studio.output}: {self.air.failure}")
        elif failed_before:
            self._studio.alarms.clear("no-output")

        self._feed_faults.look(self.air.feeds())

    def _switch_amplifiers(self) -> None:
        if self.air.way_out.wiring.feeds:
            coming = self._rundown.coming(self._now())
            self.air.switch_on([] if self._studio.silenced_by else coming)

    def _held_back_by(self) -> Cause | None:
        if silence := self._studio.silenced_by:
            return silence
        is_due = self._now() >= self._opens_at
        return Cause.NO_OUTPUT if is_due and not self.air.can_carry(self._next_item()) else None

    def _next_item(self) -> PlannedItem | None:
        return self._rundown.queue[0] if self._rundown.queue else None

    def _write_down_what_is_over(self) -> None:
        for airing, sent in self.air.finished():
            heard = listened(self._studio, airing, sent)
            rest = resumption_of(airing, heard)
            self._relays.write_down(airing, heard, goes_on=rest is not None)
            self._rundown.move_on(airing, heard, rest)
            if filler := self._relays.fallback_of(airing):
                self._rundown.fill(filler)
            self._may_be_silent = self._may_be_silent or heard.sounded > 0
        self._relays.write_ends()
        if self.air.take_failure() == STALLED or self.air.has_new_gap():
            self._studio.alarms.sound("stalled", self.session.id or self.session.stem)

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
        for item in self._rundown.to_come:
            entry = withdrawals.entries.get(item.approval)
            if entry is not None:
                write_change(self._studio, self.session.id, item.id, entry.cause, entry.by)

    def _heed_clock(self) -> None:
        if self._steps_seen != self._studio.reckoning.steps:
            self._steps_seen = self._studio.reckoning.steps
            self._placing.judge_again()

    def _next_look(self) -> datetime:
        now = self._now()
        if now < self._opens_at and not self.air.is_open:  # it is, after a step back in mid-item
            return self._opens_at
        poll = self._studio.poll
        looks = [now + poll, self._rundown.next_at or now + poll]
        over = self.air.next_end()
        if over is not None:
            looks.append(self._studio.reckoning.wall_at(over))
        begins = self.air.next_begin()
        if begins is not None:
            # Once it sounds the next may be placed: one that is shorter than the poll has no gap
            # after it.
            begun = self._studio.reckoning.wall_at(begins) + BEGUN
            looks += [begun] if begun > now else []
        return max(now, min(looks))

    def _now(self) -> datetime:
        return self._studio.reckoning.now()


def _use_of(airing: Airing) -> str:
    interjection = airing.sounding.interjection
    return interjection.order.use if interjection and interjection.order else ""
