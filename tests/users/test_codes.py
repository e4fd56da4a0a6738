"""One-time codes, and the passwords set with them."""

import pytest

from broadcaster.desk import Desk
from broadcaster.units import UnitsError
from broadcaster.users import EndCause, Ended, UsersError, What, actions
from tests.conftest import as_person
from tests.store.plain import ask
from tests.users.conftest import ADDRESS, PASSWORD, Enter, Wait

DAY_S = 86_400


def test_a_code_sets_a_password_once(office: Desk) -> None:
    issued = actions.issue_code(office, "operator")
    assert issued.person.id == "operator"
    assert (issued.until - office.time.now()).days == 7
    actions.set_password(office, "operator", issued.code.lower(), PASSWORD)
    assert actions.sign_in(office, "operator", PASSWORD).session.person.id == "operator"
    with pytest.raises(UsersError, match="used already"):
        actions.set_password(office, "operator", issued.code, PASSWORD + "!")


def test_a_new_code_voids_the_old(office: Desk) -> None:
    old, new = (actions.issue_code(office, "operator") for _time in range(2))
    with pytest.raises(UsersError):
        actions.set_password(office, "operator", old.code, PASSWORD)
    actions.set_password(office, "operator", new.code, PASSWORD)


def test_a_code_is_its_persons_alone(office: Desk) -> None:
    issued = actions.issue_code(office, "operator")
    with pytest.raises(UsersError):
        actions.set_password(office, "approver", issued.code, PASSWORD)


def test_a_code_lasts_seven_days(office: Desk, wait: Wait) -> None:
    issued = actions.issue_code(office, "operator")
    wait(7 * DAY_S)
    with pytest.raises(UsersError, match="7 days"):
        actions.set_password(office, "operator", issued.code, PASSWORD)
    assert actions.users(office) == ()


def test_a_code_that_is_unused_changes_nothing_for_its_person(office: Desk, enter: Enter) -> None:
    token = enter().token
    actions.issue_code(office, "operator")
    assert not isinstance(actions.session_of(office, token), Ended)
    assert enter()


def test_a_password_set_ends_all_sessions(office: Desk, enter: Enter) -> None:
    tokens = [enter().token, enter().token]
    issued = actions.issue_code(office, "operator")
    actions.set_password(office, "operator", issued.code, PASSWORD + "!")
    found = [actions.session_of(office, token) for token in tokens]
    assert found == [Ended(EndCause.PASSWORD_CHANGED)] * 2
    with pytest.raises(UsersError):
        enter()


def test_a_weak_password_leaves_the_code_usable_and_counts_no_try(office: Desk) -> None:
    issued = actions.issue_code(office, "operator")
    for _time in range(8):
        with pytest.raises(UsersError, match="many people choose"):
            actions.set_password(office, "operator", issued.code, "Matkhau@123")
    actions.set_password(office, "operator", issued.code, PASSWORD)


def test_a_rule_is_named_only_to_whoever_has_the_code(office: Desk) -> None:
    actions.issue_code(office, "operator")
    for name in ("operator", "nobody"):
        with pytest.raises(UsersError, match="name and code do not fit"):
            actions.set_password(office, name, "K7QM-4XRT-P2WD", "x")


def test_codes_are_throttled_like_passwords(office: Desk) -> None:
    issued = actions.issue_code(office, "operator")
    for _time in range(5):
        with pytest.raises(UsersError, match="do not fit"):
            actions.set_password(office, "operator", "K7QM-4XRT-P2WD", PASSWORD)
    with pytest.raises(UsersError, match="08:00:30"):
        actions.set_password(office, "operator", issued.code, PASSWORD)


def test_only_an_administrator_gives_out_codes(desk: Desk) -> None:
    for person in ("operator", "approver", "auditor"):
        with pytest.raises(UnitsError, match="is not administrator"):
            actions.issue_code(as_person(desk, person), person)


def test_the_first_code_needs_no_role_and_is_the_only_one_of_its_kind(office: Desk) -> None:
    issued = actions.first_code(as_person(office, None), "administrator")
    with pytest.raises(UsersError, match="users already"):
        actions.first_code(office, "administrator")
    actions.set_password(office, "administrator", issued.code, PASSWORD)
    with pytest.raises(UsersError, match="users already"):
        actions.first_code(office, "operator")


def test_the_trail_says_who_gave_a_code_to_whom(office: Desk) -> None:
    issued = actions.issue_code(office, "operator")
    actions.set_password(office, "operator", issued.code, PASSWORD, address=ADDRESS)
    was_set, given = actions.trail(office)
    assert (given.what, given.person, given.subject) == (
        What.CODE_ISSUED,
        "administrator",
        "operator",
    )
    assert (was_set.what, was_set.person, was_set.address) == (
        What.PASSWORD_SET,
        "operator",
        ADDRESS,
    )


def test_only_hashes_are_kept(office: Desk) -> None:
    actions.issue_code(office, "operator")
    ((kept, password),) = ask(
        office.home.database, "SELECT code_hash, password_hash FROM user_account"
    )
    assert kept.startswith("$argon2id$")
    assert password is None
