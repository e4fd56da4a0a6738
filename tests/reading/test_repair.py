"""Characters as they were meant, each traced to the text as it was handed in."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcaster.reading import read
from broadcaster.reading.repair import repair


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (unicodedata.normalize("NFD", "Ủy ban xã"), "Ủy ban xã"),
        ("th\u00adùng lo\u200ba", "thùng loa"),
        ("\ufeffxã \u202eBản\u202c", "xã Bản"),
        ("１６ ＡＢ％", "16 AB%"),
        ("12\u00a0500\u2009m", "12 500 m"),
        ("28\u201129 \u2212 5", "28-29 - 5"),
        ("168㎡ 5㎏ 37℃ 65ºC", "168m2 5kg 37°C 65°C"),
        ("Ðồng ð", "Đồng đ"),
        ("“a” ‘b’", "\"a\" 'b'"),
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("a\0b\x07c", "abc"),
        ("½ và 2½", " 1⁄2 và 2 1⁄2"),
        ("Ⅳ ①", "IV 1"),
        ("m² km³ chú¹", "m² km³ chú ¹ "),
    ],
)
def test_each_disguise_is_opened(written: str, meant: str) -> None:
    assert repair(written).text == meant


@given(st.text(max_size=40))
def test_every_character_points_into_the_original(text: str) -> None:
    repaired = repair(text)
    at = 0
    for number in range(len(repaired.text)):
        span = repaired.span(number, number + 1)
        assert at <= span.start <= span.end <= len(text)
        at = span.start


def test_spans_of_a_decomposed_text_cut_out_the_original_words() -> None:
    text = unicodedata.normalize("NFD", "Thôn Nà Cạn họp.")
    words = read(text).sentences[0].words
    cut = [text[word.span.start : word.span.end] for word in words]
    assert [unicodedata.normalize("NFC", word) for word in cut] == ["Thôn", "Nà", "Cạn", "họp"]


def test_a_clean_text_is_left_alone() -> None:
    text = "Thông báo số 5: họp lúc 7h30 – tại nhà văn hóa, 100% hộ."
    assert repair(text).text == text
    assert repair(text).span(0, 5).end == 5
