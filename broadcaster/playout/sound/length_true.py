"""A source of cuts for a rehearsal that nobody hears: true in length, and quick.

It reads and verifies every cut as the real source does, each time anew, and refuses what that
refuses. Each cut is decoded only once; what sounds is a tone of its exact length, at the level of
speech, so that whoever measures levels finds nothing amiss.
"""

from functools import cache, lru_cache

import numpy as np

from broadcaster.decoding.samples import Heed, go_on
from broadcaster.playout.model import Passed
from broadcaster.playout.sound.cuts import Audio, decoded, read_cut
from broadcaster.playout.sound.timeline import SAMPLE_BYTES
from broadcaster.production.cache import AudioCache
from broadcaster.quantities import BUS_RATE_HZ

TONE_HZ = 440
AMPLITUDE = 6600
"""-17 dBFS RMS: about as loud as a mastered cut."""


class LengthTrueSource:
    """Remembers of each cut how long it is and what it decodes to; a cut's name is its content."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[int, str]] = {}

    def __call__(self, cache: AudioCache, cut: str, heed: Heed = go_on) -> Audio | Passed:
        """Return a tone of the cut's length, with the hash of its true samples."""
        data = read_cut(cache, cut)
        if isinstance(data, Passed):
            return data
        if cut not in self._known:
            audio = decoded(cut, data, heed)
            if isinstance(audio, Passed):
                return audio
            self._known[cut] = audio.samples, audio.decoded_sha256
        samples, sha256 = self._known[cut]
        return Audio(cut, _tone(samples), sha256)


@lru_cache(maxsize=2)
def _tone(samples: int) -> bytes:
    seconds = samples // BUS_RATE_HZ + 1
    return (_one_second() * seconds)[: samples * SAMPLE_BYTES]


@cache
def _one_second() -> bytes:
    # A whole number of periods: one second follows the other without a step.
    t = np.arange(BUS_RATE_HZ) / BUS_RATE_HZ
    return (np.sin(2 * np.pi * TONE_HZ * t) * AMPLITUDE).astype("<i2").tobytes()
