"""Noise is taken down, speech stays, and every sample keeps its place."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcaster.decoding.samples import Block
from broadcaster.production.denoising import FRAME, HOP, MOST_DB, denoised, noise_of
from broadcaster.quantities import CUT_RATE_HZ
from tests.production.signals import noise, peaky

SECONDS = 12


def in_blocks(sound: Block, size: int = CUT_RATE_HZ) -> list[Block]:
    return [sound[at : at + size] for at in range(0, len(sound), size)]


def cleaned(sound: Block, size: int = CUT_RATE_HZ) -> Block:
    learnt = noise_of(lambda: in_blocks(sound, size))
    assert learnt is not None
    return np.concatenate(list(denoised(in_blocks(sound, size), learnt)))


def level_db(sound: Block) -> float:
    return float(10 * np.log10(np.square(sound, dtype=np.float64).mean() + 1e-20))


@pytest.fixture(scope="module")
def speech() -> Block:
    """Syllables for two seconds, a second of silence, and so on."""
    sound = peaky(SECONDS)
    for start in range(2, SECONDS, 3):
        sound[start * CUT_RATE_HZ : (start + 1) * CUT_RATE_HZ] = 0
    return sound


@pytest.fixture(scope="module")
def noisy(speech: Block) -> Block:
    return speech + noise(SECONDS, 0.01, seed=3)


@given(st.lists(st.integers(0, 3000), max_size=6))
def test_as_many_samples_come_out_as_go_in_and_without_noise_the_same(lengths: list[int]) -> None:
    sound = noise(1, 0.1)[: sum(lengths)]
    blocks = np.split(sound, np.cumsum(lengths)[:-1]) if lengths else []
    out = np.concatenate([*denoised(blocks, np.zeros(FRAME // 2 + 1)), sound[:0]])
    assert len(out) == len(sound[: sum(lengths)])
    assert np.allclose(out, sound[: len(out)], atol=1e-5)


def test_the_length_is_kept_to_the_sample(noisy: Block) -> None:
    for length in (len(noisy), len(noisy) - 1, len(noisy) - HOP, len(noisy) - FRAME - 7):
        assert len(cleaned(noisy[:length])) == length


def test_pauses_become_quieter_by_at_most_the_floor(noisy: Block) -> None:
    pause = slice(int(2.3 * CUT_RATE_HZ), int(2.9 * CUT_RATE_HZ))
    reduced_db = level_db(noisy[pause]) - level_db(cleaned(noisy)[pause])
    assert 8 < reduced_db <= MOST_DB + 0.1


def test_speech_stays_as_loud_as_it_was_and_in_its_place(speech: Block, noisy: Block) -> None:
    out = cleaned(noisy)
    loud = np.abs(speech) > 0.2
    assert level_db(out[loud]) == pytest.approx(level_db(noisy[loud]), abs=0.5)
    shifts = [
        float(np.dot(out[2000:-2000], speech[2000 + n : len(speech) - 2000 + n]))
        for n in range(-3, 4)
    ]
    assert int(np.argmax(shifts)) == 3


def test_speech_stands_further_above_what_is_left(speech: Block, noisy: Block) -> None:
    before, after = level_db(noisy - speech), level_db(cleaned(noisy) - speech)
    assert after < before - 3


def test_the_same_recording_gives_the_same_samples_in_any_blocks(noisy: Block) -> None:
    first = cleaned(noisy)
    assert np.array_equal(first, cleaned(noisy))
    assert np.allclose(first, cleaned(noisy, 1000), atol=1e-7)


def test_of_silence_or_a_moment_nothing_is_learnt() -> None:
    assert noise_of(lambda: [np.zeros(100_000, np.float32)]) is None
    assert noise_of(lambda: [noise(0.5, 0.1)]) is None
    assert noise_of(list) is None
