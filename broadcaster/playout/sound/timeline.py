"""What sounds at which sample: items placed on one line of 48 kHz samples, silence between.

Position 0 is the first sample an opened output takes. Nothing here knows time or threads. Two
items never overlap; a cut shortens what is placed and never what has been taken.
"""

from dataclasses import dataclass, field
from datetime import datetime

from broadcaster.journal.model import Cause

SAMPLE_BYTES = 2
"""16 bit, one channel."""


@dataclass
class Segment:
    """One item on the line: its samples sound from `at` to `end` (excluded)."""

    item: str
    at: int
    pcm: bytes
    end: int = field(init=False)
    first: datetime | None = None
    """When its first sample sounded, once it has."""
    cut_by: Cause | None = None
    """Why it was silenced with everything else, if it was."""

    def __post_init__(self) -> None:
        self.end = self.at + self.length

    @property
    def length(self) -> int:
        """Samples of the whole cut, however much of it may sound."""
        return len(self.pcm) // SAMPLE_BYTES

    def sounded(self, delivered: int) -> int:
        """Return how many of its samples are among the first `delivered` of the line."""
        return max(0, min(delivered, self.end) - self.at)


class Timeline:
    """The line itself. `taken` samples have been handed out and can no longer change."""

    def __init__(self) -> None:
        self.taken = 0
        self._segments: list[Segment] = []

    def place(self, item: str, pcm: bytes, at: int) -> Segment:
        """Place an item at sample `at`, or as soon after it as nothing else sounds."""
        segment = Segment(item, max(at, self.free_from), pcm)
        self._segments.append(segment)
        return segment

    @property
    def free_from(self) -> int:
        """The first sample at which something new may be placed."""
        return max([self.taken, *(s.end for s in self._segments if s.at < s.end)])

    def silence_from(self, segment: Segment, at: int) -> None:
        """Let nothing of one item sound from sample `at` on, or from what is still open."""
        segment.end = max(segment.at, min(segment.end, max(at, self.taken)))

    def silence(self, cause: Cause) -> None:
        """Let nothing sound any more of what is placed, and keep why on what that cut."""
        for segment in self._segments:
            if segment.end > self.taken:
                self.silence_from(segment, self.taken)
                segment.cut_by = segment.cut_by or cause

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
            start, end = self.taken - segment.at, last - segment.at
            block = segment.pcm[start * SAMPLE_BYTES : end * SAMPLE_BYTES]
        self.taken = last
        return segment, block

    def sounded_between(self, first: int, last: int) -> list[bytes]:
        """Return what items sounded from sample `first` to `last` (excluded), in order.

        Of those that are still placed; silence between them is left out.
        """
        spans = ((s, max(s.at, first), min(s.end, last)) for s in self._segments)
        return [
            s.pcm[(start - s.at) * SAMPLE_BYTES : (end - s.at) * SAMPLE_BYTES]
            for s, start, end in spans
            if start < end
        ]

    def forget(self, segment: Segment) -> None:
        """Drop an item whose end has been written down, and with it its samples."""
        self._segments.remove(segment)

    def _sounding(self, position: int) -> Segment | None:
        return next((s for s in self._segments if s.at <= position < s.end), None)

    def _edges(self) -> list[int]:
        edges = [edge for s in self._segments if s.at < s.end for edge in (s.at, s.end)]
        return [edge for edge in edges if edge > self.taken]
