import pytest

from broadcaster.bulletins import Bulletin, BulletinsError, actions, hash_of
from broadcaster.bulletins.rewording import Edits, learnt
from broadcaster.desk import Desk
from broadcaster.reading import Flag, FlagKind, ReadingError, Region, Script, Span
from broadcaster.units import UnitsError
from tests.conftest import as_person


def spoken(bulletin: Bulletin) -> str:
    return " ".join(line.spoken for line in bulletin.revision.script.sentences)


def test_an_entry_is_used_by_later_readings_only(desk: Desk) -> None:
    before = actions.add(desk, "HTX Bó Lạ họp.")
    actions.lexicon_add(desk, "HTX", "hợp tác xã kiểu mới")
    after = actions.add(desk, "HTX Bó Lạ họp.")
    assert "hợp tác xã kiểu mới" in spoken(after)
    assert spoken(actions.find(desk, before.id)) == spoken(before)
    assert hash_of(actions.find(desk, before.id).revision.script) == hash_of(before.revision.script)


def test_an_edit_of_a_field_does_not_read_the_text_anew(desk: Desk) -> None:
    from broadcaster.bulletins import Wanted

    before = actions.add(desk, "HTX Bó Lạ họp.")
    actions.lexicon_add(desk, "HTX", "hợp tác xã kiểu mới")
    edited = actions.edit(desk, before.id, Wanted(times=2))
    assert edited.revision.script == before.revision.script


def test_a_later_entry_replaces_the_one_of_the_same_form(desk: Desk) -> None:
    actions.lexicon_add(desk, "TTX", "thông tấn xã")
    actions.lexicon_add(desk, "TTX", "trạm thuỷ xã")
    (entry,) = actions.lexicon_list(desk)
    assert (entry.spoken, entry.by) == ("trạm thuỷ xã", "operator")


def test_entries_beside_different_words_stand_together(desk: Desk) -> None:
    actions.lexicon_add(desk, "BTC", "ban tổ chức", context=["Lễ hội"])
    actions.lexicon_add(desk, "BTC", "bộ tài chính", context=["ngân sách"])
    assert [entry.context for entry in actions.lexicon_list(desk)] == [
        ("lễ hội",),
        ("ngân sách",),
    ]


def test_what_is_removed_is_not_used_any_more(desk: Desk) -> None:
    actions.lexicon_add(desk, "TTX", "thông tấn xã")
    assert actions.lexicon_remove(desk, "TTX").change.removed == 1
    assert actions.lexicon_list(desk) == ()
    with pytest.raises(BulletinsError, match="TTX"):
        actions.lexicon_remove(desk, "TTX")


@pytest.mark.parametrize(("written", "other"), [("", "x"), ("TTX", ""), ("TTX", "số 3")])
def test_what_cannot_be_spoken_is_refused(desk: Desk, written: str, other: str) -> None:
    with pytest.raises(ReadingError):
        actions.lexicon_add(desk, written, other)


def test_only_an_operator_teaches(desk: Desk) -> None:
    with pytest.raises(UnitsError):
        actions.lexicon_add(as_person(desk, "auditor"), "TTX", "thông tấn xã")


def script_with(*flags: Flag) -> Script:
    return Script("", "vi", Region.NORTH, (), flags)


NAME = Flag(1, FlagKind.AMBIGUOUS, Span(0, 5), "Krông", "foreign-word", ("k rông", "cờ rông"))
MEANINGS = Flag(
    2,
    FlagKind.AMBIGUOUS,
    Span(6, 9),
    "BCH",
    "ambiguous-abbreviation",
    ("ban chấp hành", "bộ chỉ huy"),
)


def test_a_name_is_learnt_when_it_is_settled_and_a_meaning_only_on_demand() -> None:
    edits = Edits(choose=((1, 2), (2, 1)))
    script = script_with(NAME, MEANINGS)
    assert [entry.spoken for entry in learnt(script, edits, None)] == ["cờ rông"]
    assert [entry.spoken for entry in learnt(script, edits, True)] == ["cờ rông", "ban chấp hành"]
    assert learnt(script, edits, False) == ()
    assert learnt(script, Edits(omit=(1,)), None) == ()


def test_a_name_confirmed_once_is_not_asked_again(desk: Desk) -> None:
    text = "Ông Boyce dự họp với TTXV."
    first = actions.add(desk, text)
    asked = [flag.number for flag in first.revision.script.flags]
    assert asked
    edited = actions.edit(desk, first.id, edits=Edits(choose=tuple((n, 1) for n in asked)))
    assert edited.revision.script.flags == ()
    assert actions.add(desk, text).revision.script.flags == ()
    assert {entry.source for entry in actions.lexicon_list(desk)} == {edited.revision.id}


def test_a_choice_for_once_is_asked_again(desk: Desk) -> None:
    text = "Mời TTXV đến họp."
    first = actions.add(desk, text)
    actions.edit(desk, first.id, edits=Edits(choose=((1, 1),)), remember=False)
    assert actions.lexicon_list(desk) == ()
    assert actions.add(desk, text).revision.script.flags


def test_a_text_read_again_uses_what_the_lexicon_has_learnt(desk: Desk) -> None:
    added = actions.add(desk, "Mời TTXV đến họp.")
    actions.lexicon_add(desk, "TTXV", "thông tấn xã")
    again = actions.edit(desk, added.id, edits=Edits(read_again=True))
    assert "thông tấn xã" in spoken(again)
    assert again.revision.script.source == added.revision.script.source
