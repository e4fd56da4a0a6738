"""How a text would be read with entries that nobody has kept."""

from broadcaster.bulletins import actions
from broadcaster.bulletins.lexicon_entries import typed_entry
from broadcaster.desk import Desk


def test_a_try_reads_with_an_entry_that_is_not_kept(desk: Desk) -> None:
    tried = actions.lexicon_test(desk, "Tổ QZK họp.", [typed_entry("QZK", "kho")])
    assert tried.script.sentences[0].spoken == "Tổ kho họp."
    assert [one.layer for one in tried.said] == ["khe-ren"]
    assert actions.lexicon_list(desk) == ()


def test_a_tried_entry_stands_beside_those_of_other_contexts(desk: Desk) -> None:
    actions.lexicon_add(desk, "QZK", "kho thóc", context=["thóc"])
    tried = [typed_entry("QZK", "kho vải", ["vải"])]
    for text, said in (("Nhập thóc vào QZK.", "kho thóc"), ("Nhập vải vào QZK.", "kho vải")):
        (one,) = actions.lexicon_test(desk, text, tried).said
        assert (one.spoken, one.entry in tried) == (said, said == "kho vải")
