"""What has to be known of a take before it is levelled: gathered in one reading, as it fills."""

from collections.abc import Iterable
from dataclasses import dataclass

from broadcaster.decoding.samples import Block
from broadcaster.production.excerpt import Excerpt
from broadcaster.production.filters import Chain
from broadcaster.production.gating import Gating, integrated
from broadcaster.quantities import CUT_RATE_HZ, Lufs


@dataclass(frozen=True)
class Gathered:
    """How loud a take is, and a part of it to try gains on."""

    loudness_lufs: Lufs
    """Behind the filters of the cut's profile."""
    excerpt: list[Block]


def gather(blocks: Iterable[Block], before: Chain) -> Gathered:
    """Read a take once; `before` are the filters that its sound will pass yet."""
    excerpt, gating = Excerpt(), Gating(CUT_RATE_HZ, before)
    for block in blocks:
        excerpt.offer(block)
        gating.add(block)
    return Gathered(integrated(gating.powers), excerpt.blocks)
