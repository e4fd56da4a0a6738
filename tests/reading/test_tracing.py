"""Which entry said a word: its layer, and the context that holds."""

from broadcaster.reading import Entry, Lexicon, read
from broadcaster.reading.lexicon import BUILT_IN
from broadcaster.reading.tracing import Traced, traced


def trace(text: str, *entries: Entry) -> tuple[Traced, ...]:
    lexicon = Lexicon.built_in().with_layer("khe-ren", entries)
    return traced(read(text, lexicon=lexicon), lexicon)


def test_a_word_names_its_entry_and_layer() -> None:
    own, built_in = trace("Tổ QZK và UBND.", Entry("QZK", "quản trị kho", source="an"))
    assert (own.line, own.written, own.spoken, own.layer) == (1, "QZK", "quản trị kho", "khe-ren")
    assert own.entry.source == "an"
    assert (built_in.layer, built_in.entry.written) == (BUILT_IN, "UBND")


def test_the_context_that_holds_is_named() -> None:
    entries = (Entry("XK", "xung kích", ("bóng", "<đội")), Entry("XK", "xuất khẩu"))
    (beside,) = trace("Đội XK tập bóng.", *entries)
    assert (beside.spoken, beside.held) == ("xung kích", ("bóng", "<đội"))
    (usual,) = trace("Hàng XK ra cảng.", *entries)
    assert (usual.entry, usual.held) == (entries[1], ())


def test_an_entry_of_other_joints_is_found() -> None:
    (one,) = trace("Sở NN-PTNT họp.")
    assert (one.written, one.entry.written) == ("NN-PTNT", "NN&PTNT")


def test_what_no_entry_says_is_not_traced() -> None:
    assert trace("Tổ QZK họp ngày 26/11.") == ()
