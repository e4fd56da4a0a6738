"""What the level of a recording tells, in windows of 10 ms: pauses, silence, noise, torn ends."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from broadcaster.decoding.samples import Block
from broadcaster.production.listening.model import Code, Finding, found
from broadcaster.quantities import CUT_RATE_HZ, samples_in

WINDOW_MS = 10
WINDOW = samples_in(WINDOW_MS, CUT_RATE_HZ)
PAUSE_WINDOWS = 35
"""A pause of 350 ms may be the end of a sentence."""
PAUSE_BELOW_DB = 30.0
"""How far a pause lies under the recording's loud passages."""
LONG_SILENCE_S = 5
"""Nobody pauses so long while reading (full stops and paragraphs take one to two seconds);
listeners take it for the end."""
SHOWN_SILENCES = 3
NOISY_DB = 22.0
"""The loud passages lie 6-7 dB over the mean level of speech, and noise costs intelligibility from
15 dB under that mean upwards (the speech transmission index of IEC 60268-16 ends there)."""
NOISE_PERCENT = 10
"""So much of any reading is pauses: there the noise is heard alone."""
LONG_ENOUGH = 500
"""Windows (5 s) from which noise can be told from a voice without a pause."""
TORN_WINDOWS = 4
TORN_DB = 15.0
"""A recording whose first or last 40 ms come so near to its loud passages began or ended in a
word. Words die away by more than that within 40 ms."""

SILENT_DB = -80.0
"""Of what is silent all over nothing else is said."""

Levels = NDArray[np.float32]


class Passages:
    """Gathers the level (dB) of each window; 4 MB for three hours."""

    def __init__(self) -> None:
        self._rest = np.zeros(0, dtype=np.float32)
        self._levels: list[Levels] = []

    def add(self, sound: Block) -> None:
        """Take in the next samples of one channel."""
        held = np.concatenate((self._rest, sound))
        whole = len(held) // WINDOW * WINDOW
        self._rest = held[whole:]
        power = np.square(held[:whole].reshape(-1, WINDOW)).mean(axis=1)
        self._levels.append(np.asarray(10 * np.log10(power + 1e-12), dtype=np.float32))

    @property
    def levels(self) -> Levels:
        """The level of each whole window so far."""
        return np.concatenate(self._levels) if self._levels else np.zeros(0, dtype=np.float32)


def loud_db(levels: Levels) -> float:
    """Return the level of the loud passages: all but 5 % of the windows are quieter."""
    return float(np.percentile(levels, 95)) if len(levels) else -120.0


def sentence_ends(levels: Levels) -> list[int]:
    """Return the samples at which pauses begin, from levels (dB) of windows of `WINDOW` samples.

    A pause is `PAUSE_WINDOWS` windows in a row, `PAUSE_BELOW_DB` under the loud passages.
    Silence at the very beginning is no pause.
    """
    return [a * WINDOW for a, b in _quiet(levels) if a > 0 and b - a >= PAUSE_WINDOWS]


def findings_of(levels: Levels) -> Iterator[Finding]:
    """Give long silences (s, where), noise (dB under the voice), and torn ends."""
    loud = loud_db(levels)
    if loud < SILENT_DB:
        return
    yield from _silences(levels)
    quiet = levels[levels > loud - 100]  # digital silence is no noise
    over_noise_db = loud - float(np.percentile(quiet, NOISE_PERCENT))
    if len(quiet) >= LONG_ENOUGH and over_noise_db < NOISY_DB:
        yield found(Code.NOISY, over_noise_db)
    if len(levels) < 2 * TORN_WINDOWS:
        return
    if levels[:TORN_WINDOWS].min() > loud - TORN_DB:
        yield found(Code.BEGINS_ABRUPTLY, loud - levels[:TORN_WINDOWS].min(), at_ms=0)
    if levels[-TORN_WINDOWS:].min() > loud - TORN_DB:
        end_ms = (len(levels) - TORN_WINDOWS) * WINDOW_MS
        yield found(Code.BREAKS_OFF, loud - levels[-TORN_WINDOWS:].min(), at_ms=end_ms)


def _silences(levels: Levels) -> Iterator[Finding]:
    long = [(a, b) for a, b in _quiet(levels) if (b - a) * WINDOW_MS >= LONG_SILENCE_S * 1000]
    for begin, end in sorted(long, key=lambda run: run[0] - run[1])[:SHOWN_SILENCES]:
        yield found(Code.LONG_SILENCE, (end - begin) * WINDOW_MS / 1000, at_ms=begin * WINDOW_MS)


def _quiet(levels: Levels) -> list[tuple[int, int]]:
    """Return where windows in a row are quiet: first, and first after."""
    quiet = levels < loud_db(levels) - PAUSE_BELOW_DB
    edges = np.flatnonzero(np.diff(np.concatenate(([0], quiet.astype(np.int8), [0]))))
    return [(int(a), int(b)) for a, b in edges.reshape(-1, 2)]
