"""One feed's output with a thread of its own: a dead or stuck one never delays another.

The stream's thread leaves pieces here and goes on. This thread opens the output, hands each piece
on when it is due, and tries again with a growing rest after a failure. A call that does not come
back is left behind with its thread, and another output is opened beside it; so often that they
cannot pile up. What an output took of an item is counted when it has taken it, never before.
"""

import threading
from collections import deque
from collections.abc import Callable
from datetime import timedelta

from broadcaster.errors import BroadcasterError
from broadcaster.i18n import _
from broadcaster.playout.feeds.amplifier import Amplifier
from broadcaster.playout.feeds.mixing import Mixer
from broadcaster.playout.feeds.model import FeedState, Piece
from broadcaster.playout.feeds.pacing import CHUNK, correction, hold_ns, wait_s
from broadcaster.playout.outputs import Opening, Output
from broadcaster.playout.sound.sample_clock import SampleClock
from broadcaster.quantities import BUS_RATE_HZ
from broadcaster.timebase import NANOSECONDS, TimeSource
from broadcaster.units.wiring import Feed

HELD_UP_NS = 300_000_000
"""A call that takes longer is not waited for by anybody."""
STUCK_NS = 3 * NANOSECONDS
"""A call that takes longer is given up; outputs that notice by themselves are quicker."""
MOST_LEFT_BEHIND = 3
STEADY_NS = 10 * NANOSECONDS
"""An output that carried for so long did not fail in a row."""
OVERDUE_NS = 200_000_000
"""What is later than this when an output opens is lost to it; the rest it catches up."""
LONGEST_QUEUE = 25 * BUS_RATE_HZ // 240
"""Pieces of 5 ms: twice what the latest feed can hold back."""
JUST_NOW_NS = 250_000_000


class Driver:
    """The thread, its output, and what waits for it. `send`, `silence` and `watch` never wait."""

    def __init__(
        self,
        feed: Feed,
        make: Callable[[str], Output],
        time: TimeSource,
        mixer: Mixer,
        amplifier: Amplifier,
    ) -> None:
        self.feed, self.amplifier = feed, amplifier
        self.reason = ""
        """Why it takes no sound; empty while it does, or before that is known."""
        self.grade = self.gaps = 0
        self.is_open = False
        self._make, self._time, self._mixer = make, time, mixer
        self._changed = threading.Condition()
        self._queue: deque[Piece] = deque(maxlen=LONGEST_QUEUE)
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None
        self._turn = self._left_behind = self._failures = 0
        self._past = self._sent = self._busy_since = self._sounded_at = 0
        self._takes = False

    # From the stream's thread and the player's.

    def start(self, stem: str, clock: SampleClock, lead_ms: int) -> None:
        """Open the output in a thread, for a stream on this clock and so far ahead."""
        self._stem, self._clock = stem, clock
        self._stagger = timedelta(milliseconds=self.feed.stagger_ms)
        self._lead_ns = lead_ms * 1_000_000
        self._hold_ns = hold_ns(self.feed, lead_ms)
        self._begin()

    def send(self, piece: Piece) -> None:
        """Leave a piece for the output; between a failure and another try it is lost to it."""
        with self._changed:
            self._sent = piece.end
            if not self._takes:
                self._past = piece.end
                return
            self._queue.append(piece)
            if len(self._queue) == 1:
                self._changed.notify()

    def silence(self, now: int) -> None:
        """Let nothing sound of what still waits, and the amplifier fall off."""
        with self._changed:
            quiet = [Piece(p.at, bytes(len(p.block)), None) for p in self._queue]
            self._queue = deque(quiet, LONGEST_QUEUE)
        self.amplifier.drop(now)

    def watch(self, now: int) -> None:
        """Give up a call that does not come back, at most so many at a time."""
        with self._changed:
            if self._busy_since and now - self._busy_since > STUCK_NS:
                self._turn += 1
                self._left_behind += 1
                self._let_go(_("it does not answer"))
                self._thread = None
        may_begin = self._left_behind < MOST_LEFT_BEHIND and not self._stopping.is_set()
        if self._thread is None and may_begin:
            self._begin()

    def is_past(self, sample: int, now: int) -> bool:
        """Say whether everything before `sample` was handed on, or is not to be waited for."""
        held_up = self._busy_since and now - self._busy_since > HELD_UP_NS
        return not self._takes or self._past >= sample or bool(held_up)

    def state(self, now: int) -> FeedState:
        """Say how it is doing; whether the station is muted is not known here."""
        if self.reason:
            return FeedState.FAULT
        if not self.is_open:
            return FeedState.UNKNOWN
        sounds = self._sounded_at and now - self._sounded_at < JUST_NOW_NS
        return FeedState.PLAYING if sounds else FeedState.ONLINE

    def stop(self) -> None:
        """Tell the thread to end; `join` waits for it."""
        self._stopping.set()
        with self._changed:
            self._changed.notify_all()

    def join(self, seconds: float) -> None:
        """Wait for the thread, but not for a call that does not come back."""
        if self._thread is not None:
            self._thread.join(seconds)
        self.amplifier.close()

    # The thread.

    def _begin(self) -> None:
        self._thread = threading.Thread(
            target=self._run, args=(self._turn,), name=f"feed {self.feed.id}", daemon=True
        )
        self._thread.start()

    def _run(self, turn: int) -> None:
        while self._is_mine(turn):
            if self._failures:
                self._stopping.wait(wait_s(self._failures))
            began = self._time.monotonic()
            try:
                self._carry(self._make(self.feed.output), turn)
            except BroadcasterError as error:
                self._fail(getattr(error, "reason", str(error)), turn)
            except Exception as fault:  # another package's output may raise anything
                self._fail(repr(fault), turn)
            if self._time.monotonic() - began > STEADY_NS:
                self._failures = min(self._failures, 1)
        with self._changed:
            self._left_behind -= turn != self._turn

    def _carry(self, output: Output, turn: int) -> None:
        with self._changed:
            opening = Opening(self._stem, self._clock.wall_of(self._sent) + self._stagger)
            self._takes = self._is_mine(turn)
        try:
            self._call(lambda: output.open(opening), turn)
            self._mixer.begin()
            with self._changed:
                if self._is_mine(turn):
                    self.is_open, self.reason = True, ""
                    self._leave_out_overdue()
            while self._is_mine(turn):
                pieces = self._next_pieces(is_paced=output.paces)
                if pieces:
                    self._hand_on(output, pieces, turn)
        finally:
            output.close()

    def _hand_on(self, output: Output, pieces: list[Piece], turn: int) -> None:
        data = self._mixer.mix(pieces, self._shift(output, pieces[0]))
        self._call(lambda: output.write(data), turn)
        if not self._is_mine(turn):
            return
        self.grade, self.gaps = output.grade, output.gaps
        now = self._time.monotonic()
        for piece in pieces:
            segment = piece.segment
            if segment is not None and self._mixer.is_heard(segment):
                segment.taken[self.feed.id] = segment.taken.get(self.feed.id, 0) + piece.samples
                self._sounded_at = now
        self._past = pieces[-1].end
        self.amplifier.keep(now, self._sounded_at)

    def _shift(self, output: Output, piece: Piece) -> int:
        """Return by how many samples of silence an output with a clock has to be put right."""
        played = output.position() if output.paces else None
        if played is None:
            return 0
        latency_ns, stagger_ns = self.feed.latency_ms * 1_000_000, self.feed.stagger_ms * 1_000_000
        wanted = self._clock.leaves_at(piece.at) + self._lead_ns + stagger_ns - latency_ns
        ahead = (self._mixer.handed_on - played) * NANOSECONDS // BUS_RATE_HZ
        error_ns = wanted - (self._time.monotonic() + ahead)
        is_silent = piece.segment is None or not self._mixer.is_heard(piece.segment)
        shift = correction(
            error_ns, piece.samples, is_silent=is_silent, is_aligned=self._mixer.is_aligned
        )
        self._mixer.is_aligned = self._mixer.is_aligned or shift >= 0
        return shift

    def _next_pieces(self, *, is_paced: bool) -> list[Piece]:
        """Wait for what is due, and return it; nothing when there is something else to look at."""
        with self._changed:
            if not self._queue:
                self._changed.wait(0.5)
                return []
            early = 0 if is_paced else self._due(self._queue[0]) - self._time.monotonic()
            if early > 0:
                self._changed.wait(min(early / NANOSECONDS, 0.5))
                return []
            pieces, samples = [self._queue.popleft()], 0
            while self._queue and samples < CHUNK:
                samples += pieces[-1].samples
                pieces.append(self._queue.popleft())
            return pieces

    def _leave_out_overdue(self) -> None:
        """Forget what should have left while the output was being opened, if that took long."""
        late = self._time.monotonic() - OVERDUE_NS
        if self._queue and self._due(self._queue[0]) < late:
            while self._queue and self._due(self._queue[0]) < late + OVERDUE_NS:
                self._past = self._queue.popleft().end

    def _due(self, piece: Piece) -> int:
        return self._clock.leaves_at(piece.at) + self._hold_ns

    def _call(self, call: Callable[[], None], turn: int) -> None:
        """Call the output, and let others see for how long that lasts."""
        self._busy_since = self._time.monotonic()
        try:
            call()
        finally:
            if self._is_mine(turn, also_stopping=True):
                self._busy_since = 0

    def _fail(self, reason: str, turn: int) -> None:
        with self._changed:
            if self._is_mine(turn):
                self._let_go(reason)

    def _let_go(self, reason: str) -> None:
        self._takes, self.is_open, self.reason = False, False, reason
        self._busy_since = 0
        self._failures += 1
        if self._queue:
            self._past = self._queue[-1].end
        self._queue.clear()

    def _is_mine(self, turn: int, *, also_stopping: bool = False) -> bool:
        return turn == self._turn and (also_stopping or not self._stopping.is_set())
