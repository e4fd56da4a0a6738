"""A template's file: every mistake at once, nothing unbounded, and a text divided at its blanks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcaster.emergency.model import Piece
from broadcaster.emergency.template_file import TemplateFileError, pieces_of, read_template

FLOOD = """
name = "lu-quet"
title = "Cảnh báo lũ quét"
text = "Lũ quét trên {song}. Người dân {thon} sơ tán đến {diem}."
repeat_minutes = 10
expire_minutes = 120

[blanks]
song = ["sông Khe Ren", "suối Nà Hoa"]
thon = ["thôn Một", "thôn Hai"]
diem = ["trường học", "nhà văn hóa"]
"""


def test_it_is_read_with_its_pieces_in_order() -> None:
    wording = read_template(FLOOD)
    assert [piece.words or piece.blank for piece in wording.pieces] == [
        "Lũ quét trên",
        "song",
        "Người dân",
        "thon",
        "sơ tán đến",
        "diem",
    ]
    assert [piece.closes for piece in wording.pieces] == [False, True, False, False, False, True]
    assert wording.alert
    assert (wording.repeat_minutes, wording.expire_minutes) == (10, 120)
    assert len(wording.texts) == 3 + 6 + 1


def test_every_mistake_is_listed_at_once() -> None:
    spoilt = """
    name = "Lũ quét"
    text = "Lũ trên {song} ở {thon}."
    repeat_minutes = 500
    colour = "red"
    [blanks]
    song = []
    diem = ["trường"]
    """
    with pytest.raises(TemplateFileError) as caught:
        read_template(spoilt)
    mistakes = "\n".join(caught.value.mistakes)
    for part in ("name = ", '"title" is missing', "repeat_minutes = 500", "colour", "blanks.song"):
        assert part in mistakes
    assert '"thon"' in mistakes
    assert '"diem" stands nowhere' in mistakes


@pytest.mark.parametrize(
    "text",
    [
        "not toml",
        'name = "a"\ntitle = "b"\ntext = "' + "a" * 2000 + '"',
        'name = "a"\ntitle = "b"\ntext = "{x}"\n[blanks]\nx = ' + str(["a"] * 101),
        'name = "a"\ntitle = "b"\ntext = "..."',
        "x" * 70_000,
    ],
)
def test_what_is_too_much_or_nothing_is_refused(text: str) -> None:
    with pytest.raises(TemplateFileError):
        read_template(text)


@given(st.text("ab {}.,!", max_size=60))
def test_no_text_breaks_it_and_each_piece_is_words_or_a_blank(text: str) -> None:
    for piece in pieces_of(text):
        assert isinstance(piece, Piece)
        assert not (piece.words and piece.blank)
