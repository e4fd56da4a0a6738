"""A script in paragraphs: known by their words, wherever they stand."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from broadcaster.reading import read
from broadcaster.reading.model import Script
from broadcaster.reading.paragraphs import paragraphs_of

TEXT = "THÔNG BÁO\n\nMai mất điện. Bà con chuẩn bị.\nXin cảm ơn.\n\nXin cảm ơn."


def without(script: Script, line: int) -> Script:
    lines = list(script.sentences)
    lines[line - 1] = replace(lines[line - 1], omitted=True)
    return replace(script, sentences=tuple(lines))


def test_a_line_break_ends_a_paragraph_and_a_full_stop_does_not() -> None:
    found = paragraphs_of(read(TEXT))
    assert [one.lines for one in found] == [(1,), (2, 3), (4,), (5,)]
    assert found[1].text.startswith("Mai mất điện")
    assert found[1].pause_ms == found[1].sentences[-1].pause_ms


def test_the_same_words_twice_are_two_paragraphs() -> None:
    assert len({one.key for one in paragraphs_of(read(TEXT))}) == 4


def test_an_edit_leaves_the_keys_of_other_paragraphs_as_they_are() -> None:
    before = {one.key for one in paragraphs_of(read(TEXT))}
    after = {one.key for one in paragraphs_of(read(TEXT.replace("Mai", "Mốt")))}
    assert len(before & after) == 3


def test_what_is_left_out_is_not_read() -> None:
    script = without(without(read(TEXT), 1), 3)
    assert [one.lines for one in paragraphs_of(script)] == [(2,), (4,), (5,)]
    assert paragraphs_of(read(TEXT))[1].key != paragraphs_of(script)[0].key


@given(st.lists(st.sampled_from(["Mai họp.", "Xin mời.", "\n", " "]), max_size=12))
def test_every_spoken_line_is_in_exactly_one_paragraph_in_order(parts: list[str]) -> None:
    script = read("Tin. " + "".join(parts))
    found = paragraphs_of(script)
    lines = [line for one in found for line in one.lines]
    assert lines == [number for number, one in enumerate(script.sentences, 1) if not one.omitted]
    assert [one.number for one in found] == list(range(1, len(found) + 1))
