"""Speech at the cut's rate keeps its length, its pitch and the places of its words."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcaster.production.resampling import at_cut_rate, blocks_of
from broadcaster.quantities import CUT_RATE_HZ
from broadcaster.voices import Speech
from broadcaster.voices.model import WordMark
from tests.production.signals import sine


def speech(rate_hz: int, seconds: float, *marks: WordMark) -> Speech:
    sound = sine(440, seconds, 0.5, rate_hz)
    return Speech((sound * 32767).astype("<i2").tobytes(), rate_hz, marks)


@pytest.mark.parametrize("rate_hz", [8_000, 16_000, 22_050, 44_100, 48_000])
def test_a_tone_keeps_pitch_and_level(rate_hz: int) -> None:
    found = np.concatenate(list(blocks_of(speech(rate_hz, 2.0))))
    assert len(found) == pytest.approx(2 * CUT_RATE_HZ, abs=2)
    spectrum = np.abs(np.fft.rfft(found[: 2 * CUT_RATE_HZ]))
    assert int(spectrum.argmax()) == 880
    assert np.sqrt(np.square(found).mean()) == pytest.approx(0.3535, abs=0.003)


def test_speech_at_the_cuts_rate_is_left_as_it_is() -> None:
    same = speech(CUT_RATE_HZ, 0.5)
    assert at_cut_rate(same) is same


@given(st.sampled_from([8_000, 16_000, 22_050, 48_000]), st.floats(0.05, 0.95))
def test_a_word_keeps_its_place_in_time(rate_hz: int, place: float) -> None:
    begin = int(place * rate_hz)
    (mark,) = at_cut_rate(speech(rate_hz, 1.0, WordMark(0, begin, begin + 100))).marks
    assert mark.begin / CUT_RATE_HZ == pytest.approx(begin / rate_hz, abs=1 / CUT_RATE_HZ)
    assert mark.begin < mark.end <= CUT_RATE_HZ + 100 * CUT_RATE_HZ // rate_hz


def test_no_speech_is_no_block() -> None:
    assert list(blocks_of(Speech(b"", 22_050))) == []
