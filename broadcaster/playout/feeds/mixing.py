"""What of the line one feed gets to hear: its own items at its own volume, silence for the rest."""

from collections.abc import Sequence

from broadcaster.playout.feeds.model import Piece
from broadcaster.playout.sound.cuts import at_volume
from broadcaster.playout.sound.fading import rising
from broadcaster.playout.sound.timeline import SAMPLE_BYTES, Segment
from broadcaster.units.wiring import Feed

FULL_VOLUME = 100


class Mixer:
    """Makes the samples of one feed; `handed_on` counts them since its output was opened."""

    def __init__(self, feed: Feed, fade_in: int) -> None:
        """Mix for `feed`; its first sound rises over `fade_in` samples."""
        self._feed, self._fade_in = feed, fade_in
        self._risen = 0
        self.begin()

    def begin(self) -> None:
        """Begin anew for an output that has just been opened."""
        self.handed_on, self.is_aligned = 0, False

    def is_heard(self, segment: Segment) -> bool:
        """Say whether an item is for this feed."""
        return segment.audience is None or self._feed.id in segment.audience.feeds

    def mix(self, pieces: Sequence[Piece], shift: int = 0) -> bytes:
        """Return the samples to hand on, after `shift` samples of silence or without so many."""
        data = bytes(max(0, shift) * SAMPLE_BYTES) + b"".join(map(self._one, pieces))
        data = data[max(0, -shift) * SAMPLE_BYTES :]
        self.handed_on += len(data) // SAMPLE_BYTES
        return data

    def _one(self, piece: Piece) -> bytes:
        segment = piece.segment
        if segment is None or not self.is_heard(segment):
            return bytes(len(piece.block))
        volume, rises = FULL_VOLUME, True
        if segment.audience is not None:
            volume, rises = segment.audience.volume_percent, segment.audience.rises
        if not rises:
            self._risen = self._fade_in
        block = rising(piece.block, self._risen, self._fade_in)
        self._risen += len(block) // SAMPLE_BYTES
        return at_volume(block, self._further_down(volume))

    def _further_down(self, volume_percent: int) -> int:
        """Return by how much what sounds at this volume is taken down to the feed's cap."""
        if volume_percent <= self._feed.cap_percent:
            return FULL_VOLUME
        return self._feed.cap_percent * FULL_VOLUME // volume_percent
