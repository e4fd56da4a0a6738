"""Instruments made by arithmetic: no sample, no right to ask for, the same sound each time.

Everything is mono float samples at the cut's rate.
"""

from collections.abc import Iterable, Mapping
from functools import cache

import numpy as np
from numpy.typing import NDArray

from broadcaster.decoding.samples import Block
from broadcaster.quantities import CUT_RATE_HZ

Note = tuple[float, str, float]
"""Second at which it begins, name, loudness."""
Partials = tuple[tuple[float, float, float], ...]
"""Each as (multiple of the pitch, level, seconds to fall by 1/e)."""

SCALE_HZ: Mapping[str, float] = {
    "G3": 196.00,
    "A3": 220.00,
    "C4": 261.63,
    "D4": 293.66,
    "E4": 329.63,
    "G4": 392.00,
    "A4": 440.00,
    "C5": 523.25,
    "D5": 587.33,
    "E5": 659.26,
    "G5": 783.99,
}
BELL: Partials = ((1.0, 1.0, 1.6), (2.0, 0.45, 1.1), (2.76, 0.25, 0.7), (5.4, 0.12, 0.3))
"""A struck bronze bar."""
STRING: Partials = (
    (1.0, 1.0, 0.9), (2.0, 0.6, 0.6), (3.0, 0.35, 0.4), (4.0, 0.2, 0.3), (5.0, 0.1, 0.2),
)  # fmt: skip
"""A plucked string, as of a đàn tranh."""
SOFT_STRING: Partials = ((1.0, 1.0, 1.1), (2.0, 0.3, 0.7), (3.0, 0.08, 0.4))
"""The same with a softer finger: it leaves room for the consonants of whoever speaks over it."""
HORN_TONE = (1.0, 0.6, 0.4, 0.25)
"""Levels of the multiples of a held tone that carries out of a horn loudspeaker."""
ATTACK_S = 0.004
RINGS = 7
"""A note is dropped after this many times its slowest fall, 60 dB down."""


def play(notes: Iterable[Note], partials: Partials, lasts_s: float) -> Block:
    """Play notes on one instrument into `lasts_s` seconds; what rings longer is cut there."""
    out = np.zeros(round(lasts_s * CUT_RATE_HZ))
    for begins_s, name, loudness in notes:
        start = round(begins_s * CUT_RATE_HZ)
        rung = loudness * _ring(SCALE_HZ[name], partials)[: max(0, len(out) - start)]
        out[start : start + len(rung)] += rung
    return np.asarray(out, dtype=np.float32)


def play_round(notes: Iterable[Note], partials: Partials, lasts_s: float) -> Block:
    """Play notes into a round: what rings beyond the end rings on at the beginning."""
    out = np.zeros(round(lasts_s * CUT_RATE_HZ))
    for begins_s, name, loudness in notes:
        rung = loudness * _ring(SCALE_HZ[name], partials)[: len(out)]
        places = (round(begins_s * CUT_RATE_HZ) + np.arange(len(rung))) % len(out)
        out[places] += rung
    return np.asarray(out, dtype=np.float32)


def hold_round(names: Iterable[str], lasts_s: float, *, breaths: int) -> Block:
    """Hold tones through a round, swelling `breaths` times; each closes its circle in tune."""
    turn = 2 * np.pi * np.arange(round(lasts_s * CUT_RATE_HZ)) / round(lasts_s * CUT_RATE_HZ)
    tones = sum(np.sin(round(SCALE_HZ[name] * lasts_s) * turn) for name in names)
    return np.asarray((0.8 + 0.2 * np.sin(breaths * turn)) * tones, dtype=np.float32)


def blow(hertz: float, lasts_s: float, edge_s: float = 0.012) -> Block:
    """Hold one bright tone, with edges soft enough not to click."""
    seconds = np.arange(round(lasts_s * CUT_RATE_HZ)) / CUT_RATE_HZ
    tone = sum(
        level * np.sin(2 * np.pi * hertz * multiple * seconds)
        for multiple, level in enumerate(HORN_TONE, start=1)
    )
    edges = np.minimum(np.minimum(seconds, lasts_s - seconds) / edge_s, 1)
    return np.asarray(tone * np.sin(np.pi / 2 * edges) ** 2, dtype=np.float32)


@cache
def _ring(hertz: float, partials: Partials) -> NDArray[np.float64]:
    seconds = np.arange(round(RINGS * partials[0][2] * CUT_RATE_HZ)) / CUT_RATE_HZ
    tone = sum(
        level * np.exp(-seconds / fall_s) * np.sin(2 * np.pi * hertz * ratio * seconds)
        for ratio, level, fall_s in partials
    )
    return np.asarray(tone * np.minimum(seconds / ATTACK_S, 1))
