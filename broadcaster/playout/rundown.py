"""What is still to come in a session: the next item is placed or passed when its moment has come.

The cursor says where the session stands, `next_item` when the next one should sound, `placing`
whether it may; here the three are brought together, in the order in which they must speak.
"""

from collections import deque
from dataclasses import replace
from datetime import datetime, timedelta

from broadcaster.journal.model import Cause, Outcome
from broadcaster.playout.air import Air
from broadcaster.playout.airing import Airing, gives_way
from broadcaster.playout.filler import Filler
from broadcaster.playout.interjection import ORDINARY, Interjection
from broadcaster.playout.judging.next_item import Aim, aim
from broadcaster.playout.log.entries import start_fields
from broadcaster.playout.model import Heard, Passed
from broadcaster.playout.placing import Placing
from broadcaster.playout.resumption import Resumption, lifted
from broadcaster.playout.session import Session
from broadcaster.playout.settling import write_given_up, write_passed
from broadcaster.playout.studio import Studio
from broadcaster.schedule import PlannedItem

OPERATORS = frozenset({Cause.MUTED, Cause.MAINTENANCE, Cause.STOPPED})
"""Cuts after which the next item does not close up: somebody wanted silence."""


class Rundown:
    """The queue of one session, and where the session stands."""

    def __init__(self, studio: Studio, session: Session, air: Air, placing: Placing) -> None:
        self.queue = deque(session.items)
        self.interjections: deque[Interjection] = deque()
        """What sounds before the queue: emergencies first, the others in their order."""
        self._resumptions: deque[Resumption] = deque()
        self._filler: Filler | None = None
        self.next_at: datetime | None = None
        """When the next item wants to be decided, as far as is known."""
        self._studio, self._session, self._air, self._placing = studio, session, air, placing
        self._cursor = session.cursor

    @property
    def is_done(self) -> bool:
        """Say whether nothing is to come any more."""
        waiting = self.queue or self.interjections or self._resumptions or self._filler
        return not waiting

    @property
    def to_come(self) -> list[PlannedItem]:
        """What has neither been placed nor passed; what was interrupted comes first."""
        return [*(one.item for one in self._resumptions), *self.queue]

    @property
    def free_from(self) -> datetime:
        """From here on nothing that was placed sounds."""
        return self._cursor.free_from

    def coming(self, now: datetime) -> list[tuple[PlannedItem, datetime]]:
        """Return what is still to sound, with the moment it is expected at, or `now`."""
        at_once = [one.as_item() for one in self.interjections]
        resumed = [one.item for one in self._resumptions]
        planned = [(item, self.planned(item)) for item in self.queue]
        return [*((item, now) for item in (*at_once, *resumed)), *planned]

    def planned(self, item: PlannedItem) -> datetime:
        """Return when the plan wants an item's first sample."""
        return self._cursor.planned(item)

    def next_relay(self) -> tuple[PlannedItem, datetime] | None:
        """Return the next relay to come and about when it begins; None when none is to come."""
        for place, item in enumerate(self.queue):
            if item.relay:
                return item, self._cursor.planned(item) if place else self._aim(item).at
        return None

    def settle_next(self, held_back: Cause | None) -> bool:
        """Place or pass what is next if its moment has come; True when more may be due after it.

        At most one item is placed ahead, and only while the one before it sounds. `held_back` says
        why nothing can be placed now: the station is muted, or has no output.
        """
        self.next_at = None
        placed = self._air.placed
        if self._interrupts():
            return self._interrupt()
        if placed and not (len(placed) == 1 and self._air.is_sounding):
            return False
        if self._resumptions and not self._is_emergency_next():
            return self._resume(self._resumptions[0])
        if self.interjections:
            return self._interject()
        if self._filler is not None:
            return self._fill(self._filler)
        if not self.queue:
            return False
        if held_back is not None:
            return self._wait_or_miss(self.queue[0], held_back)
        return self._settle(self.queue[0])

    def interject(self, interjection: Interjection) -> None:
        """Let something unplanned sound next, after what is as urgent and came before."""
        place = sum(one.rank >= interjection.rank for one in self.interjections)
        self.interjections.insert(place, interjection)

    def forget(self, use: str) -> None:
        """Let nothing of an emergency order begin that waits for its turn."""
        others = [one for one in self.interjections if not one.order or one.order.use != use]
        self.interjections = deque(others)

    def move_on(self, airing: Airing, heard: Heard, rest: Resumption | None = None) -> None:
        """Follow what fell silent: its `rest` comes next, and after a loss the next one closes up.

        What was lifted from behind it waits on; it began to be put on air before that.
        """
        ended_early = airing.cut_short is Cause.WHOLE
        is_lost = rest is None and (ended_early or not heard.whole)
        close_up = is_lost and airing.cut_short not in OPERATORS
        if rest is not None:
            self._resumptions.appendleft(rest)
        fell_silent = heard.last or max(airing.starts, self._cursor.start)
        self._cursor = replace(
            self._cursor,
            free_from=self._air.free_from() or fell_silent,
            closed_up=self._cursor.closed_up or close_up,
        )

    def fill(self, filler: Filler) -> None:
        """Let a sound take a lost relay's place; what follows keeps its own time."""
        hard = (self._cursor.planned(item) for item in self.queue if item.hard_start)
        self._filler = replace(filler, until=min([filler.until, *hard]))
        self._cursor = replace(self._cursor, closed_up=False)

    def drop_interjections(self, what: str = "") -> bool:
        """Let nothing unplanned sound that waits, or nothing of a sort; say whether any did."""
        dropped = [one for one in self.interjections if what in ("", one.what)]
        for one in dropped:
            one.leave()
            self.interjections.remove(one)
        return bool(dropped)

    def give_up(self, cause: Cause) -> None:
        """Let nothing that was interrupted or lost go on."""
        self._filler = None
        while self._resumptions:
            write_given_up(self._studio, self._session.id, self._resumptions.popleft(), cause)

    def _is_emergency_next(self) -> bool:
        return bool(self.interjections) and self.interjections[0].rank > ORDINARY

    def _interrupts(self) -> bool:
        """Say whether what is to be interjected does not wait for what is placed."""
        ranks = (airing.sounding.rank for airing in self._air.placed)
        highest = max(ranks, default=ORDINARY)
        return self._is_emergency_next() and self.interjections[0].rank > highest

    def _interrupt(self) -> bool:
        if not self._air.is_open:
            return False
        interjection = self.interjections.popleft()
        placed, waiting = self._placing.interrupt(interjection)
        self._resumptions.extendleft(lifted(airing) for airing in reversed(waiting))
        self._tell_refused(interjection, placed)
        return True

    def _resume(self, resumption: Resumption) -> bool:
        at = self._air.free_from() or self._now() + self._air.way_out.ready
        if not self._is_time_for(at):
            return False
        sounding, item = resumption.sounding, resumption.item
        ends = at + timedelta(milliseconds=sounding.rest_ms)
        placed: Airing | Passed = Passed(Outcome.MISSED, Cause.NO_TIME_LEFT)
        if ends <= self._cursor.end + timedelta(milliseconds=item.grace_ms):
            if not self._air.is_open and self._studio.silenced_by is None:
                return False
            placed = self._placing.go_on(sounding, at)
        self._resumptions.popleft()
        if isinstance(placed, Passed):
            write_given_up(self._studio, self._session.id, resumption, placed.cause)
            self._cursor = self._cursor.without(at_once=True)
        else:
            placed.planned = resumption.planned
            self._cursor = replace(self._cursor, free_from=placed.ends)
        return True

    def _settle(self, item: PlannedItem) -> bool:
        free_from = self._air.free_from()
        may_be_cut = free_from is None or gives_way(self._air.placed[-1])
        if free_from is not None and not may_be_cut and not self._is_time_for(free_from):
            return False  # whatever comes, it cannot come before
        aimed = self._aim(item)
        if aimed.passed is not None and not aimed.can_wait:
            return self._pass(item, aimed.passed)
        if not self._is_time_for(aimed.at):
            return False
        if not self._placing.is_ready(item):
            self.next_at = None  # whoever decodes it wakes the player, which goes on meanwhile
            return False
        decoded_ms = self._placing.length_ms(item)
        aimed = self._aim(replace(item, length_ms=max(item.length_ms, decoded_ms)), fresh=True)
        if aimed.passed is not None:
            return self._pass(item, aimed.passed)
        if not self._is_time_for(aimed.at):
            return False
        return self._place(item, aimed)

    def _is_time_for(self, at: datetime) -> bool:
        self.next_at = at - self._air.way_out.place_lead
        return self._now() >= self.next_at

    def _aim(self, item: PlannedItem, *, fresh: bool = False) -> Aim:
        now = self._now()
        cursor, earliest = self._cursor, now + self._air.way_out.ready
        free_from = self._air.free_from()
        if free_from is not None:
            if item.hard_start and gives_way(self._air.placed[-1]):
                free_from = min(free_from, max(earliest, cursor.planned(item)))
            cursor, earliest = replace(cursor, free_from=free_from), free_from
        hours = self._studio.plan.hours(fresh=fresh)
        return aim(item, cursor, earliest, hours, self._studio.trust())

    def _place(self, item: PlannedItem, aimed: Aim) -> bool:
        planned = self._cursor.planned(item)
        fields = start_fields(item, planned, self._session.order)
        placed = self._placing.place(item, fields, aimed)
        if isinstance(placed, Passed):
            full = placed.cause is Cause.JOURNAL_FULL
            return self._wait_or_miss(item, placed.cause) if full else self._pass(item, placed)
        placed.planned = planned
        self.queue.popleft()
        self._cursor = self._cursor.after(item, placed.starts, placed.ends)
        return True

    def _interject(self) -> bool:
        at = self._air.free_from() or self._now() + self._air.way_out.ready
        wanted = self.interjections[0].as_item()
        if not self._is_time_for(at):
            return False
        if not self._air.can_carry(wanted):
            self.next_at = None  # it is looked for with every poll, and not without a pause
            return False
        if not self.interjections[0].is_ready(self._now()):
            return False
        interjection = self.interjections.popleft()
        self._tell_refused(interjection, self._placing.interject(interjection, at))
        return True

    def _fill(self, filler: Filler) -> bool:
        at = self._air.free_from() or self._now() + self._air.way_out.ready
        if not filler.fits(at):
            if self._is_time_for(filler.until):
                self._filler = None
            return self._filler is None
        if not self._is_time_for(at) or not self._air.is_open:
            return False
        placed = self._placing.interject(filler.next, at)
        self._filler = None if isinstance(placed, Passed) else filler.after_one()
        self._tell_refused(filler.sound, placed)
        return True

    def _tell_refused(self, interjection: Interjection, placed: Airing | Passed) -> None:
        if isinstance(placed, Passed):
            interjection.leave()
            title, cause = interjection.title, str(placed.cause)
            self._studio.tell("outcome", title=title, outcome="refused", cause=cause)

    def _wait_or_miss(self, item: PlannedItem, cause: Cause) -> bool:
        """Let an item fall out in its own time: a mute may be lifted, an output may come back.

        While a fault lasts it waits for its whole length: better late than never. A mute is meant.
        """
        moment = self._cursor.planned(item)
        if cause not in OPERATORS:
            moment += timedelta(milliseconds=item.length_ms)
        self.next_at = moment
        if self._now() < moment:
            return False
        return self._pass(item, Passed(Outcome.MISSED, cause), at_once=False)

    def _pass(self, item: PlannedItem, passed: Passed, *, at_once: bool = True) -> bool:
        write_passed(self._studio, self._session.id, item, self._cursor.planned(item), passed)
        self.queue.popleft()
        self._cursor = self._cursor.without(at_once=at_once)
        return True

    def _now(self) -> datetime:
        return self._studio.reckoning.now()
