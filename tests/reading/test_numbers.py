"""Numbers as words, in each region."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcaster.reading import Region, read
from broadcaster.reading.vi.numbers import cardinal, decimals, digit_by_digit, roman_value

WORTH = {
    "không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5,
    "sáu": 6, "bảy": 7, "tám": 8, "chín": 9,
}  # fmt: skip
SCALES = {"nghìn": 10**3, "ngàn": 10**3, "triệu": 10**6}


def heard(spoken: str) -> int:
    """The number a listener writes down."""
    head, _, tail = spoken.rpartition(" tỷ")
    if head:
        return heard(head) * 10**9 + (heard(tail) if tail.strip() else 0)
    total = group = digit = 0
    for word in spoken.split():
        if word in SCALES:
            total, group, digit = total + (group + digit) * SCALES[word], 0, 0
        elif word == "trăm":
            group, digit = digit * 100, 0
        elif word == "mươi":
            group, digit = group + digit * 10, 0
        elif word == "mười":
            group, digit = group + 10, 0
        elif word not in ("linh", "lẻ"):
            digit = WORTH[word]
    return total + group + digit


@given(st.integers(0, 10**15), st.sampled_from(list(Region)))
def test_a_listener_writes_down_the_number_that_was_spoken(value: int, region: Region) -> None:
    assert heard(cardinal(value, region)) == value


@pytest.mark.parametrize(
    ("value", "spoken"),
    [
        (0, "không"),
        (4, "bốn"),
        (10, "mười"),
        (15, "mười lăm"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (55, "năm mươi lăm"),
        (101, "một trăm linh một"),
        (110, "một trăm mười"),
        (1005, "một nghìn không trăm linh năm"),
        (12_500, "mười hai nghìn năm trăm"),
        (1_000_000, "một triệu"),
        (1_050_000, "một triệu không trăm năm mươi nghìn"),
        (2_500_000_000, "hai tỷ năm trăm triệu"),
        (10**18, "một tỷ tỷ"),
    ],
)
def test_the_textbook_reading_in_the_north(value: int, spoken: str) -> None:
    assert cardinal(value, Region.NORTH) == spoken


def test_the_south_says_ngan_and_le() -> None:
    assert cardinal(1005, Region.SOUTH) == "một ngàn không trăm lẻ năm"


def test_the_centre_says_nghin_and_le() -> None:
    assert cardinal(1005, Region.CENTRAL) == "một nghìn không trăm lẻ năm"


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("5", "năm"),
        ("34", "ba mươi tư"),
        ("05", "không năm"),
        ("50", "năm không"),
        ("125", "một hai năm"),
    ],
)
def test_decimals_keep_every_zero(written: str, spoken: str) -> None:
    assert decimals(written, Region.NORTH) == spoken


def test_codes_go_digit_by_digit() -> None:
    assert digit_by_digit("0 912-5") == "không chín một hai năm"


@pytest.mark.parametrize(
    ("numeral", "value"), [("I", 1), ("IV", 4), ("XIII", 13), ("XL", 40), ("XCIX", 99)]
)
def test_roman_numerals_have_a_value(numeral: str, value: int) -> None:
    assert roman_value(numeral) == value


@pytest.mark.parametrize("written", ["", "IIII", "VX", "IC", "A", "MM"])
def test_what_is_no_roman_numeral_has_none(written: str) -> None:
    assert roman_value(written) is None


def test_a_number_of_any_length_is_spoken() -> None:
    """Python turns no more than 4,300 figures into a number."""
    for text in ("1" * 5000, "1" * 5000 + ",5", "1 - " + "9" * 5000, "ngày " + "1" * 5000 + "%"):
        assert read(text).sentences[0].words
