"""Is what was heard what was sent? From the course of twelve bands, wherever it lies in time. Pure.

Both sides are cut into pieces of some seconds. Of each the correlation with what was heard is
taken at every delay, each band less its own mean: so gain, tone and steady noise do not count,
only how the bands rise and fall. All pieces have to agree on one delay; the score is what nine
tenths of them reach, so a recording of which a fifth is something else does not pass.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from broadcaster.playout.loopback.bands import FRAMES_PER_S, Spread

PIECE = 8 * FRAMES_PER_S
APART = 5
"""Frames that a piece may be off the common delay: clocks drift."""
RANGE_DB = 40
"""What lies further below the loudest of its band is counted as so far below: noise covers it."""
LOWEST_SHARE = 0.1
LEAST_DB2 = 1.0
"""A piece whose bands vary by less in all (dB squared, a frame) is silence or a steady tone."""
Curve = NDArray[np.float64]


@dataclass(frozen=True)
class Likeness:
    """How alike, from 0 to 1, and by how many frames what was heard lies behind `heard`'s begin."""

    score: float
    delay: int


def likeness(sent: Spread, heard: Spread) -> Likeness | None:
    """Compare what was sent with a longer stretch of what was heard.

    None where nothing was sent that rises and falls.
    """
    delays = len(heard) - len(sent) + 1
    mine, theirs = _bounded(sent), _bounded(heard)
    curves: list[Curve] = []
    weights: list[float] = []
    for at, length in pieces(len(sent)):
        piece = mine[at : at + length]
        piece = piece - piece.mean(axis=0)
        energy = float(np.square(piece).sum())
        if energy >= LEAST_DB2 * length:
            curves.append(_curve(piece, energy, theirs[at : at + length + delays - 1]))
            weights.append(energy)
    if not curves:
        return None
    common = int(np.argmax(np.average(curves, axis=0, weights=weights)))
    nearby = slice(max(0, common - APART), common + APART + 1)
    scores = [float(curve[nearby].max()) for curve in curves]
    return Likeness(max(0.0, float(np.quantile(scores, LOWEST_SHARE))), common)


def pieces(length: int) -> Iterator[tuple[int, int]]:
    """Give begin and length of pieces that together cover so many frames, evenly apart."""
    count = max(1, -(-length // PIECE))
    size = min(PIECE, length)
    for number in range(count):
        yield (length - size) * number // max(1, count - 1), size


def _bounded(spread: Spread) -> NDArray[np.float64]:
    decibels = spread.astype(np.float64)
    return np.asarray(np.maximum(decibels, decibels.max(axis=0, initial=-200.0) - RANGE_DB))


def _curve(piece: NDArray[np.float64], energy: float, heard: NDArray[np.float64]) -> Curve:
    """Return the correlation of a piece, its means taken off, at each delay."""
    length = len(piece)
    alike = np.zeros(len(heard) - length + 1)
    power = np.zeros_like(alike)
    for band in range(piece.shape[1]):
        windows = np.lib.stride_tricks.sliding_window_view(heard[:, band], length)
        alike += windows @ piece[:, band]
        power += _spread_of(heard[:, band], length)
    return np.asarray(alike / np.sqrt(np.maximum(power, LEAST_DB2 * length) * energy))


def _spread_of(course: NDArray[np.float64], length: int) -> Curve:
    """Return the sum of squares about its mean of every window of a course."""
    sums = np.concatenate(([0.0], np.cumsum(course)))
    squares = np.concatenate(([0.0], np.cumsum(np.square(course))))
    total = sums[length:] - sums[:-length]
    return np.asarray(squares[length:] - squares[:-length] - np.square(total) / length)
