"""Sounds that rise and fall in every band as speech does, each seed another text."""

import numpy as np
from numpy.typing import NDArray

RATE_HZ = 48_000
SYLLABLES_PER_S = 5
Samples = NDArray[np.float64]


def spoken(seconds: float, seed: int, amplitude: float = 6000) -> Samples:
    """Return syllables of noise in bands of their own, every seventh of them a pause."""
    rng, count = np.random.default_rng(seed), int(seconds * RATE_HZ)
    syllables = int(seconds * SYLLABLES_PER_S) + 2
    places = np.linspace(0, syllables - 1, count)
    tones = np.fft.rfftfreq(count, 1 / RATE_HZ)
    pause = np.arange(syllables) % 7 != 6
    sound = np.zeros(count)
    for low, high in ((200, 600), (600, 1500), (1500, 3000), (3000, 6000)):
        noise = np.fft.rfft(rng.normal(0, 1, count))
        noise[(tones < low) | (tones >= high)] = 0
        course = rng.uniform(0, 1, syllables) ** 3 * pause
        sound += np.fft.irfft(noise, count) * np.interp(places, np.arange(syllables), course)
    edge = RATE_HZ * 150 // 1000
    sound[:edge], sound[-edge:] = 0, 0
    return np.asarray(sound / np.abs(sound).max() * amplitude * 3)


def s16(sound: Samples) -> bytes:
    """Return it as the bus takes it."""
    return sound.clip(-32768, 32767).astype("<i2").tobytes()
