"""The meter against what BS.1770-4 and EBU Tech 3341 say it must read, and against another one."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcaster.decoding.samples import Block
from broadcaster.production.gating import SILENCE_LUFS
from broadcaster.production.loudness import SILENCE_DBTP, Meter
from broadcaster.production.model import Loudness
from tests.production.signals import ebur128, impulses, noise, peaky, sine

BETWEEN = sine(12_000, 2, 0.5, 48_000)
"""A quarter of the rate, sampled on the way up and down: its peaks lie between the samples."""
SOUNDS: dict[str, Block] = {
    "peaky": peaky(6),
    "impulses": impulses(5),
    "between the samples": BETWEEN * np.float32(0.7) + sine(997, 2, 0.2, 48_000),
    "loud near its end": np.concatenate(
        (noise(2, 0.05), sine(3000, 0.01, 0.9), np.zeros(4800, np.float32))
    ),
    "noise": noise(4, 0.2),
}


def measure(*blocks: Block, rate_hz: int = 48_000) -> Loudness:
    meter = Meter(rate_hz)
    for block in blocks:
        meter.add(block)
    return meter.finish()


@pytest.mark.parametrize("rate_hz", [24_000, 48_000])
def test_a_kilohertz_at_full_scale_reads_minus_three(rate_hz: int) -> None:
    """BS.1770-4: a 0 dBFS sine of 997 Hz in one channel reads -3.01 LKFS."""
    found = measure(sine(997, 5, 1.0, rate_hz), rate_hz=rate_hz)
    assert found.integrated_lufs == pytest.approx(-3.01, abs=0.05)
    assert found.true_peak_dbtp == pytest.approx(0.0, abs=0.02)


def test_a_peak_between_two_samples_is_found() -> None:
    """BS.1770-4 annex 2: a tone of a quarter of the rate can hide 3 dB between its samples."""
    moments = np.arange(48_000) / 48_000
    hidden = np.asarray(np.sin(2 * np.pi * 12_000 * moments + np.pi / 4), dtype=np.float32)
    assert np.abs(hidden).max() == pytest.approx(0.707, abs=0.001)
    assert measure(hidden).true_peak_dbtp == pytest.approx(0.0, abs=0.15)


@pytest.mark.parametrize("name", SOUNDS)
def test_it_reads_what_ebur128_reads(name: str) -> None:
    found, other = measure(SOUNDS[name]), ebur128(SOUNDS[name], 48_000)
    assert found.integrated_lufs == pytest.approx(other.loudness_lufs, abs=0.05)
    assert found.true_peak_dbtp == pytest.approx(other.true_peak_dbtp, abs=0.1)


def test_pauses_do_not_count() -> None:
    """Tech 3341 case 3: what lies under the relative gate is left out."""
    loud, quiet = sine(997, 5, 0.1, 48_000), sine(997, 5, 0.001, 48_000)
    together = measure(loud, quiet, np.zeros(240_000, np.float32), loud)
    assert together.integrated_lufs == pytest.approx(-23.01, abs=0.2)


@given(st.lists(st.integers(0, 30_000), max_size=12), st.integers(0, 2**32 - 1))
def test_the_size_of_the_pieces_does_not_matter(cuts: list[int], seed: int) -> None:
    sound = noise(1.2, 0.1, seed)
    pieces = np.split(sound, sorted(cut for cut in cuts if cut < len(sound)))
    whole, found = measure(sound), measure(*pieces)
    assert found.integrated_lufs == pytest.approx(whole.integrated_lufs, abs=1e-6)
    assert found.true_peak_dbtp == pytest.approx(whole.true_peak_dbtp, abs=1e-4)


def test_silence_reads_as_the_gate() -> None:
    found = measure(np.zeros(48_000, np.float32))
    assert (found.integrated_lufs, found.true_peak_dbtp) == (SILENCE_LUFS, SILENCE_DBTP)


def test_nothing_at_all_reads_as_silence() -> None:
    assert measure() == Loudness(SILENCE_LUFS, SILENCE_DBTP)
