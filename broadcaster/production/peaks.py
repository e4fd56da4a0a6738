"""True peaks: how high a sound rises between its samples, which a converter will play.

BS.1770-4 annex 2 asks for four points to a sample. They are only sought beside loud samples: a
peak of twice its neighbours is not speech.
"""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from broadcaster.decoding.samples import Block

OVERSAMPLING = 4
"""As BS.1770-4 annex 2 asks."""
HALF_TAPS = 12
NEAR = np.float32(0.5)
"""A peak is sought where a sample has this much of what it has to rise over."""
ALMOST = np.float32(0.999)
"""What a quick look finds lower than this cannot rise over it: its rounding is far finer."""


class PeakMeter:
    """The highest true peak of a sound that comes in blocks of any size, silence around it."""

    def __init__(self) -> None:
        self.highest = np.float32(0)
        self._held = np.zeros(2 * HALF_TAPS, dtype=np.float32)

    def add(self, block: Block) -> None:
        """Take in the next samples; what lies within `HALF_TAPS` of the end waits for more."""
        held = np.concatenate((self._held, block))
        if len(held) > 2 * HALF_TAPS:
            over = max(self.highest, held.max(), -held.min())
            between = _risen(held, over)[1].max(initial=0)
            inside = held[HALF_TAPS:-HALF_TAPS]
            self.highest = max(self.highest, inside.max(), -inside.min(), between)
        self._held = held[-2 * HALF_TAPS :]

    def finish(self) -> None:
        """Take in the silence after the last sample."""
        self.add(np.zeros(HALF_TAPS, dtype=np.float32))


def true_peaks(samples: Block, over: np.float32) -> Block:
    """Return, for each sample, the highest level reached between its two neighbours.

    The first and last `HALF_TAPS` samples are context and get none. What rises between samples
    counts where it comes over `over`, and only beside samples of half of that: a peak of twice
    what stands on both sides of it is not speech, and the finished file is measured anyway.
    """
    peaks: Block = np.abs(samples[HALF_TAPS : len(samples) - HALF_TAPS])
    places, heights = _risen(samples, over)
    first, last = places > 0, places < len(peaks)
    peaks[places[last]] = np.maximum(peaks[places[last]], heights[last])
    peaks[places[first] - 1] = np.maximum(peaks[places[first] - 1], heights[first])
    return peaks


def _risen(samples: Block, over: np.float32) -> tuple[NDArray[np.intp], Block]:
    """Return behind which samples the sound rises over `over`, or nearly, and how high.

    Counted from the last sample of the context before. A matrix product, which rounds differently
    for another number of rows, only chooses; the heights are summed tap by tap.
    """
    near = np.abs(samples[HALF_TAPS - 1 : len(samples) - HALF_TAPS + 1]) > over * NEAR
    loud = np.flatnonzero(near[:-1] | near[1:])
    around = sliding_window_view(samples, 2 * HALF_TAPS)[loud]
    high = np.abs(_INTERPOLATORS.T @ around.T).max(axis=0) > over * ALMOST
    by_tap = _INTERPOLATORS[:, :, np.newaxis] * around[high].T[:, np.newaxis, :]
    between = np.add.accumulate(by_tap)[-1]
    return loud[high], np.abs(between).max(axis=0)


def _interpolators() -> NDArray[np.float32]:
    """Return windowed-sinc filters for the points between a sample and the next, tap by tap."""
    places = np.arange(1 - HALF_TAPS, HALF_TAPS + 1)[:, np.newaxis]
    offset = places - np.arange(1, OVERSAMPLING) / OVERSAMPLING
    taps = np.sinc(offset) * (0.5 + 0.5 * np.cos(np.pi * offset / HALF_TAPS))
    return np.asarray(taps / taps.sum(axis=0), dtype=np.float32)


_INTERPOLATORS = _interpolators()
