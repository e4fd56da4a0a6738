"""What is taken in, kept as it stood, answered once, and forgotten in part."""

from datetime import date, timedelta
from typing import Any

import pytest

from broadcaster.desk import Desk
from broadcaster.feedback import actions
from broadcaster.feedback.errors import FeedbackError
from broadcaster.feedback.model import Channel, FeedbackKind
from broadcaster.handles import HandleError
from broadcaster.journal import JournalError
from broadcaster.journal.logs import read_logs
from broadcaster.timebase import NANOSECONDS, VirtualTime
from broadcaster.units import UnitsError
from tests.bulletins.conftest import Approve
from tests.conftest import as_person
from tests.feedback.conftest import AirIt

TOO_LOUD = "Loa quá to, cháu bé giật mình."


def test_it_gets_an_owner_a_due_day_and_an_id(desk: Desk) -> None:
    one = actions.add(desk, TOO_LOUD, kind=FeedbackKind.COMPLAINT, channel=Channel.PHONE)
    assert (one.id, one.owner, one.due) == ("khe-ren-pa-2026-0001", "operator", date(2026, 12, 2))
    other = actions.add(desk, "Mấy giờ tiêm?", owner="approver", due=date(2026, 11, 25))
    assert (other.id, other.owner, other.due.day) == ("khe-ren-pa-2026-0002", "approver", 25)
    assert actions.listing(desk) == (one, other)
    assert [each.id for each in actions.listing(desk, only_open=True)] == [other.id, one.id]


def test_the_page_stays_as_it_was_whatever_the_log_says_later(
    desk: Desk, approve_new: Approve, air: AirIt
) -> None:
    air(approve_new("Mai mất điện."))
    one = actions.add(desk, TOO_LOUD, heard="2026-11-22T08:00")
    assert "mất điện" in one.page
    assert one.code
    assert one.code in one.page
    for log in read_logs(desk.home):
        for segment in log.segments:
            segment.write_bytes(b"")
    assert actions.show(desk, one.id) == one


def test_without_any_log_the_page_says_so(desk: Desk) -> None:
    one = actions.add(desk, TOO_LOUD, heard="04:45")
    assert "no as-run log" in one.page
    assert one.code == ""


def test_a_time_that_is_none_is_refused_and_nothing_is_kept(
    desk: Desk, approve_new: Approve, air: AirIt
) -> None:
    air(approve_new())
    with pytest.raises(JournalError, match="is no time"):
        actions.add(desk, TOO_LOUD, heard="sáng sớm")
    assert actions.listing(desk) == ()


def test_an_answer_closes_it_and_is_given_once(desk: Desk, clock: VirtualTime) -> None:
    one = actions.add(desk, TOO_LOUD)
    clock.advance(24 * 3600 * NANOSECONDS)
    answered = actions.answer(as_person(desk, "approver"), "@last", "Đã giảm âm lượng cụm chợ.")
    assert answered.answer is not None
    assert answered.answer.at - one.received_at == timedelta(days=1)
    assert actions.listing(desk, only_open=True) == ()
    with pytest.raises(FeedbackError, match="answered by approver on 23/11/2026"):
        actions.answer(desk, one.id, "khác")
    assert actions.show(desk, one.id) == answered


def test_a_bulletin_may_be_the_answer_and_has_to_exist(desk: Desk, approve_new: Approve) -> None:
    one = actions.add(desk, TOO_LOUD)
    with pytest.raises(HandleError):
        actions.answer(desk, one.id, bulletin="khe-ren-2026-9999")
    bulletin = approve_new().bulletin
    assert actions.answer(desk, one.id, bulletin=bulletin).answer is not None
    found = actions.find(desk, one.id).answer
    assert found is not None
    assert (found.text, found.bulletin) == ("", bulletin)


def test_who_asked_stands_in_no_list_and_can_be_forgotten(desk: Desk) -> None:
    one = actions.add(desk, TOO_LOUD, who="Bà Lan, 0912 000 000")
    assert actions.listing(desk)[0].who == ""
    assert actions.show(as_person(desk, "auditor"), one.id).who == "Bà Lan, 0912 000 000"
    actions.forget(desk, one.id)
    assert actions.show(desk, one.id).who == ""
    assert b"0912 000 000" not in desk.home.database.read_bytes()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"text": "  "}, "1 to 4000 letters"),
        ({"text": "x" * 4001}, "1 to 4000 letters"),
        ({"who": "x" * 201}, "200 letters"),
        ({"due": date(2026, 11, 21)}, "21/11/2026: that day is over"),
    ],
)
def test_what_cannot_be_is_refused(desk: Desk, change: dict[str, Any], said: str) -> None:
    with pytest.raises(FeedbackError, match=said):
        actions.add(desk, **{"text": TOO_LOUD} | change)
    assert actions.listing(desk) == ()


def test_an_answer_says_something(desk: Desk) -> None:
    one = actions.add(desk, TOO_LOUD)
    with pytest.raises(FeedbackError, match="Write the answer"):
        actions.answer(desk, one.id, "  ")


@pytest.mark.parametrize("person", ["auditor", "technician", None])
def test_others_may_look_and_not_answer(desk: Desk, person: str | None) -> None:
    one = actions.add(desk, TOO_LOUD)
    with pytest.raises(UnitsError):
        actions.answer(as_person(desk, person), one.id, "x")
    with pytest.raises(UnitsError):
        actions.add(as_person(desk, person), TOO_LOUD)
