"""An approver who does not understand the language approves only after a second listener."""

import json
from pathlib import Path

import pytest

from broadcaster.bulletins import Act, Bulletin, BulletinsError, State, Wanted, actions
from broadcaster.desk import Desk
from broadcaster.signed import open_signed
from broadcaster.units import Role
from broadcaster.units import actions as units
from tests.bulletins.conftest import write_tone
from tests.conftest import as_person


@pytest.fixture
def listener(desk: Desk) -> Desk:
    """Somebody without any role who understands Tày and English."""
    office = as_person(desk, "administrator")
    units.add_person(office, "ba cu")
    units.record_languages(office, "ba cu", ["tyz", "en"])
    return as_person(desk, "ba cu")


@pytest.fixture
def foreign(desk: Desk) -> Bulletin:
    """An English bulletin that waits for its approval."""
    added = actions.add(desk, "No power tomorrow.", Wanted(language="en", reader="Mr Reader"))
    actions.render(desk, added.id)
    actions.submit(desk, added.id)
    return actions.find(desk, added.id)


def test_without_an_attestation_the_approval_is_refused_with_what_to_do(
    desk: Desk, approver: Desk, foreign: Bulletin
) -> None:
    with pytest.raises(BulletinsError, match='in "en", which approver is not recorded') as said:
        actions.approve(approver, foreign.id)
    assert f"broadcaster bulletin attest {foreign.id}" in str(said.value)
    assert actions.find(desk, foreign.id).state is State.SUBMITTED
    assert actions.approved_bulletins(desk) == ()


def test_with_it_the_approval_is_given_and_carries_it_under_its_signature(
    desk: Desk, approver: Desk, listener: Desk, foreign: Bulletin
) -> None:
    attested = actions.attest(listener, foreign.id)
    approval = actions.approve(approver, foreign.id)
    assert approval.attestations == (attested,)
    path = desk.home.approvals / f"{approval.id}.json"
    signed = open_signed(path.read_bytes(), "approval", [desk.key.public], path.name)
    (written,) = signed["attestations"]
    assert written["statement"] == "figures, dates and names were heard right"
    assert (written["by"], written["language"]) == ("ba-cu", "en")
    assert written["cut"] == approval.cut == foreign.cut
    assert actions.approval_of(desk, actions.find(desk, foreign.id)) == approval
    assert Act.ATTESTED in [step.act for step in actions.history(desk, foreign.id)]


def test_an_approver_who_understands_it_needs_nobody(
    desk: Desk, approver: Desk, foreign: Bulletin
) -> None:
    units.record_languages(as_person(desk, "administrator"), "approver", ["en"])
    assert actions.approve(approver, foreign.id).attestations == ()


def test_a_bulletin_in_vietnamese_needs_nobody(approver: Desk, submitted: Bulletin) -> None:
    assert actions.approve(approver, submitted.id).attestations == ()


def test_another_recording_voids_the_attestation(
    desk: Desk, approver: Desk, listener: Desk, foreign: Bulletin, tone: Path
) -> None:
    actions.attest(listener, foreign.id)
    actions.render(desk, foreign.id, recording=tone)
    actions.submit(desk, foreign.id)
    assert actions.attestations_of(desk, actions.find(desk, foreign.id)) == ()
    with pytest.raises(BulletinsError, match="bulletin attest"):
        actions.approve(approver, foreign.id)


def test_another_text_or_another_language_voids_it(
    desk: Desk, listener: Desk, foreign: Bulletin
) -> None:
    actions.attest(listener, foreign.id)
    edited = actions.edit(desk, foreign.id, Wanted(title="Power"))
    assert len(actions.attestations_of(desk, edited)) == 1, "the title is not heard"
    edited = actions.edit(desk, foreign.id, Wanted(language="tyz"))
    assert actions.attestations_of(desk, edited) == ()


@pytest.mark.parametrize(
    ("who", "said"),
    [
        ("operator", "operator is the author"),
        ("technician", 'technician is not recorded to understand "en"'),
        ("Mr Reader", "Mr Reader reads"),
    ],
)
def test_author_reader_and_whoever_does_not_understand_it_do_not_attest(
    desk: Desk, foreign: Bulletin, who: str, said: str
) -> None:
    office = as_person(desk, "administrator")
    units.add_person(office, "Mr Reader", role=Role.OPERATOR)
    for one in ("operator", "Mr Reader"):
        units.record_languages(office, one, ["en"])
    with pytest.raises(BulletinsError, match=said):
        actions.attest(as_person(desk, who), foreign.id)
    assert actions.attestations_of(desk, foreign) == ()


def test_the_approvers_own_word_is_not_that_of_a_second_listener(
    desk: Desk, approver: Desk, foreign: Bulletin
) -> None:
    office = as_person(desk, "administrator")
    units.record_languages(office, "approver", ["en"])
    actions.attest(approver, foreign.id)
    units.record_languages(office, "approver", [], ["en"])
    with pytest.raises(BulletinsError, match="bulletin attest"):
        actions.approve(approver, foreign.id)


def test_a_listener_who_became_the_reader_no_longer_counts(
    desk: Desk, approver: Desk, listener: Desk, foreign: Bulletin
) -> None:
    actions.attest(listener, foreign.id)
    actions.edit(desk, foreign.id, Wanted(reader="Ba  Cu"))
    actions.submit(desk, foreign.id)
    now = actions.find(desk, foreign.id)
    assert actions.needs_attestation(desk, now, "approver"), "the page asks what the approval asks"
    assert not actions.may_attest(desk, now, "listener")
    with pytest.raises(BulletinsError, match="bulletin attest"):
        actions.approve(approver, foreign.id)


def test_nothing_is_attested_twice_before_it_is_spoken_or_after_it_is_approved(
    desk: Desk, approver: Desk, listener: Desk, foreign: Bulletin
) -> None:
    actions.attest(listener, foreign.id)
    with pytest.raises(BulletinsError, match="already"):
        actions.attest(listener, foreign.id)
    actions.approve(approver, foreign.id)
    with pytest.raises(BulletinsError, match="no recording to attest now"):
        actions.attest(listener, foreign.id)
    draft = actions.add(desk, "Hello.", Wanted(language="en"))
    with pytest.raises(BulletinsError, match="no recording to attest now"):
        actions.attest(listener, draft.id)


def test_those_who_could_attest_are_named(desk: Desk, listener: Desk, foreign: Bulletin) -> None:
    assert [one.id for one in actions.listeners(desk, foreign)] == ["ba-cu"]
    assert actions.needs_attestation(desk, foreign, "approver")
    actions.attest(listener, foreign.id)
    assert not actions.needs_attestation(desk, foreign, "approver")


def test_a_variant_says_who_translated_it_and_a_recording_who_reads_it(
    desk: Desk, submitted: Bulletin, tmp_path: Path
) -> None:
    wanted = Wanted(language="tyz", translates=submitted.id)
    variant = actions.add_recording(desk, write_tone(tmp_path / "tay.wav"), wanted)
    with pytest.raises(BulletinsError, match=r"who translated it.*--translator"):
        actions.submit(desk, variant.id)
    actions.edit(desk, variant.id, Wanted(translator="Nông Thị Lan"))
    with pytest.raises(BulletinsError, match=r"who reads it.*--reader"):
        actions.submit(desk, variant.id)
    actions.edit(desk, variant.id, Wanted(reader="Hoàng Văn Páo"))
    actions.submit(desk, variant.id)
    fields = actions.find(desk, variant.id).revision.fields
    assert (fields.translator, fields.translates) == ("Nông Thị Lan", submitted.revision.id)


def test_an_approval_from_before_there_were_attestations_is_read(
    approver: Desk, submitted: Bulletin
) -> None:
    approval = actions.approve(approver, submitted.id)
    document = json.loads(json.dumps(approval.to_document()))
    del document["attestations"]
    assert type(approval).from_document(document) == approval
