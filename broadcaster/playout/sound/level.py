"""How loud is what was handed to the output a moment ago: the level *sent*, never *heard*.

It is computed from the samples on the line, when somebody asks. Whether an amplifier was on it
does not say (DESIGN law 5).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from broadcaster.quantities import BUS_RATE_HZ

WINDOW = BUS_RATE_HZ * 400 // 1000
"""Samples that a level is measured over: 400 ms, the momentary loudness window of EBU Tech 3341."""
FULL_SCALE = 32768


@dataclass(frozen=True)
class Level:
    """Relative to a full-scale square wave: a full-scale sine has an RMS of -3.0 dBFS."""

    rms_dbfs: float
    peak_dbfs: float
    """The highest sample; not a true peak."""


def measure(pieces: Sequence[bytes], samples: int) -> Level | None:
    """Return the level of `samples` samples of which `pieces` (s16) sounded, the rest silence.

    None when nothing sounded.
    """
    sent = np.frombuffer(b"".join(pieces), dtype="<i2").astype(np.float64)
    peak = float(np.abs(sent).max(initial=0))
    if not peak:
        return None
    rms = float(np.sqrt(np.square(sent).sum() / samples))
    return Level(_dbfs(rms), _dbfs(peak))


def _dbfs(amplitude: float) -> float:
    return round(20 * float(np.log10(amplitude / FULL_SCALE)), 1)
