import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcaster.bulletins import BulletinsError
from broadcaster.bulletins.fields import tidy_title
from broadcaster.bulletins.tidying import tidy

LETTERS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


@given(LETTERS)
def test_a_tidied_line_is_one_line_of_visible_nfc_text(text: str) -> None:
    line = tidy(text, "--title", 1000)
    assert line == tidy(line, "--title", 1000)
    assert line == unicodedata.normalize("NFC", line)
    assert not {unicodedata.category(char) for char in line} & {"Cc", "Cf", "Zl", "Zp"}


def test_line_breaks_become_spaces_and_quotes_stay() -> None:
    typed = "Lịch \"cắt điện\"\r\n thôn\t'Bó Lạ'"
    assert tidy_title(typed) == "Lịch \"cắt điện\" thôn 'Bó Lạ'"


def test_signs_that_spreadsheets_read_as_formulas_stay_as_typed() -> None:
    assert tidy_title("=SUM(A1)") == "=SUM(A1)"


def test_zero_width_and_direction_marks_vanish() -> None:
    assert tidy_title("\ufeffHọp\u200b thôn\u202e\u2066") == "Họp thôn"


def test_decomposed_letters_are_composed() -> None:
    assert tidy_title("Ho\u0323p tho\u0302n") == "Họp thôn"


def test_a_title_of_three_hundred_characters_is_kept_and_one_more_is_refused() -> None:
    assert len(tidy_title("đ" * 300)) == 300
    with pytest.raises(BulletinsError, match=r"301 characters.*at most 300"):
        tidy_title("đ" * 301)


@pytest.mark.parametrize("nothing", ["", " \n ", "\u200b\u200b"])
def test_a_title_without_a_visible_character_is_refused(nothing: str) -> None:
    with pytest.raises(BulletinsError, match="--title is empty"):
        tidy_title(nothing)


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(BulletinsError, match="UTF-8"):
        tidy("H\udcffp", "--writer")
