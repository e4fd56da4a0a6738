"""What a corrected line teaches: short, sensible entries that would read the line so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcaster.reading import Entry, Lexicon, ReadingError, omit, read, say
from broadcaster.reading.corrections import offers, offers_in

BUILT_IN = Lexicon.built_in()


def offered(text: str, said: str, lexicon: Lexicon = BUILT_IN) -> list[tuple[str, str]]:
    before = read(text, lexicon=lexicon)
    after = say(before, 1, said, lexicon)
    return [(one.written, one.spoken) for one in offers(before, after, lexicon)]


@pytest.mark.parametrize(
    ("text", "said", "expected"),
    [
        ("Mời TTXV đến họp.", "Mời thông tấn xã đến họp.", ("TTXV", "thông tấn xã")),
        ("Mời bà con đến TTXV.", "Mời bà con đến thông tấn xã.", ("TTXV", "thông tấn xã")),
        ("Mời UBND xã họp.", "Mời ủy ban xã họp.", ("UBND", "ủy ban")),
        ("Đồn Pò Mã họp.", "Đồn bò má họp.", ("Pò Mã", "bò má")),
        ("Họp ngày 26/11 tại Kbang.", "Họp hai sáu tại cờ bang.", ("Kbang", "cờ bang")),
    ],
)
def test_a_name_or_abbreviation_that_is_said_otherwise_is_offered(
    text: str, said: str, expected: tuple[str, str]
) -> None:
    assert offered(text, said) == [expected]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Kính thưa bà con.", "Thưa bà con."),
        ("Mai họp dân.", "Mai tập trung dân."),
        ("Thu 3/4 số tiền.", "Thu ngày ba tháng tư số tiền."),
        ("Mua 50kg lúa.", "Mua năm chục ký lúa."),
        ("THÔNG BÁO KHẨN", "Thông cáo khẩn"),
        ("Mời TTXV họp.", "Mời họp."),
        ("Mời TTXV họp.", "Mời một hai ba bốn năm sáu bảy tám chín họp."),
        ("Alô Boyce Smith Wesson Kbang Krông họp.", "Alô một hai họp."),
    ],
)
def test_ordinary_words_figures_and_long_runs_are_not_offered(text: str, said: str) -> None:
    assert offered(text, said) == []


def test_a_word_said_in_two_ways_teaches_nothing() -> None:
    text = "Ông Boyce gặp ông Boyce."
    assert offered(text, "Ông boi gặp ông Boyce.") == []
    assert offered(text, "Ông boi gặp ông bôi.") == []
    assert offered(text, "Ông boi gặp ông boi.") == [("Boyce", "boi")]


def test_what_is_taught_is_not_offered_again() -> None:
    taught = BUILT_IN.with_layer("commune", [Entry("TTXV", "thông tấn xã")])
    assert offered("Mời TTXV họp.", "Mời thông tấn xã họp.", taught) == []


def test_only_lines_that_changed_are_looked_at_but_all_of_them_can_be() -> None:
    first = say(read("Mời TTXV họp.\n\nMời Kbang họp."), 1, "Mời thông tấn xã họp.")
    second = say(first, 2, "Mời cờ bang họp.")
    assert [one.line for one in offers(first, second, BUILT_IN)] == [2]
    assert [one.written for one in offers_in(second, 1, BUILT_IN)] == ["TTXV"]
    assert offers_in(omit(second, 1), 1, BUILT_IN) == ()


def test_another_text_is_no_correction() -> None:
    assert offers(read("Mời TTXV họp."), read("Mời Kbang họp."), BUILT_IN) == ()


TOKENS = st.sampled_from(["TTXV", "UBND", "xã", "họp", "Kbang", "Pò Mã", "26/11", "Boyce", "và"])
SAID = st.sampled_from(["thông tấn", "ủy ban", "xã", "họp", "cờ bang", "bò má", "boi", "và", "mai"])


@given(st.lists(TOKENS, min_size=1, max_size=7), st.lists(SAID, min_size=1, max_size=7))
def test_an_offer_reads_the_line_closer_to_what_was_said(
    written: list[str], said: list[str]
) -> None:
    """The law of an offer: it is short, new, and the reader says it once it is entered."""
    before = read(f"{' '.join(written)}.")
    try:
        after = say(before, 1, " ".join(said))
    except ReadingError:
        return
    for one in offers(before, after, BUILT_IN):
        taught = BUILT_IN.with_layer("commune", [Entry(one.written, one.spoken)])
        now = read(before.source, lexicon=taught).sentences[0].spoken.casefold()
        assert one.spoken.casefold() in now
        assert now != before.sentences[0].spoken.casefold()
        assert (len(one.written.split()) <= 4, len(one.spoken.split()) <= 8) == (True, True)
