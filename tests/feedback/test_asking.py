"""A moment is answered with the words that were approved, or says why they are not at hand."""

from broadcaster.bulletins import actions as bulletins
from broadcaster.bulletins.rewording import Edits
from broadcaster.desk import Desk
from broadcaster.feedback.asking import ask
from broadcaster.reports.moment import MomentPage, text_of
from tests.bulletins.conftest import Approve
from tests.cli.conftest import Run
from tests.feedback.conftest import AirIt


def asked(desk: Desk, typed: str = "2026-11-22T08:00") -> MomentPage:
    (page,) = ask(desk.home, desk.settings, desk.time, typed)
    return page


def test_the_page_has_the_exact_words_and_who_approved_them(
    desk: Desk, approve_new: Approve, air: AirIt
) -> None:
    approval = approve_new("Mai mất điện từ 7 giờ.")
    air(approval)
    text = text_of(asked(desk))
    assert "mai mất điện từ bảy giờ" in text.lower()
    assert f"Approval: {approval.id}." in text
    assert "Written by operator, approved by approver." in text
    seal = asked(desk).seal
    assert seal is not None
    assert seal.code in text


def test_the_words_are_those_of_the_revision_that_aired_not_of_the_newest(
    desk: Desk, approve_new: Approve, air: AirIt
) -> None:
    approval = approve_new("Mai mất điện.")
    air(approval)
    bulletins.edit(desk, approval.bulletin, edits=Edits(text="Mai có điện trở lại."))
    text = text_of(asked(desk))
    assert "mất điện" in text
    assert "trở lại" not in text


def test_without_the_database_the_answer_stands_and_names_the_cut(
    desk: Desk, approve_new: Approve, air: AirIt
) -> None:
    approval = approve_new()
    air(approval)
    desk.home.database.unlink()
    text = text_of(asked(desk))
    assert f"the log names cut {approval.cut}" in text
    assert not desk.home.database.exists()


def test_the_same_log_gives_the_same_page(desk: Desk, approve_new: Approve, air: AirIt) -> None:
    air(approve_new())
    assert text_of(asked(desk)) == text_of(asked(desk))


def test_show_has_the_words_and_the_cut_below_the_records(
    desk: Desk, approve_new: Approve, air: AirIt, run: Run
) -> None:
    approval = approve_new("Mai mất điện từ 7 giờ.")
    air(approval)
    said = run("--home", desk.home.root, "journal", "show", "0a1b2c3d").out
    assert "mai mất điện từ bảy giờ" in said.lower()
    assert f"Cut {approval.cut}:" in said
    for path in desk.home.audio_cache.rglob(f"{approval.cut}*"):
        path.unlink()
    gone = " ".join(run("--home", desk.home.root, "journal", "show", "0a1b2c3d").out.split())
    assert f"Cut {approval.cut} is not in the audio cache any more." in gone
