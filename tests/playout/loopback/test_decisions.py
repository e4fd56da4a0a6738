"""Frames, their times and what is made of them: pure, on sounds that are made up."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadcaster.playout.loopback.arriving import Arrivals
from broadcaster.playout.loopback.attention import is_unheard, unordered_level
from broadcaster.playout.loopback.bands import FRAMES_PER_S, HOP_NS, Framer, Frames
from broadcaster.playout.loopback.likeness import PIECE, pieces
from broadcaster.playout.loopback.trace import Stretch, Trace
from broadcaster.playout.loopback.verdict import EARLY, LATE, MATCHES, Hearing, hearing_of
from broadcaster.quantities import BUS_RATE_HZ
from broadcaster.timebase import NANOSECONDS
from tests.playout.loopback.speechlike import Samples, s16, spoken

SILENCE = -5000
SECONDS = 10.0


def framed(sound: Samples, at_ns: int = 0) -> Frames:
    frames = Framer().add(at_ns, s16(sound))
    assert frames is not None
    return frames


def stretch(frames: Frames, first: int, last: int) -> Stretch:
    trace = Trace(100)
    trace.put(frames)
    return trace.between(first, last)


def judged(sent: Samples, heard: Samples, lag_s: float = 0.5) -> Hearing:
    """Judge `sent` beside `heard`, which came so much later, a second of silence before it."""
    length = len(sent) // (BUS_RATE_HZ // FRAMES_PER_S)
    around = np.concatenate((np.zeros(int((1 + lag_s) * BUS_RATE_HZ)), heard, np.zeros(240_000)))
    first = FRAMES_PER_S
    return hearing_of(
        stretch(framed(sent), 0, length),
        stretch(framed(around), first - EARLY, first + length + LATE),
        SILENCE,
    )


def noise(seconds: float, amplitude: float, seed: int = 5) -> Samples:
    rng = np.random.default_rng(seed)
    return np.asarray(rng.normal(0, amplitude, int(seconds * BUS_RATE_HZ)))


@given(st.lists(st.integers(1, 3000), min_size=1, max_size=60), st.integers(0, 10**9))
@settings(max_examples=30, deadline=None)
def test_frames_do_not_depend_on_how_the_samples_come(sizes: list[int], at_ns: int) -> None:
    sound = s16(spoken(1.0, 3))[: sum(sizes) * 2]
    whole, framer, at = Framer().add(at_ns, sound), Framer(), 0
    found: list[Frames] = []
    for size in sizes:
        block = sound[at * 2 : (at + size) * 2]
        frames = framer.add(at_ns + at * NANOSECONDS // BUS_RATE_HZ, block)
        found += [frames] if frames else []
        at += size
    if whole is None:
        assert not found
        return
    assert np.array_equal(np.concatenate([one.levels for one in found]), whole.levels)
    assert np.array_equal(np.concatenate([one.spread for one in found]), whole.spread)


@given(st.lists(st.integers(-20_000_000, 20_000_000), min_size=20, max_size=20))
def test_a_clock_that_jitters_does_not_tear_a_sound(jitter_ns: list[int]) -> None:
    sound = s16(spoken(1.0, 3))
    whole, framer, found = Framer().add(0, sound), Framer(), []
    for number, off_ns in enumerate([0, *jitter_ns[1:]]):
        block = sound[number * 4800 : (number + 1) * 4800]
        frames = framer.add(number * NANOSECONDS // 20 + off_ns, block)
        found += [frames] if frames else []
    assert whole is not None
    assert np.array_equal(np.concatenate([one.spread for one in found]), whole.spread)


@given(st.lists(st.integers(0, 200_000_000), min_size=50, max_size=200))
def test_a_sample_is_placed_by_the_piece_that_waited_least(waits_ns: list[int]) -> None:
    arrivals, count = Arrivals(), BUS_RATE_HZ // 50
    least = waits_ns[0]
    for number, wait_ns in enumerate(waits_ns):
        true_ns = number * count * NANOSECONDS // BUS_RATE_HZ
        least = min(least, wait_ns)
        came_ns = true_ns + count * NANOSECONDS // BUS_RATE_HZ + wait_ns
        off_ns = arrivals.take(came_ns, count) - true_ns
        assert 0 <= off_ns <= least + 3_000_000


def test_after_a_gap_samples_are_placed_anew() -> None:
    arrivals = Arrivals()
    assert arrivals.take(NANOSECONDS, BUS_RATE_HZ) == 0
    assert arrivals.take(5 * NANOSECONDS, BUS_RATE_HZ) == 4 * NANOSECONDS


@given(st.integers(1, 40_000))
def test_pieces_cover_an_item_and_none_reaches_beyond_it(length: int) -> None:
    covered = np.zeros(length, dtype=bool)
    for at, size in pieces(length):
        assert size == min(PIECE, length)
        covered[at : at + size] = True
    assert covered.all()


@given(
    st.integers(0, 20),
    st.floats(0.05, 1.5),
    st.floats(0.0, 3.5),
    st.floats(0.0, 100.0),
)
@settings(max_examples=15, deadline=None)
def test_what_was_sent_is_matched_through_gain_delay_and_noise(
    seed: int, gain: float, lag_s: float, noisy: float
) -> None:
    sent = spoken(SECONDS, seed)
    found = judged(sent, sent * gain + noise(SECONDS, noisy * gain), lag_s)
    assert found.grade == 4
    assert abs(found.lag_ms - lag_s * 1000) <= 20


@given(st.integers(0, 40), st.integers(50, 90))
@settings(max_examples=15, deadline=None)
def test_another_text_is_heard_but_never_matched(seed: int, other: int) -> None:
    found = judged(spoken(SECONDS, seed), spoken(SECONDS, other))
    assert found.match is not None
    assert found.match < MATCHES
    assert found.grade < 4


def test_half_of_it_does_not_match() -> None:
    sent, other = spoken(40.0, 1), spoken(40.0, 2)
    half = len(sent) // 2
    assert judged(sent, np.concatenate((sent[:half], other[half:]))).grade < 4


@pytest.mark.parametrize("amplitude", [0.0, 20.0, 4000.0])
def test_neither_silence_nor_a_steady_noise_is_the_item(amplitude: float) -> None:
    found = judged(spoken(SECONDS, 1), noise(SECONDS, amplitude))
    assert found.grade == 0
    assert found.is_missing


def test_too_short_a_sound_is_measured_and_not_matched() -> None:
    sent = spoken(1.5, 4)
    found = judged(sent, sent * 0.5)
    assert (found.grade, found.match) == (3, None)


def test_of_what_did_not_come_nothing_is_said() -> None:
    sent = framed(spoken(SECONDS, 1))
    length = len(sent.levels)
    trace = Trace(100)
    trace.put(Frames(0, sent.levels[: length // 2], sent.spread[: length // 2]))
    found = hearing_of(stretch(sent, 0, length), trace.between(-EARLY, length + LATE), SILENCE)
    assert not found.grade
    assert not found.is_missing


def test_the_oldest_frames_give_way() -> None:
    trace, sent = Trace(2), framed(spoken(5.0, 1))
    trace.put(Frames(0, sent.levels[:150], sent.spread[:150]))
    assert trace.between(50, 150).known.all()
    assert not trace.between(0, 50).known.any()
    assert not trace.keeps(0)


def levels(seconds: float, level: int) -> "np.ndarray[tuple[int], np.dtype[np.int16]]":
    return np.full(int(seconds * FRAMES_PER_S), level, dtype=np.int16)


def test_sound_without_an_order_is_noticed_and_ours_is_not() -> None:
    quiet, loud = levels(10, -10_000), levels(5, -2000)
    assert unordered_level(quiet, loud, SILENCE) == -2000
    assert unordered_level(np.concatenate((quiet, loud)), loud, SILENCE) is None
    assert unordered_level(quiet, levels(5, -6000), SILENCE) is None
    short = np.concatenate((levels(4, -6000), levels(1, -1000)))
    assert unordered_level(quiet, short, SILENCE) is None


def test_sound_that_is_sent_and_not_heard_is_noticed() -> None:
    assert is_unheard(levels(10, -2000), levels(14, -7000), SILENCE)
    assert not is_unheard(levels(10, -2000), levels(14, -4000), SILENCE)
    assert not is_unheard(levels(10, -9000), levels(14, -7000), SILENCE)


def test_a_frame_is_a_fiftieth_of_a_second() -> None:
    assert HOP_NS * FRAMES_PER_S == NANOSECONDS
