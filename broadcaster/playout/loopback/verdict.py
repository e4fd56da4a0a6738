"""What a loopback says of one item: was it heard, how loud, and was it what we sent. Pure.

Grade 3 asks for sound where the item is loud, and for at least `CONTRAST` less where it pauses;
grade 4 for a likeness that no other text by the same voice reaches (ADR 35). Neither says anything
about what lies behind the input: amplifier, cable and horn.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from broadcaster.playout.loopback.bands import CENTI, FRAMES_PER_S, HOP_NS, Levels
from broadcaster.playout.loopback.likeness import likeness
from broadcaster.playout.loopback.trace import Stretch

EARLY, LATE = FRAMES_PER_S // 2, 4 * FRAMES_PER_S
"""Frames by which an item may be heard earlier or later than its output says."""
MATCHES = 550
"""Per mille of likeness from which a recording matches."""
SHORTEST = 6 * FRAMES_PER_S
"""Of an item that is shorter a match says nothing: so short a stretch is like many others. At
least half as much of it has to sound."""
LOUD = 15 * CENTI
"""How far below its loud moments an item still counts as loud."""
PAUSE = -60 * CENTI
CONTRAST = 6 * CENTI
MOST_OF, THROUGHOUT = 0.9, 0.8
FEWEST_PAUSED = FRAMES_PER_S // 5
EDGE = 5
"""Frames next to a sound that are no pause: rooms ring, and delays are known to a frame or two."""


@dataclass(frozen=True)
class Hearing:
    """What was heard of an item; a grade of 0 says that the loopback does not bear it out."""

    grade: int = 0
    level: int | None = None
    """Of its loud moments (centi-dBFS); None when the loopback did not hear enough to say."""
    match: int | None = None
    """Likeness (per mille); None where there was too little to compare."""
    lag_ms: int = 0
    """How much later it was heard than the output said."""

    @property
    def is_missing(self) -> bool:
        """Say whether the loopback worked and the item was not to be heard on it."""
        return self.level is not None and not self.grade


UNKNOWN = Hearing()


def hearing_of(sent: Stretch, heard: Stretch, silence: int) -> Hearing:
    """Judge an item. `heard` begins `EARLY` frames before it and ends `LATE` frames after it.

    `silence` is the level (centi-dBFS) below which the loopback hears nothing.
    """
    length = len(sent.levels)
    loud = _loud(sent.levels)
    if not loud.any() or heard.known.mean() < MOST_OF:
        return UNKNOWN
    alike = likeness(sent.spread, heard.spread)
    delay = alike.delay if alike else EARLY
    there = heard.levels[delay : delay + length]
    level = mean_level(there[loud])
    match = None
    sounding = np.count_nonzero(sent.levels > PAUSE)
    if alike is not None and length >= SHORTEST and 2 * sounding >= SHORTEST:
        match = round(alike.score * 1000)
    is_heard = level >= silence and _stands_out(sent.levels, there, loud, silence)
    grade = 4 if match is not None and match >= MATCHES else 3 * is_heard
    return Hearing(grade, level, match, (delay - EARLY) * HOP_NS // 1_000_000)


def mean_level(levels: Levels) -> int:
    """Return the level of frames together, by their power (centi-dBFS)."""
    powers = 10 ** (levels.astype(np.float64) / (10 * CENTI))
    return round(10 * CENTI * float(np.log10(powers.mean())))


def _loud(levels: Levels) -> NDArray[np.bool_]:
    """Return which frames of an item are loud: where its sound has to be heard, if anywhere."""
    sounding = levels[levels > PAUSE]
    if not len(sounding):
        return np.zeros(len(levels), dtype=bool)
    return np.asarray(levels >= np.quantile(sounding, MOST_OF) - LOUD)


def _stands_out(sent: Levels, heard: Levels, loud: NDArray[np.bool_], silence: int) -> bool:
    """Say whether there is sound where the item is loud, and less where it pauses."""
    if (heard[loud] >= silence).mean() < THROUGHOUT:
        return False
    near = np.convolve(sent > PAUSE, np.ones(2 * EDGE + 1), "same") > 0
    if np.count_nonzero(~near) < FEWEST_PAUSED:
        return True  # it never pauses: that it sounds is all that can be said
    return float(np.median(heard[loud]) - np.median(heard[~near])) >= CONTRAST
