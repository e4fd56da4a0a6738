"""What of speech arrives in the open: a horn, its echoes, the distance, wind and an engine.

One place, the same for every setting, so that settings can be compared. All of it is linear but
the noise, and the noise is seeded: the same speech arrives as the same samples.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float64]
"""Mono, any scale."""

HEARD_HZ = 16_000
"""What the recogniser takes; a horn ends at 6 kHz anyway."""
HORN_HZ = (250, 6_000)
"""The band of a horn loudspeaker, as the profile `horn` of production has it."""
ORDER = 4
SEED = 20261130


@dataclass(frozen=True)
class Place:
    """Where somebody listens."""

    echoes: tuple[tuple[float, float], ...]
    """(seconds later, share of the direct sound) of each: walls, a slope, the next horn."""
    decay_s: float
    """How long what is scattered takes to fall by 60 dB."""
    scattered: float
    """Its energy, as a share of the direct sound's."""
    air_db_per_khz: float
    """What the way takes from high tones; about 200 m of humid air."""
    snr_db: float
    """Speech over noise, both within the band of the horn, over the whole sentence."""


OUTDOORS = Place(
    echoes=((0.018, 0.35), (0.11, 0.3), (0.26, 0.25)),
    decay_s=0.6,
    scattered=0.1,
    air_db_per_khz=1.0,
    snr_db=10.0,
)


def arriving(speech: Samples, rate_hz: int, place: Place | None) -> Samples:
    """Return `speech` as it is heard at `place`, at `HEARD_HZ`; None is a quiet room."""
    length = round(len(speech) * HEARD_HZ / rate_hz)
    if place is None:
        return _resampled(speech, rate_hz, length)
    tail = round(HEARD_HZ * place.decay_s)
    dry = np.pad(_resampled(speech, rate_hz, length), (0, tail))
    heard = _through(dry, _band(len(dry)) * _air(len(dry), place) * _echoes(len(dry), place))
    noise = _noise(len(dry))
    gain = np.sqrt(np.mean(heard**2) / np.mean(noise**2)) * 10 ** (-place.snr_db / 20)
    return np.asarray(heard + gain * noise)


def _resampled(speech: Samples, rate_hz: int, length: int) -> Samples:
    """Change the rate in one transform; nothing above either half rate remains."""
    padded = np.pad(speech, (0, -len(speech) % rate_hz))
    wide = np.fft.rfft(padded)
    samples = len(padded) // rate_hz * HEARD_HZ
    narrow = np.zeros(samples // 2 + 1, dtype=complex)
    shared = min(len(wide), len(narrow))
    narrow[:shared] = wide[:shared]
    return np.asarray(np.fft.irfft(narrow, samples)[:length] * (samples / len(padded)))


def _through(signal: Samples, response: NDArray[np.complex128]) -> Samples:
    return np.asarray(np.fft.irfft(np.fft.rfft(signal) * response, len(signal)))


def _hz(length: int) -> Samples:
    return np.asarray(np.maximum(np.fft.rfftfreq(length, 1 / HEARD_HZ), 1e-3))


def _band(length: int) -> NDArray[np.complex128]:
    """Return the gains of a Butterworth band at the edges of the horn."""
    low, high = HORN_HZ
    hz = _hz(length)
    gains = 1 / np.sqrt((1 + (low / hz) ** (2 * ORDER)) * (1 + (hz / high) ** (2 * ORDER)))
    return np.asarray(gains, dtype=np.complex128)


def _air(length: int, place: Place) -> NDArray[np.complex128]:
    gains = 10 ** (-place.air_db_per_khz * _hz(length) / 1000 / 20)
    return np.asarray(gains, dtype=np.complex128)


def _echoes(length: int, place: Place) -> NDArray[np.complex128]:
    """Return the response of direct sound, distinct echoes and a scattered tail."""
    impulse = np.zeros(length)
    seconds = np.arange(round(HEARD_HZ * place.decay_s)) / HEARD_HZ
    tail = np.random.default_rng(SEED).standard_normal(len(seconds))
    tail *= 10 ** (-3 * seconds / place.decay_s)
    tail *= np.sqrt(place.scattered / np.sum(tail**2))
    impulse[: len(tail)] += tail
    impulse[0] += 1
    for later_s, share in place.echoes:
        impulse[round(later_s * HEARD_HZ)] += share
    return np.asarray(np.fft.rfft(impulse))


def _noise(length: int) -> Samples:
    """Return wind and a motorcycle in equal parts, within the band of the horn."""
    random = np.random.default_rng(SEED + 1)
    wind = np.fft.irfft(np.fft.rfft(random.standard_normal(length)) / np.sqrt(_hz(length)), length)
    seconds = np.arange(length) / HEARD_HZ
    turning = 2 * np.pi * np.cumsum(70 + 12 * np.sin(2 * np.pi * 0.2 * seconds)) / HEARD_HZ
    engine = sum(np.sin(n * turning + n * n) / n for n in range(1, 40))
    mixed = wind / np.std(wind) + engine / np.std(engine)
    return _through(np.asarray(mixed), _band(length))
