"""Where one takes breath in a long line. `|` stands where one piece ends and the next begins."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcaster.reading import Span, Word, read
from broadcaster.reading.breath import BREATH_SYLLABLES, FEWEST_WORDS, breaths, with_breaths

TEN = "các thôn rà soát lại danh sách từng hộ nghèo"
LONG = f"{TEN} và hộ cận nghèo của toàn xã ta"


def pieces(text: str) -> list[str]:
    (sentence,) = read(text).sentences
    return breaths(sentence.spoken)


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        (f"Đề nghị {TEN}, {TEN} trên địa bàn.", [25]),
        (f"Đề nghị {TEN}, {TEN}, {LONG}.", [22, 18]),
        (f"Đề nghị {LONG}, nhưng {LONG}.", [20, 19]),
        (f"Đề nghị {TEN}, {TEN}, trong đó, {LONG}.", [22, 20]),
        (f"Đề nghị {LONG}: {LONG}.", [20, 18]),
        (f"Đề nghị {LONG} ({TEN}, {TEN}).", [20, 20]),
        (f'Đề nghị {LONG}, "{TEN}, {TEN}".', [20, 20]),
        (f"Đề nghị {TEN} {TEN} {TEN} {TEN}.", [42]),
        (f"Đề nghị {TEN} {TEN} ở Nà Lĩnh, Bản Giàng, Khe Rèn, Pá Hu và Tân Mường.", [34]),
        (f"Bà con ơi, {LONG} {LONG}.", [39]),
        (f"Bà con ơi; {LONG} {LONG}.", [39]),
    ],
)
def test_a_long_line_is_parted_at_its_clauses(text: str, counts: list[int]) -> None:
    assert [len(piece.split()) for piece in pieces(text)] == counts


def test_a_comma_inside_a_figure_is_no_breath() -> None:
    text = "Xã chi 12.345,6 đồng rồi 1.234.567,8 đồng rồi 2.345.678,9 đồng rồi 3.456.789,1 đồng."
    (whole,) = pieces(text)
    assert len(whole.split()) > BREATH_SYLLABLES


def test_a_breath_is_a_mark_that_people_see_and_words_lose_nothing() -> None:
    text = f"Đề nghị {TEN}, {TEN}, {LONG}."
    (sentence,) = read(text).sentences
    assert sentence.spoken == f"Đề nghị {TEN}, {TEN}; {LONG}."


def test_words_of_another_language_keep_their_marks() -> None:
    text = "Bring " + "one pass, " * 40 + "please."
    assert read(text, language="en").sentences[0].spoken == text


CLAUSES = st.lists(st.tuples(st.integers(1, 45), st.sampled_from(",;:")), min_size=1, max_size=12)


def spoken_clauses(clauses: list[tuple[int, str]]) -> tuple[Word, ...]:
    said = [f"{'từ ' * (count - 1)}từ{mark}".split() for count, mark in clauses]
    every = [word for clause in said for word in clause]
    return tuple(Word(word, Span(at, at + 1), "test") for at, word in enumerate(every))


@given(CLAUSES)
def test_parting_loses_no_word_and_leaves_no_scrap(clauses: list[tuple[int, str]]) -> None:
    words = spoken_clauses(clauses)
    spoken = " ".join(word.spoken for word in with_breaths(words))
    parts = breaths(spoken)
    assert " ".join(parts) == spoken
    assert re.sub("[,;]", "", spoken) == re.sub("[,;]", "", " ".join(w.spoken for w in words))
    assert len(parts) == 1 or all(len(part.split()) >= FEWEST_WORDS for part in parts)


@given(CLAUSES)
def test_a_piece_longer_than_a_breath_has_no_place_to_part(clauses: list[tuple[int, str]]) -> None:
    words = spoken_clauses(clauses)
    for part in breaths(" ".join(word.spoken for word in with_breaths(words))):
        said = part.split()
        marks = [0, *(at for at, word in enumerate(said, 1) if word[-1] in ",;:")]
        marks += [len(said)] if marks[-1] < len(said) else []
        apart = [after - at for at, after in pairwise(marks)]
        possible = any(one >= FEWEST_WORDS <= two for one, two in pairwise(apart))
        assert len(said) <= BREATH_SYLLABLES or not possible
