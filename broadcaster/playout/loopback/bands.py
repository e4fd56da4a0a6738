"""From samples to frames of 20 ms: a level, and how it is spread over the bands of speech.

The bands lie where a horn loudspeaker sounds, 250 to 6000 Hz, each a third wider than the one
before. A frame cannot be made into speech again, and takes a hundredth of its room. Pure.
"""

from dataclasses import dataclass, field
from functools import cache

import numpy as np
from numpy.typing import NDArray

from broadcaster.quantities import BUS_RATE_HZ
from broadcaster.timebase import NANOSECONDS

FRAMES_PER_S = 50
HOP = BUS_RATE_HZ // FRAMES_PER_S
HOP_NS = NANOSECONDS // FRAMES_PER_S
WINDOW = 2048
"""Samples that a spectrum is taken of: 43 ms, which end with the frame."""
LOWEST_HZ, HIGHEST_HZ, BANDS = 250.0, 6000.0, 12
FLOOR_DB = -100
CENTI = 100
JITTER_NS = 3 * HOP_NS
"""Clocks of outputs and inputs are known to some milliseconds: so far off, samples still go on
where the last ended, and a spectrum is not torn."""
_FULL_SCALE = 32768.0

Levels = NDArray[np.int16]
"""Centi-dBFS, one a frame."""
Spread = NDArray[np.int8]
"""dBFS, frames by bands."""
Samples = NDArray[np.int16]


@dataclass(frozen=True)
class Frames:
    """Frames in a row; the first covers the 20 ms from `first * HOP_NS` on."""

    first: int
    levels: Levels
    spread: Spread


@dataclass
class Framer:
    """Cuts one stream of samples along a grid that both sides share: that of the clock."""

    _held: Samples = field(default_factory=lambda: _silence(0))
    _before: Samples = field(default_factory=lambda: _silence(WINDOW - HOP))
    _next: int = -1
    """The frame that the first held sample begins; -1 before anything came."""

    def add(self, at_ns: int, block: bytes) -> Frames | None:
        """Take in s16 samples of which the first sounds at `at_ns`; return the frames they end."""
        samples = np.frombuffer(block, dtype="<i2")
        if self._next < 0 or abs(at_ns - self._expected_ns) > JITTER_NS:
            self._next = at_ns // HOP_NS
            late = (at_ns - self._next * HOP_NS) * BUS_RATE_HZ // NANOSECONDS
            self._held, self._before = _silence(late), _silence(WINDOW - HOP)
        self._held = np.concatenate((self._held, samples))
        count = len(self._held) // HOP
        if not count:
            return None
        whole = np.concatenate((self._before, self._held[: count * HOP]))
        self._held, self._before = self._held[count * HOP :], whole[-(WINDOW - HOP) :]
        first, self._next = self._next, self._next + count
        return Frames(first, _levels(whole[WINDOW - HOP :]), _spread(whole))

    @property
    def _expected_ns(self) -> int:
        return self._next * HOP_NS + len(self._held) * NANOSECONDS // BUS_RATE_HZ


def _silence(samples: int) -> Samples:
    return np.zeros(samples, dtype=np.int16)


def _levels(samples: Samples) -> Levels:
    """Return the RMS level of each frame."""
    frames = samples.reshape(-1, HOP).astype(np.float64) / _FULL_SCALE
    return np.rint(CENTI * _decibels(np.square(frames).mean(axis=1))).astype(np.int16)


def _spread(samples: Samples) -> Spread:
    """Return the level of each frame in each band; `samples` begin a window before the second."""
    windows = np.lib.stride_tricks.sliding_window_view(samples, WINDOW)[::HOP]
    shape, bands = _shapes()
    powers = np.square(np.abs(np.fft.rfft(windows * shape, axis=1)))
    return np.rint(_decibels(powers @ bands)).astype(np.int8)


def _decibels(powers: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(np.maximum(FLOOR_DB, 10 * np.log10(powers + 1e-12)))


@cache
def _shapes() -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the window, full scale counted in, and which tones belong to which band."""
    shape = np.hanning(WINDOW)
    tones = np.fft.rfftfreq(WINDOW, 1 / BUS_RATE_HZ)
    edges = np.geomspace(LOWEST_HZ, HIGHEST_HZ, BANDS + 1)
    bands = (tones[:, None] >= edges[:-1]) & (tones[:, None] < edges[1:])
    # Parseval: so much of a full-scale sine's power lies in its bins.
    scale = 2 / (np.square(shape).sum() * WINDOW)
    return shape / _FULL_SCALE, bands * scale
