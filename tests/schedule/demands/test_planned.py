"""From a mandate or an offer to the running orders, and back from the log."""

from dataclasses import replace
from datetime import timedelta

import pytest

from broadcaster.desk import Desk
from broadcaster.journal import Kind
from broadcaster.schedule import PlannedItem, RunningOrder
from broadcaster.schedule import actions as schedule
from broadcaster.schedule.demands import CallKind, Say, actions
from broadcaster.schedule.demands.asking import Wanted
from broadcaster.schedule.foresight.trouble_words import trouble_text
from broadcaster.timebase import NANOSECONDS, VirtualTime
from broadcaster.units import Cluster
from broadcaster.units import actions as units
from tests.conftest import as_person
from tests.schedule.conftest import HANOI, Bulletins, approve, end_approval, local, lock, record
from tests.schedule.demands.conftest import TODAY

WEEK = Wanted(2, TODAY, TODAY + timedelta(days=6), unit="tinh", document="12/CV")
TOMORROW = "sang@2026-11-23T05:30"


@pytest.fixture
def lan(station: Desk, below: Desk) -> Desk:
    """The desk of the province's editor, above a station that can plan."""
    return as_person(below, "lan")


def orders(desk: Desk) -> list[RunningOrder]:
    schedule.plan(desk, days=6)
    return [one.order for one in schedule.planned(desk)]


def items_of(desk: Desk, call: str) -> list[PlannedItem]:
    return [item for order in orders(desk) for item in order.items if item.mandate == call]


def end(desk: Desk, item: PlannedItem, outcome: str) -> None:
    record(
        desk, Kind.OUTCOME, item=item.id, session=item.id.partition("/")[0], outcome=outcome,
        bulletin=item.bulletin, approval=item.approval, mandate=item.mandate or None,
        makes_good=item.makes_good or None,
    )  # fmt: skip


def test_a_mandate_is_planned_as_often_as_asked(lan: Desk, bulletin: Bulletins) -> None:
    one = approve(lan, bulletin()).approval.bulletin
    made = actions.add_mandate(lan, one, WEEK).call
    planned = items_of(as_person(lan, "operator"), made.id)
    assert [item.bulletin for item in planned] == [one, one]


def test_what_was_missed_is_made_good_once_without_anyone_asking(
    lan: Desk, bulletin: Bulletins, clock: VirtualTime
) -> None:
    one = approve(lan, bulletin()).approval.bulletin
    made = actions.add_mandate(lan, one, replace(WEEK, since=TODAY + timedelta(days=1))).call
    operator = as_person(lan, "operator")
    first = next(order for order in orders(operator) if any(i.mandate for i in order.items))
    (item,) = [item for item in first.items if item.mandate == made.id]
    lock(operator, first.session)
    for each in first.items:
        end(operator, each, "missed")
    clock.advance(int((first.end - clock.now()).total_seconds()) * NANOSECONDS)
    planned = items_of(operator, made.id)
    assert sorted(one.makes_good for one in planned) == ["", item.id]
    assert items_of(operator, made.id) == planned


def test_a_declined_offer_leaves_the_plan_and_an_accepted_one_enters_it(
    lan: Desk, bulletin: Bulletins
) -> None:
    one = approve(lan, bulletin()).approval.bulletin
    offer = actions.add_offer(lan, one, WEEK).call.id
    operator = as_person(lan, "operator")
    assert not any(item.bulletin for order in orders(operator) for item in order.items)
    actions.answer(operator, offer, Say.ACCEPT)
    assert len(items_of(operator, offer)) == 2
    actions.answer(operator, offer, Say.DECLINE, "trùng")
    assert items_of(operator, offer) == []


def test_a_withdrawn_mandate_leaves_the_sessions_that_are_not_locked(
    lan: Desk, bulletin: Bulletins
) -> None:
    one = approve(lan, bulletin()).approval.bulletin
    made = actions.add_mandate(lan, one, WEEK).call
    operator = as_person(lan, "operator")
    first = next(order for order in orders(operator) if any(i.mandate for i in order.items))
    lock(operator, first.session)
    ended = actions.withdraw(lan, CallKind.MANDATE, made.id, "nhầm")
    assert ended.still_airing == (first.session,)
    assert [item.id.partition("/")[0] for item in items_of(operator, made.id)] == [first.session]


def test_a_session_for_a_zone_hears_its_variant_and_a_mandate_stays_in_its_zones(
    lan: Desk, bulletin: Bulletins
) -> None:
    crew = as_person(lan, "technician")
    units.add_cluster(crew, Cluster("", "Chợ", "", ""))
    units.add_zone(crew, "Bản Tày", ["cho"], id_="ban-tay", language="tyz")
    source = approve(lan, bulletin(details={"language": "vi"})).approval.bulletin
    variant = bulletin(details={"language": "tyz"})
    approve(lan, variant, f"{source}.r1")
    made = actions.add_mandate(lan, source, replace(WEEK, zones=("ban-tay",))).call
    operator = as_person(lan, "operator")
    whole = items_of(operator, made.id)
    assert {(item.bulletin, item.zones) for item in whole} == {(source, ("ban-tay",))}
    units.set_zone_language(crew, "all", "tyz")
    assert {item.bulletin for item in items_of(operator, made.id)} == {variant.approval.bulletin}


def test_priority_bulletins_go_as_the_operator_ordered_them(lan: Desk, bulletin: Bulletins) -> None:
    names = [approve(lan, bulletin(priority=True)).approval.bulletin for _ in range(3)]
    operator = as_person(lan, "operator")
    orders(operator)
    schedule.order(operator, TOMORROW, [names[2], names[0]])
    order = schedule.session_order(operator, TOMORROW).order
    wanted = [names[2], names[0], names[1]]
    assert [item.bulletin for item in order.items if item.bulletin] == wanted


def test_a_simulation_warns_of_what_waits_for_a_signature_or_an_answer(
    lan: Desk, bulletin: Bulletins
) -> None:
    offered = approve(lan, bulletin()).approval.bulletin
    offer = actions.add_offer(lan, offered, WEEK).call.id
    waits = approve(lan, bulletin())
    end_approval(lan, waits)
    mandate = actions.add_mandate(lan, waits.approval.bulletin, WEEK).call.id
    operator = as_person(lan, "operator")
    found = schedule.simulate(operator, days=3).troubles
    told = {one.subject: one for one in found if one.subject in (offer, mandate)}
    assert (told[offer].kind, told[mandate].kind) == ("unanswered", "call-waits")
    assert told[offer].ends == local("2026-11-29T00:00")
    assert offer in trouble_text(told[offer], {}, HANOI)
    actions.answer(operator, offer, Say.ACCEPT)
    assert offer not in {one.subject for one in schedule.simulate(operator, days=3).troubles}
