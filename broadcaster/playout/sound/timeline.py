"""What sounds at which sample: items placed on one line of 48 kHz samples, silence between.

Position 0 is the first sample an opened output takes. Nothing here knows time or threads. Two
items never overlap; a cut shortens what is placed and never what has been taken.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from broadcaster.journal.model import Cause
from broadcaster.playout.sound.fading import faded, rising

SAMPLE_BYTES = 2
"""16 bit, one channel."""


class Pcm(Protocol):
    """Samples of an item, counted and cut in bytes. Those of a cut are `bytes`."""

    def __len__(self) -> int:
        """Count all of them, however many may sound."""

    def __getitem__(self, span: slice, /) -> bytes:
        """Return the bytes of a stretch; never waits."""


class Coming(Pcm):
    """Samples that come while they sound, and may fail to."""

    volume_percent = 100

    @property
    def missing(self) -> int:
        """Count those asked for so far that did not come: silence stands for them."""
        raise NotImplementedError


@dataclass(frozen=True)
class Audience:
    """For whom an item sounds where there are several feeds, and how loud it is already."""

    feeds: frozenset[str]
    """Ids of the feeds it goes to."""
    volume_percent: int = 100
    """Volume of its samples; a feed with a lower cap takes them down further."""
    rises: bool = True
    """Whether it may rise from silence where it is the first of a session."""


@dataclass
class Segment:
    """One item on the line: its samples sound from `at` to `end` (excluded)."""

    item: str
    at: int
    pcm: Pcm
    skipped: int = 0
    """Samples at its beginning that are never to sound; the next one lies at `at`."""
    end: int = field(init=False)
    first: datetime | None = None
    """When its first sample sounded, once it has."""
    cut_by: Cause | None = None
    """Why it was silenced with everything else, if it was."""
    fades: tuple[int, int] | None = None
    """The samples of the line between which it becomes silent by degrees, where it does."""
    rises: int = 0
    """Over how many samples it rises from silence, where one output plays it."""
    audience: Audience | None = None
    """None where there is one output."""
    taken: dict[str, int] = field(default_factory=dict)
    """Feed id -> how many of its samples that feed's output took."""

    def __post_init__(self) -> None:
        self.end = self.whole_end

    @property
    def length(self) -> int:
        """Samples of the whole cut, however much of it may sound."""
        return len(self.pcm) // SAMPLE_BYTES

    @property
    def whole_end(self) -> int:
        """Where it ends when nothing cuts it."""
        return self.at + self.length - self.skipped

    @property
    def missing(self) -> int:
        """How many of its samples sounded as silence because they did not come."""
        return self.pcm.missing if isinstance(self.pcm, Coming) else 0

    def sounded(self, delivered: int) -> int:
        """Return how many of its samples are among the first `delivered` of the line."""
        return max(0, min(delivered, self.end) - self.at)

    def samples(self, first: int, last: int) -> bytes:
        """Return what of it sounds from sample `first` to `last` (excluded) of the line."""
        start, end = first - self.at + self.skipped, last - self.at + self.skipped
        block = rising(
            self.pcm[start * SAMPLE_BYTES : end * SAMPLE_BYTES], first - self.at, self.rises
        )
        if self.fades is None or last <= self.fades[0]:
            return block
        return faded(block, first, *self.fades)


class Timeline:
    """The line itself. `taken` samples have been handed out and can no longer change."""

    def __init__(self) -> None:
        self.taken = 0
        self._segments: list[Segment] = []

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
        """Place an item at sample `at`, or as soon after it as nothing else sounds.

        Its first `skipped` samples are left out.
        """
        segment = Segment(
            item, max(at, self.free_from), pcm, skipped, audience=audience, rises=rises
        )
        self._segments.append(segment)
        return segment

    @property
    def free_from(self) -> int:
        """The first sample at which something new may be placed."""
        return max([self.taken, *(s.end for s in self._segments if s.at < s.end)])

    def silence_from(self, segment: Segment, at: int, fade: int = 0) -> None:
        """Let nothing of one item sound from sample `at` on, or from what is still open.

        Over the last `fade` samples before, or what is open of them, it becomes silent by degrees.
        """
        segment.end = max(segment.at, min(segment.end, max(at, self.taken)))
        if fade and segment.end < segment.whole_end:
            segment.fades = max(segment.end - fade, self.taken), segment.end

    def silence(self, cause: Cause) -> None:
        """Let nothing sound any more of what is placed, and keep why on what that cut."""
        for segment in self._segments:
            if segment.end > self.taken:
                self.silence_from(segment, self.taken)
                segment.cut_by = segment.cut_by or cause

    def lift(self, segment: Segment) -> bool:
        """Take an item off the line before its first sample; False when that has been taken."""
        if segment.at < self.taken:
            return False
        self.forget(segment)
        return True

    def take(self, most: int) -> tuple[Segment | None, bytes]:
        """Hand out the next samples, at most `most`: all of one item, or all silence.

        A block ends where an item begins or ends, so that what was delivered of each is known
        exactly.
        """
        segment = self._sounding(self.taken)
        last = min([self.taken + most, *self._edges()])
        if segment is None:
            block = bytes((last - self.taken) * SAMPLE_BYTES)
        else:
            block = segment.samples(self.taken, last)
        self.taken = last
        return segment, block

    def sounded_between(self, first: int, last: int) -> list[bytes]:
        """Return what items sounded from sample `first` to `last` (excluded), in order.

        Of those that are still placed; silence between them is left out.
        """
        spans = ((s, max(s.at, first), min(s.end, last)) for s in self._segments)
        return [s.samples(start, end) for s, start, end in spans if start < end]

    def forget(self, segment: Segment) -> None:
        """Drop an item whose end has been written down, and with it its samples."""
        self._segments.remove(segment)

    def _sounding(self, position: int) -> Segment | None:
        return next((s for s in self._segments if s.at <= position < s.end), None)

    def _edges(self) -> list[int]:
        edges = [edge for s in self._segments if s.at < s.end for edge in (s.at, s.end)]
        return [edge for edge in edges if edge > self.taken]
