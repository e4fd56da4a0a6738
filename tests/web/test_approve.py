"""Approve: everything the signature covers, two buttons, and corrections that go back."""

from datetime import date

import pytest

from broadcaster.bulletins import State, Wanted, actions
from broadcaster.bulletins.rewording import Edits
from broadcaster.schedule import actions as schedule_actions
from broadcaster.units import Role, Term
from broadcaster.units import actions as units
from broadcaster.users import actions as users
from tests.web.conftest import PEOPLE, Browser, Town
from tests.web.test_bulletin import Desk

TEXT = "Mai mất điện.\nNghỉ học một ngày."


@pytest.fixture
def submitted(town: Town, operator: Browser) -> Desk:
    desk = Desk(town, operator, TEXT)
    desk.speak()
    desk.submit()
    return desk


def open_page(browser: Browser, desk: Desk) -> str:
    return str(browser.get(f"/approve/{desk.id}").text)


def decide(browser: Browser, desk: Desk, act: str, **fields: object) -> str:
    path = f"/approve/{desk.id}"
    data = {"turn": desk.now.turn, **fields}
    return str(browser.send(f"{path}/{act}", page=path, **data).text)


def test_it_shows_what_would_sound_where_when_in_which_voice_and_why(
    submitted: Desk, approver: Browser
) -> None:
    page = open_page(approver, submitted)
    for shown in (
        f'src="/bulletin/{submitted.id}/cut"',
        "Mai mất điện.",
        "If approved: airs at 05:30 and 17:00 every day until it is withdrawn.",
        "embedded, northern: understandable, not natural",
        "The voice built into the program; no other is switched on for this station.",
        "embedded: understandable, not natural",
        "GPL-3.0-or-later",
        "misses about nine words in ten",
        "whole station",
        PEOPLE["operator"],
    ):
        assert shown in page


def test_one_touch_approves_and_gives_it_its_airings(
    town: Town, submitted: Desk, approver: Browser
) -> None:
    page = decide(approver, submitted, "approve")
    assert "Approved. It airs as shown below." in page
    assert submitted.state() is State.APPROVED
    approval = actions.approval_of(town.desk, submitted.now)
    assert approval
    assert (approval.author, approval.approver) == ("lo-thi-van", "ha-van-duyet")
    assert approval.details["identity"] == "signed-in"
    assert schedule_actions.airings_of(town.desk, submitted.id)


def test_nobody_approves_their_own_work(town: Town, submitted: Desk) -> None:
    units.appoint(town.desk_of("administrator"), PEOPLE["operator"], Role.APPROVER)
    author = town.browser("operator")
    page = open_page(author, submitted)
    assert "another person approves it" in page
    assert f'action="/approve/{submitted.id}/approve"' not in page
    assert "is the author of" in decide(author, submitted, "approve")
    assert submitted.state() is State.SUBMITTED


def test_a_comment_sends_it_back_to_the_operators_desk(submitted: Desk, approver: Browser) -> None:
    decide(approver, submitted, "return", comment="Sai ngày.")
    assert submitted.state() is State.RETURNED
    page = submitted.page()
    assert f"Sent back by {PEOPLE['approver']}" in page
    assert "Sai ngày." in page


def test_a_corrected_line_goes_back_and_is_confirmed_in_one_touch(
    submitted: Desk, approver: Browser
) -> None:
    decide(approver, submitted, "return", **{"line-1": "Ngày mai mất điện cả xã."})
    page = submitted.page()
    assert "<ins>Ngày mai mất điện cả xã.</ins>" in page
    submitted.send("confirm", turn=submitted.now.turn)
    submitted.wait_for(State.SUBMITTED)
    assert submitted.spoken[0] == "Ngày mai mất điện cả xã."
    assert submitted.now.author == "lo-thi-van"
    decide(approver, submitted, "approve")
    assert submitted.state() is State.APPROVED


def test_a_line_left_as_it_is_is_no_correction(submitted: Desk, approver: Browser) -> None:
    page = decide(approver, submitted, "return", **{"line-1": "Mai mất điện.", "comment": ""})
    assert "The comment is empty" in page
    assert submitted.state() is State.SUBMITTED


def test_flags_the_operator_accepted_are_shown_with_the_reason(
    town: Town, operator: Browser, approver: Browser
) -> None:
    desk = Desk(town, operator, "BCH họp.")
    desk.speak()
    desk.submit(reason="ai cũng hiểu")
    page = open_page(approver, desk)
    assert "BCH = Ban Chấp hành" in page
    assert "Reason: ai cũng hiểu" in page


def test_what_differs_from_the_last_approved_revision_is_shown(
    town: Town, submitted: Desk, approver: Browser
) -> None:
    decide(approver, submitted, "approve")
    office = town.desk_of("operator")
    actions.edit(office, submitted.id, edits=Edits(say=((1, "Mốt mất điện."),)), confirmed=True)
    actions.render(office, submitted.id)
    actions.submit(office, submitted.id)
    page = open_page(approver, submitted)
    assert "<del>Mai mất điện.</del>" in page
    assert "<ins>Mốt mất điện.</ins>" in page
    assert "<del>Nghỉ học một ngày.</del>" not in page


def test_whoever_signs_for_somebody_is_told_so_with_day_and_document(
    town: Town, submitted: Desk
) -> None:
    office = town.desk_of("approver")
    units.delegate(
        office,
        PEOPLE["approver"],
        PEOPLE["technician"],
        Role.APPROVER,
        document="12/QĐ-UBND",
        term=Term(until=date(2026, 11, 30)),
    )
    deputy = town.browser("technician")
    page = open_page(deputy, submitted)
    assert f"Acting as approver for {PEOPLE['approver']} until 30/11/2026" in page
    assert "12/QĐ-UBND" in page
    decide(deputy, submitted, "approve")
    approval = actions.approval_of(town.desk, submitted.now)
    assert approval
    assert (approval.in_name_of, approval.delegation) == ("ha-van-duyet", "12/QĐ-UBND")


def test_airings_that_stop_with_an_approval_are_listed_before_it(
    town: Town, submitted: Desk, approver: Browser
) -> None:
    decide(approver, submitted, "approve")
    office = town.desk_of("operator")
    newer = actions.add(office, "Mai có điện.", Wanted(supersedes=submitted.id))
    actions.render(office, newer.id)
    actions.submit(office, newer.id)
    page = str(approver.get(f"/approve/{newer.id}").text)
    assert "These airings stop with your approval:" in page
    assert 'name="confirmed" value="1"' in page


def test_an_auditor_sees_everything_and_no_button(town: Town, submitted: Desk) -> None:
    auditor = town.browser("auditor")
    page = open_page(auditor, submitted)
    assert "Mai mất điện." in page
    assert page.split("<main")[1].split("</main>")[0].count("<button") == 0
    assert auditor.get(f"/bulletin/{submitted.id}/cut").status_code == 200


def test_an_approved_bulletin_is_changed_only_after_its_airings_were_shown(
    town: Town, submitted: Desk, approver: Browser
) -> None:
    decide(approver, submitted, "approve")
    assert "/say" not in submitted.page()
    assert "Below all of them are listed" in submitted.send("say", line=1, text="Mốt mất điện.")
    assert submitted.state() is State.APPROVED
    page = submitted.page("?change=1")
    assert 'name="confirmed" value="1"' in page
    submitted.send("say", line=1, text="Mốt mất điện.", confirmed="1")
    assert submitted.state() is State.DRAFT


def test_an_approver_takes_out_what_should_not_air_any_more(
    submitted: Desk, approver: Browser
) -> None:
    decide(approver, submitted, "approve")
    page = open_page(approver, submitted)
    assert "These airings stop:" in page
    assert 'name="confirmed" value="1"' in page.split("/withdraw")[1]
    page = decide(approver, submitted, "withdraw", reason="nhầm số liệu", confirmed="1")
    assert submitted.state() is State.WITHDRAWN
    assert "Withdrawn. It will not air any more." in page


def test_the_trail_says_for_whom_a_deputy_signed_and_what_was_entered(
    town: Town, submitted: Desk
) -> None:
    units.delegate(
        town.desk_of("approver"),
        PEOPLE["approver"],
        PEOPLE["technician"],
        Role.APPROVER,
        document="12/QĐ-UBND",
        term=Term(until=date(2026, 11, 30)),
    )
    decide(town.browser("technician"), submitted, "approve")
    lines = {one.act: one for one in users.trail(town.desk_of("auditor"))}
    assert lines["bulletin-approve"].in_name_of == "ha-van-duyet"
    assert lines["bulletin-add"].subject == submitted.id
    assert lines["bulletin-add"].in_name_of == ""


def test_a_reason_is_not_signed_for_a_doubtful_reading_it_was_not_given_for(
    town: Town, operator: Browser, approver: Browser
) -> None:
    desk = Desk(town, operator, "BCH họp.\nMai mất điện.")
    desk.speak()
    desk.submit(reason="BCH ai cũng hiểu")
    decide(approver, desk, "return", **{"line-2": "Thu 3/4."})
    desk.send("confirm", reason="BCH ai cũng hiểu")
    desk.wait_for(State.RENDERED)
    assert desk.state() is State.RENDERED, "the new one waits for the operator's decision"
    assert "readings are doubtful" in desk.page()


def test_airings_of_translations_are_listed_too_before_they_end(
    town: Town, submitted: Desk, approver: Browser
) -> None:
    decide(approver, submitted, "approve")
    office = town.desk_of("operator")
    units.record_languages(town.desk_of("administrator"), PEOPLE["approver"], ["en"])
    source = submitted.now.revision.id
    wanted = Wanted(language="en", translates=source, title="Power cut", translator="Lan")
    variant = actions.add(office, "No power tomorrow.", wanted)
    actions.render(office, variant.id)
    actions.submit(office, variant.id)
    approver.send(
        f"/approve/{variant.id}/approve",
        page=f"/approve/{variant.id}",
        turn=actions.find(office, variant.id).turn,
    )
    assert actions.find(office, variant.id).state is State.APPROVED
    page = submitted.page()
    assert "Power cut" in page
    submitted.send("say", line=1, text="Mốt mất điện.", confirmed="1")
    assert actions.find(office, variant.id).state is State.RENDERED


def test_a_bulletin_the_approver_does_not_understand_waits_for_a_second_listener(
    town: Town, approver: Browser
) -> None:
    office, admin = town.desk_of("operator"), town.desk_of("administrator")
    id_ = actions.add(office, "No power tomorrow.", Wanted(language="en")).id
    actions.render(office, id_)
    actions.submit(office, id_)
    turn = actions.find(office, id_).turn
    page = approver.get(f"/approve/{id_}").text
    assert "You are not recorded as understanding “en”" in page
    assert f'action="/approve/{id_}/approve"' in page
    assert ">Approve</button>" not in page
    sent = approver.send(f"/approve/{id_}/approve", page=f"/approve/{id_}", turn=turn)
    assert (sent.status_code, actions.find(office, id_).state) == (422, State.SUBMITTED)
    units.record_languages(admin, PEOPLE["technician"], ["en"])
    assert f"/listen/{id_}" in approver.get(f"/approve/{id_}").text
    listener = town.browser("technician")
    assert "I heard it" in listener.get(f"/listen/{id_}").text
    assert "I heard it" not in approver.get(f"/listen/{id_}").text
    done = listener.send(f"/listen/{id_}/attest", page=f"/listen/{id_}", turn=turn)
    assert "Your word stands in the approval" in done.text
    page = approver.get(f"/approve/{id_}").text
    assert f"{PEOPLE['technician']} understands “en”" in page
    approver.send(f"/approve/{id_}/approve", page=f"/approve/{id_}", turn=turn)
    assert actions.find(office, id_).state is State.APPROVED
