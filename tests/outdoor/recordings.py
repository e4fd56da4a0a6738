"""What the recogniser makes of people, over recordings that somebody has at hand."""

import wave
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from tests.outdoor.mistakes import Mistakes, mistakes
from tests.outdoor.recogniser import Recogniser
from tests.outdoor.square import Place, Samples, arriving


def people(folder: Path, understand: Recogniser, place: Place | None) -> Mistakes:
    """Return what is not understood of each `NAME.wav` beside its `NAME.txt`, at `place`."""
    return mistakes(
        (text, understand(arriving(samples, rate_hz, place)))
        for text, samples, rate_hz in _recordings(folder)
    )


def _recordings(folder: Path) -> Iterator[tuple[str, Samples, int]]:
    for path in sorted(folder.glob("*.wav")):
        with wave.open(str(path)) as file:
            pcm = np.frombuffer(file.readframes(file.getnframes()), dtype="<i2")
            mono = pcm.reshape(-1, file.getnchannels()).mean(axis=1)
            yield path.with_suffix(".txt").read_text(encoding="utf-8"), mono, file.getframerate()
