"""An interrupted cut goes on at a sentence: nothing lost, as little as possible repeated."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcaster.playout.judging.resuming import resume_point

ENDS = st.lists(st.integers(1, 100_000), unique=True, max_size=30).map(sorted)
ANY_MS = st.integers(-1000, 120_000)


@given(ENDS, ANY_MS)
def test_nothing_that_was_not_heard_is_skipped(ends: list[int], position_ms: int) -> None:
    assert 0 <= resume_point(ends, position_ms) <= max(0, position_ms)


@given(ENDS, ANY_MS)
def test_it_is_at_the_beginning_or_at_the_end_of_a_sentence(
    ends: list[int], position_ms: int
) -> None:
    assert resume_point(ends, position_ms) in [0, *ends]


@given(ENDS, ANY_MS)
def test_no_sentence_that_was_heard_whole_is_said_again(ends: list[int], position_ms: int) -> None:
    begin = resume_point(ends, position_ms)
    assert not [end for end in ends if begin < end <= position_ms]


@given(ENDS, ANY_MS)
def test_interrupted_there_once_more_it_goes_on_at_the_same_place(
    ends: list[int], position_ms: int
) -> None:
    begin = resume_point(ends, position_ms)
    assert resume_point(ends, begin) == begin


@pytest.mark.parametrize(
    ("position_ms", "expected"),
    [(0, 0), (999, 0), (1000, 1000), (1400, 1000), (2999, 1000), (3000, 3000), (9000, 3000)],
)
def test_the_sentence_cut_short_is_said_from_the_pause_before_it(
    position_ms: int, expected: int
) -> None:
    assert resume_point((1000, 3000), position_ms) == expected


def test_what_has_no_sentences_begins_again() -> None:
    assert resume_point((), 5000) == 0
