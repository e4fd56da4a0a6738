"""The settings that are tried: first who speaks, then how fast and how high."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from broadcaster.reading import Region
from broadcaster.voices.embedded import DEFAULT_PARAMETERS, REGIONS, SPEAKER, EmbeddedVoice
from broadcaster.voices.model import Parameters, SpokenSentence
from tests.outdoor.square import Samples

DEFAULT = ""
VARIANTS = (
    DEFAULT, "f1", "f2", "f3", "f4", "f5", "m1", "m2", "m3", "m4", "m5", "m6", "m7", "m8",
    "klatt", "klatt4", "adam", "belinda", "Michael", "Nguyen",
)  # fmt: skip
RATES = (110, 130, 170)
PITCHES = (35, 65)


@dataclass(frozen=True)
class Setting:
    """One way of speaking in one region."""

    region: Region
    variant: str = DEFAULT
    rate: int = int(DEFAULT_PARAMETERS["rate"])
    pitch: int = int(DEFAULT_PARAMETERS["pitch"])

    @property
    def title(self) -> str:
        """Return it as a row of the table calls it."""
        return f"{self.variant or 'default'}, {self.rate} words a minute, pitch {self.pitch}"

    def speak(self, texts: list[str]) -> Iterator[tuple[str, Samples, int]]:
        """Give each text with its samples and their rate."""
        speaker = {SPEAKER: self.variant} if self.variant else {}
        tried: Parameters = {
            **DEFAULT_PARAMETERS, "rate": self.rate, "pitch": self.pitch, **speaker
        }  # fmt: skip
        voice = EmbeddedVoice("searched", "vi", REGIONS[self.region], tried)
        spoken = voice.speak([SpokenSentence(text, "vi") for text in texts])
        for text, speech in zip(texts, spoken, strict=True):
            yield text, np.frombuffer(speech.pcm, dtype="<i2").astype(float), speech.rate_hz


def speakers(region: Region) -> list[Setting]:
    """Return every speaker at the usual rate and pitch."""
    return [Setting(region, variant) for variant in VARIANTS]


def ways(speaker: Setting) -> list[Setting]:
    """Return the other rates and pitches of a speaker."""
    rates = [replace(speaker, rate=rate) for rate in RATES]
    return rates + [replace(speaker, pitch=pitch) for pitch in PITCHES]
