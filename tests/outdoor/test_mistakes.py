import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.outdoor.mistakes import distance, mistakes, words_of

words = st.lists(st.sampled_from(["xã", "thôn", "bản", "mường"]), max_size=8)


def test_marks_and_capitals_do_not_count_and_tones_do() -> None:
    assert words_of("Kính thưa bà con, ĐÚNG 7 giờ!") == [
        "kính",
        "thưa",
        "bà",
        "con",
        "đúng",
        "7",
        "giờ",
    ]
    assert mistakes([("Xã họp.", "xa họp")]).syllables == pytest.approx(1 / 2)
    assert mistakes([("Xã họp.", "xa họp")]).letters == pytest.approx(1 / 5)


def test_what_is_not_heard_at_all_is_all_wrong() -> None:
    assert mistakes([("bà con", ""), ("họp thôn", "họp thôn")]).syllables == pytest.approx(1 / 2)


@given(words, words)
def test_a_distance_is_even_handed_and_no_longer_than_the_longer(
    said: list[str], heard: list[str]
) -> None:
    assert distance(said, heard) == distance(heard, said) <= max(len(said), len(heard))
    assert (distance(said, heard) == 0) == (said == heard)
