"""From the next item to samples on the output's line: decoded early, judged last, written first.

The cut is verified and decoded beside as soon as it is known to be next. At its moment its
approval is judged on files read just then; the `start` (or `unplanned`) record is on disk before
the samples are placed, at least `way_out.INTENT_LEAD` ahead unless the item before still sounds.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from broadcaster.bulletins.model import BulletinClass
from broadcaster.journal import JournalError
from broadcaster.journal.model import Cause, Kind, Outcome
from broadcaster.playout.air import Air
from broadcaster.playout.airing import Airing, Sounding, gives_way
from broadcaster.playout.interjection import Interjection
from broadcaster.playout.judge import Judge
from broadcaster.playout.judging.next_item import Aim
from broadcaster.playout.log.entries import Fields, described
from broadcaster.playout.model import Passed
from broadcaster.playout.relays import Relays
from broadcaster.playout.session import Session
from broadcaster.playout.sound.cuts import Audio, turned
from broadcaster.playout.sound.loading import ITEM
from broadcaster.playout.studio import Studio
from broadcaster.quantities import duration_of, samples_in
from broadcaster.schedule import PlannedItem

CUT_LEAD = timedelta(milliseconds=100)
"""How long what is interrupted still sounds, once what interrupts it is written down."""
TIME_ENOUGH = timedelta(seconds=10)
"""While the last that was placed sounds so long, what follows it is not decoded before it sounds:
no more than two long cuts are in memory at a time."""


class Placing:
    """Places the items of one session, and keeps the next one decoded."""

    def __init__(self, studio: Studio, session: Session, air: Air, relays: Relays) -> None:
        self._studio, self._session, self._air = studio, session, air
        self._relays = relays
        self._judge = Judge(studio)
        self._audio: dict[str, Audio | Passed] = {}
        self._tried: set[str] = set()
        """Items that could not be decoded before their moment."""
        self._due = ""
        """The item whose moment has come."""

    def prepare_ahead(self, queue: Iterable[PlannedItem]) -> None:
        """Have the next item decoded that can be, so that nothing waits for it at its moment.

        One that cannot is passed over here without a word: at its own moment it is tried again.
        """
        waiting = [item for item in queue if not item.relay and item.id not in self._tried]
        self._audio = {i.id: self._audio[i.id] for i in waiting if i.id in self._audio}
        if not waiting:
            self._studio.loader.forget(ITEM)
        if not self._is_time_to_decode():
            return
        for item in waiting:
            if not self._is_tried(item) or item.id in self._audio:
                return

    def is_ready(self, item: PlannedItem) -> bool:
        """Say whether an item whose moment has come is decoded, or cannot be, by now."""
        if item.relay:
            return True
        self._due = item.id
        self._tried.discard(item.id)
        return self._is_tried(item)

    def length_ms(self, item: PlannedItem) -> int:
        """Return how long an item that is ready lasts, 0 if it cannot be decoded, or is a relay."""
        audio = self._audio.get(item.id)
        return audio.length_ms if isinstance(audio, Audio) else 0

    def place(self, item: PlannedItem, fields: Fields, aimed: Aim) -> Airing | Passed:
        """Put a ready item on air as aimed, or say why not. Its `start` is in the log on return."""
        if item.relay:
            return self._carry(item, fields, aimed)
        at, volume_percent = aimed.at, aimed.volume_percent
        audio = self._audio[item.id]
        if isinstance(audio, Passed):
            return audio
        passed = self._judge.clear(item, at, audio)
        if passed is not None:
            return passed
        begins = samples_in(aimed.from_ms)
        is_approved = self._judge.is_approved(item, audio)
        sounding = Sounding(item, audio.pcm, fields, begins, is_approved=is_approved)
        if not self._write_down(sounding, at, volume_percent):
            return Passed(Outcome.MISSED, Cause.JOURNAL_FULL)
        del self._audio[item.id]
        return self._sound(sounding, at, volume_percent)

    def interject(self, interjection: Interjection, at: datetime) -> Airing | Passed:
        """Put something unplanned on air at `at`, or say why it may not sound any more."""
        item, order = interjection.as_item(), interjection.order
        fields: Fields = {
            **described(item),
            **(order.to_fields() if order else {}),
            **interjection.fields,
            "item": item.id,
            "what": interjection.what,
            "by": interjection.by,
            "cluster": interjection.cluster or None,
        }
        if interjection.approval is not None and interjection.approval.relay is not None:
            fields["in_charge"] = interjection.approval.relay.in_charge
        pcm, link = interjection.audio.pcm, interjection.link
        return self.go_on(Sounding(item, pcm, fields, interjection=interjection, link=link), at)

    def go_on(self, sounding: Sounding, at: datetime) -> Airing | Passed:
        """Put a segment on air at `at`: of what is unplanned, or of what was interrupted."""
        passed = self._judge_segment(sounding, at)
        if passed is not None:
            return passed
        urgent = sounding.interjection is not None and sounding.interjection.passes_hours
        ruling = self._judge.rule(sounding.item, at, emergency_order=urgent)
        volume_percent = ruling.volume_percent
        if not self._write_down(sounding, at, volume_percent):
            return Passed(Outcome.MISSED, Cause.JOURNAL_FULL)
        return self._sound(sounding, at, volume_percent)

    def interrupt(self, interjection: Interjection) -> tuple[Airing | Passed, Sequence[Airing]]:
        """Put an emergency on air now, and say what had been placed and has to wait for it.

        What sounds is cut once it is written down that it will be; what has not begun is lifted.
        """
        waiting = [one for one in self._air.placed if not self._air.sounded(one)]
        lifted = [one for one in waiting if self._air.lift(one)]
        lead = CUT_LEAD if self._air.is_sounding else self._air.way_out.ready
        placed = self.interject(interjection, self._studio.reckoning.now() + lead)
        return placed, lifted

    def judge_again(self) -> None:
        """Judge anew what is placed and has not begun: its moment is another than it was."""
        for airing in self._air.placed:
            if self._air.sounded(airing) == 0:
                self._judge_moved(airing)

    def _carry(self, item: PlannedItem, fields: Fields, aimed: Aim) -> Airing | Passed:
        begins = samples_in(aimed.from_ms)
        link = self._judge.clear(item, aimed.at) or self._relays.take(item, begins)
        if isinstance(link, Passed):
            return link
        sounding = Sounding(item, link.samples, fields, begins, link=link)
        if not self._write_down(sounding, aimed.at, aimed.volume_percent):
            return Passed(Outcome.MISSED, Cause.JOURNAL_FULL)
        self._relays.release(item)
        return self._sound(sounding, aimed.at, aimed.volume_percent)

    def _is_time_to_decode(self) -> bool:
        """Say whether there is room for one more long cut, or no time to wait for it."""
        placed = self._air.placed
        return len(placed) < 2 or placed[-1].ends - placed[-1].starts < TIME_ENOUGH

    def _is_tried(self, item: PlannedItem) -> bool:
        """Say whether an item's cut is decoded or cannot be; if neither, it is worked on."""
        if item.id in self._audio:
            return True
        audio = self._studio.loader.look(ITEM, item.cut)
        if audio is None:
            return False
        self._studio.loader.forget(ITEM)
        if isinstance(audio, Audio) or item.id == self._due:
            self._audio[item.id] = audio
        else:
            self._tried.add(item.id)
        return True

    def _way_out(self, at: datetime, volume_percent: int) -> Fields:
        return {
            "session": self._session.id,
            "expected": at,
            "output": self._air.way_out.name,
            "volume_percent": volume_percent,
        }

    def _write_down(self, sounding: Sounding, at: datetime, volume_percent: int) -> bool:
        fields = {**sounding.fields, **self._way_out(at, volume_percent)}
        fields |= {"from_ms": duration_of(sounding.begins) or None}
        if sounding.number > 1:
            fields |= {"segment": sounding.number}
        kind = Kind.UNPLANNED if sounding.interjection else Kind.START
        try:
            self._studio.scribe.write(kind, **fields)
        except JournalError as error:
            if sounding.item.item_class != BulletinClass.EMERGENCY:
                return False
            # A warning that nobody heard helps nobody: its records wait in memory for room.
            self._studio.scribe.note(kind, **fields)
            self._studio.alarms.sound("journal-full", error.reason)
            return True
        self._studio.alarms.clear("journal-full")
        return True

    def _sound(self, sounding: Sounding, at: datetime, volume_percent: int) -> Airing:
        item, wanted = sounding.item, at
        if not self._air.is_sounding:
            # Writing took its time: the intent still comes so long before the first sample.
            at = max(at, self._studio.reckoning.now() + self._air.way_out.ready)
        elif sounding.rank > self._air.placed[-1].sounding.rank:
            self._air.interrupt(self._air.placed[-1], at)
        elif item.hard_start and gives_way(self._air.placed[-1]):
            self._air.give_way(self._air.placed[-1], at)
        pcm = turned(sounding.pcm, volume_percent)
        segment = self._air.place(sounding, pcm, at, volume_percent)
        starts, ends = self._air.wall_of(segment.at), self._air.wall_of(segment.end)
        airing = Airing(sounding, self._session.id, segment, starts, ends)
        self._air.placed.append(airing)
        if starts > wanted:
            self._judge_moved(airing)
        at_station = airing.starts.astimezone(self._studio.settings.zone_info)
        self._studio.tell("start", title=item.title, at=f"{at_station:%H:%M:%S}")
        return airing

    def _judge_moved(self, airing: Airing) -> None:
        """Let an item not sound after all when it may not at the moment it has come to."""
        passed = self._judge_segment(airing.sounding, self._air.wall_of(airing.segment.at))
        if passed is not None:
            self._air.cut(airing, 0, passed.cause)

    def _judge_segment(self, sounding: Sounding, at: datetime) -> Passed | None:
        rest = replace(sounding.item, length_ms=sounding.rest_ms)
        return self._judge.judge(rest, at, sounding.interjection)
