"""Another house's loudness brought to ours, slowly: what is loud and what is quiet in it stays so.

The loudness of the last three seconds that were no pause (short-term, EBU Tech 3341) says how far
off the source is. The gain follows by at most a decibel a second, and never beyond its bounds, so
music keeps its shape and noise in a pause is not brought up. Peaks are the limiter's matter.
"""

from collections import deque
from collections.abc import Iterable, Iterator

import numpy as np

from broadcaster.decoding.samples import Block
from broadcaster.production.gating import (
    STRETCHES_IN_SHORT_TERM,
    gating_of,
    loudest_short_term,
)
from broadcaster.quantities import BUS_RATE_HZ

STRETCH = BUS_RATE_HZ // 10
"""Samples that one gain is settled for: 100 ms."""
MOST_DB = 12.0
"""How far a source is turned up or down at most."""
STEP_DB = 0.1
"""For each stretch: a decibel a second, which nobody hears as a change."""
PAUSE_LUFS = -50.0
"""What is quieter is a pause, and says nothing about how loud the source speaks."""
HEARD_ENOUGH = 10
"""Stretches with sound in them after which the first gain is known."""


class Levelling:
    """The gain of one source while it runs."""

    def __init__(self, target_lufs: float) -> None:
        self.gain_db = 0.0
        self._target_lufs = target_lufs
        self._powers: deque[float] = deque(maxlen=STRETCHES_IN_SHORT_TERM)

    def levelled(self, blocks: Iterable[Block]) -> Iterator[Block]:
        """Give what comes, at 48 kHz and any number of samples a block, in stretches at our level.

        Nothing is given before the first gain is known: a second of sound, three of silence.
        """
        first: list[Block] | None = []
        for stretch in _stretches(blocks):
            self._note(stretch)
            if first is None:
                yield self._turned(stretch)
                continue
            first.append(stretch)
            if len(self._powers) >= HEARD_ENOUGH or len(first) >= STRETCHES_IN_SHORT_TERM:
                yield from self._begin(first)
                first = None
        yield from self._begin(first or [])

    def _begin(self, first: list[Block]) -> Iterator[Block]:
        self.gain_db = self._wanted_db()
        return (np.asarray(stretch * _times(self.gain_db)) for stretch in first)

    def _turned(self, stretch: Block) -> Block:
        before = self.gain_db
        self.gain_db += min(max(self._wanted_db() - before, -STEP_DB), STEP_DB)
        ramp = np.linspace(_times(before), _times(self.gain_db), len(stretch), dtype=np.float32)
        return np.asarray(stretch * ramp, dtype=np.float32)

    def _note(self, stretch: Block) -> None:
        if len(stretch) == STRETCH:
            power = float(gating_of([stretch], BUS_RATE_HZ).powers[0])
            if loudness_of([power]) >= PAUSE_LUFS:
                self._powers.append(power)

    def _wanted_db(self) -> float:
        """Return the gain that what was heard lately asks for; the present one after silence."""
        if not self._powers:
            return self.gain_db
        wanted = self._target_lufs - loudness_of(list(self._powers))
        return min(max(wanted, -MOST_DB), MOST_DB)


def _stretches(blocks: Iterable[Block]) -> Iterator[Block]:
    """Give the samples 100 ms at a time, what is left of them at the end."""
    held = np.zeros(0, dtype=np.float32)
    for block in blocks:
        held = np.concatenate((held, block))
        while len(held) >= STRETCH:
            yield held[:STRETCH]
            held = held[STRETCH:]
    if len(held):
        yield held


def _times(gain_db: float) -> np.float32:
    return np.float32(10 ** (gain_db / 20))


def loudness_of(powers: list[float]) -> float:
    """Return the loudness of stretches in a row, ungated (LUFS)."""
    return float(loudest_short_term(np.asarray(powers, dtype=np.float64)))
