"""Changing a script: each edit makes another one, and leaves the other lines alone."""

import pytest

from broadcaster.reading import Entry, Lexicon, ReadingError, Script, choose, omit, read, say

TEXT = "BCH xã họp. Báo cáo về 3/4, có 5 hộ.\n\nComment (0)"


def test_an_omitted_line_is_kept_but_not_spoken_and_its_flags_go() -> None:
    script = read(TEXT)
    edited = omit(script, 3)
    assert len(edited.sentences) == 3
    assert len(edited.spoken_sentences) == 2
    assert all(flag.line != 3 for flag in edited.flags)
    assert script.sentences[2].omitted is False, "the first script is as it was"


def test_a_line_said_differently_is_read_anew() -> None:
    edited = say(read(TEXT), 2, "Báo cáo 5 việc của UBND.")
    line = edited.sentences[1]
    assert line.spoken == "Báo cáo năm việc của Ủy ban nhân dân."
    assert all(word.span == line.span and word.rule.startswith("said:") for word in line.words)
    assert [flag.line for flag in edited.flags] == [1, 3]


def test_new_flags_are_numbered_behind_the_old_ones() -> None:
    script = read(TEXT)
    edited = say(script, 1, "Tổ QZK họp.")
    numbers = [flag.number for flag in edited.flags]
    assert len(set(numbers)) == len(numbers)
    assert max(numbers) > max(flag.number for flag in script.flags)
    settled = say(edited, 1, "Tổ bảo vệ họp.")
    assert all(flag.line != 1 for flag in settled.flags)


def test_saying_uses_the_lexicon_it_is_given() -> None:
    lexicon = Lexicon.built_in().with_layer("commune", [Entry("QZK", "quản trị kho")])
    assert "quản trị kho" in say(read(TEXT), 1, "Tổ QZK.", lexicon).sentences[0].spoken


def test_a_chosen_candidate_replaces_the_flagged_words_with_their_mark() -> None:
    script = read(TEXT)
    asked = next(flag for flag in script.flags if flag.written == "3/4")
    edited = choose(script, asked.number, 2)
    assert edited.sentences[1].spoken == "Báo cáo về mùng ba tháng tư, có năm hộ."
    assert asked.number not in [flag.number for flag in edited.flags]


def test_the_other_flags_keep_their_numbers() -> None:
    script = read(TEXT)
    first, second = (flag.number for flag in script.ambiguous)
    edited = choose(choose(script, second, 1), first, 2)
    assert edited.sentences[0].spoken == "Ban Chỉ huy xã họp."
    assert edited.ambiguous == ()


def test_a_flag_of_a_line_said_differently_can_be_settled_too() -> None:
    said = say(read("Họp."), 1, "Họp về 3/4.")
    edited = choose(said, said.flags[0].number, 3)
    assert edited.sentences[0].spoken == "Họp về ba trên bốn."


@pytest.mark.parametrize(
    ("line", "quoted"), [(0, "no line 0"), (4, "no line 4"), (-1, "no line -1")]
)
def test_a_line_that_is_not_there_is_refused(line: int, quoted: str) -> None:
    with pytest.raises(ReadingError, match=quoted):
        omit(read(TEXT), line)
    with pytest.raises(ReadingError, match=quoted):
        say(read(TEXT), line, "Họp.")


def test_a_choice_that_is_not_offered_is_refused() -> None:
    script = read(TEXT)
    with pytest.raises(ReadingError, match=r"no choice 9.*1 Ban Chấp hành"):
        choose(script, 1, 9)
    with pytest.raises(ReadingError, match="no flag 77; the ones left are 1, 2, 3"):
        choose(script, 77, 1)
    with pytest.raises(ReadingError, match="offers nothing"):
        choose(script, 3, 1)


def test_saying_nothing_is_refused() -> None:
    with pytest.raises(ReadingError, match="empty"):
        say(read(TEXT), 1, "  ")


def test_a_script_stored_by_an_older_version_keeps_its_fingerprint() -> None:
    """Before words had a certainty and scripts had silences."""
    old = {
        "language": "vi",
        "region": "north",
        "version": "1-abc",
        "source": "Xã họp.",
        "sentences": [
            {
                "kind": "text",
                "language": "vi",
                "omitted": False,
                "pause_ms": 450,
                "span": [0, 7],
                "spoken": "Xã họp.",
                "words": [["Xã", 0, 2, "word"], ["họp.", 3, 7, "word"]],
            }
        ],
        "flags": [],
    }
    assert Script.from_document(old).to_document() == old
