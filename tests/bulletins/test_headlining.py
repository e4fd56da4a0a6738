"""The one sentence of a bulletin that is said before a session's items."""

from pathlib import Path

import pytest

from broadcaster.bulletins import Bulletin, BulletinsError, State, Wanted, actions
from broadcaster.bulletins.headlining import headline_line, headline_of
from broadcaster.bulletins.model import Approval
from broadcaster.bulletins.revision import Revision
from broadcaster.bulletins.rewording import Edits
from broadcaster.desk import Desk
from broadcaster.production import actions as production
from broadcaster.signed import read_signed
from broadcaster.upkeep.housekeeping import needed_cuts

TEXT = "LỊCH TIÊM CHỦNG\n\nTrạm y tế xã tiêm cho trẻ em.\n\nMời bà con đến sớm."


@pytest.fixture
def notice(desk: Desk) -> Bulletin:
    return actions.add(desk, TEXT)


def spoken(revision: Revision) -> str:
    sentence = headline_of(revision)
    return sentence.spoken if sentence else ""


def approved(desk: Desk, approver: Desk, bulletin: str) -> Approval:
    actions.render(desk, bulletin)
    actions.submit(desk, bulletin)
    return actions.approve(approver, bulletin)


def test_the_line_that_says_the_title_is_the_headline(notice: Bulletin) -> None:
    assert headline_line(notice.revision) == 1
    assert spoken(notice.revision).casefold().startswith("lịch tiêm chủng")


def test_a_title_that_no_line_says_is_no_headline(desk: Desk) -> None:
    added = actions.add(desk, TEXT, Wanted(title="Tiêm vắc-xin"))
    assert headline_line(added.revision) == 0
    assert not actions.render(desk, added.id).bulletin.headline_cut


def test_a_line_too_long_for_a_title_is_no_headline_by_itself(desk: Desk) -> None:
    added = actions.add(desk, "Ủy ban nhân dân xã " * 10 + "mời bà con họp.")
    assert headline_line(added.revision) == 0


def test_a_person_names_another_line_or_none(desk: Desk, notice: Bulletin) -> None:
    named = actions.edit(desk, notice.id, Wanted(headline="3"))
    assert spoken(named.revision).startswith("Mời bà con")
    silent = actions.edit(desk, notice.id, Wanted(headline="none"))
    assert headline_line(silent.revision) == 0
    again = actions.edit(desk, notice.id, Wanted(headline="auto"))
    assert headline_line(again.revision) == 1


@pytest.mark.parametrize("typed", ["4", "0", "-1", "eins", "1.5", "9" * 7])
def test_what_is_no_spoken_line_is_refused_and_quoted(
    desk: Desk, notice: Bulletin, typed: str
) -> None:
    with pytest.raises(BulletinsError, match=typed):
        actions.edit(desk, notice.id, Wanted(headline=typed))
    assert actions.find(desk, notice.id).revision.number == 1


def test_a_line_that_is_left_out_is_no_headline(desk: Desk, notice: Bulletin) -> None:
    edited = actions.edit(desk, notice.id, edits=Edits(omit=(1,)))
    assert headline_line(edited.revision) == 0
    with pytest.raises(BulletinsError, match="Line 1 cannot be the headline"):
        actions.edit(desk, notice.id, Wanted(headline="1"))


def test_lines_of_another_text_are_other_lines(desk: Desk, notice: Bulletin) -> None:
    actions.edit(desk, notice.id, Wanted(headline="3"))
    kept = actions.edit(desk, notice.id, edits=Edits(say=((2, "Trạm y tế tiêm chủng."),)))
    assert kept.revision.fields.headline == 3
    other = actions.edit(desk, notice.id, edits=Edits(text="Mai mất điện.\n\nMốt có điện."))
    assert other.revision.fields.headline is None


def test_it_is_spoken_with_the_bulletin_in_its_voice_as_a_cut_of_its_own(
    desk: Desk, notice: Bulletin
) -> None:
    done = actions.render(desk, notice.id, voice="embedded-south")
    headline = actions.cut_of(desk, done.bulletin.headline_cut)
    assert headline.voice == "embedded-south"
    assert headline.sha256 != done.cut.sha256
    assert headline.duration_ms < done.cut.duration_ms
    assert abs(headline.loudness_lufs + 16) <= 0.5
    assert actions.find(desk, notice.id) == done.bulletin


def test_the_approval_covers_its_sentence_and_its_hash(
    desk: Desk, approver: Desk, notice: Bulletin
) -> None:
    approval = approved(desk, approver, notice.id)
    made = actions.find(desk, notice.id)
    cut = actions.cut_of(desk, made.headline_cut)
    assert approval.headline is not None
    assert (approval.headline.line, approval.headline.cut) == (1, cut.sha256)
    assert approval.headline.decoded_sha256 == cut.decoded_sha256
    assert approval.headline.spoken == spoken(made.revision)
    path = desk.home.approvals / f"{approval.id}.json"
    document = read_signed(path, "approval", [desk.key.public])
    assert Approval.from_document(document) == approval


def test_an_approval_of_an_earlier_version_has_none(
    desk: Desk, approver: Desk, notice: Bulletin
) -> None:
    document = approved(desk, approver, notice.id).to_document()
    del document["headline"]
    assert Approval.from_document(document).headline is None


def test_an_altered_headline_is_not_approved(desk: Desk, approver: Desk, notice: Bulletin) -> None:
    made = actions.render(desk, notice.id).bulletin
    actions.submit(desk, notice.id)
    production.open_cache(desk).path(made.headline_cut).write_bytes(b"other")
    with pytest.raises(Exception, match=made.headline_cut[:16]):
        actions.approve(approver, notice.id)
    assert actions.find(desk, notice.id).state is State.SUBMITTED


def test_another_headline_is_spoken_before_it_is_approved(
    desk: Desk, approver: Desk, notice: Bulletin
) -> None:
    approved(desk, approver, notice.id)
    edited = actions.edit(desk, notice.id, Wanted(headline="3"))
    assert (edited.state, edited.headline_cut, edited.approval) == (State.RENDERED, "", "")
    assert actions.render(desk, notice.id).bulletin.headline_cut


def test_a_change_of_the_fields_alone_keeps_it(desk: Desk, notice: Bulletin) -> None:
    before = actions.render(desk, notice.id).bulletin
    assert actions.edit(desk, notice.id, Wanted(times=3)).headline_cut == before.headline_cut


def test_a_recording_by_a_person_has_none(desk: Desk, notice: Bulletin, tone: Path) -> None:
    actions.render(desk, notice.id)
    short = actions.edit(desk, notice.id, edits=Edits(text="Mai mất điện."))
    done = actions.render(desk, short.id, recording=tone)
    assert not done.bulletin.headline_cut


def test_housekeeping_keeps_it(desk: Desk, approver: Desk, notice: Bulletin) -> None:
    made = actions.render(desk, notice.id).bulletin
    assert made.headline_cut in needed_cuts(desk)
    actions.submit(desk, notice.id)
    actions.approve(approver, notice.id)
    assert made.headline_cut in needed_cuts(desk)
