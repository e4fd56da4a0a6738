"""A bulletin's take with the station's bed under it, and what its cut says of that bed.

A bed is a station sound: a cut in the cache, mastered and approved. Whoever asks for it has
checked that it may be used.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from broadcaster.decoding.samples import Block, decode_blocks
from broadcaster.production.bed import INTRO_MS, TAIL_MS
from broadcaster.production.cache import AudioCache
from broadcaster.production.model import LEAD_IN_MS, Maker
from broadcaster.production.take import Take
from broadcaster.quantities import CUT_RATE_HZ, samples_in


@dataclass(frozen=True)
class BedSound:
    """The cut of a bed, and what shall be known of it wherever it is heard."""

    sha256: str
    facts: Mapping[str, str] = field(default_factory=dict)
    """As `title`, `licence`: the cut's parameters have them as `bed_title`, `bed_licence`."""


def take_for(cache: AudioCache, what: str, bed: BedSound | None) -> Take:
    """Return a take, with room before and after the speech if a bed will be laid."""
    return Take(cache, what, intro_ms=INTRO_MS, tail_ms=TAIL_MS) if bed else Take(cache, what)


def lay(take: Take, bed: BedSound | None) -> None:
    """Lay the bed under a finished take. `ProductionError` when its file is gone or altered."""
    if bed:
        take.lay_under(read_bed(take.cache, bed.sha256))


def read_bed(cache: AudioCache, sha256: str) -> Block:
    """Return a bed without the silent ends that every cut has."""
    cache.read(sha256)  # what is laid must be what was approved
    sound = np.concatenate(list(decode_blocks(cache.path(sha256), CUT_RATE_HZ)))
    lead = samples_in(LEAD_IN_MS, CUT_RATE_HZ)
    return sound[lead : len(sound) - lead]


def with_bed(maker: Maker, bed: BedSound | None) -> Maker:
    """Return what the cut says of how it was made, the bed's hash and facts among it."""
    if bed is None:
        return maker
    facts = {f"bed_{name}": value for name, value in bed.facts.items() if value}
    return replace(maker, parameters={**maker.parameters, "bed": bed.sha256, **facts})
