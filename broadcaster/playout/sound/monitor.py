"""What was sent of one item, second by second: silence where it should sound, and clipping.

A second is silent when no sample of it reaches -50 dBFS, as the detectors of broadcast desks are
set; eight such seconds in a row are an event. They are a loss where the cut itself is audible
there, or is not the audio that was approved; silence that was approved (a minute's silence) is
none. Of an item that is silent from end to end nothing sounded, whoever approved it.
"""

from collections.abc import Iterator

import numpy as np

from broadcaster.playout.model import Silence
from broadcaster.playout.sound.timeline import Segment
from broadcaster.quantities import BUS_RATE_HZ

AUDIBLE = 104
"""Amplitude of -50 dBFS."""
SILENCE_S = 8
"""Seen a second later at most, so within the ten seconds of the fault table."""
CLIPPED_SAMPLES = 48
"""So many samples at full scale within a second (0.1 %): cuts stay 1.5 dB below it."""
LOWEST, HIGHEST = -32768, 32767
SILENT, CLIPPED = "silent-item", "clipped-item"


class Monitor:
    """Listens to one segment. `reference` is the cut as it was decoded, before its volume."""

    def __init__(self, segment: Segment, reference: bytes, *, is_approved: bool) -> None:
        self._segment = segment
        self._reference = reference if is_approved else None
        self._heard = self._run_s = 0
        self._is_audible = self._is_lost = False
        self._told: set[str] = set()

    def listen(self, sounded: int) -> Iterator[str]:
        """Go on to `sounded` samples of the segment; yield alarm codes, each once an item."""
        while sounded - self._heard >= BUS_RATE_HZ:
            yield from self._listen_to(self._heard, self._heard + BUS_RATE_HZ)

    def finish(self, sounded: int) -> Iterator[str]:
        """Listen to the rest too; afterwards `silence` stands."""
        yield from self.listen(sounded)
        if sounded > self._heard:
            yield from self._listen_to(self._heard, sounded)
        if self.silence is Silence.WHOLE:
            yield from self._tell(SILENT)

    @property
    def silence(self) -> Silence:
        """How much of what has been heard was lost in silence."""
        is_whole_cut = self._segment.skipped == 0
        is_known = self._run_s >= SILENCE_S or 0 < self._segment.length <= self._heard
        if is_whole_cut and is_known and not self._is_audible:
            return Silence.WHOLE
        return Silence.PART if self._is_lost else Silence.NONE

    def _listen_to(self, first: int, last: int) -> Iterator[str]:
        self._heard = last
        at = self._segment.at
        sent = np.frombuffer(self._segment.samples(at + first, at + last), dtype="<i2")
        lowest, highest = int(sent.min()), int(sent.max())
        if max(-lowest, highest) >= AUDIBLE:
            self._is_audible, self._run_s = True, 0
        else:
            self._run_s += 1
            if self._run_s >= SILENCE_S:
                yield from self._tell(SILENT)
                self._is_lost = self._is_lost or self._should_sound(last)
        if (lowest == LOWEST or highest == HIGHEST) and _count_clipped(sent) >= CLIPPED_SAMPLES:
            yield from self._tell(CLIPPED)

    def _should_sound(self, last: int) -> bool:
        """Say whether the cut is audible in the silent seconds that end with sample `last`.

        Those before have been asked about, once the silence is an event.
        """
        if self._reference is None:
            return True
        skipped = self._segment.skipped
        unasked_s = SILENCE_S if self._run_s == SILENCE_S else 1
        first = skipped + max(0, last - unasked_s * BUS_RATE_HZ)
        wanted = np.frombuffer(self._reference, dtype="<i2")[first : skipped + last]
        return max(-int(wanted.min()), int(wanted.max())) >= AUDIBLE

    def _tell(self, code: str) -> Iterator[str]:
        if code not in self._told:
            self._told.add(code)
            yield code


def _count_clipped(sent: "np.ndarray[tuple[int], np.dtype[np.int16]]") -> int:
    return int(np.count_nonzero((sent == LOWEST) | (sent == HIGHEST)))
