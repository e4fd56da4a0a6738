"""Layers of entries: the nearest wins, context decides, the version names the content."""

import pytest

from broadcaster.reading import Entry, Lexicon, ReadingError, read


def commune(*entries: Entry) -> Lexicon:
    return Lexicon.built_in().with_layer("commune", entries)


def spoken(text: str, lexicon: Lexicon) -> str:
    return read(text, lexicon=lexicon).sentences[0].spoken


def test_an_entry_is_not_asked_again() -> None:
    lexicon = commune(Entry("QZK", "quản trị kho"))
    script = read("Tổ QZK trực.", lexicon=lexicon)
    assert script.sentences[0].spoken == "Tổ quản trị kho trực."
    assert script.flags == ()


def test_the_nearer_layer_wins() -> None:
    province = Lexicon.built_in().with_layer("province", [Entry("UBND", "ủy ban tỉnh")])
    both = province.with_layer("commune", [Entry("UBND", "ủy ban xã")])
    assert spoken("UBND họp.", province) == "ủy ban tỉnh họp."
    assert spoken("UBND họp.", both) == "ủy ban xã họp."


def test_names_of_several_words_and_plain_words_can_be_entered() -> None:
    lexicon = commune(Entry("Pò Mã", "bò má"), Entry("Zalo", "da lô"))
    assert spoken("Đồn Pò Mã có nhóm Zalo.", lexicon) == "Đồn bò má có nhóm da lô."


def test_the_longest_entry_wins() -> None:
    lexicon = commune(Entry("Nà", "nà một"), Entry("Nà Cạn", "nà hai"))
    assert spoken("Bản Nà Cạn xa.", lexicon) == "Bản nà hai xa."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Đội XK tập bóng.", "Đội xung kích tập bóng."),
        ("Hàng XK ra cảng.", "Hàng xuất khẩu ra cảng."),
    ],
)
def test_context_words_choose_between_entries(text: str, expected: str) -> None:
    lexicon = commune(Entry("XK", "xung kích", ("bóng",)), Entry("XK", "xuất khẩu"))
    assert spoken(text, lexicon) == expected


def test_two_entries_without_context_are_asked() -> None:
    lexicon = commune(Entry("XK", "xung kích"), Entry("XK", "xuất khẩu"))
    (flag,) = read("Đội XK.", lexicon=lexicon).flags
    assert flag.candidates[:2] == ("xung kích", "xuất khẩu")


@pytest.mark.parametrize(
    ("written", "said"), [("", "một"), ("QZK", ""), ("QZK", "tổ 3"), ("QZK", "…"), (" ", " ")]
)
def test_an_entry_that_can_not_be_spoken_is_refused(written: str, said: str) -> None:
    with pytest.raises(ReadingError, match="can not be spoken"):
        commune(Entry(written, said))


def test_entries_are_composed_and_trimmed() -> None:
    lexicon = commune(Entry("  Nậm  Rịa ", " nậm\u0020 ria"))
    assert lexicon.layers[-1].entries == (Entry("Nậm Rịa", "nậm ria"),)


def test_the_version_changes_with_any_entry_and_stands_in_the_script() -> None:
    plain, other = Lexicon.built_in(), commune(Entry("QZK", "quản trị kho"))
    assert plain.version != other.version
    assert other.version == commune(Entry("QZK", "quản trị kho")).version
    assert read("Họp.", lexicon=other).version.endswith(other.version)


def test_a_stored_script_does_not_change_with_the_lexicon() -> None:
    script = read("Tổ QZK.")
    read("Tổ QZK.", lexicon=commune(Entry("QZK", "quản trị kho")))
    assert script.sentences[0].spoken == "Tổ quy dét ca."


def test_no_row_of_the_built_in_tables_can_not_be_spoken() -> None:
    for entry in Lexicon.built_in().layers[0].entries:
        assert entry.checked() == entry


def test_no_built_in_form_has_two_usual_meanings() -> None:
    """Of two usual meanings the first would be said; a real doubt has marks on both sides."""
    usual = [
        entry.written
        for entry in Lexicon.built_in().layers[0].entries
        if not entry.context or "=" in entry.context
    ]
    assert {written for written in usual if usual.count(written) > 1} == set()


def test_an_entry_with_context_leaves_the_farther_meanings_in_place() -> None:
    lexicon = commune(Entry("TT", "tổ trực", ("chốt",)))
    assert "tổ trực" in read("Chốt có TT đêm nay.", lexicon=lexicon).sentences[0].spoken
    assert "Trung tâm" in read("TT Y tế huyện tiêm.", lexicon=lexicon).sentences[0].spoken


def test_a_context_without_words_is_none() -> None:
    entry = Entry("TTYT", "trạm y tế", ("", " ", ">", "trạm", "^")).checked()
    assert entry.context == ("trạm", "^")


def test_the_marks_of_the_built_in_tables_can_hold() -> None:
    """A mark in capitals or with a space at its edge is compared with small letters, and never."""
    shapes = {">A", ">AA", ">Aa", ">Y"}
    for entry in Lexicon.built_in().layers[0].entries:
        for mark in set(entry.context) - shapes:
            words = mark[1:] if mark[0] in "<>" else mark
            assert words
            assert words == words.strip().lower(), entry
