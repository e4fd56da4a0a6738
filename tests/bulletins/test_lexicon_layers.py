"""Layers of the units above, who owns an entry, and what a change would alter."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcaster.bulletins import Bulletin, BulletinsError, State, actions
from broadcaster.bulletins.altering import altered_lines, letters, may_hold
from broadcaster.bulletins.lexicon import StatedEntry
from broadcaster.bulletins.lexicon_entries import typed_entry
from broadcaster.bulletins.rewording import Edits
from broadcaster.desk import Desk
from broadcaster.reading import Entry, Lexicon, read
from broadcaster.timebase import VirtualTime
from broadcaster.units import UnitKind, UnitsError
from broadcaster.units import actions as units
from tests.bulletins.conftest import Approve
from tests.conftest import as_person


@pytest.fixture
def under_province(desk: Desk) -> Desk:
    """The commune below a centre below a province."""
    office = as_person(desk, "administrator")
    units.add_unit(office, "Tỉnh Sơn", kind=UnitKind.PROVINCE)
    units.add_unit(office, "Trung tâm Sơn", kind=UnitKind.CENTRE, parent="tinh-son")
    units.add_unit(office, "Tỉnh Bể", kind=UnitKind.PROVINCE)
    units.move_unit(office, "khe-ren", "trung-tam-son", units.today(desk))
    return desk


def enter(desk: Desk, unit: str, written: str, spoken: str) -> None:
    entry = StatedEntry(typed_entry(written, spoken, source="văn bản 7"))
    actions.change_lexicon(desk, (entry,), unit=unit)


def spoken(desk: Desk, text: str) -> str:
    return read(text, lexicon=actions.commune_lexicon(desk)).sentences[0].spoken


def test_the_layer_of_the_nearest_unit_wins(under_province: Desk) -> None:
    desk = under_province
    for unit, said in (("tinh-son", "tỉnh"), ("trung-tam-son", "trung tâm"), ("khe-ren", "xã")):
        enter(desk, unit, "QZK", f"kho {said}")
        assert spoken(desk, "Tổ QZK họp.") == f"Tổ kho {said} họp."
    actions.lexicon_remove(desk, "QZK")
    actions.lexicon_remove(desk, "QZK", unit="trung-tam-son")
    assert spoken(desk, "Tổ QZK họp.") == "Tổ kho tỉnh họp."
    assert actions.lexicon_list(desk) == ()


def test_an_entry_names_its_owner_and_who_entered_it(under_province: Desk) -> None:
    enter(under_province, "tinh-son", "QZK", "kho tỉnh")
    (entry,) = actions.lexicon_list(under_province, "tinh-son")
    assert (entry.owner, entry.by, entry.source) == ("tinh-son", "operator", "văn bản 7")
    assert [layer.owner for layer in actions.lexicon_layers(under_province)] == [
        "tinh-son",
        "trung-tam-son",
        "khe-ren",
    ]


def test_a_unit_that_is_not_above_has_no_layer_here(under_province: Desk) -> None:
    with pytest.raises(BulletinsError, match=r"tinh-be.*not above"):
        enter(under_province, "tinh-be", "QZK", "kho")


def test_a_layer_goes_with_the_tree(under_province: Desk, clock: VirtualTime) -> None:
    enter(under_province, "tinh-son", "QZK", "kho tỉnh")
    tomorrow = units.today(under_province) + timedelta(days=1)
    units.move_unit(as_person(under_province, "administrator"), "khe-ren", "tinh-be", tomorrow)
    assert spoken(under_province, "Tổ QZK họp.") == "Tổ kho tỉnh họp."
    clock.advance(24 * 3600 * 10**9)
    assert "kho tỉnh" not in spoken(under_province, "Tổ QZK họp.")


def test_an_empty_layer_above_does_not_change_the_version(desk: Desk) -> None:
    before = actions.commune_lexicon(desk).version
    office = as_person(desk, "administrator")
    units.add_unit(office, "Tỉnh Sơn", kind=UnitKind.PROVINCE)
    units.move_unit(office, "khe-ren", "tinh-son", units.today(desk))
    assert actions.commune_lexicon(desk).version == before


def test_what_was_removed_stays_with_who_removed_it(desk: Desk) -> None:
    actions.lexicon_add(desk, "QZK", "kho")
    actions.lexicon_remove(as_person(desk, "administrator"), "QZK")
    assert actions.lexicon_layer(desk).entries == ()
    (gone,) = actions.lexicon_layer(desk, removed=True).entries
    assert (gone.by, gone.removed_by) == ("operator", "administrator")


def test_an_entry_that_is_there_already_is_left_with_who_entered_it(desk: Desk) -> None:
    actions.lexicon_add(desk, "QZK", "kho")
    again = actions.lexicon_add(as_person(desk, "administrator"), "QZK", "kho").change
    assert (again.added, again.replaced, again.unchanged) == (0, 0, 1)
    assert [one.by for one in actions.lexicon_list(desk)] == ["operator"]


def test_several_words_of_a_context_may_be_given_at_once(desk: Desk) -> None:
    actions.lexicon_add(desk, "QZK", "kho", context=["Thóc | gạo", "thóc"])
    assert actions.lexicon_list(desk)[0].context == ("thóc", "gạo")


# What a change would alter


@pytest.fixture
def waiting(desk: Desk) -> Bulletin:
    added = actions.add(desk, "Mai họp.\n\nMời TTXV đến.")
    actions.render(desk, added.id)
    actions.submit(desk, added.id, accept_flags="nghe rồi")
    return actions.find(desk, added.id)


def alters(desk: Desk, written: str, said: str) -> list[tuple[str, list[int]]]:
    changed = actions.lexicon_add(desk, written, said, coming=actions.nothing_coming, dry_run=True)
    return [(one.bulletin, [line.line for line in one.lines]) for one in changed.alters]


def test_a_bulletin_that_waits_is_named_with_its_line_and_stays_as_it_is(
    desk: Desk, waiting: Bulletin
) -> None:
    changed = actions.lexicon_add(desk, "TTXV", "thông tấn xã", coming=actions.nothing_coming)
    (altered,) = changed.alters
    assert (altered.bulletin, altered.state) == (waiting.id, State.SUBMITTED)
    (line,) = altered.lines
    assert (line.line, line.written) == (2, "Mời TTXV đến.")
    assert (line.before, line.after) == ("Mời tê tê ích vê đến.", "Mời thông tấn xã đến.")
    assert actions.find(desk, waiting.id) == waiting
    assert actions.find(desk, waiting.id).revision.script == waiting.revision.script


def test_a_removal_alters_too(desk: Desk, waiting: Bulletin) -> None:
    actions.lexicon_add(desk, "Mai", "ngày mai")
    added = actions.add(desk, "Mai mất điện.")
    actions.render(desk, added.id)
    actions.submit(desk, added.id)
    changed = actions.lexicon_remove(desk, "Mai", coming=actions.nothing_coming, dry_run=True)
    assert [one.bulletin for one in changed.alters] == [added.id]
    assert actions.lexicon_list(desk)


def test_a_planned_bulletin_is_named_first_with_its_airings(
    desk: Desk, waiting: Bulletin, approve_new: Approve
) -> None:
    approval = approve_new("Đài TTXV phát.")
    coming = {approval.bulletin: ["ban-tin-sang@2026-11-23T05:30 05:30:08"]}
    changed = actions.lexicon_add(desk, "TTXV", "thông tấn xã", coming=lambda: coming)
    assert [(one.bulletin, len(one.airings)) for one in changed.alters] == [
        (approval.bulletin, 1),
        (waiting.id, 0),
    ]


@pytest.mark.parametrize(
    ("written", "said"), [("QZK", "kho"), ("TTXV", "tê tê ích vê"), ("ttxv", "kho")]
)
def test_what_reads_the_same_is_not_named(
    desk: Desk, waiting: Bulletin, written: str, said: str
) -> None:
    assert alters(desk, written, said) == []


def test_drafts_and_what_only_rests_are_not_named(desk: Desk, approve_new: Approve) -> None:
    actions.add(desk, "Mời TTXV đến.")
    approve_new("Đài TTXV phát.")
    assert alters(desk, "TTXV", "thông tấn xã") == []


def test_a_line_that_a_person_left_out_or_worded_is_not_the_lexicons(
    desk: Desk, waiting: Bulletin
) -> None:
    edits = actions.edit(desk, waiting.id, edits=Edits(say=((2, "Mời nhà đài đến."),)))
    actions.render(desk, edits.id)
    actions.submit(desk, edits.id)
    assert alters(desk, "TTXV", "thông tấn xã") == []
    actions.edit(desk, waiting.id, edits=Edits(say=((2, "Mời TTXV đến."),)))
    actions.render(desk, edits.id)
    actions.submit(desk, edits.id, accept_flags="nghe rồi")
    assert alters(desk, "TTXV", "thông tấn xã") == [(waiting.id, [2])]


def test_a_form_is_found_with_other_joints(desk: Desk) -> None:
    added = actions.add(desk, "Mời Sở KH-ZZ họp.")
    actions.render(desk, added.id)
    actions.submit(desk, added.id, accept_flags="nghe rồi")
    assert alters(desk, "KH&ZZ", "kế hoạch") == [(added.id, [1])]


FORMS = st.sampled_from(["TTXV", "KH&ZZ", "KH-ZZ", "Pò Mã", "QZK", "mai", "xã"])


@given(
    st.lists(FORMS, min_size=1, max_size=5), FORMS, st.sampled_from([" ", "  ", "\n", "\u200b "])
)
def test_a_text_that_is_not_read_again_would_not_have_changed(
    words: list[str], form: str, gap: str
) -> None:
    script = read(gap.join(words) + ".")
    before = Lexicon.built_in()
    after = before.with_layer("khe-ren", [Entry(form, "kho")])
    if not may_hold(script.source, {letters(form)}):
        assert altered_lines(script, before, after) == ()


def test_an_auditor_sees_but_does_not_teach(desk: Desk) -> None:
    auditor = as_person(desk, "auditor")
    assert actions.lexicon_list(auditor) == ()
    with pytest.raises(UnitsError):
        actions.lexicon_add(auditor, "QZK", "kho", dry_run=True)
