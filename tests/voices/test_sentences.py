from hypothesis import given
from hypothesis import strategies as st

from broadcaster.voices.sentences import divide

texts = st.text(alphabet="aă, .;\n\t?—ộ", max_size=300)


@given(texts, st.integers(1, 40))
def test_no_piece_is_empty_or_over_the_limit(text: str, most: int) -> None:
    assert all(0 < len(piece) <= most for piece in divide(text, most))


@given(texts, st.integers(1, 40))
def test_every_character_but_spaces_is_kept_in_order(text: str, most: int) -> None:
    assert "".join("".join(divide(text, most)).split()) == "".join(text.split())


def test_it_breaks_after_sentences_before_commas_before_spaces() -> None:
    assert divide("Một, hai. Ba, bốn năm", 14) == ["Một, hai.", "Ba, bốn năm"]
    assert divide("Một hai, ba bốn năm", 14) == ["Một hai,", "ba bốn năm"]
    assert divide("Một hai ba bốn năm", 11) == ["Một hai ba", "bốn năm"]
    assert divide("Nghiêng", 3) == ["Ngh", "iên", "g"]


def test_a_text_that_fits_is_one_piece() -> None:
    assert divide("  Xin chào.  ", 100) == ["Xin chào."]
