"""The output of one session as its conductor sees it: open or failed, and what is placed on it.

At most two items are placed: the one that sounds and the one after it. When the output fails,
both are over where they stood, and opening it again is tried every few seconds.
"""

from collections.abc import Iterable
from datetime import datetime

from broadcaster.journal.model import Cause
from broadcaster.playout.airing import Airing, Sounding, fade_of
from broadcaster.playout.errors import OutputError
from broadcaster.playout.feeds.amplifying import wanted_until
from broadcaster.playout.feeds.model import FeedReport, FeedState
from broadcaster.playout.feeds.spread import Spread
from broadcaster.playout.model import Heard
from broadcaster.playout.sound.level import Level
from broadcaster.playout.sound.stream import STALLED, Stream
from broadcaster.playout.sound.timeline import Pcm, Segment
from broadcaster.playout.studio import Studio
from broadcaster.playout.way_out import may_rise, reached_by, way_out_of
from broadcaster.quantities import samples_in
from broadcaster.schedule import PlannedItem
from broadcaster.timebase import NANOSECONDS

RETRY_NS = 2 * NANOSECONDS


class Air:
    """One session's way out."""

    def __init__(self, studio: Studio, stem: str) -> None:
        self.placed: list[Airing] = []
        self.stream: Stream | None = None
        self.failure: str | None = None
        """Why the output could not be opened, or failed since; None while it is open."""
        self.way_out = way_out_of(studio)
        self._studio, self._time, self._stem = studio, studio.time, stem
        self._retry_at = self._gaps_seen = 0
        self._is_first = True

    @property
    def is_open(self) -> bool:
        """Say whether samples leave."""
        return self.stream is not None and self.stream.failed is None

    def open(self) -> None:
        """Open the output, unless it is open or failed a moment ago; `failure` says why not."""
        now = self._time.monotonic()
        if self.is_open or now < self._retry_at:
            return
        self.close()
        studio = self._studio
        stream = Stream(
            self.way_out.make(studio),
            studio.reckoning,
            studio.position,
            studio.scribe.journal.log_id,
            self.way_out.latency_ms,
        )
        stream.tap = studio.ears.tap
        try:
            stream.open(self._stem, now)
        except OutputError as error:
            self.failure, self._retry_at = error.reason, now + RETRY_NS
            return
        self.failure, self.stream = None, stream
        studio.pump.start(stream)

    def halt(self) -> None:
        """Let no more samples leave; what was delivered stays known."""
        self._studio.pump.stop()

    def close(self) -> None:
        """Let go of the output."""
        if self.stream is not None:
            self.halt()
            self.stream.close()
            self.stream = None

    def place(self, sounding: Sounding, pcm: Pcm, at: datetime, volume_percent: int) -> Segment:
        """Let an item sound at `at`, or as soon after it as there is room.

        `pcm` is the item at `volume_percent`. What is first in a session rises from silence.
        """
        stream, item, skipped = self._need(), sounding.item, sounding.begins
        audience = self.way_out.audience(item.zones, item.item_class, volume_percent)
        rises = self._is_first and audience is None and may_rise(item.item_class)
        self._is_first = False
        return stream.place(
            sounding.name,
            pcm,
            stream.clock.sample_at(at),
            skipped,
            audience=audience,
            rises=samples_in(self._studio.settings.fade_in_ms) if rises else 0,
        )

    def can_carry(self, item: PlannedItem | None) -> bool:
        """Say whether an item would be taken now by any output that is for it."""
        if self.stream is None or not self.is_open:
            return False
        spread = self.stream.output
        if item is None or not isinstance(spread, Spread):
            return True
        return spread.takes(reached_by(self.way_out, item))

    @property
    def takes_no_sound(self) -> bool:
        """Say whether the output failed or, of several, every one."""
        reports = self.feeds()
        all_failed = bool(reports) and all(one.state is FeedState.FAULT for one in reports)
        return self.failure is not None or all_failed

    def feeds(self) -> tuple[FeedReport, ...]:
        """Return how each feed does, where there are several and they are open."""
        spread = self.stream.output if self.stream else None
        return spread.reports() if isinstance(spread, Spread) else ()

    def switch_on(self, coming: Iterable[tuple[PlannedItem, datetime]]) -> None:
        """Let the amplifiers be on for what is placed, and for what starts within their lead."""
        spread = self.stream.output if self.stream else None
        if not isinstance(spread, Spread):
            return
        reckoning, way_out = self._studio.reckoning, self.way_out
        sounding = [(reached_by(way_out, a.item), a.ends) for a in self.placed]
        starts = ((reached_by(way_out, item), start) for item, start in coming)
        until = wanted_until(reckoning.now(), way_out.amplifier_lead, sounding, starts)
        spread.switch_on({feed: reckoning.monotonic_at(at) for feed, at in until.items()})

    def wall_of(self, sample: int) -> datetime:
        """Return when a sample of the line sounds."""
        return self._need().clock.wall_of(sample)

    def cut(self, airing: Airing, at: int, cause: Cause, fade: int = 0) -> None:
        """Let nothing of an item sound from sample `at` of it on, after a fade of so many."""
        stream = self._need()
        stream.silence_from(airing.segment, airing.segment.at + at, fade)
        airing.ends = stream.clock.wall_of(airing.segment.end)
        airing.cut_short = cause

    def give_way(self, airing: Airing, moment: datetime) -> None:
        """Let an item end for a hard start at a moment, as its overrun policy says."""
        at = max(0, self._need().clock.sample_at(moment) - airing.segment.at)
        self.cut(airing, at, Cause.HARD_START, fade_of(airing))

    def lift(self, airing: Airing) -> bool:
        """Take an item off the line before its first sample; False when that has left."""
        if not self._need().lift(airing.segment):
            return False
        self.placed.remove(airing)
        return True

    def interrupt(self, airing: Airing, moment: datetime) -> None:
        """Let an item end for a higher class at a moment, in the middle of whatever it says."""
        at = max(0, self._need().clock.sample_at(moment) - airing.segment.at)
        self.cut(airing, at, Cause.HIGHER_CLASS)

    def sounded(self, airing: Airing) -> int:
        """Return how many samples of an item have left."""
        return airing.segment.sounded(self.stream.delivered) if self.stream else 0

    def level(self) -> Level | None:
        """Return the level sent just now; None for silence, or while nothing leaves."""
        stream = self.stream
        return stream.level() if stream is not None and stream.failed is None else None

    @property
    def is_sounding(self) -> bool:
        """Say whether the last item that was placed sounds at this moment."""
        if self.stream is None or not self.placed:
            return False
        segment = self.placed[-1].segment
        return segment.at < self.stream.delivered < segment.end

    def free_from(self) -> datetime | None:
        """Return when the last placed item falls silent, or None when nothing is placed."""
        if self.stream is None or not self.placed:
            return None
        return self.stream.clock.wall_of(self.stream.free_from)

    def hush(self, cause: Cause) -> None:
        """Fall silent at once and stay so. From any thread."""
        stream = self.stream
        if stream is not None:
            stream.hush(cause)

    def obey(self, silence: Cause | None) -> None:
        """Be silent while people want it (`muted`, `maintenance`), and not longer."""
        if self.stream is None:
            return
        if silence is not None:
            self.stream.hush(silence)
        elif self.stream.hushed in (Cause.MUTED, Cause.MAINTENANCE):
            self.stream.unhush()

    def finished(self) -> list[tuple[Airing, Heard]]:
        """Take off what is over, in order, with what was heard of it."""
        stream = self.stream
        if stream is None:
            return []
        over = [airing for airing in self.placed if stream.is_over(airing.segment)]
        for airing in over:
            airing.cut_short = airing.cut_short or self._cause_of_loss(stream, airing.segment)
            self.placed.remove(airing)
        heard = [(airing, stream.heard(airing.segment)) for airing in over]
        for airing, one in heard:
            airing.span_ns = _span_of(stream, airing.segment, one.samples)
        for airing in over:
            stream.forget(airing.segment)
        return heard

    def next_end(self) -> int | None:
        """Return the monotonic moment at which the first placed item is over."""
        if self.stream is None or not self.placed:
            return None
        return self.stream.clock.monotonic_of(self.placed[0].segment.end)

    def next_begin(self) -> int | None:
        """Return the monotonic moment at which the last placed item begins, or began."""
        if self.stream is None or not self.placed:
            return None
        return self.stream.clock.monotonic_of(self.placed[-1].segment.at)

    def take_failure(self) -> str | None:
        """Return why the output failed since it was opened, once, and let go of it."""
        if self.stream is None or self.stream.failed is None or self.placed:
            return None
        failure = self.stream.failed
        self.close()
        if failure != STALLED:
            self.failure, self._retry_at = failure, self._time.monotonic() + RETRY_NS
        return failure

    def has_new_gap(self) -> bool:
        """Say whether the output ran dry since this was last asked."""
        gaps = self.stream.output.gaps if self.stream else 0
        is_new = gaps > self._gaps_seen
        self._gaps_seen = gaps
        return is_new

    def _need(self) -> Stream:
        if self.stream is None:
            raise RuntimeError("the output is not open")
        return self.stream

    @staticmethod
    def _cause_of_loss(stream: Stream, segment: Segment) -> Cause:
        if segment.cut_by is not None:
            return segment.cut_by
        if stream.failed is None and stream.is_lost(segment):
            return Cause.NO_OUTPUT
        if segment.skipped and stream.failed is None:
            return Cause.JOINED
        return Cause.NO_OUTPUT if stream.failed not in (None, STALLED) else Cause.INTERRUPTED


def _span_of(stream: Stream, segment: Segment, samples: int) -> tuple[int, int]:
    clock = stream.clock
    return clock.monotonic_of(segment.at), clock.monotonic_of(segment.at + samples)
