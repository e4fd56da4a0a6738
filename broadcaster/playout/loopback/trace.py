"""What sounded lately, frame by frame on the monotonic clock; the oldest gives way. Pure."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from broadcaster.playout.loopback.bands import (
    BANDS,
    CENTI,
    FLOOR_DB,
    FRAMES_PER_S,
    Frames,
    Levels,
    Spread,
)

KEPT_S = 3_700
"""An hour, and what comes late: 4 MB."""
_NEVER = -1


@dataclass(frozen=True)
class Stretch:
    """Frames in a row, and which of them are known; what is not known counts as silence."""

    levels: Levels
    spread: Spread
    known: NDArray[np.bool_]


class Trace:
    """One side's frames. One thread."""

    def __init__(self, kept_s: int = KEPT_S) -> None:
        self.last = _NEVER
        """The newest frame."""
        self._size = kept_s * FRAMES_PER_S
        self._which = np.full(self._size, _NEVER, dtype=np.int64)
        self._levels = np.zeros(self._size, dtype=np.int16)
        self._spread = np.zeros((self._size, BANDS), dtype=np.int8)

    def put(self, frames: Frames) -> None:
        """Keep frames; those that stood at their places are replaced."""
        numbers = np.arange(frames.first, frames.first + len(frames.levels))
        places = numbers % self._size
        self._which[places], self._levels[places] = numbers, frames.levels
        self._spread[places] = frames.spread
        self.last = max(self.last, int(numbers[-1]))

    def between(self, first: int, last: int) -> Stretch:
        """Return the frames from `first` to `last` (excluded)."""
        numbers = np.arange(first, max(first, last))
        places = numbers % self._size
        known = self._which[places] == numbers
        levels = np.where(known, self._levels[places], np.int16(FLOOR_DB * CENTI))
        spread = np.where(known[:, None], self._spread[places], np.int8(FLOOR_DB))
        return Stretch(levels, spread, known)

    def keeps(self, first: int) -> bool:
        """Say whether a frame would still stand here."""
        return first > self.last - self._size
