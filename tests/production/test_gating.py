"""Loudness from gating blocks agrees with another meter, in pieces of any size."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcaster.decoding.samples import Block
from broadcaster.production.filters import Profile, tone
from broadcaster.production.gating import SILENCE_LUFS, Gating, gating_of, integrated
from broadcaster.quantities import BUS_RATE_HZ, CUT_RATE_HZ
from tests.production.signals import ebur128, impulses, noise, peaky, sine

SOUNDS: dict[str, Block] = {
    "peaky": peaky(6),
    "impulses": impulses(5),
    "low": sine(100, 5, 0.3),
    "tone": sine(997, 5, 0.05),
    "uneven": np.concatenate((noise(4, 0.3), noise(4, 0.01), np.zeros(50_000, np.float32))),
    "off centre": noise(5, 0.01) + np.float32(0.1),
}


@pytest.mark.parametrize("profile", Profile)
@pytest.mark.parametrize("name", SOUNDS)
def test_it_reads_what_ebur128_reads(name: str, profile: Profile) -> None:
    sound, before = SOUNDS[name], tone(profile)
    other = ebur128(sound, CUT_RATE_HZ, before).loudness_lufs
    ours = integrated(gating_of([sound], CUT_RATE_HZ, before).powers)
    assert ours == pytest.approx(other, abs=0.05)


def test_a_full_scale_sine_reads_what_the_standard_says() -> None:
    sound = sine(997, 10, 1.0, BUS_RATE_HZ)
    found = integrated(gating_of([sound], BUS_RATE_HZ).powers)
    assert found == pytest.approx(-3.01, abs=0.01)


@given(st.lists(st.integers(0, 30_000), max_size=12), st.integers(0, 2**32 - 1))
def test_the_size_of_the_pieces_does_not_matter(cuts: list[int], seed: int) -> None:
    sound = noise(1.2, 0.1, seed)
    pieces = np.split(sound, sorted(cut for cut in cuts if cut < len(sound)))
    whole = gating_of([sound], CUT_RATE_HZ).powers
    assert np.allclose(gating_of(pieces, CUT_RATE_HZ).powers, whole, rtol=1e-9)


@given(st.floats(0.001, 0.9), st.floats(-20, 20))
def test_twice_the_gain_is_six_decibels(level: float, gain_db: float) -> None:
    sound = sine(800, 1.0, level)
    louder = sound * np.float32(10 ** (gain_db / 20))
    was = integrated(gating_of([sound], CUT_RATE_HZ).powers)
    now = integrated(gating_of([louder], CUT_RATE_HZ).powers)
    if min(was, now) > SILENCE_LUFS:
        assert now - was == pytest.approx(gain_db, abs=0.01)


def test_what_is_too_short_or_silent_reads_as_silence() -> None:
    gating = Gating(CUT_RATE_HZ)
    assert integrated(gating.powers) == SILENCE_LUFS
    gating.add(sine(500, 0.39))
    assert integrated(gating.powers) == SILENCE_LUFS
    assert integrated(gating_of([np.zeros(48_000, np.float32)], CUT_RATE_HZ).powers) == SILENCE_LUFS
