"""Music under speech: how loud the bed is at every moment, and the two as one sound.

The bed keeps `UNDER_LU` below the speech while anybody speaks, comes up to `UP_LU` where nobody
does for longer than `PAUSE_MS`, and leads the bulletin in and out. It goes down before the words
and up after them, in dB along straight lines. It counts by its loudest three seconds, so no swell
of it comes nearer to the words.

It joins the speech between mastering's compressor and its limiter. Before the compressor it would
come up by 9 dB in every breath, which was tried and measured.

Pure. The bed is held whole, 120 s at most (`sound_kinds`); the speech streams.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from broadcaster.decoding.samples import Block
from broadcaster.production.gating import gating_of, loudest_short_term
from broadcaster.production.model import LEAD_IN_MS
from broadcaster.quantities import CUT_RATE_HZ, Lufs, samples_in

INTRO_MS = 3000
"""How long the bed is alone before the first word."""
TAIL_MS = 4000
UNDER_LU = -18.0
UP_LU = -14.0
"""Of the bed alone. Much nearer than this it would count into the cut's loudness (the relative
gate of BS.1770-4: 10 LU under the mean, which the bed's own seconds lower by up to 3.6), and the
words of a short bulletin would come out louder than those of one without a bed."""
GONE_LU = -60.0
PAUSE_MS = 1200
"""A shorter pause is breath: a bed that came up there would pump with every sentence."""
DOWN_MS = 400
UP_MS = 600
FADE_IN_MS = 700
FADE_OUT_MS = 2500
OVERLAP_MS = 1000
"""The bed's end and its beginning sound together this long where it goes round."""

Span = tuple[int, int]
Points = tuple[NDArray[np.float64], NDArray[np.float64]]
"""Samples in rising order, and the bed's level (LU) at each; straight between them."""


def round_of(bed: Block) -> Block:
    """Return what a bed repeats: its end is laid over its beginning, the one fading as the other
    comes. Under two overlaps long it is returned as it is.
    """
    overlap = samples_in(OVERLAP_MS, CUT_RATE_HZ)
    if len(bed) < 2 * overlap:
        return bed
    coming = np.linspace(0, 1, overlap, endpoint=False, dtype=np.float32)
    seam = bed[:overlap] * coming + bed[-overlap:] * (1 - coming)
    return np.concatenate((seam, bed[overlap:-overlap]))


def held_down(spans: Sequence[Span]) -> list[Span]:
    """Return where the bed stays down: the speech, with the pauses that are only breath."""
    longest = samples_in(PAUSE_MS, CUT_RATE_HZ)
    held: list[Span] = []
    for first, end in spans:
        if held and first - held[-1][1] < longest:
            held[-1] = (held[-1][0], max(held[-1][1], end))
        elif end > first:
            held.append((first, end))
    return held


def points_of(spans: Sequence[Span], samples: int) -> Points:
    """Return the bed's level through a take of so many samples in which is spoken at `spans`.

    The take has `INTRO_MS` before and `TAIL_MS` after its speech, inside its silent ends.
    """
    lead, down, up = (samples_in(ms, CUT_RATE_HZ) for ms in (LEAD_IN_MS, DOWN_MS, UP_MS))
    points = [(lead, GONE_LU), (lead + samples_in(FADE_IN_MS, CUT_RATE_HZ), UP_LU)]
    for first, end in held_down(spans):
        points += [(first - down, UP_LU), (first, UNDER_LU), (end, UNDER_LU), (end + up, UP_LU)]
    last = samples - lead
    points += [(last - samples_in(FADE_OUT_MS, CUT_RATE_HZ), UP_LU), (last, GONE_LU)]
    places, levels = zip(*points, strict=True)
    rising = np.maximum.accumulate(np.asarray(places, dtype=np.float64))
    return rising, np.asarray(levels, dtype=np.float64)


@dataclass(frozen=True)
class Mix:
    """A bed that is laid under one take."""

    round: Block
    loudest_lufs: Lufs
    points: Points

    def under(self, speech: Iterable[Block], speech_lufs: float) -> Iterator[Block]:
        """Give levelled speech of that loudness with the bed under it, sample for sample."""
        level_db = speech_lufs - self.loudest_lufs
        position = 0
        for block in speech:
            yield block + self._bed(position, len(block), level_db)
            position += len(block)

    def _bed(self, begin: int, count: int, level_db: float) -> Block:
        places = np.arange(begin, begin + count)
        levels = level_db + np.interp(places, *self.points, left=-np.inf, right=-np.inf)
        gains = (10 ** (levels / 20)).astype(np.float32)
        return np.asarray(self.round[places % len(self.round)] * gains, dtype=np.float32)


def mix_of(bed: Block, spans: Sequence[Span], samples: int) -> Mix:
    """Return how a mastered bed is laid under a take of so many samples, spoken at `spans`."""
    goes_round = round_of(bed)
    loudest = loudest_short_term(gating_of([goes_round], CUT_RATE_HZ).powers)
    return Mix(goes_round, loudest, points_of(spans, samples))
