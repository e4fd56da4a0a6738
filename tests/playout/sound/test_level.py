"""The level that is sent is measured on the samples that left, and on nothing else."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcaster.journal.model import Cause
from broadcaster.playout.sound.level import WINDOW, measure
from broadcaster.playout.sound.timeline import Timeline
from tests.playout.rig import RATE_HZ
from tests.playout.sound.test_stream import Bench
from tests.playout.sound.test_stream import bench as bench

SECOND_NS = 1_000_000_000


def sine(amplitude: float, samples: int = RATE_HZ) -> bytes:
    wave_form = np.sin(2 * np.pi * 997 * np.arange(samples) / RATE_HZ) * amplitude * 32767
    found: bytes = np.round(wave_form).astype("<i2").tobytes()
    return found


@given(st.floats(0.001, 1))
def test_a_tone_is_measured_within_a_fifth_of_a_decibel(amplitude: float) -> None:
    level = measure([sine(amplitude, WINDOW)], WINDOW)
    assert level is not None
    assert level.peak_dbfs == pytest.approx(20 * math.log10(amplitude), abs=0.2)
    assert level.rms_dbfs == pytest.approx(20 * math.log10(amplitude / math.sqrt(2)), abs=0.2)


def test_silence_has_no_level() -> None:
    assert measure([], WINDOW) is None
    assert measure([bytes(200)], 100) is None


def test_silence_beside_a_tone_lowers_the_rms_and_not_the_peak() -> None:
    level = measure([sine(1, WINDOW // 2)], WINDOW)
    assert level is not None
    assert (level.rms_dbfs, level.peak_dbfs) == (-6.0, 0.0)


def test_only_what_lies_between_two_samples_and_may_sound_is_taken() -> None:
    line = Timeline()
    first = line.place("a", sine(0.5, 100), 0)
    second = line.place("b", sine(0.7, 100), 150)
    assert line.sounded_between(90, 160) == [first.pcm[180:], second.pcm[:20]]
    line.silence_from(second, 155)
    assert line.sounded_between(90, 160) == [first.pcm[180:], second.pcm[:10]]
    assert line.sounded_between(100, 150) == []


def test_the_stream_measures_what_was_delivered_last(bench: Bench) -> None:
    bench.stream.place("a", sine(0.5), 0)
    assert bench.stream.level() is None
    bench.time.advance(SECOND_NS // 2)
    level = bench.stream.level()
    assert level is not None
    assert level.rms_dbfs == pytest.approx(20 * math.log10(0.5 / math.sqrt(2)), abs=0.2)
    bench.time.advance(SECOND_NS)
    assert bench.stream.level() is None


def test_while_the_stream_is_hushed_no_level_is_sent(bench: Bench) -> None:
    bench.stream.place("a", sine(0.5), 0)
    bench.time.advance(SECOND_NS // 4)
    bench.stream.hush(Cause.MUTED)
    bench.time.advance(SECOND_NS // 2)
    assert bench.stream.level() is None
