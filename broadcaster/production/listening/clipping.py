"""Clipped: the microphone or the recorder was overdriven, and the tops of the wave are gone.

Two marks of it. At full scale: a share of samples that clean speech, whose peaks stand alone,
never reaches. Below it, where the file was made quieter afterwards: in the loudest moments the
wave stays at its own ceiling. The second needs a file without lossy coding, which rounds the
tops; the first holds for AAC and MP3 too.
"""

from collections.abc import Iterator

import numpy as np

from broadcaster.decoding.samples import Block
from broadcaster.production.listening.model import Code, Finding, found
from broadcaster.quantities import CUT_RATE_HZ, samples_in

FULL_SCALE = 0.9
"""Within 1 dB of full scale; decoded AAC and MP3 waver around it by about that."""
CLIPPED_PERCENT = 0.3
"""Measured on speech overdriven by 3 / 6 / 9 dB: 0.2 / 0.8-1.1 / 2.0-2.8 %; not overdriven: 0."""
RUINED_PERCENT = 10.0
"""Speech overdriven by 18 dB has 10-14 %: it rattles, and a horn makes it worse."""
WINDOW = samples_in(20, CUT_RATE_HZ)
CEILING = 10 ** (-0.5 / 20)
CEILING_DB = 1.0
"""The loudest moments: windows whose peak comes this near to the recording's own."""
FLAT_PERCENT = 9.0
"""Share of samples at the ceiling in those: speech 1-3 %, hard compressed 6.5 %, overdriven by
12 dB 11 %."""
STEADY = 0.9
"""A tone is always at its ceiling. When nearly all windows are, this is no speech to judge."""
STEP_DB = 0.5
LOWEST_DB = -30.0
STEPS = int(-LOWEST_DB / STEP_DB) + 13
"""Decoded peaks may lie up to 6 dB over full scale."""


class Clipping:
    """Counts samples at full scale, and how windows of each peak level stay at that level."""

    def __init__(self) -> None:
        self._samples = 0
        self._full = 0
        self._windows = np.zeros(STEPS)
        self._shares = np.zeros(STEPS)

    def add(self, sound: Block) -> None:
        """Take in the next samples of one channel."""
        size = np.abs(sound)
        self._samples += len(size)
        self._full += int(np.count_nonzero(size >= FULL_SCALE))
        windows = size[: len(size) // WINDOW * WINDOW].reshape(-1, WINDOW)
        peaks = windows.max(axis=1, initial=0.0)
        loud = peaks > 10 ** (LOWEST_DB / 20)
        shares = (windows[loud] >= CEILING * peaks[loud, np.newaxis]).mean(axis=1)
        steps = (20 * np.log10(peaks[loud]) - LOWEST_DB) / STEP_DB
        places = np.minimum(steps.astype(int), STEPS - 1)
        np.add.at(self._windows, places, 1)
        np.add.at(self._shares, places, shares)

    def findings(self) -> Iterator[Finding]:
        """Give what was found, with the share of samples (%)."""
        if not self._samples:
            return
        full_percent = 100 * self._full / self._samples
        if full_percent >= CLIPPED_PERCENT:
            yield found(Code.CLIPPED, full_percent, refused=full_percent >= RUINED_PERCENT)
            return
        flat_percent = self._flat_percent()
        if flat_percent >= FLAT_PERCENT:
            yield found(Code.FLAT_TOPS, flat_percent)

    def _flat_percent(self) -> float:
        used = np.flatnonzero(self._windows)
        if not len(used):
            return 0.0
        top = slice(int(used[-1]) - int(CEILING_DB / STEP_DB), int(used[-1]) + 1)
        loudest = self._windows[max(top.start, 0) : top.stop].sum()
        if loudest > STEADY * self._windows.sum():
            return 0.0
        return float(100 * self._shares[max(top.start, 0) : top.stop].sum() / loudest)
