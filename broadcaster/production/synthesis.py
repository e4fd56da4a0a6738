"""The station's own music, composed and played by arithmetic: no sample, no right to ask for.

Every function returns mono float samples at the cut's rate and gives the same ones each time.
The notes are of the five-note scale of G (bắc), in which much Vietnamese folk music stands.
"""

from collections.abc import Iterable, Sequence

import numpy as np

from broadcaster.decoding.samples import Block
from broadcaster.production.clips import clip_of, fade_away, over_bed
from broadcaster.quantities import CUT_RATE_HZ

Note = tuple[float, str, float]
"""Second at which it begins, name, loudness."""

SCALE_HZ = {
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
BELL = ((1.0, 1.0, 1.6), (2.0, 0.45, 1.1), (2.76, 0.25, 0.7), (5.4, 0.12, 0.3))
"""Partials as (multiple of the pitch, level, seconds to fall by 1/e): a struck bronze bar."""
STRING = ((1.0, 1.0, 0.9), (2.0, 0.6, 0.6), (3.0, 0.35, 0.4), (4.0, 0.2, 0.3), (5.0, 0.1, 0.2))
"""A plucked string, as of a đàn tranh."""
ATTACK_S = 0.004
RINGS = 7
"""A note is dropped after this many times its slowest fall, 60 dB down."""
FADE_MS = 50
BED_FADE_MS = 1500
HELD_DB = -10.0
"""How far the held fifth lies under the plucked strings."""
BED_S = 20.0
BED_BEAT_S = 0.42
_PHRASES = (
    "G3 D4 G4 A4 D5 A4 G4 D4",
    "C4 G4 C5 D5 E5 D5 C5 G4",
    "A3 E4 A4 C5 E5 C5 A4 E4",
    "D4 A4 D5 E5 G5 E5 D5 A4",
)


def ident() -> Block:
    """Three seconds of bells going up: the station is here."""
    notes = ((0.0, "G4", 0.8), (0.35, "C5", 0.8), (0.7, "D5", 0.8), (1.05, "G5", 1.0))
    return fade_away(clip_of(play(notes, BELL, 3)), FADE_MS)


def separator() -> Block:
    """Two soft bells between bulletins."""
    notes = ((0.0, "D5", 0.8), (0.22, "A4", 0.7))
    return fade_away(clip_of(play(notes, BELL, 1.2)), FADE_MS)


def music() -> Block:
    """Twenty seconds of plucked strings over a held fifth."""
    notes = [
        (beat * BED_BEAT_S, name, 0.9 if beat % 4 == 0 else 0.6)
        for beat, name in enumerate(_bed_notes())
    ]
    strings = clip_of(play(notes, STRING, BED_S))
    return fade_away(over_bed(strings, clip_of(_held("G3", "D4")), HELD_DB), BED_FADE_MS)


def play(
    notes: Iterable[Note], partials: Sequence[tuple[float, float, float]], lasts_s: float
) -> Block:
    """Play notes on one instrument into `lasts_s` seconds."""
    out = np.zeros(round(lasts_s * CUT_RATE_HZ))
    for begins_s, name, loudness in notes:
        start = round(begins_s * CUT_RATE_HZ)
        ends = min(len(out), start + round(RINGS * partials[0][2] * CUT_RATE_HZ))
        seconds = np.arange(max(0, ends - start)) / CUT_RATE_HZ
        tone = sum(
            level * np.exp(-seconds / fall_s) * np.sin(2 * np.pi * SCALE_HZ[name] * ratio * seconds)
            for ratio, level, fall_s in partials
        )
        out[start:ends] += loudness * tone * np.minimum(seconds / ATTACK_S, 1)
    return np.asarray(out, dtype=np.float32)


def _bed_notes() -> list[str]:
    beats = round(BED_S / BED_BEAT_S)
    names = " ".join(_PHRASES).split()
    return [names[beat % len(names)] for beat in range(beats)]


def _held(*names: str) -> Block:
    seconds = np.arange(round(BED_S * CUT_RATE_HZ)) / CUT_RATE_HZ
    breath = 0.8 + 0.2 * np.sin(2 * np.pi * 0.15 * seconds)
    tones = sum(np.sin(2 * np.pi * SCALE_HZ[name] * seconds) for name in names)
    return np.asarray(breath * tones, dtype=np.float32)
