"""Read the meter: integrated loudness and true peak of a stream of blocks."""

import math
from collections.abc import Iterable

from broadcaster.decoding.samples import Block
from broadcaster.production.filters import Chain, meter
from broadcaster.production.graph import run
from broadcaster.production.model import Loudness
from broadcaster.quantities import Dbtp, Lufs

SILENCE_LUFS = Lufs(-70.0)
"""What BS.1770's absolute gate leaves of silence."""
SILENCE_DBTP = Dbtp(-120.0)


def measure(
    blocks: Iterable[Block], rate_hz: int, *, before: Chain = (), true_peak: bool = False
) -> Loudness:
    """Measure what `before` makes of `blocks`. Without `true_peak` that figure is silence's.

    A stream under 0.4 s, BS.1770's gating block, reads as silence.
    """
    integrated, peak = "-inf", "0"
    for frame in run(before + meter(true_peak), blocks, rate_hz):
        integrated = frame.metadata.get("lavfi.r128.I", integrated)
        peak = frame.metadata.get("lavfi.r128.true_peak", peak)
    return Loudness(_lufs(integrated), _dbtp(peak))


def _lufs(text: str) -> Lufs:
    value = float(text)
    return Lufs(max(value, SILENCE_LUFS)) if math.isfinite(value) else SILENCE_LUFS


def _dbtp(text: str) -> Dbtp:
    linear = float(text)
    return Dbtp(20 * math.log10(linear)) if linear > 0 else SILENCE_DBTP
