"""The output of one session as its conductor sees it: open or failed, and what is placed on it.

At most two items are placed: the one that sounds and the one after it. When the output fails,
both are over where they stood, and opening it again is tried every few seconds.
"""

from datetime import datetime

from broadcaster.journal.model import Cause
from broadcaster.playout.airing import Airing, fade_of
from broadcaster.playout.errors import OutputError
from broadcaster.playout.model import Heard
from broadcaster.playout.sound.level import Level
from broadcaster.playout.sound.stream import STALLED, Stream
from broadcaster.playout.sound.timeline import Pcm, Segment
from broadcaster.playout.studio import Studio
from broadcaster.timebase import NANOSECONDS

RETRY_NS = 2 * NANOSECONDS


class Air:
    """One session's way out."""

    def __init__(self, studio: Studio, stem: str) -> None:
        self.placed: list[Airing] = []
        self.stream: Stream | None = None
        self.failure: str | None = None
        """Why the output could not be opened, or failed since; None while it is open."""
        self._studio, self._time, self._stem = studio, studio.time, stem
        self._retry_at = self._gaps_seen = 0

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
            studio.make_output(),
            studio.reckoning,
            studio.position,
            studio.scribe.journal.log_id,
            studio.settings.output_latency_ms,
        )
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

    def place(self, item: str, pcm: Pcm, at: datetime, skipped: int = 0) -> Segment:
        """Let `pcm` sound at `at`, or as soon after it as there is room, from sample `skipped`."""
        stream = self._need()
        return stream.place(item, pcm, stream.clock.sample_at(at), skipped)

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
        if segment.skipped and stream.failed is None:
            return Cause.JOINED
        return Cause.NO_OUTPUT if stream.failed not in (None, STALLED) else Cause.INTERRUPTED
