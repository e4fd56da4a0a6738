"""The music every station has from the first day, composed here and played by arithmetic.

Every function returns mono float samples at the cut's rate and gives the same ones each time.
The notes are of the five-note scale of G (bắc), in which much Vietnamese folk music stands; the
alert alone stands outside it, because it must not be taken for music.
"""

from collections.abc import Callable, Iterator, Mapping

import numpy as np

from broadcaster.decoding.samples import Block
from broadcaster.production.clips import clip_of, fade_away, over_bed
from broadcaster.production.instruments import (
    BELL,
    SOFT_STRING,
    STRING,
    Note,
    blow,
    hold_round,
    play,
    play_round,
)
from broadcaster.production.sound_kinds import SoundKind
from broadcaster.quantities import CUT_RATE_HZ

FADE_MS = 50
MUSIC_FADE_MS = 1500
HELD_DB = -10.0
"""How far the held fifth lies under the plucked strings."""
MUSIC_S = 20.0
MUSIC_BEAT_S = 0.42
BED_S = 24.0
BED_BEAT_S = 0.5
BED_OVERLAP_S = 1.0
"""A bed's last second is its first once more, so that it goes round without a seam (`bed`)."""
ALERT_HZ = (523.25, 739.99, 1046.50)
"""Two tritones, C5 F#5 C6: the least musical octave there is. With their multiples they lie within
500 Hz to 4.2 kHz, where a horn carries and ISO 7731 wants a warning's strongest parts. They are
not the 853 and 960 Hz that order American receivers to open, no pair of a siren that alternates,
and not the three equal beats of ISO 8201 that mean: leave the building."""
ALERT_TONE_S = 0.2
ALERT_PAUSE_S = 0.3
ALERT_TIMES = 7
_PHRASES = (
    "G3 D4 G4 A4 D5 A4 G4 D4",
    "C4 G4 C5 D5 E5 D5 C5 G4",
    "A3 E4 A4 C5 E5 C5 A4 E4",
    "D4 A4 D5 E5 G5 E5 D5 A4",
)
_RUN = ("G3", "D4", "G4", "A4", "C5", "D5")
_BED_PHRASES = (0, 2, 1, 3, 1, 0)


def ident() -> Block:
    """Three seconds of bells going up: the station is here."""
    notes = ((0.0, "G4", 0.8), (0.35, "C5", 0.8), (0.7, "D5", 0.8), (1.05, "G5", 1.0))
    return fade_away(clip_of(play(notes, BELL, 3)), FADE_MS)


def opener() -> Block:
    """Four seconds of strings that run up to a chord: a column begins."""
    run = [(0.14 * step, name, 0.7) for step, name in enumerate(_RUN)]
    chord = [(1.0, name, 0.9) for name in ("G3", "D4", "G4", "D5", "G5")]
    return fade_away(clip_of(play([*run, *chord], STRING, 4)), 600)


def separator() -> Block:
    """Two soft bells between bulletins."""
    notes = ((0.0, "D5", 0.8), (0.22, "A4", 0.7))
    return fade_away(clip_of(play(notes, BELL, 1.2)), FADE_MS)


def music() -> Block:
    """Twenty seconds of plucked strings over a held fifth."""
    beats = round(MUSIC_S / MUSIC_BEAT_S)
    names = " ".join(_PHRASES).split()
    notes = [
        (beat * MUSIC_BEAT_S, names[beat % len(names)], 0.9 if beat % 4 == 0 else 0.6)
        for beat in range(beats)
    ]
    strings = clip_of(play(notes, STRING, MUSIC_S))
    held = clip_of(hold_round(("G3", "D4"), MUSIC_S, breaths=3))
    return fade_away(over_bed(strings, held, HELD_DB), MUSIC_FADE_MS)


def bed() -> Block:
    """Twenty-four seconds of soft strings over a held fourth, and their first second once more."""
    strings = play_round(_bed_notes(), SOFT_STRING, BED_S)
    held = hold_round(("D4", "G4"), BED_S, breaths=3)
    round_ = strings / np.abs(strings).max() + 0.35 * held / np.abs(held).max()
    again = round_[: round(BED_OVERLAP_S * CUT_RATE_HZ)]
    whole = clip_of(np.concatenate((round_, again)))
    return fade_away(whole.fade_in(FADE_MS), FADE_MS)  # where it goes round these are not heard


def alert() -> Block:
    """Three hard rising tones, seven times over: stop and listen."""
    call = [blow(hertz, ALERT_TONE_S) for hertz in ALERT_HZ]
    pause = np.zeros(round(ALERT_PAUSE_S * CUT_RATE_HZ), dtype=np.float32)
    return fade_away(clip_of(np.concatenate([*call, pause] * ALERT_TIMES)), FADE_MS)


COMPOSED: Mapping[SoundKind, Callable[[], Block]] = {
    SoundKind.IDENT: ident,
    SoundKind.OPENER: opener,
    SoundKind.SEPARATOR: separator,
    SoundKind.MUSIC: music,
    SoundKind.BED: bed,
    SoundKind.ALERT: alert,
}


def _bed_notes() -> Iterator[Note]:
    names = " ".join(_PHRASES[number] for number in _BED_PHRASES).split()
    for beat, name in enumerate(names):
        yield beat * BED_BEAT_S, name, 0.9 if beat % 8 == 0 else 0.5
