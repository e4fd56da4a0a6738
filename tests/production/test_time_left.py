"""What is told of the time left: never negative, right at an even pace, and it does not jump."""

from hypothesis import given
from hypothesis import strategies as st

from broadcaster.production.time_left import FIRST_SHARE, MASTERING_S_PER_SENTENCE, TimeLeft

GAPS = st.lists(st.floats(0, 100), min_size=1, max_size=30)


@given(GAPS, st.integers(0, 40), st.lists(st.booleans(), min_size=30, max_size=30))
def test_it_is_never_negative_and_nothing_is_left_at_the_end(
    gaps: list[float], stored: int, steps: list[bool]
) -> None:
    left, at_s, done = TimeLeft(), 0.0, stored
    whole = stored + len(gaps)
    for gap_s, moves in zip(gaps, steps, strict=False):
        at_s, done = at_s + gap_s, done + moves
        told = left.spoken(at_s, done, whole)
        assert told is None or told >= 0
    begun = left.mastered(at_s, 0, 1000)
    assert begun is None or begun >= 0
    assert left.mastered(at_s + 1, 1000, 1000) == 0


@given(st.integers(2, 60), st.floats(0.05, 5))
def test_at_an_even_pace_it_is_right_and_never_rises(whole: int, pace_s: float) -> None:
    left = TimeLeft()
    told = [left.spoken(n * pace_s, n, whole) for n in range(whole + 1)]
    assert told[0] is None
    counted = [one for one in told if one is not None]
    assert counted == sorted(counted, reverse=True)
    for n, seconds in enumerate(told[1:], 1):
        expected_s = (whole - n) * pace_s + MASTERING_S_PER_SENTENCE * whole
        assert (seconds is None) == (n < FIRST_SHARE * whole)
        if seconds is not None:
            assert abs(seconds - expected_s) <= 1 + 0.25 * expected_s


def test_stored_sentences_cost_nothing_and_say_nothing_of_the_pace() -> None:
    left = TimeLeft()
    assert left.spoken(0, 90, 100) is None
    assert left.spoken(2, 91, 100) == 18 + 3


def test_mastering_goes_by_its_own_pace_and_another_attempt_begins_anew() -> None:
    left = TimeLeft()
    left.spoken(0, 0, 10)
    left.spoken(10, 10, 10)
    assert left.mastered(10, 0, 1000) == 1
    assert left.mastered(12, 500, 1000) == 2
    assert left.mastered(14, 1000, 1000) == 0
    left.mastered(14, 0, 1000)
    assert left.mastered(15, 250, 1000) == 3


def test_a_pace_that_clearly_drops_is_told_and_a_hiccup_is_not() -> None:
    left = TimeLeft()
    left.spoken(0, 0, 100)
    first = left.spoken(10, 10, 100)
    assert first == 93
    assert left.spoken(11.2, 11, 100) == 92
    assert (left.spoken(60, 12, 100) or 0) > 300


def test_a_voice_that_begins_anew_forgets_the_pace_of_the_one_before() -> None:
    left = TimeLeft()
    left.spoken(0, 0, 10)
    left.spoken(50, 5, 10)
    assert left.spoken(51, 0, 10) is None
    assert left.spoken(52, 1, 10) == 10


def test_without_a_moving_clock_nothing_is_claimed() -> None:
    left = TimeLeft()
    assert [left.spoken(5, n, 4) for n in range(4)] == [None] * 4
    assert left.spoken(5, 4, 4) == 1


def test_a_slow_start_is_not_taken_for_the_pace() -> None:
    left = TimeLeft()
    left.spoken(0, 0, 20)
    left.spoken(10, 20, 20)
    assert left.mastered(10, 0, 1000) == 1
    assert left.mastered(14, 50, 1000) == 0
    assert left.mastered(15, 500, 1000) == 5
