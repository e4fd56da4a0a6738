"""Who can sign in, and how somebody no longer can."""

from dataclasses import replace

import pytest

from broadcaster.desk import Desk
from broadcaster.units import Role, UnitsError
from broadcaster.units import actions as units
from broadcaster.users import EndCause, Ended, UsersError, actions
from tests.conftest import as_person
from tests.users.conftest import PASSWORD, Enter, Wait, give_password


def test_users_are_those_with_a_password_or_a_code(office: Desk, enter: Enter) -> None:
    enter("operator")
    enter("operator")
    actions.issue_code(office, "approver")
    approver, operator = sorted(actions.users(office), key=lambda user: user.person.id)
    assert (operator.can_sign_in, operator.open_sessions, operator.code_until) == (True, 2, None)
    assert operator.signed_in_at == office.time.now()
    assert set(operator.standing.grounds) == {Role.OPERATOR}
    assert (approver.can_sign_in, approver.open_sessions) == (False, 0)
    assert approver.code_until


def test_a_session_that_ran_out_is_not_counted_as_open(
    office: Desk, enter: Enter, wait: Wait
) -> None:
    enter()
    wait(3 * 3600)
    assert [user.open_sessions for user in actions.users(office)] == [0]


def test_a_removed_user_is_out_at_once_and_stays_in_the_register(
    office: Desk, enter: Enter
) -> None:
    token = enter().token
    enter("administrator")
    actions.issue_code(office, "operator")
    actions.remove_user(office, "operator")
    assert actions.session_of(office, token) == Ended(EndCause.REMOVED)
    with pytest.raises(UsersError):
        actions.sign_in(office, "operator", PASSWORD)
    assert [user.person.id for user in actions.users(office)] == ["administrator"]
    assert units.person_record(office, "operator").appointments
    with pytest.raises(UsersError, match="nothing to remove"):
        actions.remove_user(office, "operator")


def test_the_last_administrator_who_can_sign_in_is_not_removed(office: Desk) -> None:
    give_password(office, "administrator")
    units.appoint(office, "operator", Role.ADMINISTRATOR)
    with pytest.raises(UsersError, match="last administrator"):
        actions.remove_user(office, "administrator")
    give_password(office, "operator")
    actions.remove_user(office, "administrator")


def test_only_an_administrator_removes(desk: Desk, enter: Enter) -> None:
    enter("operator")
    with pytest.raises(UnitsError):
        actions.remove_user(as_person(desk, "operator"), "operator")


def test_in_the_console_only_administrator_and_auditor_see_the_others(desk: Desk) -> None:
    for person, may in [("administrator", True), ("auditor", True), ("operator", False)]:
        console = replace(as_person(desk, person), identity="signed-in")
        assert actions.trail(console, person=person) == ()
        if may:
            assert actions.trail(console) == ()
            assert actions.users(console) == ()
            continue
        for ask in (actions.trail, actions.users):
            with pytest.raises(UsersError, match="administrator or auditor"):
                ask(console)
