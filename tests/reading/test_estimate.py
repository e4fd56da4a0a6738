"""How long a script will sound."""

from broadcaster.reading import estimate_ms, omit, read
from broadcaster.reading.breath import CLAUSE_PAUSE_MS


def test_the_estimate_is_words_plus_pauses() -> None:
    script = read("Một hai ba bốn. Năm sáu.")
    pauses = sum(sentence.pause_ms for sentence in script.sentences)
    assert estimate_ms(script) == 6 * 250 + 2 * 95 + pauses


def test_figures_count_as_the_words_they_become() -> None:
    assert estimate_ms(read("Có 2026 hộ.")) > estimate_ms(read("Có nhiều hộ."))


def test_what_is_omitted_does_not_count() -> None:
    script = read("Hôm nay họp thôn. Ngày mai đi chợ.")
    assert estimate_ms(omit(script, 1)) < estimate_ms(script)


def test_a_foreign_script_is_estimated_by_its_characters() -> None:
    assert estimate_ms(read("The border gate is open daily.", language="en")) > 1500


def test_a_breath_counts_as_the_pause_it_is() -> None:
    clause = " ".join(["từ"] * 20)
    script = read(f"{clause}; {clause}.")
    pauses = script.sentences[0].pause_ms + CLAUSE_PAUSE_MS
    assert estimate_ms(script) == 40 * 250 + 2 * 95 + pauses
