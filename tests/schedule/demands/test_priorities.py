"""The operator's order of a session's PRIORITY bulletins."""

from datetime import timedelta

import pytest

from broadcaster.desk import Desk
from broadcaster.handles import HandleError
from broadcaster.schedule import actions
from broadcaster.schedule.demands import DemandsError
from broadcaster.schedule.demands.actions import priority_order, priority_orders
from broadcaster.timebase import NANOSECONDS, VirtualTime
from broadcaster.units import Role, UnitsError
from broadcaster.units import actions as units
from tests.conftest import as_person
from tests.schedule.conftest import Bulletins, approve, lock

TOMORROW = "sang@2026-11-23T05:30"


@pytest.fixture
def three(station: Desk, bulletin: Bulletins) -> list[str]:
    """Two PRIORITY bulletins and a NORMAL one in tomorrow's plan."""
    made = [approve(station, bulletin(priority=urgent)) for urgent in (True, True, False)]
    actions.plan(station, days=3)
    return [one.approval.bulletin for one in made]


def other(desk: Desk) -> Desk:
    """Return the desk of a second operator."""
    units.add_person(as_person(desk, "administrator"), "Hoa", role=Role.OPERATOR)
    return as_person(desk, "Hoa")


def test_bulletins_go_as_the_operator_named_them(station: Desk, three: list[str]) -> None:
    first, second, _normal = three
    given, _report = actions.order(station, TOMORROW, [second[-4:], first])
    assert (given.bulletins, given.turn) == ((second, first), 1)
    assert priority_orders(station) == {TOMORROW: (second, first)}


def test_an_item_of_the_plan_names_its_bulletin(station: Desk, three: list[str]) -> None:
    items = [one for one in actions.session_order(station, TOMORROW).order.items if one.bulletin]
    given, _report = actions.order(station, TOMORROW, [items[1].tail])
    assert given.bulletins == (items[1].bulletin,)


def test_only_approved_priority_bulletins_are_ordered(station: Desk, three: list[str]) -> None:
    with pytest.raises(DemandsError, match=three[2]):
        actions.order(station, TOMORROW, [three[2]])
    with pytest.raises(HandleError, match="9999"):
        actions.order(station, TOMORROW, ["9999"])
    with pytest.raises(DemandsError, match="twice"):
        actions.order(station, TOMORROW, [three[0], three[0]])
    assert priority_order(station, TOMORROW) is None


def test_of_two_people_one_wins_and_the_other_is_told(station: Desk, three: list[str]) -> None:
    first, second, _normal = three
    actions.order(station, TOMORROW, [first, second])
    hoa = other(station)
    with pytest.raises(DemandsError, match=f"operator.*{first}, {second}.*--turn 1"):
        actions.order(hoa, TOMORROW, [second])
    assert priority_orders(station) == {TOMORROW: (first, second)}
    actions.order(hoa, TOMORROW, [second], seen=1)
    assert priority_orders(station) == {TOMORROW: (second,)}
    with pytest.raises(DemandsError, match="Hoa"):
        actions.order(station, TOMORROW, [first])


def test_whoever_ordered_last_changes_it_without_naming_a_turn(
    station: Desk, three: list[str]
) -> None:
    actions.order(station, TOMORROW, [three[0]])
    actions.order(station, TOMORROW, [three[1]])
    assert priority_orders(station) == {TOMORROW: (three[1],)}
    with pytest.raises(DemandsError, match="turn 3"):
        actions.order(station, "sang@2026-11-24T05:30", [three[1]], seen=3)


def test_naming_nothing_puts_them_back_to_approval_time(station: Desk, three: list[str]) -> None:
    actions.order(station, TOMORROW, [three[1]])
    actions.order(station, TOMORROW, [])
    assert priority_orders(station) == {}


def test_a_locked_session_keeps_its_order(
    station: Desk, three: list[str], clock: VirtualTime
) -> None:
    lock(station, TOMORROW)
    with pytest.raises(DemandsError, match="sang@2026-11-24T05:30"):
        actions.order(station, TOMORROW, [three[1]])
    start = actions.session_order(station, "sang@2026-11-24T05:30").order.start
    clock.advance(
        (start - timedelta(seconds=119) - clock.now()) // timedelta(seconds=1) * NANOSECONDS
    )
    with pytest.raises(DemandsError, match="2026-11-24"):
        actions.order(station, "sang@2026-11-24T05:30", [three[1]])


def test_an_approver_does_not_order(station: Desk, three: list[str]) -> None:
    with pytest.raises(UnitsError):
        actions.order(as_person(station, "approver"), TOMORROW, [three[1]])
