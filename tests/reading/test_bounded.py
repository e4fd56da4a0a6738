"""Reading takes time in proportion to the text, whatever the text is.

Only ratios are judged: sixteen times a text may take up to 32 times as long. `make soak` looks
further, up to a million characters and at mixtures of its own.
"""

import pytest

from broadcaster.reading import read
from tests.reading.growth import IN_ANOTHER_LANGUAGE, SHAPES, Shape, growth, telling_length

TWICE = 2.0
"""Times linear; a square would be sixteen, and less where it only begins to weigh."""
SIXTEEN = 16
TELLING_S = 0.004
LENGTHS = tuple(250 * 2**n for n in range(6))


@pytest.mark.parametrize("shape", SHAPES, ids=str)
def test_sixteen_times_a_text_takes_about_sixteen_times_as_long(shape: Shape) -> None:
    length = telling_length(shape, TELLING_S, LENGTHS)
    assert growth(shape, length, SIXTEEN, enough=TWICE) <= TWICE


@pytest.mark.parametrize("shape", IN_ANOTHER_LANGUAGE, ids=str)
def test_so_is_a_text_whose_words_are_kept(shape: Shape) -> None:
    assert growth(shape, LENGTHS[2], SIXTEEN, enough=TWICE, language="en") <= TWICE


def test_marks_above_thirty_on_one_letter_are_not_kept() -> None:
    script = read("Bà con a" + "\u0301\u0323" * 200 + " ơi.")
    assert script.sentences[0].words[-1].spoken == "ơi."
    assert len(script.flags) <= 30
