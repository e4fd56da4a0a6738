"""Hum: the mains at 50 Hz and its harmonics, from a cable or a charger.

It is looked for where nobody speaks, because a voice may have its own tone at 100 or 150 Hz: in
the stretches whose speech band is quietest, and only if that is clearly under the loud passages.
"""

from collections.abc import Iterator
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from broadcaster.decoding.samples import Block
from broadcaster.production.listening.model import Code, Finding, found
from broadcaster.quantities import CUT_RATE_HZ

STRETCH = CUT_RATE_HZ // 5
"""200 ms: short enough for a pause, and 5 Hz from one bin of the spectrum to the next."""
TONES_HZ = (50, 100, 150)
"""Vietnam's mains (50 Hz), what a rectifier makes of it, and the third harmonic."""
BESIDE_HZ = (20, 25)
"""Where a tone's neighbours are looked at, on both sides."""
SPEECH_HZ = (300, 3400)
TONAL_DB = 12.0
"""How far the tone stands over its neighbours. Measured in pauses: room noise -2 to 3 dB."""
UNDER_SPEECH_DB = 40.0
"""How far under the loud passages hum is still heard in the pauses."""
QUIETEST_PART = 10
"""One in so many stretches counts as a pause."""
FEWEST = 3
PAUSE_DB = 20.0
"""How far the speech band of a pause lies under that of the loud stretches."""
Powers: TypeAlias = NDArray[np.float64]
_SPACING_HZ = CUT_RATE_HZ // STRETCH


class Hum:
    """Keeps the power of tones, neighbours and speech band of each stretch: 1.5 MB for 3 hours."""

    def __init__(self) -> None:
        self._window = np.hanning(STRETCH).astype(np.float32)
        self._scale = float(np.square(self._window).sum() * STRETCH / 2)
        self._rest = np.zeros(0, dtype=np.float32)
        self._kept: list[NDArray[np.float32]] = []

    def add(self, sound: Block) -> None:
        """Take in the next samples of one channel."""
        held = np.concatenate((self._rest, sound))
        whole = len(held) // STRETCH * STRETCH
        self._rest = held[whole:]
        spectra = np.fft.rfft(held[:whole].reshape(-1, STRETCH) * self._window)
        powers = (spectra.real**2 + spectra.imag**2) / self._scale
        speech = powers[:, SPEECH_HZ[0] // _SPACING_HZ : SPEECH_HZ[1] // _SPACING_HZ].sum(axis=1)
        row = [speech[:, np.newaxis], _tones(powers), _beside(powers)]
        self._kept.append(np.concatenate(row, axis=1).astype(np.float32))

    def findings(self, loud_db: float) -> Iterator[Finding]:
        """Give the hum (figure: dB under the loud passages, which have `loud_db`)."""
        kept = np.concatenate(self._kept) if self._kept else np.zeros((0, 7))
        count = len(kept) // QUIETEST_PART
        if count < FEWEST:
            return
        pauses = kept[np.argsort(kept[:, 0], kind="stable")[:count]].astype(np.float64).mean(axis=0)
        if pauses[0] > np.percentile(kept[:, 0], 95) / 10 ** (PAUSE_DB / 10):
            return
        tones, beside = pauses[1:4], pauses[4:7]
        power = float(tones[tones > beside * 10 ** (TONAL_DB / 10)].sum())
        under_db = loud_db - 10 * np.log10(power + 1e-14)
        if under_db <= UNDER_SPEECH_DB:
            yield found(Code.HUM, under_db)


def _tones(powers: Powers) -> Powers:
    """Return the power of each tone (columns) in each stretch: its bin and the two beside it."""
    middle = [hertz // _SPACING_HZ for hertz in TONES_HZ]
    return np.stack([powers[:, at - 1 : at + 2].sum(axis=1) for at in middle], axis=1)


def _beside(powers: Powers) -> Powers:
    """Return the power that three bins near each tone have without it."""
    columns = [
        [(hertz + sign * far) // _SPACING_HZ for far in BESIDE_HZ for sign in (-1, 1)]
        for hertz in TONES_HZ
    ]
    return np.stack([3 * powers[:, column].mean(axis=1) for column in columns], axis=1) + 1e-14
