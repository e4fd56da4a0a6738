"""The meter of finished cuts: integrated loudness and true peak of a sound that comes in blocks.

Both figures are held against FFmpeg's `ebur128`, another meter altogether, by the tests.
"""

import math

from broadcaster.decoding.samples import Block
from broadcaster.production.gating import Gating, integrated
from broadcaster.production.model import Loudness
from broadcaster.production.peaks import PeakMeter
from broadcaster.quantities import Dbtp

SILENCE_DBTP = Dbtp(-120.0)


class Meter:
    """Measures mono samples at `rate_hz`, of full scale 1.0."""

    def __init__(self, rate_hz: int) -> None:
        self._gating, self._peaks = Gating(rate_hz), PeakMeter()

    def add(self, block: Block) -> None:
        """Take in the next samples, any number of them."""
        self._gating.add(block)
        self._peaks.add(block)

    def finish(self) -> Loudness:
        """Return the figures of the whole. A sound under 400 ms reads as silence."""
        self._peaks.finish()
        highest = float(self._peaks.highest)
        peak_dbtp = Dbtp(20 * math.log10(highest)) if highest > 0 else SILENCE_DBTP
        return Loudness(integrated(self._gating.powers), peak_dbtp)
