"""What is planned is shown as it stands on disk and in the log, however long the log is."""

from dataclasses import replace
from datetime import timedelta

import pytest

from broadcaster.desk import Desk
from broadcaster.handles import HandleError
from broadcaster.home import write_atomically
from broadcaster.journal import Kind
from broadcaster.schedule import RunningOrder, actions, session_file_name
from broadcaster.schedule.plan_files import read_plan_files
from broadcaster.timebase import VirtualTime
from tests.schedule.conftest import MINUTE, Bulletins, approve, lock, record

MONDAY = "sang@2026-11-23T05:30"
DAY = timedelta(days=1)


@pytest.fixture
def orders(station: Desk, bulletin: Bulletins) -> list[RunningOrder]:
    """The orders of two mornings."""
    approve(station, bulletin())
    actions.plan(station, days=3)
    return [one.order for one in actions.planned(station)]


def shown(desk: Desk, *, all_days: bool = False) -> list[tuple[str, bool]]:
    return [(p.order.session, p.locked) for p in actions.planned(desk, all_days=all_days)]


def wait(desk: Desk, length: timedelta) -> None:
    assert isinstance(desk.time, VirtualTime)
    desk.time.advance(length // timedelta(microseconds=1) * 1000)


def test_a_locked_session_is_shown_until_it_is_over(
    station: Desk, orders: list[RunningOrder]
) -> None:
    lock(station, MONDAY)
    assert shown(station)[0] == (MONDAY, True)
    wait(station, orders[0].end - station.time.now() - timedelta(seconds=1))
    assert shown(station)[0] == (MONDAY, True)
    wait(station, timedelta(seconds=1))
    assert MONDAY not in dict(shown(station))
    assert dict(shown(station, all_days=True))[MONDAY]


def test_a_session_as_long_as_one_may_be_is_shown_to_its_end(
    station: Desk, orders: list[RunningOrder]
) -> None:
    """Nothing but its order says how long it is; the log only when it starts."""
    longest = replace(orders[0], max_length_ms=1439 * MINUTE)
    data = station.key.sign("running-order", longest.to_document())
    write_atomically(station.home.plan / session_file_name(MONDAY), data)
    lock(station, MONDAY)
    wait(station, longest.end - station.time.now() - timedelta(seconds=1))
    assert (MONDAY, True) in shown(station)


def test_the_copies_of_sessions_long_over_are_not_touched(
    station: Desk, orders: list[RunningOrder]
) -> None:
    lock(station, MONDAY)
    (copy,) = station.home.orders.iterdir()
    copy.unlink()
    copy.mkdir()  # whoever touched it would fail
    (station.home.plan / session_file_name(MONDAY)).unlink()
    wait(station, 3 * DAY)
    assert MONDAY not in dict(shown(station))


def test_of_the_plan_only_the_files_of_wanted_sessions_are_read(
    station: Desk, orders: list[RunningOrder]
) -> None:
    key = station.key.public
    found = read_plan_files(station.home, key, lambda session: session == MONDAY)
    assert [file.order.session for file in found if file.order] == [MONDAY]
    every = {file.order.session for file in read_plan_files(station.home, key) if file.order}
    assert every == {order.session for order in orders}


def test_a_locked_session_without_its_planned_start_is_judged_by_its_order(
    station: Desk, orders: list[RunningOrder]
) -> None:
    data = (station.home.plan / session_file_name(MONDAY)).read_bytes()
    record(station, Kind.PLAN, session=MONDAY, order="ab" * 32, count=0, items=[])
    write_atomically(station.home.orders / f"{'ab' * 32}.json", data)
    assert dict(shown(station))[MONDAY]
    wait(station, 3 * DAY)
    assert MONDAY not in dict(shown(station))


def test_an_order_that_is_replaced_or_tampered_with_is_noticed(
    station: Desk, orders: list[RunningOrder]
) -> None:
    path = station.home.plan / session_file_name(MONDAY)
    whole = path.read_bytes()
    key = station.key.public
    assert read_plan_files(station.home, key)[0].order == orders[0]
    at = whole.index(b'"sig": "') + 8
    path.write_bytes(whole[:at] + (b"B" if whole[at] == ord("A") else b"A") + whole[at + 1 :])
    assert read_plan_files(station.home, key)[0].order is None
    other = replace(orders[0], title="Khác")
    path.write_bytes(station.key.sign("running-order", other.to_document()))
    assert read_plan_files(station.home, key)[0].order == other
    path.write_bytes(whole)
    assert read_plan_files(station.home, key)[0].order == orders[0]


@pytest.mark.parametrize("locked", [True, False])
def test_a_session_is_found_by_its_id_and_by_a_tail(
    station: Desk, orders: list[RunningOrder], *, locked: bool
) -> None:
    if locked:
        lock(station, MONDAY)
    by_id = actions.session_order(station, MONDAY)
    assert (by_id.order, by_id.locked) == (orders[0], locked)
    assert actions.session_order(station, "23T05:30") == by_id
    assert actions.session_order(station, "@last").order == orders[-1]


@pytest.mark.parametrize("handle", ["", "sang@2026-11-23", "../hours", "x\0y", "a" * 400])
def test_what_names_no_session_is_refused(
    station: Desk, orders: list[RunningOrder], handle: str
) -> None:
    with pytest.raises(HandleError):
        actions.session_order(station, handle)
