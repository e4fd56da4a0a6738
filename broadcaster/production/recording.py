"""A recording as a take: any file that can be decoded, checked before it is believed."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from broadcaster.decoding.samples import Block
from broadcaster.decoding.strangers import decode_stranger
from broadcaster.production.errors import ProductionError
from broadcaster.production.take import Take
from broadcaster.quantities import CUT_RATE_HZ, samples_in

WINDOW = samples_in(10, CUT_RATE_HZ)
PAUSE_WINDOWS = 35
"""A pause of 350 ms may be the end of a sentence."""
PAUSE_BELOW_DB = 30.0
"""How far a pause lies under the recording's loud passages."""


def fill_from_file(path: Path, take: Take, *, needed_s: float | None = None) -> None:
    """Fill `take` with the recording at `path`, mono, and finish it.

    `needed_s` is how long its text takes to read; a recording under a third of that is refused.
    Sentence ends are the recording's own pauses. `DecodingError` when it is no whole
    sound file.
    """
    begin = take.samples
    levels: list[NDArray[np.float32]] = []
    rest = np.zeros(0, dtype=np.float32)
    for block in decode_stranger(path, CUT_RATE_HZ):
        take.add([block])
        rest = np.concatenate((rest, block))
        whole = len(rest) // WINDOW * WINDOW
        levels.append(_levels(rest[:whole]))
        rest = rest[whole:]
    found_s = (take.samples - begin) / CUT_RATE_HZ
    if needed_s is not None and found_s < needed_s / 3:
        raise ProductionError.too_short_for_text(take.what, found_s, needed_s)
    ends = sentence_ends(np.concatenate(levels))
    take.sentence_ends += [begin + end for end in ends if begin + end < take.samples]
    take.end_sentence()
    take.finish()


def _levels(block: Block) -> NDArray[np.float32]:
    """Return the level (dB) of each window of a block."""
    power = np.square(block.reshape(-1, WINDOW)).mean(axis=1)
    return np.asarray(10 * np.log10(power + 1e-12), dtype=np.float32)


def sentence_ends(levels: NDArray[np.float32]) -> list[int]:
    """Return the samples at which pauses begin, from levels (dB) of windows of `WINDOW` samples.

    A pause is `PAUSE_WINDOWS` windows in a row, `PAUSE_BELOW_DB` under the loud passages.
    Silence at the very beginning is no pause.
    """
    if len(levels) == 0:
        return []
    loud = float(np.percentile(levels, 95))
    quiet = levels < loud - PAUSE_BELOW_DB
    edges = np.flatnonzero(np.diff(np.concatenate(([0], quiet.astype(np.int8), [0]))))
    runs = edges.reshape(-1, 2)
    return [int(a) * WINDOW for a, b in runs if a > 0 and b - a >= PAUSE_WINDOWS]
