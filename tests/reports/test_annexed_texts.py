"""The annex of a log book: the text of exactly what sounded, or why it is not there."""

from dataclasses import replace
from datetime import date

import pytest

from broadcaster.bulletins import actions
from broadcaster.bulletins.model import Approval
from broadcaster.bulletins.rewording import Edits
from broadcaster.desk import Desk
from broadcaster.reports.annexed_texts import annexed_texts
from broadcaster.reports.day import fold_day
from broadcaster.reports.model import Stretch
from tests.conftest import as_person
from tests.reports.records import Log

TEXT = "Mai mất điện.\nTừ 7 giờ đến 9 giờ."


@pytest.fixture
def approved(desk: Desk) -> Approval:
    added = actions.add(desk, TEXT)
    actions.render(desk, added.id)
    actions.submit(desk, added.id, accept_flags="tests")
    return actions.approve(as_person(desk, "approver"), added.id)


def heard(*subjects: tuple[str, str]) -> Stretch:
    log = Log()
    log.plan(*(f"{n:08x}:{n * 7000}:6000" for n in range(len(subjects))))
    for n, (revision, approval) in enumerate(subjects):
        log.aired(f"{n:08x}", n * 7, revision=revision, approval=approval, title="Mất điện")
    return fold_day(log.logs(), date(2026, 11, 22), "Asia/Ho_Chi_Minh")


def test_the_text_stands_there_once_word_for_word_with_the_hash_that_was_approved(
    desk: Desk, approved: Approval
) -> None:
    subject = (approved.revision, approved.id)
    (text,) = annexed_texts(desk, heard(subject, subject)).texts
    assert text.words == TEXT
    assert text.heading == "1. Mất điện"
    assert "2 airings" in text.about
    assert approved.script_sha256[:16] in text.about


def test_what_was_changed_after_its_approval_is_not_printed_for_it(
    desk: Desk, approved: Approval
) -> None:
    actions.edit(desk, approved.bulletin, edits=Edits(text="Ngày kia mất điện."), confirmed=True)
    newest = actions.find(desk, approved.bulletin).revision
    (text,) = annexed_texts(desk, heard((newest.id, approved.id))).texts
    assert text.words is None
    assert "NOT THE ONE THAT WAS APPROVED" in text.about


def test_the_revision_that_sounded_is_printed_though_a_newer_one_is_there(
    desk: Desk, approved: Approval
) -> None:
    actions.edit(desk, approved.bulletin, edits=Edits(text="Ngày kia mất điện."), confirmed=True)
    (text,) = annexed_texts(desk, heard((approved.revision, approved.id))).texts
    assert text.words == TEXT


def test_a_text_that_is_not_on_this_machine_is_missing(desk: Desk) -> None:
    (text,) = annexed_texts(desk, heard(("khe-ren-2020-0001.r1", "khe-ren-2020-0001.r1.a1"))).texts
    assert text.words is None


def test_what_never_sounded_has_no_text_in_the_annex(desk: Desk, approved: Approval) -> None:
    stretch = heard((approved.revision, approved.id))
    silent = replace(stretch.sessions[0].items[0], sounded_ms=0)
    nothing = replace(stretch, sessions=(replace(stretch.sessions[0], items=(silent,)),))
    assert annexed_texts(desk, nothing).texts == ()
