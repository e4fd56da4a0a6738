import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadcaster.decoding.samples import Block
from broadcaster.production.limiter import _sliding_minimum, limit
from broadcaster.production.peaks import true_peaks
from broadcaster.quantities import CUT_RATE_HZ
from tests.production.signals import ebur128, noise, peaky, sine


def limited(sound: Block, gain_db: float, ceiling_db: float, block: int = CUT_RATE_HZ) -> Block:
    blocks = (sound[start : start + block] for start in range(0, len(sound), block))
    parts = limit(blocks, CUT_RATE_HZ, gain_db=gain_db, ceiling_db=ceiling_db, look_ahead_ms=10)
    return np.concatenate(list(parts))


def highest_dbtp(sound: Block) -> float:
    return ebur128(sound, CUT_RATE_HZ).true_peak_dbtp


@pytest.mark.parametrize("gain_db", [6.0, 12.0, 20.0])
def test_no_true_peak_passes_the_ceiling(gain_db: float) -> None:
    """White noise is the worst case: at the edge of the band two interpolators differ most."""
    assert highest_dbtp(limited(peaky(4), gain_db, -3.0)) <= -2.75
    assert highest_dbtp(limited(sine(900, 2), gain_db, -3.0)) <= -2.95


def test_a_peak_between_samples_is_seen() -> None:
    """A tone at a quarter of the rate, 45 degrees off, has samples 3 dB under its peaks."""
    moments = np.arange(CUT_RATE_HZ)
    tone = np.asarray(np.sin(np.pi / 2 * moments + np.pi / 4), dtype=np.float32)
    assert np.abs(tone).max() == pytest.approx(0.707, abs=0.001)
    assert true_peaks(tone, np.float32(0.1))[100:-100].max() == pytest.approx(1.0, abs=0.02)


def test_what_is_under_the_ceiling_passes_untouched() -> None:
    sound = noise(1, 0.05)
    assert np.array_equal(limited(sound, 0.0, -1.0), sound)


def test_every_sample_stays_at_its_place() -> None:
    sound = np.zeros(CUT_RATE_HZ, dtype=np.float32)
    sound[7000] = 1.0
    assert np.flatnonzero(limited(sound, 6.0, -6.0)).tolist() == [7000]


@settings(max_examples=10, deadline=None)
@given(st.integers(60, 9000), st.integers(0, 20_000))
def test_the_size_of_blocks_changes_nothing(block: int, length: int) -> None:
    sound = peaky(2)[:length]
    assert np.array_equal(_empty_or(sound, block), _empty_or(sound, CUT_RATE_HZ))


def _empty_or(sound: Block, block: int) -> Block:
    return limited(sound, 9.0, -4.0, block) if len(sound) else sound


def test_between_what_is_pressed_nothing_is_touched() -> None:
    """The gain reaches twice the look-ahead to both sides of the two samples of a peak."""
    sound = noise(1, 0.05)
    sound[[6000, 7500, 16_000]] = 0.9
    touched = np.flatnonzero(limited(sound, 0.0, -6.0) != sound)
    for at in (6000, 7500, 16_000):
        assert {at - 400, at, at + 400} <= set(touched.tolist())
    near = np.abs(touched[:, np.newaxis] - [6000, 7500, 16_000]).min(axis=1)
    assert near.max() <= 2 * CUT_RATE_HZ * 10 // 1000 + 1


@given(st.integers(0, 2**32 - 1), st.floats(0.05, 1.2))
def test_only_beside_faint_samples_a_peak_goes_uncounted(seed: int, over: float) -> None:
    sound = peaky(0.2, seed) if seed % 2 else noise(0.2, 0.3, seed)
    found, everywhere = (true_peaks(sound, np.float32(least)) for least in (over, 0))
    missed = np.maximum(found, np.float32(over)) != np.maximum(everywhere, np.float32(over))
    assert (np.abs(sound[12:-12])[missed] <= over / 2).all()


def test_gain_moves_slowly_enough_to_leave_a_tone_a_tone() -> None:
    """A loud tone held down by the limiter keeps its harmonics 40 dB below it."""
    tone = limited(sine(440, 2, 0.9), 6.0, -6.0)[CUT_RATE_HZ // 2 : -CUT_RATE_HZ // 2]
    spectrum = np.abs(np.fft.rfft(tone * np.hanning(len(tone))))
    hertz = np.fft.rfftfreq(len(tone), 1 / CUT_RATE_HZ)
    other = spectrum[(hertz > 500) | (hertz < 380)].max()
    assert 20 * np.log10(spectrum.max() / other) > 40


@given(st.lists(st.floats(0, 1, width=32), min_size=1, max_size=60), st.integers(1, 60))
def test_the_sliding_minimum_is_the_minimum_of_each_window(values: list[float], width: int) -> None:
    width = min(width, len(values))
    windows = [values[at : at + width] for at in range(len(values) - width + 1)]
    found = _sliding_minimum(np.asarray(values, dtype=np.float32), width)
    assert found.tolist() == [min(window) for window in windows]
