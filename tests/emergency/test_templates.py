"""Templates are spoken, approved by another person, signed, kept in the cache, and end."""

from dataclasses import replace
from pathlib import Path

import pytest

from broadcaster.desk import Desk
from broadcaster.emergency import EmergencyError, Template, actions
from broadcaster.emergency.filling import fill, parse_fills
from broadcaster.production import ProductionError
from broadcaster.production.actions import open_cache
from broadcaster.signed import read_signed
from broadcaster.units import UnitsError
from broadcaster.upkeep.housekeeping import needed_cuts
from tests.conftest import as_person
from tests.emergency.conftest import SHORT


def signed(desk: Desk) -> list[Template]:
    found = read_signed(desk.home.emergency_templates, "emergency-templates", [desk.key.public])
    return [Template.from_document(one) for one in found["templates"]]


def test_one_person_applies_another_approves_and_every_phrase_is_on_the_box(
    template_desk: Desk, approver: Desk
) -> None:
    (applied,) = actions.apply_templates(template_desk)
    assert set(applied.phrases) == {"Lũ trên", "Lên đồi ngay.", "sông Ren", "suối Hoa", "Diễn tập."}
    assert not template_desk.home.emergency_templates.exists()
    approved = actions.approve_template(approver, "lu-quet")
    assert (approved.author, approved.approver) == ("operator", "approver")
    assert signed(template_desk) == [approved]
    cuts = {phrase.cut for phrase in approved.phrases.values()}
    assert len(cuts) == 5
    for cut in cuts:
        open_cache(template_desk).read(cut)
    assert cuts <= needed_cuts(template_desk)


def test_nobody_approves_what_they_applied(template_desk: Desk, approver: Desk) -> None:
    actions.apply_templates(approver)
    with pytest.raises(EmergencyError, match="another person"):
        actions.approve_template(approver, "lu-quet")


def test_who_lacks_the_role_neither_applies_nor_approves(template_desk: Desk) -> None:
    with pytest.raises(UnitsError):
        actions.apply_templates(as_person(template_desk, "auditor"))
    actions.apply_templates(template_desk)
    with pytest.raises(UnitsError):
        actions.approve_template(template_desk, "lu-quet")


def test_a_new_version_waits_while_the_old_one_serves(template_desk: Desk, approver: Desk) -> None:
    actions.apply_templates(template_desk)
    first = actions.approve_template(approver, "lu-quet")
    assert actions.apply_templates(template_desk) == ()
    path = template_desk.home.emergency / "lu-quet.toml"
    path.write_text(SHORT.replace("Lên đồi ngay", "Chạy ngay"), encoding="utf-8")
    (second,) = actions.apply_templates(template_desk)
    assert signed(template_desk) == [first]
    listed = actions.template(template_desk, "lu-quet")
    assert (listed.approved, listed.waiting) == (first, second)
    actions.approve_template(approver, "lu-quet")
    assert [one.version for one in signed(template_desk)] == [second.version]


def test_a_cut_that_was_altered_is_not_approved(template_desk: Desk, approver: Desk) -> None:
    (applied,) = actions.apply_templates(template_desk)
    path = open_cache(template_desk).path(next(iter(applied.phrases.values())).cut)
    path.write_bytes(path.read_bytes() + b"x")
    with pytest.raises(ProductionError):
        actions.approve_template(approver, "lu-quet")
    assert not template_desk.home.emergency_templates.exists()


def test_withdrawn_it_is_in_no_signed_file(template_desk: Desk, approver: Desk) -> None:
    actions.apply_templates(template_desk)
    actions.approve_template(approver, "lu-quet")
    actions.withdraw_template(template_desk, "lu-quet")
    assert signed(template_desk) == []
    with pytest.raises(EmergencyError):
        actions.withdraw_template(template_desk, "lu-quet")


def test_words_that_can_be_read_in_two_ways_are_a_mistake(template_desk: Desk) -> None:
    path = template_desk.home.emergency / "hai.toml"
    path.write_text('name = "hai"\ntitle = "Hai"\ntext = "Gọi XQZ ngay."', encoding="utf-8")
    with pytest.raises(EmergencyError, match="XQZ"):
        actions.apply_templates(template_desk)
    assert actions.template_list(template_desk) == ()


def test_a_folder_without_files_and_a_file_that_is_no_text_are_named(desk: Desk) -> None:
    with pytest.raises(EmergencyError, match="no template"):
        actions.check_templates(desk)
    path = Path(desk.home.root) / "x.toml"
    path.write_bytes(b"\xff\xfe")
    (checked,) = actions.check_templates(desk, [path])
    assert checked.mistakes


def test_blanks_take_what_is_listed_and_nothing_else(template_desk: Desk) -> None:
    (template,) = actions.apply_templates(template_desk)
    texts = [one.phrase.text for one in fill(template, {"song": "song ren"}, drill=True)]
    assert texts == ["Diễn tập.", "Lũ trên", "sông Ren", "Lên đồi ngay.", "Diễn tập."]
    for fills, said in [
        ({}, "is empty"),
        ({"song": "sông Hồng"}, "sông Hồng"),
        ({"song": "sông Ren", "thon": "x"}, "thon"),
    ]:
        with pytest.raises(EmergencyError, match=said):
            fill(template, fills, drill=False)


@pytest.mark.parametrize("word", ["song", "=x", "song=", ""])
def test_a_word_that_fills_nothing_is_quoted(word: str) -> None:
    with pytest.raises(EmergencyError):
        parse_fills([word])
    with pytest.raises(EmergencyError):
        parse_fills(["song=a", "song=b"])


def test_a_template_survives_its_document(template_desk: Desk) -> None:
    (template,) = actions.apply_templates(template_desk)
    assert Template.from_document(template.to_document()) == replace(template)
