"""A brick-wall limiter that looks ahead and knows true peaks, streaming, in numpy.

FFmpeg's `alimiter` let peaks of embedded speech through by up to 2.2 dB over its ceiling, and
each miss cost another encode. Here the gain of a sample is a smooth average of minima, each taken
over a stretch that holds that sample, so it is never above what the sample's own peak allows.
"""

from collections.abc import Iterable, Iterator
from functools import cache

import numpy as np
from numpy.typing import NDArray

from broadcaster.decoding.samples import Block
from broadcaster.production.peaks import HALF_TAPS, true_peaks


def limit(
    blocks: Iterable[Block],
    rate_hz: int,
    *,
    gain_db: float,
    ceiling_db: float,
    look_ahead_ms: float,
) -> Iterator[Block]:
    """Give `blocks` times `gain_db` with no true peak above `ceiling_db`; as many as came in.

    Gain falls and recovers over about twice the look-ahead. Nothing is delayed: every sample
    stays at its place.
    """
    reach = round(rate_hz * look_ahead_ms / 1000)
    margin = 2 * reach + HALF_TAPS
    gain = np.float32(10 ** (gain_db / 20))
    ceiling = np.float32(10 ** (ceiling_db / 20))
    held = np.zeros(margin, dtype=np.float32)  # silence before the beginning
    for block in blocks:
        held = np.concatenate((held, block * gain))
        if len(held) > 2 * margin:
            yield _limited(held, margin, reach, ceiling)
            held = held[-2 * margin :]
    held = np.concatenate((held, np.zeros(margin, dtype=np.float32)))
    if len(held) > 2 * margin:
        yield _limited(held, margin, reach, ceiling)


def _limited(held: Block, margin: int, reach: int, ceiling: np.float32) -> Block:
    """Limit the middle of `held`, which has `margin` samples of context on both sides."""
    middle = held[margin:-margin]
    peaks, width = true_peaks(held, ceiling), 2 * reach + 1
    pressed = np.flatnonzero(peaks > ceiling)
    if not len(pressed):
        return middle
    limited = middle.copy()
    for begin, end in _stretches(pressed, 4 * reach, len(middle)):
        allowed = ceiling / np.maximum(peaks[begin : end + 4 * reach], ceiling)
        lowest = _sliding_minimum(allowed.astype(np.float32, copy=False), width)
        limited[begin:end] *= np.convolve(lowest, _averager(width), "valid")
    return limited


def _stretches(pressed: NDArray[np.intp], before: int, length: int) -> Iterator[tuple[int, int]]:
    """Give what of `length` samples is turned down, from and to.

    Each that is pressed reaches back over `before` samples; elsewhere the gain is 1 exactly.
    """
    apart = np.flatnonzero(pressed[1:] - pressed[:-1] > before)
    firsts, lasts = pressed[np.append(0, apart + 1)], pressed[np.append(apart, -1)]
    for first, last in zip(firsts.tolist(), lasts.tolist(), strict=True):
        begin, end = max(first - before, 0), min(last + 1, length)
        if begin < end:
            yield begin, end


@cache
def _averager(width: int) -> Block:
    window = np.asarray(np.hanning(width + 2)[1:-1], dtype=np.float64)
    return np.asarray(window / window.sum(), dtype=np.float32)


def _sliding_minimum(values: Block, width: int) -> Block:
    """Return the minimum of each `width` values in a row, by doubling."""
    covered, result = 1, values
    while covered * 2 <= width:
        result = np.minimum(result[:-covered], result[covered:])
        covered *= 2
    rest = width - covered
    return np.minimum(result[: len(result) - rest], result[rest:]) if rest else result
