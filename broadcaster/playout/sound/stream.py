"""The output of one session: it runs without a break, and items are placed at sample positions.

Blocks leave when their first sample is due: the player's monotonic clock paces outputs without a
clock of their own, the output itself the others. Placing and cutting are safe from any thread;
samples are delivered by one. What was delivered of the item that sounds is written to the
position file after each block, never before.
"""

import threading
from collections.abc import Callable

from broadcaster.journal.model import Cause
from broadcaster.playout.errors import OutputError
from broadcaster.playout.feeds.spread import Spread
from broadcaster.playout.log.position import Position, PositionFile
from broadcaster.playout.model import Heard
from broadcaster.playout.outputs import Opening, Output
from broadcaster.playout.reckoning import Reckoning
from broadcaster.playout.sound.level import WINDOW, Level, measure
from broadcaster.playout.sound.sample_clock import SampleClock
from broadcaster.playout.sound.timeline import SAMPLE_BYTES, Audience, Pcm, Segment, Timeline
from broadcaster.quantities import BUS_RATE_HZ
from broadcaster.timebase import NANOSECONDS

BLOCK = 240
"""Samples of one block in real time: 5 ms, the error of a start seen from outside."""
LONGEST_BLOCK = BUS_RATE_HZ
"""Samples of one block when the clock is virtual, or when a late thread catches up."""
STALL_NS = 2 * NANOSECONDS
"""A stream this far behind does not catch up: the machine slept, and its listeners heard it."""
STALLED = "stalled"
Tap = Callable[[int, bytes, frozenset[str] | None], None]
"""Takes when a block sounds (monotonic), its samples, and the feeds it is for; never waits."""


class Stream:
    """One opened output with its timeline. `failed` says why it takes no more samples."""

    def __init__(
        self,
        output: Output | Spread,
        reckoning: Reckoning,
        position: PositionFile,
        log_id: str,
        latency_ms: int = 0,
    ) -> None:
        self.output = output
        self.failed: str | None = None
        self.hushed: Cause | None = None
        self.delivered = 0
        self.clock = SampleClock(reckoning, latency_ms)
        self.tap: Tap = _untapped
        """Told of every block of an item that left."""
        self._position, self._log_id = position, log_id
        self._timeline = Timeline()
        self._lock = threading.Lock()

    def open(self, stem: str, monotonic_ns: int) -> None:
        """Open the output so that sample 0 leaves at `monotonic_ns`. Raises `OutputError`."""
        self.clock.start(monotonic_ns)
        if isinstance(self.output, Spread):
            self.output.open(stem, self.clock)
            return
        self.output.open(Opening(stem, self.clock.wall_of(0)))
        self.clock.follow(monotonic_ns, self.output.position())

    # What sounds.

    @property
    def free_from(self) -> int:
        """The first sample at which something new may sound."""
        with self._lock:
            return self._timeline.free_from

    def place(
        self,
        item: str,
        pcm: Pcm,
        at: int,
        skipped: int = 0,
        *,
        audience: Audience | None = None,
        rises: int = 0,
    ) -> Segment:
        """Let `pcm` sound from sample `at`, or from the first one that is still free.

        Its first `skipped` samples are left out. While the stream is hushed the item is placed
        and nothing of it sounds.
        """
        with self._lock:
            segment = self._timeline.place(item, pcm, at, skipped, audience=audience, rises=rises)
            if self.hushed is not None:
                self._timeline.silence(self.hushed)
            return segment

    def silence_from(self, segment: Segment, at: int, fade: int = 0) -> None:
        """Let nothing of one item sound from sample `at` on, or from this very moment.

        `fade` samples before that it begins to fade.
        """
        with self._lock:
            self._timeline.silence_from(segment, at, fade)

    def lift(self, segment: Segment) -> bool:
        """Take an item off the line again; False when its first sample has left."""
        with self._lock:
            return self._timeline.lift(segment)

    def hush(self, cause: Cause) -> None:
        """Fall silent at this very moment, and stay so until `unhush`. From any thread."""
        with self._lock:
            self.hushed = cause
            self._timeline.silence(cause)
        if isinstance(self.output, Spread):
            self.output.silence()

    def unhush(self) -> None:
        """Let what is placed from now on sound again."""
        with self._lock:
            self.hushed = None

    def forget(self, segment: Segment) -> None:
        """Let go of an item that is written down."""
        with self._lock:
            self._timeline.forget(segment)

    def heard(self, segment: Segment) -> Heard:
        """Say what has been delivered of an item up to now."""
        samples, grade = self._taken(segment)
        first = segment.first if samples else None
        last = self.clock.wall_of(segment.at + samples) if samples else None
        spread = self.output if isinstance(self.output, Spread) else None
        clusters = spread.heard_by_cluster(segment) if spread else ()
        missing = segment.missing
        return Heard(samples, segment.length, first, last, str(grade), missing, clusters)

    def is_lost(self, segment: Segment) -> bool:
        """Say whether no output took all that was delivered of an item."""
        return self._taken(segment)[0] < segment.sounded(self.delivered)

    def _taken(self, segment: Segment) -> tuple[int, int]:
        """Return how many samples of an item the output took, and its grade; of several the best.

        The drivers of several outputs are behind the stream by what they hold back.
        """
        if isinstance(self.output, Spread):
            return self.output.heard(segment)
        return segment.sounded(self.delivered), self.output.grade

    def level(self) -> Level | None:
        """Return the level sent in the last 400 ms, None for silence. From any thread."""
        with self._lock:
            last = self.delivered
            pieces = self._timeline.sounded_between(max(0, last - WINDOW), last)
        return measure(pieces, min(last, WINDOW))

    def is_over(self, segment: Segment) -> bool:
        """Say whether everything that will ever sound of an item has been delivered."""
        if segment.end == segment.at or self.failed is not None:
            return True
        is_past = not isinstance(self.output, Spread) or self.output.is_past(segment.end)
        return self.delivered >= segment.end and is_past

    # The pump: one thread in real time, the virtual clock in a rehearsal.

    def next_due(self) -> int:
        """Return the monotonic moment at which the next block leaves."""
        if self.output.paces:
            return 0
        return self.clock.leaves_at(self.delivered)

    def pump(self, monotonic_ns: int) -> None:
        """Deliver every block whose first sample is due; a self-pacing output takes one."""
        if self.failed is not None:
            return
        if self.output.paces and not isinstance(self.output, Spread):
            self._deliver(BLOCK)
            self.clock.follow(monotonic_ns, self.output.position())
            return
        due = self.clock.left_by(monotonic_ns) // BLOCK * BLOCK + BLOCK
        if monotonic_ns - self.next_due() > STALL_NS:
            self.failed = STALLED
            return
        while self.delivered < due and self.failed is None:
            self._deliver(min(due - self.delivered, LONGEST_BLOCK))

    def fail(self, reason: str) -> None:
        """Take no more samples."""
        self.failed = self.failed or reason

    def close(self) -> None:
        """Close the output; nothing is delivered any more."""
        self.fail("closed")
        self.output.close()

    def _deliver(self, most: int) -> None:
        with self._lock:
            sounding, block = self._timeline.take(most)
        try:
            if isinstance(self.output, Spread):
                self.output.send(block, sounding)
            else:
                self.output.write(block)
        except OutputError as error:
            self.failed = error.reason
            return
        if sounding is not None:
            audience = sounding.audience
            feeds = audience.feeds if audience else None
            self.tap(self.clock.monotonic_of(self.delivered), block, feeds)
        self.delivered += len(block) // SAMPLE_BYTES
        if sounding is not None:
            self._note(sounding)

    def _note(self, segment: Segment) -> None:
        # Kept from its first block on: a later step of the wall clock does not move the past.
        segment.first = segment.first or self.clock.wall_of(segment.at)
        samples, grade = self._taken(segment)
        self._position.write(
            Position(
                self._log_id,
                segment.item,
                max(0, samples - segment.missing),
                segment.length,
                segment.first,
                grade,
            )
        )


def _untapped(_at_ns: int, _block: bytes, _feeds: frozenset[str] | None) -> None:
    return
