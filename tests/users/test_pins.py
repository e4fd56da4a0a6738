"""A PIN is a person's own; there is none by default, and tries are bounded."""

from datetime import timedelta

import pytest

from broadcaster.desk import Desk
from broadcaster.timebase import VirtualTime
from broadcaster.units import UnitsError
from broadcaster.users import UsersError, What, actions, store
from tests.conftest import as_person

PIN = "493817"


def require(desk: Desk, pin: str) -> None:
    actions.require_pin(desk, "operator", "operator", pin)


def test_there_is_none_by_default(desk: Desk) -> None:
    assert not actions.has_pin(desk)
    for guess in ("", "000000", "123456"):
        with pytest.raises(UsersError, match="no PIN"):
            require(desk, guess)


def test_it_is_kept_as_a_hash_and_verified(desk: Desk) -> None:
    actions.set_pin(desk, PIN)
    require(desk, PIN)
    with desk.database.transaction() as session:
        kept = store.read_pin(session, "operator")
    assert kept is not None
    assert kept.startswith("$argon2")
    with pytest.raises(UsersError, match="not the PIN"):
        require(desk, "493818")


@pytest.mark.parametrize("pin", ["", "12345", "123456", "111111", "121212", "abcdef", "4" * 13])
def test_what_would_be_guessed_is_refused(desk: Desk, pin: str) -> None:
    with pytest.raises(UsersError, match="digits"):
        actions.set_pin(desk, pin)


def test_who_has_one_changes_it_by_the_old_one_only(desk: Desk) -> None:
    actions.set_pin(desk, PIN)
    with pytest.raises(UsersError):
        actions.set_pin(desk, "902746")
    actions.set_pin(desk, "902746", old=PIN)
    require(desk, "902746")


def test_after_a_few_wrong_ones_the_right_one_waits_too_also_after_a_restart(
    desk: Desk, clock: VirtualTime
) -> None:
    actions.set_pin(desk, PIN)
    for _try in range(5):
        with pytest.raises(UsersError):
            require(desk, "493818")
    again = Desk.open(desk.home, time=clock, person="operator")
    with pytest.raises(UsersError) as caught:
        require(again, PIN)
    assert caught.value.retry_at is not None
    clock.advance(int(timedelta(minutes=16).total_seconds()) * 10**9)
    require(again, PIN)


def test_an_approver_takes_it_away_and_the_trail_says_so(desk: Desk) -> None:
    actions.set_pin(desk, PIN)
    with pytest.raises(UnitsError):
        actions.void_pin(desk, "operator")
    actions.void_pin(as_person(desk, "approver"), "operator")
    with pytest.raises(UsersError):
        require(desk, PIN)
    with desk.database.transaction() as session:
        told = [event.what for event in store.read_events(session, None, 10, None)]
    assert told == [What.PIN_VOID, What.PIN_SET]
    assert PIN not in desk.home.database.read_bytes().decode("latin-1")


@pytest.mark.parametrize("person", ["auditor", "technician"])
def test_who_may_not_order_has_none(desk: Desk, person: str) -> None:
    with pytest.raises(UnitsError):
        actions.set_pin(as_person(desk, person), PIN)
