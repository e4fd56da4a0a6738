"""Read the meter: integrated loudness and true peak of a stream of blocks."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from av.audio.frame import AudioFrame

from broadcaster.decoding.samples import Block
from broadcaster.production.filters import Chain, meter
from broadcaster.production.graph import run
from broadcaster.production.model import Loudness
from broadcaster.quantities import Dbtp, Lufs

SILENCE_LUFS = Lufs(-70.0)
"""What BS.1770's absolute gate leaves of silence."""
SILENCE_DBTP = Dbtp(-120.0)


@dataclass
class Reading:
    """What the meter's filter has written on the frames so far."""

    integrated: str = "-inf"
    peak: str = "0"

    def note(self, frame: AudioFrame) -> None:
        """Take the figures of the next frame that left the filter."""
        self.integrated = frame.metadata.get("lavfi.r128.I", self.integrated)
        self.peak = frame.metadata.get("lavfi.r128.true_peak", self.peak)

    @property
    def loudness(self) -> Loudness:
        """The figures; a stream under 0.4 s, BS.1770's gating block, reads as silence."""
        return Loudness(_lufs(self.integrated), _dbtp(self.peak))


def measure(
    blocks: Iterable[Block], rate_hz: int, *, before: Chain = (), true_peak: bool = False
) -> Loudness:
    """Measure what `before` makes of `blocks`. Without `true_peak` that figure is silence's."""
    reading = Reading()
    for frame in run(before + meter(true_peak), blocks, rate_hz):
        reading.note(frame)
    return reading.loudness


def _lufs(text: str) -> Lufs:
    value = float(text)
    return Lufs(max(value, SILENCE_LUFS)) if math.isfinite(value) else SILENCE_LUFS


def _dbtp(text: str) -> Dbtp:
    linear = float(text)
    return Dbtp(20 * math.log10(linear)) if linear > 0 else SILENCE_DBTP
