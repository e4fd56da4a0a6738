"""What keeps an approved bulletin off the plan, and what a lock keeps in it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from broadcaster.desk import Desk
from broadcaster.home import write_atomically
from broadcaster.journal import Kind
from broadcaster.schedule import actions as schedule
from broadcaster.schedule import session_file_name
from broadcaster.schedule.demands import CallKind, DemandsError, Say, actions
from broadcaster.schedule.demands.asking import Wanted
from broadcaster.schedule.demands.standing import CallState
from tests.conftest import as_person
from tests.schedule.conftest import Bulletins, approve, lock, record
from tests.schedule.demands.conftest import TODAY

WEEK = Wanted(2, TODAY, TODAY + timedelta(days=6), unit="tinh", document="12/CV")
TOMORROW = "sang@2026-11-23T05:30"


@pytest.fixture
def topic(below: Desk, bulletin: Bulletins) -> str:
    """An approved bulletin."""
    return approve(below, bulletin()).approval.bulletin


@pytest.fixture
def offer(below: Desk, topic: str) -> str:
    """An offer of that bulletin by the province."""
    return actions.add_offer(as_person(below, "lan"), topic, WEEK).call.id


def kept_off(desk: Desk, bulletin: str) -> CallState | None:
    found = actions.keeping_off(desk, bulletin)
    return found.state if found else None


def test_nothing_keeps_off_what_nobody_called_for(below: Desk, topic: str) -> None:
    assert kept_off(below, topic) is None


def test_an_offer_keeps_its_bulletin_off_until_it_is_accepted(
    below: Desk, topic: str, offer: str
) -> None:
    assert kept_off(below, topic) is CallState.UNANSWERED
    actions.answer(below, offer, Say.DECLINE, "trùng")
    assert kept_off(below, topic) is CallState.DECLINED
    actions.answer(below, offer, Say.ACCEPT)
    assert kept_off(below, topic) is None


def test_explaining_such_a_bulletin_names_the_call_and_its_state(
    station: Desk, below: Desk, topic: str, offer: str
) -> None:
    schedule.plan(station, days=3)
    with pytest.raises(DemandsError, match=f"{offer}.*unanswered.*offer show {offer}"):
        schedule.explain(station, topic)


def test_a_call_that_was_met_keeps_its_bulletin_off(below: Desk, topic: str) -> None:
    made = actions.add_mandate(as_person(below, "lan"), topic, WEEK).call
    assert kept_off(below, topic) is None
    for item in ("i1", "i2"):
        record(below, Kind.OUTCOME, item=item, outcome="late", bulletin=topic, mandate=made.id)
    assert kept_off(below, topic) is CallState.MET


def test_what_was_locked_is_still_aired_after_a_refusal_and_said_so(
    station: Desk, below: Desk, topic: str, offer: str
) -> None:
    """The offer is in a locked session: declining it takes nothing out."""
    actions.answer(below, offer, Say.ACCEPT)
    schedule.plan(station, days=3)
    order = schedule.session_order(station, TOMORROW).order
    items = tuple(replace(one, mandate=offer if one.bulletin else "") for one in order.items)
    if not any(item.mandate for item in items):
        items = (replace(items[0], mandate=offer), *items[1:]) if items else items
    data = station.key.sign("running-order", replace(order, items=items).to_document())
    write_atomically(station.home.plan / session_file_name(TOMORROW), data)
    assert actions.still_to_air(station, offer) == ()
    lock(station, TOMORROW)
    assert actions.answer(below, offer, Say.DECLINE, "trùng").still_airing == (TOMORROW,)
    assert actions.withdraw(as_person(below, "lan"), CallKind.OFFER, offer, "cũ").still_airing == (
        TOMORROW,
    )
    for item in items:
        record(station, Kind.OUTCOME, item=item.id, outcome="aired", bulletin=item.bulletin)
    assert actions.still_to_air(station, offer) == ()
