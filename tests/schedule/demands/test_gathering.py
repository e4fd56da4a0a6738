"""What wants to be heard, read from a real home with a real log."""

from datetime import timedelta

from broadcaster.desk import Desk
from broadcaster.journal import Kind
from broadcaster.journal.following import log_facts
from broadcaster.schedule.demand import Demand, DemandKind
from broadcaster.schedule.demands.actions import demands
from broadcaster.schedule.demands.answers import Answer, Say, StandingAnswer
from broadcaster.schedule.demands.model import Call, CallKind
from broadcaster.schedule.demands.store import answers, calls
from tests.schedule.conftest import NOW, Bulletins, approve, end_approval, record
from tests.schedule.demands.conftest import call


def keep(desk: Desk, *every: Call) -> None:
    with desk.database.transaction() as session:
        for one in every:
            calls.insert(session, one, "root")


def wanted(desk: Desk) -> tuple[Demand, ...]:
    return demands(desk, log_facts(desk.home), desk.time.now())


def test_a_mandate_and_its_variant_stand_beside_own_bulletins(
    below: Desk, bulletin: Bulletins
) -> None:
    source = approve(below, bulletin())
    variant = approve(below, bulletin(), f"{source.approval.bulletin}.r1")
    own = approve(below, bulletin())
    keep(below, call())
    mandated, other = wanted(below)
    assert [one.approval.id for one in mandated.candidates] == [
        source.approval.id,
        variant.approval.id,
    ]
    assert other.id == own.approval.id


def test_what_is_owed_is_counted_from_the_log(below: Desk, bulletin: Bulletins) -> None:
    one = approve(below, bulletin())
    keep(below, call())
    for item, ended in (("i1", "aired"), ("i2", "missed")):
        record(
            below, Kind.OUTCOME, item=item, outcome=ended, bulletin=one.approval.bulletin,
            approval=one.approval.id, mandate=call().id,
        )  # fmt: skip
    (demand,) = wanted(below)
    assert (demand.wanted, demand.aired, demand.missed) == (3, 1, ("i2",))


def test_a_withdrawn_bulletin_leaves_its_mandate_waiting(below: Desk, bulletin: Bulletins) -> None:
    one = approve(below, bulletin())
    keep(below, call())
    end_approval(below, one)
    assert wanted(below) == ()


def test_a_standing_answer_accepts_offers_of_its_sort(below: Desk, bulletin: Bulletins) -> None:
    approve(below, bulletin(details={"content_kind": "health"}))
    approve(below, bulletin(details={"content_kind": "sport"}))
    keep(below, call(1, CallKind.OFFER), call(2, CallKind.OFFER))
    rule = StandingAnswer("khe-ren-s0001", "tinh", Say.ACCEPT, "an", NOW, content_kind="health")
    with below.database.transaction() as session:
        answers.insert_standing(session, rule, "root")
    (demand,) = wanted(below)
    assert (demand.kind, demand.mandate) == (DemandKind.OFFER, "tinh-2026-o0001")


def test_an_answer_to_the_offer_itself_counts_before_a_standing_one(
    below: Desk, bulletin: Bulletins
) -> None:
    approve(below, bulletin())
    keep(below, call(1, CallKind.OFFER))
    declined = Answer("tinh-2026-o0001", Say.DECLINE, "an", NOW + timedelta(hours=1), "đã phát")
    with below.database.transaction() as session:
        answers.insert_standing(
            session, StandingAnswer("khe-ren-s0001", "tinh", Say.ACCEPT, "an", NOW), "root"
        )
        answers.insert(session, declined, "root")
    assert wanted(below) == ()
