"""The filter graphs of production, as descriptions: pure, and readable next to the standard.

A graph is a chain of (filter, arguments). `graph.run` runs one; `loudness` reads what a meter
left. Levels are dB relative to full scale.
"""

from dataclasses import dataclass
from enum import StrEnum

Chain = tuple[tuple[str, str], ...]

WORKING_LUFS = -20.0
"""Level at which the compressor sees every source, so that its threshold means one thing."""
COMPRESSOR_DB = -24.0
COMPRESSOR_RATIO = 3
"""Embedded speech peaks 19 dB over its level; -16 LUFS under -1.5 dBTP leaves about 14. With
this ratio the limiter after it takes about 0.3 LU, without it 1.3."""


class Profile(StrEnum):
    """Tone of a cut: as it is, or shaped for a horn loudspeaker."""

    FLAT = "flat"
    HORN = "horn"


@dataclass(frozen=True)
class Gains:
    """What is settled for each take: gain before the compressor, and the limiter after it."""

    level_db: float
    makeup_db: float
    ceiling_db: float
    look_ahead_ms: float
    speech_lufs: float = WORKING_LUFS
    """Loudness of the speech as it comes to the limiter, by which a bed is levelled. It stays when
    the others are corrected, so that bed and speech keep their distance."""


def tone(profile: Profile) -> Chain:
    """Shape the tone: nothing for flat; a horn plays 250 Hz to 6 kHz and gains by presence."""
    if profile is Profile.FLAT:
        return ()
    return (
        ("highpass", "f=250:p=2"),
        ("highpass", "f=250:p=2"),
        ("lowpass", "f=6000:p=2"),
        ("equalizer", "f=2800:t=q:w=0.9:g=4"),
    )


def level(level_db: float) -> Chain:
    """Bring to the working level and hold the peaks together, gently."""
    compressor = (
        f"threshold={_ratio(COMPRESSOR_DB):.6f}:ratio={COMPRESSOR_RATIO}"
        ":attack=5:release=100:knee=4:detection=rms"
    )
    return (("volume", f"{level_db:.4f}dB:precision=double"), ("acompressor", compressor))


def _ratio(db: float) -> float:
    return float(10 ** (db / 20))
