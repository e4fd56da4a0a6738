"""How long a script will sound, at a pace."""

from hypothesis import given
from hypothesis import strategies as st

from broadcaster.reading import Pace, estimate_ms, omit, read, sentence_ms
from broadcaster.reading.breath import CLAUSE_PAUSE_MS

SYLLABLES = Pace(word_ms=250, letter_ms=0, mark_ms=300, piece_ms=100)
LETTERS = Pace(word_ms=0, letter_ms=70, mark_ms=300, piece_ms=100)


def steady(_language: str) -> Pace:
    return SYLLABLES


def test_the_estimate_is_words_plus_pauses() -> None:
    script = read("Một hai ba bốn. Năm sáu.")
    pauses = sum(sentence.pause_ms for sentence in script.sentences)
    assert estimate_ms(script, steady) == 6 * 250 + 2 * 100 + pauses


def test_a_mark_inside_a_piece_is_a_pause_and_the_last_one_is_not() -> None:
    assert SYLLABLES.speech_ms("một, hai.") == 2 * 250 + 300 + 100
    assert SYLLABLES.speech_ms("lúc 7:30 và 3,5 ha") == 5 * 250 + 100


def test_figures_count_as_the_words_they_become() -> None:
    assert estimate_ms(read("Có 2026 hộ."), steady) > estimate_ms(read("Có nhiều hộ."), steady)


def test_what_is_omitted_does_not_count() -> None:
    script = read("Hôm nay họp thôn. Ngày mai đi chợ.")
    assert estimate_ms(omit(script, 1), steady) == sentence_ms(script.sentences[1], steady)


def test_letters_count_where_words_are_long_and_short() -> None:
    script = read("The border gate is open.", language="en")
    assert estimate_ms(script, lambda _: LETTERS) == 19 * 70 + 100 + script.sentences[0].pause_ms


def test_each_line_has_the_pace_of_its_language() -> None:
    script = read("Sáng mai họp dân.\nPlease wear your masks.")
    asked = []

    def pacing(language: str) -> Pace:
        asked.append(language)
        return SYLLABLES

    estimate_ms(script, pacing)
    assert asked == ["vi", "en"]


def test_a_breath_counts_as_the_pause_it_is() -> None:
    clause = " ".join(["từ"] * 20)
    script = read(f"{clause}; {clause}.")
    pauses = script.sentences[0].pause_ms + CLAUSE_PAUSE_MS
    assert estimate_ms(script, steady) == 40 * 250 + 2 * 100 + pauses


@given(st.floats(0.5, 2), st.sampled_from(["một hai", "một, hai; ba", "một"]))
def test_who_takes_longer_takes_as_much_longer_for_everything(factor: float, said: str) -> None:
    longer = SYLLABLES.times(factor).speech_ms(said)
    assert abs(longer - factor * SYLLABLES.speech_ms(said)) < 1e-6
