"""Every word of a sentence has a place: in order, inside the sentence, exact where it was told."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcaster.production.word_places import Place, places_in, spread, syllables
from broadcaster.voices import Speech
from broadcaster.voices.word_marks import word_marks

RATE_HZ = 1000
TEXTS = st.lists(
    st.sampled_from(["một", "hai,", "-", "Facebook", "12", "(ba)", "hết.", "…", "老街"]),
    max_size=12,
).map(" ".join)
LEVELS = st.lists(
    st.tuples(st.integers(1, 400), st.sampled_from([0, 0, 30, 9000])), max_size=12
).map(lambda parts: np.repeat([level for _n, level in parts], [n for n, _level in parts]))
TOLD = st.lists(st.tuples(st.integers(0, 80), st.integers(0, 4000)), max_size=12)


def pcm_of(levels: "np.typing.NDArray[np.int64]") -> bytes:
    return levels.astype("<i2").tobytes()


@given(TEXTS, LEVELS, TOLD)
def test_words_are_in_order_inside_the_sentence_and_over_no_other(
    text: str, levels: "np.typing.NDArray[np.int64]", told: list[tuple[int, int]]
) -> None:
    pcm = pcm_of(levels)
    speech = Speech(pcm, RATE_HZ, word_marks(text, told, pcm))
    places = places_in(text, speech)
    assert len(places) == len(text.split())
    edges = [at for place in places for at in (place.begin, place.end)]
    assert edges == sorted(edges)
    assert all(0 <= at <= speech.samples for at in edges)
    for mark in speech.marks:
        place = places[mark.word]
        assert mark.begin <= place.begin <= place.end <= mark.end
        assert not place.exact or (place.begin, place.end) == (mark.begin, mark.end)
    assert sum(place.exact for place in places) <= len(speech.marks)


def test_what_the_engine_told_is_exact_and_the_rest_lies_between() -> None:
    pcm = pcm_of(np.full(1000, 9000))
    marks = word_marks("một hai - ba", [(0, 0), (10, 600)], pcm)
    assert places_in("một hai - ba", Speech(pcm, RATE_HZ, marks)) == [
        Place(0, 300, exact=False),
        Place(300, 600, exact=False),
        Place(600, 600, exact=False),
        Place(600, 1000, exact=True),
    ]


def test_without_marks_syllables_share_what_is_heard_of_the_sentence() -> None:
    pcm = pcm_of(np.repeat([0, 9000, 0], [100, 800, 300]))
    places = places_in("một hai ba bốn", Speech(pcm, RATE_HZ))
    assert [(place.begin, place.end) for place in places] == [
        (100, 300), (300, 500), (500, 700), (700, 900),
    ]  # fmt: skip
    assert not any(place.exact for place in places)


def test_pauses_as_many_as_commas_are_where_the_commas_are() -> None:
    pcm = pcm_of(np.repeat([9000, 0, 9000, 0, 9000], [700, 50, 50, 200, 400]))
    places = places_in("một hai, ba bốn", Speech(pcm, RATE_HZ))
    assert [(place.begin, place.end) for place in places] == [
        (0, 400), (400, 800), (1000, 1200), (1200, 1400),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("word", "count"),
    [("nghiêng,", 1), ("khuya", 1), ("Facebook", 3), ("12", 2), ("老街", 2), ("-", 0), ("đ", 1)],
)
def test_a_vietnamese_word_is_one_syllable(word: str, count: int) -> None:
    assert syllables(word) == count


@given(st.lists(st.sampled_from(["một", "hai,", "-"]), max_size=30), st.integers(0, 10**9))
def test_shares_fill_the_time(words: list[str], length: int) -> None:
    places = spread(words, 7, 7 + length)
    edges = [at for place in places for at in (place.begin, place.end)]
    assert edges == sorted(edges)
    assert not words or (edges[0], edges[-1]) >= (7, 7)
    assert all(7 <= at <= 7 + length for at in edges)
