"""True peaks: how high a sound rises between its samples, which a converter will play.

BS.1770-4 annex 2 asks for four points to a sample. They are only sought beside loud samples: a
peak of twice its neighbours is not speech.
"""

import numpy as np
from numpy.typing import NDArray

from broadcaster.decoding.samples import Block

OVERSAMPLING = 4
"""As BS.1770-4 annex 2 asks."""
HALF_TAPS = 12
NEAR = np.float32(0.5)
"""A peak is sought where a sample has this much of the highest so far."""


class PeakMeter:
    """The highest true peak of a sound that comes in blocks of any size, silence around it."""

    def __init__(self) -> None:
        self.highest = np.float32(0)
        self._held = np.zeros(2 * HALF_TAPS, dtype=np.float32)

    def add(self, block: Block) -> None:
        """Take in the next samples; what lies within `HALF_TAPS` of the end waits for more."""
        held = np.concatenate((self._held, block))
        if len(held) > 2 * HALF_TAPS:
            peaks = true_peaks(held, max(self.highest, np.abs(held).max()) * NEAR)
            self.highest = max(self.highest, peaks.max())
        self._held = held[-2 * HALF_TAPS :]

    def finish(self) -> None:
        """Take in the silence after the last sample."""
        self.add(np.zeros(HALF_TAPS, dtype=np.float32))


def true_peaks(samples: Block, over: np.float32) -> Block:
    """Return, for each sample, the highest level reached between its two neighbours.

    The first and last `HALF_TAPS` samples are context and get none. Sound is only interpolated
    beside samples over `over`: a peak of twice that between two smaller ones is not speech, and
    the finished file is measured anyway.
    """
    levels = np.abs(samples[HALF_TAPS - 1 : len(samples) - HALF_TAPS + 1])
    loud = np.flatnonzero(np.maximum(levels[:-1], levels[1:]) > over)
    between = np.zeros((OVERSAMPLING - 1, len(loud)), dtype=np.float32)
    # Tap by tap, because a matrix product rounds differently for another number of rows.
    for tap, weights in enumerate(_INTERPOLATORS):
        between += weights[:, np.newaxis] * samples[loud + tap]
    highest = np.abs(between).max(axis=0)
    peaks: Block = levels[1:-1].copy()
    first, last = loud > 0, loud < len(peaks)
    peaks[loud[last]] = np.maximum(peaks[loud[last]], highest[last])
    peaks[loud[first] - 1] = np.maximum(peaks[loud[first] - 1], highest[first])
    return peaks


def _interpolators() -> NDArray[np.float32]:
    """Return windowed-sinc filters for the points between a sample and the next, tap by tap."""
    places = np.arange(1 - HALF_TAPS, HALF_TAPS + 1)[:, np.newaxis]
    offset = places - np.arange(1, OVERSAMPLING) / OVERSAMPLING
    taps = np.sinc(offset) * (0.5 + 0.5 * np.cos(np.pi * offset / HALF_TAPS))
    return np.asarray(taps / taps.sum(axis=0), dtype=np.float32)


_INTERPOLATORS = _interpolators()
