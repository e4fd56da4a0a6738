"""A cut from the audio cache as samples of the bus, or why it cannot be played.

Verified against its name, read whole and decoded from memory, before it is due: nothing that
happens to the file afterwards can reach the air.
"""

from dataclasses import dataclass
from hashlib import sha256
from typing import Protocol

import numpy as np

from broadcaster.decoding import DecodingError
from broadcaster.decoding.samples import Heed, decode_to_bus, go_on
from broadcaster.home import read_plain
from broadcaster.journal.model import Cause, Outcome
from broadcaster.playout.model import Passed
from broadcaster.playout.sound.timeline import SAMPLE_BYTES, Coming, Pcm
from broadcaster.production import ProductionError
from broadcaster.production.cache import AudioCache
from broadcaster.quantities import duration_of


@dataclass(frozen=True)
class Audio:
    """A decoded cut; or a live voice, which has neither of its hashes."""

    cut: str
    pcm: Pcm
    decoded_sha256: str

    @property
    def samples(self) -> int:
        """Its length on the bus."""
        return len(self.pcm) // SAMPLE_BYTES

    @property
    def length_ms(self) -> int:
        """Its length in milliseconds, rounded up."""
        return duration_of(self.samples)


class Source(Protocol):
    """Where samples come from."""

    def __call__(self, cache: AudioCache, cut: str, heed: Heed = go_on) -> Audio | Passed:
        """Give a cut, or `missed` with `cut-missing`, `cut-altered`, `cut-unreadable`.

        `heed` is called again and again while it is decoded.
        """


def load_cut(cache: AudioCache, cut: str, heed: Heed = go_on) -> Audio | Passed:
    """Return the decoded cut, or why there is none: the source of everything that is heard."""
    data = read_cut(cache, cut)
    return data if isinstance(data, Passed) else decoded(cut, data, heed)


def read_cut(cache: AudioCache, cut: str) -> bytes | Passed:
    """Return the file of a cut, verified against its name."""
    try:
        path = cache.path(cut)
    except ProductionError:
        return Passed(Outcome.MISSED, Cause.CUT_MISSING)
    try:
        data = read_plain(path)
    except OSError:
        return Passed(Outcome.MISSED, Cause.CUT_UNREADABLE)
    if sha256(data).hexdigest() != cut:
        return Passed(Outcome.MISSED, Cause.CUT_ALTERED)
    return data


def decoded(cut: str, data: bytes, heed: Heed = go_on) -> Audio | Passed:
    """Return the samples in the file of a cut."""
    try:
        pcm = decode_to_bus(data, heed)
    except DecodingError:
        return Passed(Outcome.MISSED, Cause.CUT_UNREADABLE)
    return Audio(cut, pcm, sha256(pcm).hexdigest())


def turned(pcm: Pcm, percent: int) -> Pcm:
    """Return the samples of an item at a volume; those that are yet to come are turned then."""
    if isinstance(pcm, Coming):
        pcm.volume_percent = percent
        return pcm
    return at_volume(pcm[:], percent)


def at_volume(pcm: bytes, percent: int) -> bytes:
    """Return the samples at `percent` (0 to 100) of their amplitude; 100 changes nothing."""
    if percent >= 100:
        return pcm
    samples = np.frombuffer(pcm, dtype="<i2").astype(np.int32) * max(0, percent)
    return (samples // 100).astype("<i2").tobytes()
