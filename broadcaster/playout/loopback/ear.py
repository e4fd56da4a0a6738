"""One input that hears a part of our output: what came of it, beside what was sent there.

`tap` and `ask` are called by the player's threads and never wait; all else by the thread of
`Ears`. What is captured comes from a process of its own (`relaying/feed.py`), which is started
again, after ever longer rests, when it ends or is silent itself.
"""

from collections import deque
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Protocol

from broadcaster.playout.loopback.aircheck import SESSION, UNORDERED, Aircheck
from broadcaster.playout.loopback.arriving import Arrivals
from broadcaster.playout.loopback.attention import (
    TAIL_S,
    UNHEARD_S,
    is_unheard,
    unordered_level,
)
from broadcaster.playout.loopback.bands import CENTI, FRAMES_PER_S, HOP_NS, Framer
from broadcaster.playout.loopback.trace import Trace
from broadcaster.playout.loopback.verdict import (
    EARLY,
    LATE,
    UNKNOWN,
    Hearing,
    hearing_of,
    mean_level,
)
from broadcaster.quantities import BUS_RATE_HZ
from broadcaster.timebase import NANOSECONDS

MOST_TAPPED = 12_000
"""Blocks of 5 ms that may wait: a minute, should the thread be held up."""
TAKE_BYTES = BUS_RATE_HZ * 2 // 5
LOST_NS = 10 * NANOSECONDS
"""An input of which nothing came for so long is lost."""
ANSWERED_NS = (LATE + FRAMES_PER_S // 2) * HOP_NS
"""How long after its end an item is judged."""
QUIET_S = 30
"""Sound that nobody ordered is over when none was heard for so long."""


@dataclass(frozen=True)
class Loopback:
    """An input to be heard: which, and whose output it hears."""

    id: str
    """Whose output it hears: the station's, or a feed's."""
    source: str
    """As the setting `loopback`."""
    clusters: tuple[str, ...] = ()
    """Clusters whose grade it proves, where they have outputs of their own."""
    feed: str = ""
    """The one feed that it hears; empty for whatever is sent."""

    def hears(self, feeds: Collection[str] | None) -> bool:
        """Say whether it hears what is sent to these feeds; None for the one output."""
        return not self.feed or feeds is None or self.feed in feeds


class Capture(Protocol):
    """What gives the samples: `feed.Feed`."""

    reason: str
    connections: int

    def take(self, most: int) -> bytes:
        """Return the oldest samples that wait; never waits."""

    def close(self) -> None:
        """Let go; returns at once."""


@dataclass
class Question:
    """What an ear is asked of one item, and its answer once it has one."""

    ear: "Ear"
    first_ns: int
    last_ns: int
    answer: Hearing | None = None


@dataclass
class Notice:
    """What an ear has noticed by now. Written by its thread, read by the player's."""

    level: int | None = None
    """Heard in the last second (centi-dBFS); None when nothing came."""
    is_lost: bool = False
    is_unheard: bool = False
    unordered: int | None = None
    """Level of sound that nobody ordered (centi-dBFS), until it is over."""


@dataclass
class Ear:
    """An open input with both traces."""

    loopback: Loopback
    capture: Capture
    silence: int
    """Level (centi-dBFS) below which it hears nothing."""
    alarm_s: int
    opened_ns: int
    aircheck: Aircheck | None = None
    notice: Notice = field(default_factory=Notice)
    _tapped: deque[tuple[int, bytes]] = field(default_factory=lambda: deque(maxlen=MOST_TAPPED))
    _asked: deque[Question] = field(default_factory=deque)

    def __post_init__(self) -> None:
        """Begin with nothing heard."""
        self._sent, self._heard = Trace(), Trace()
        self._framers = Framer(), Framer()
        self._arrivals, self._connections = Arrivals(), 0
        self._came_ns, self._looked_at = self.opened_ns, self.opened_ns // NANOSECONDS
        self._unordered_at = 0

    def tap(self, at_ns: int, block: bytes) -> None:
        """Note that samples leave which sound at `at_ns`. From the stream's thread."""
        self._tapped.append((at_ns, block))

    def ask(self, first_ns: int, last_ns: int) -> Question:
        """Ask what was heard of an item that sounded then. From the player's thread."""
        question = Question(self, first_ns, last_ns)
        self._asked.append(question)
        return question

    def listen(self, now_ns: int, *, on_air: bool = False) -> None:
        """Take in what came, answer what can be answered, and notice once a second."""
        self._take_sent()
        unordered = self.notice.unordered is not None
        self._take_heard(now_ns, UNORDERED if unordered else SESSION if on_air else "")
        while self._asked and now_ns >= self._asked[0].last_ns + ANSWERED_NS:
            question = self._asked.popleft()
            question.answer = self._answer(question)
        second = now_ns // NANOSECONDS
        if second != self._looked_at:
            self._looked_at = second
            self._notice(now_ns)

    def _take_sent(self) -> None:
        framer = self._framers[0]
        while self._tapped:
            frames = framer.add(*self._tapped.popleft())
            if frames is not None:
                self._sent.put(frames)

    def _take_heard(self, now_ns: int, kept_for: str) -> None:
        while block := self.capture.take(TAKE_BYTES):
            if self.capture.connections != self._connections:
                self._connections, self._arrivals = self.capture.connections, Arrivals()
            self._came_ns = now_ns
            at_ns = self._arrivals.take(now_ns, len(block) // 2)
            if self.aircheck is not None:
                self.aircheck.hear(at_ns, block, kept_for)
            frames = self._framers[1].add(at_ns, block)
            if frames is not None:
                self._heard.put(frames)

    def _answer(self, question: Question) -> Hearing:
        first, last = question.first_ns // HOP_NS, -(-question.last_ns // HOP_NS)
        if not self._heard.keeps(first - EARLY) or last <= first:
            return UNKNOWN
        sent = self._sent.between(first, last)
        heard = self._heard.between(first - EARLY, last + LATE)
        return hearing_of(sent, heard, self.silence)

    def _notice(self, now_ns: int) -> None:
        newest = now_ns // HOP_NS - FRAMES_PER_S // 2
        second = self._heard.between(newest - FRAMES_PER_S, newest)
        self.notice.level = mean_level(second.levels) if second.known.any() else None
        self.notice.is_lost = now_ns - self._came_ns > LOST_NS
        if not second.known.all():
            return
        begin = newest - LATE - UNHEARD_S * FRAMES_PER_S
        sent = self._sent.between(begin, newest - LATE).levels
        heard = self._heard.between(begin, newest)
        self.notice.is_unheard = bool(heard.known.all()) and is_unheard(
            sent, heard.levels, self.silence
        )
        self._notice_unordered(newest)

    def _notice_unordered(self, newest: int) -> None:
        begin = newest - self.alarm_s * FRAMES_PER_S
        sent = self._sent.between(begin - TAIL_S * FRAMES_PER_S, newest).levels
        level = unordered_level(sent, self._heard.between(begin, newest).levels, self.silence)
        if level is not None:
            self._unordered_at = newest
            self.notice.unordered = max(level, self.notice.unordered or -100 * CENTI)
        elif newest - self._unordered_at > QUIET_S * FRAMES_PER_S:
            self.notice.unordered = None
