"""How a commune answers offers."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from broadcaster.desk import Desk
from broadcaster.journal.following import log_facts
from broadcaster.schedule.demands import CallKind, DemandsError, Say, actions
from broadcaster.schedule.demands.answers import (
    UNANSWERED,
    Answer,
    StandingAnswer,
    Subject,
    covers,
    reply_to,
)
from broadcaster.schedule.demands.asking import Wanted
from broadcaster.schedule.demands.standing import CallState
from broadcaster.timebase import NANOSECONDS, VirtualTime
from broadcaster.units import UnitsError
from tests.conftest import as_person
from tests.schedule.conftest import NOW, Bulletins, approve
from tests.schedule.demands.conftest import TODAY, call

OFFER = call(kind=CallKind.OFFER)
HEALTH = Subject(frozenset({"so-y-te", "tinh"}), "Sức khỏe", "health", TODAY)
RULE = StandingAnswer("khe-ren-2026-s0001", "tinh", Say.ACCEPT, "an", NOW)
WEEK = Wanted(3, TODAY, TODAY + timedelta(days=6), unit="tinh")


def test_an_offer_nobody_answered_is_unanswered() -> None:
    assert reply_to(OFFER, (), (), HEALTH) == UNANSWERED


def test_the_newest_answer_counts_and_goes_before_a_standing_one() -> None:
    yes, no = (Answer(OFFER.id, say, "an", NOW, "r") for say in (Say.ACCEPT, Say.DECLINE))
    assert reply_to(OFFER, (yes, no), (RULE,), HEALTH).say is Say.DECLINE
    assert reply_to(OFFER, (no, yes), (), HEALTH).say is Say.ACCEPT


def test_of_two_standing_answers_the_later_counts_and_is_named() -> None:
    no = replace(RULE, id="khe-ren-2026-s0002", say=Say.DECLINE, reason="đủ rồi")
    reply = reply_to(OFFER, (), (RULE, no), HEALTH)
    assert (reply.say, reply.standing, reply.reason) == (Say.DECLINE, no.id, "đủ rồi")


def test_a_standing_answer_is_for_units_below_columns_kinds_and_days() -> None:
    assert covers(RULE, HEALTH)
    assert covers(replace(RULE, column="sức khỏe", content_kind="health", until=TODAY), HEALTH)
    for other in (
        replace(RULE, from_unit="tinh-khac"),
        replace(RULE, column="Nông vụ"),
        replace(RULE, content_kind="law"),
        replace(RULE, until=TODAY - timedelta(days=1)),
    ):
        assert not covers(other, HEALTH)


@pytest.fixture
def lan(below: Desk) -> Desk:
    """The desk of the province's editor."""
    return as_person(below, "lan")


@pytest.fixture
def offer(below: Desk, lan: Desk, bulletin: Bulletins) -> str:
    """An offer of an approved bulletin on health."""
    one = approve(below, bulletin(details={"content_kind": "health"}))
    return actions.add_offer(lan, one.approval.bulletin, WEEK).call.id


def state(desk: Desk, offer: str) -> CallState:
    return actions.show(desk, CallKind.OFFER, offer).state


def asked(desk: Desk) -> list[str]:
    return [one.mandate for one in actions.demands(desk, log_facts(desk.home), desk.time.now())]


def test_an_offer_airs_from_when_the_commune_accepts_it(below: Desk, offer: str) -> None:
    assert (state(below, offer), asked(below)) == (CallState.UNANSWERED, [])
    actions.answer(below, offer, Say.ACCEPT)
    assert (state(below, offer), asked(below)) == (CallState.RUNNING, [offer])
    with pytest.raises(DemandsError, match="--reason"):
        actions.answer(below, offer, Say.DECLINE)
    actions.answer(below, offer, Say.DECLINE, "đã phát tuần trước")
    assert (state(below, offer), asked(below)) == (CallState.DECLINED, [])


def test_only_the_communes_own_people_answer(lan: Desk, offer: str, below: Desk) -> None:
    with pytest.raises(UnitsError):
        actions.answer(as_person(below, "auditor"), offer, Say.ACCEPT)
    actions.answer(as_person(below, "approver"), offer, Say.ACCEPT)


def test_a_standing_answer_accepts_what_stands_and_what_comes(
    below: Desk, lan: Desk, offer: str, bulletin: Bulletins
) -> None:
    given = actions.answer_all(below, Say.ACCEPT, "Tỉnh", content_kind="health")
    assert [one.call.id for one in given.offers] == [offer]
    later = approve(below, bulletin(details={"content_kind": "health"})).approval.bulletin
    second = actions.add_offer(lan, later, WEEK).call.id
    assert asked(below) == [offer, second]
    assert actions.show(below, CallKind.OFFER, second).reply.standing == given.rule.id
    actions.answer(below, second, Say.DECLINE, "trùng")
    assert asked(below) == [offer]


def test_a_standing_answer_taken_back_leaves_its_offers_unanswered(below: Desk, offer: str) -> None:
    rule = actions.answer_all(below, Say.ACCEPT, "tinh").rule
    assert actions.standing_answers(below) == (rule,)
    assert actions.take_back_answer(below, "s0001") == rule.id
    assert state(below, offer) is CallState.UNANSWERED
    assert actions.standing_answers(below) == ()
    assert actions.answer_all(below, Say.ACCEPT, "tinh").rule.id == "khe-ren-2026-s0002"


def test_a_standing_answer_past_its_last_day_keeps_what_it_accepted(
    below: Desk, lan: Desk, offer: str, bulletin: Bulletins, clock: VirtualTime
) -> None:
    actions.answer_all(below, Say.ACCEPT, "tinh", until=TODAY)
    clock.advance(24 * 3600 * NANOSECONDS)
    late = approve(below, bulletin()).approval.bulletin
    second = actions.add_offer(lan, late, WEEK).call.id
    assert state(below, offer) is CallState.RUNNING
    assert state(below, second) is CallState.UNANSWERED


def test_a_standing_answer_is_to_a_unit_above_and_of_days_to_come(below: Desk) -> None:
    with pytest.raises(DemandsError, match="does not belong"):
        actions.answer_all(below, Say.ACCEPT, "khe-ren")
    with pytest.raises(DemandsError, match="21/11/2026"):
        actions.answer_all(below, Say.ACCEPT, "tinh", until=date(2026, 11, 21))
    with pytest.raises(DemandsError, match="--reason"):
        actions.answer_all(below, Say.DECLINE, "tinh")
    assert actions.standing_answers(below) == ()


def test_nobody_offers_to_themselves(below: Desk, lan: Desk, bulletin: Bulletins) -> None:
    own = approve(below, bulletin()).approval.bulletin
    with pytest.raises(DemandsError, match="the unit that offers"):
        actions.add_offer(below, own, replace(WEEK, unit="khe-ren"))


def test_a_withdrawn_offer_needs_no_answer(below: Desk, lan: Desk, offer: str) -> None:
    actions.answer(below, offer, Say.ACCEPT)
    actions.withdraw(lan, CallKind.OFFER, offer, "đã cũ")
    assert asked(below) == []
    with pytest.raises(DemandsError, match="taken back"):
        actions.answer(below, offer, Say.ACCEPT)
