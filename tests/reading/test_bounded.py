"""Reading takes time in proportion to the text, whatever the text is.

Only ratios are judged: sixteen times a text may take up to 32 times as long. `make soak` looks
further, up to a million characters and at mixtures of its own.
"""

import unicodedata

import pytest

from broadcaster.reading import decode_text, read
from broadcaster.reading.composing import composed
from tests.reading.growth import (
    IN_ANOTHER_LANGUAGE,
    SHAPES,
    Shape,
    growth,
    seconds_of,
    telling_length,
)

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


@pytest.mark.parametrize("unit", ["\u0301\u0323", "é", "chào bà con ", "Céng hßa ", "e\u0301 "])
def test_so_is_a_file_recognised(unit: str) -> None:
    short, long = ((unit * (n // len(unit))).encode() for n in (4_000, SIXTEEN * 4_000))
    once = min(seconds_of(lambda: decode_text(short)) for _ in range(5))
    assert seconds_of(lambda: decode_text(long)) <= TWICE * SIXTEEN * max(once, 0.001)


@pytest.mark.parametrize("text", ["hòa bình", "o\u0323\u0302 e\u0301", "a" + "\u0323\u0301" * 15])
def test_composing_is_nfc_up_to_thirty_marks(text: str) -> None:
    assert composed(text) == unicodedata.normalize("NFC", text)
