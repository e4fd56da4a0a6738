"""Only an order that the box signed for exactly this session is obeyed."""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from broadcaster.playout.instructions.orders import OrderFault, SignedOrder, read_order
from broadcaster.playout.instructions.plan_folder import PlanFolder
from broadcaster.schedule import DueSession, RunningOrder
from broadcaster.signed import BoxKey
from broadcaster.timebase import VirtualTime
from tests.playout.station import TestStation, at_station

START = at_station("05:30")


@pytest.fixture
def order(station: TestStation) -> RunningOrder:
    for name in "abc":
        station.approve(name)
    return station.order(START, "abc")


@pytest.fixture
def due(order: RunningOrder) -> DueSession:
    return DueSession(order.session, order.programme, order.start, order.max_length_ms)


@pytest.fixture
def plan(station: TestStation) -> PlanFolder:
    return PlanFolder(station.home, station.key, station.home.run, VirtualTime(START))


def test_what_the_box_signed_for_this_session_is_obeyed(
    station: TestStation, order: RunningOrder, due: DueSession, plan: PlanFolder
) -> None:
    found = read_order(station.write_order(order), due, plan.open)
    assert isinstance(found, SignedOrder)
    assert found.order == order


def test_no_file_is_no_order(due: DueSession, plan: PlanFolder) -> None:
    assert read_order(None, due, plan.open) is OrderFault.MISSING


def test_written_by_hand_or_by_another_box_it_is_refused(
    order: RunningOrder, due: DueSession, plan: PlanFolder
) -> None:
    by_hand = json.dumps(order.to_document()).encode()
    elsewhere = BoxKey.generate().sign("running-order", order.to_document())
    assert read_order(by_hand, due, plan.open) is OrderFault.UNREADABLE
    assert read_order(elsewhere, due, plan.open) is OrderFault.BAD_SIGNATURE


def test_any_changed_byte_is_refused(
    station: TestStation, order: RunningOrder, due: DueSession, plan: PlanFolder
) -> None:
    data = station.write_order(order)
    for at in range(0, len(data) - 1, 97):
        changed = data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]
        found = read_order(changed, due, plan.open)
        # A change in the frame around the signature may mean the same; the order never changes.
        assert not isinstance(found, SignedOrder) or found.order == order


def test_signed_as_another_kind_of_file_it_is_refused(
    station: TestStation, order: RunningOrder, due: DueSession, plan: PlanFolder
) -> None:
    data = station.key.sign("approval", order.to_document())
    assert read_order(data, due, plan.open) is OrderFault.BAD_SIGNATURE


def test_an_order_for_another_session_or_start_is_refused(
    station: TestStation, order: RunningOrder, due: DueSession, plan: PlanFolder
) -> None:
    other_start = replace(order, start=START + timedelta(minutes=1))
    other_session = replace(order, session="evening@2026-11-22T17:00", items=())
    for wrong in (other_start, other_session):
        data = station.key.sign("running-order", wrong.to_document())
        assert read_order(data, due, plan.open) is OrderFault.WRONG_SESSION


@pytest.mark.parametrize(
    "change",
    [
        {"id": "morning@2026-11-23T05:30/0000000a"},
        {"id": "morning@2026-11-22T05:30/nothex!!"},
        {"id": "morning@2026-11-22T05:30/../../x"},
        {"offset_ms": -1},
        {"length_ms": 0},
        {"grace_ms": -1},
    ],
)
def test_an_item_that_cannot_be_makes_the_order_unreadable(
    station: TestStation,
    order: RunningOrder,
    due: DueSession,
    plan: PlanFolder,
    change: dict[str, Any],
) -> None:
    spoilt = replace(order, items=(replace(order.items[0], **change), *order.items[1:]))
    data = station.key.sign("running-order", spoilt.to_document())
    assert read_order(data, due, plan.open) is OrderFault.UNREADABLE


def test_the_same_item_twice_makes_the_order_unreadable(
    station: TestStation, order: RunningOrder, due: DueSession, plan: PlanFolder
) -> None:
    doubled = replace(order, items=(*order.items, order.items[0]))
    data = station.key.sign("running-order", doubled.to_document())
    assert read_order(data, due, plan.open) is OrderFault.UNREADABLE


@pytest.mark.parametrize("missing", ["session", "start", "items", "max_length_ms", "zone"])
def test_an_order_with_something_missing_is_unreadable(
    station: TestStation, order: RunningOrder, due: DueSession, plan: PlanFolder, missing: str
) -> None:
    document = order.to_document()
    del document[missing]
    data = station.key.sign("running-order", document)
    assert read_order(data, due, plan.open) is OrderFault.UNREADABLE
