"""Who is let in, and that a refusal tells nothing."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from time import perf_counter

import pytest

from broadcaster.desk import Desk
from broadcaster.timebase import VirtualTime
from broadcaster.units import Role, Term
from broadcaster.units import actions as units
from broadcaster.users import UsersError, UserSession, What, actions
from tests.store.plain import ask
from tests.users.conftest import ADDRESS, PASSWORD, Enter, Wait, give_password


def test_a_person_is_named_by_id_or_full_name(office: Desk) -> None:
    units.add_person(office, "Nguyễn Văn Bình", role=Role.OPERATOR)
    give_password(office, "nguyen-van-binh")
    for name in ("nguyen-van-binh", "Nguyễn Văn Bình", " nguyễn  văn bình "):
        entered = actions.sign_in(office, name, PASSWORD, address=ADDRESS, agent="Firefox\n 140")
        assert entered.session.person.name == "Nguyễn Văn Bình"
        assert (entered.session.address, entered.session.agent) == (ADDRESS, "Firefox 140")
        assert actions.session_of(office, entered.token) == entered.session


def test_every_reason_gets_the_same_refusal(office: Desk, enter: Enter) -> None:
    units.add_person(office, "without-role")
    give_password(office, "without-role")
    enter("operator")
    sentences = set()
    for name, password in [
        ("nobody", PASSWORD),
        ("auditor", PASSWORD),
        ("operator", PASSWORD + "!"),
        ("without-role", PASSWORD),
        ("", ""),
        ("x" * 10_000, "y" * 10_000),
    ]:
        with pytest.raises(UsersError) as refused:
            actions.sign_in(office, name, password)
        sentences.add(str(refused.value))
    assert len(sentences) == 1
    causes = [e.detail for e in actions.trail(office) if e.what is What.SIGN_IN_REFUSED]
    assert causes == [
        "unknown-name",
        "unknown-name",
        "no-role",
        "password",
        "no-password",
        "unknown-name",
    ]


def test_a_name_that_fits_two_people_lets_nobody_in_and_names_neither(office: Desk) -> None:
    for id_ in ("an-mot", "an-hai"):
        units.add_person(office, "Lò An", role=Role.OPERATOR, id_=id_)
        give_password(office, id_)
    with pytest.raises(UsersError) as refused:
        actions.sign_in(office, "Lò An", PASSWORD)
    assert "an-mot" not in str(refused.value)
    assert actions.sign_in(office, "an-hai", PASSWORD).session.person.id == "an-hai"


def test_an_unknown_name_takes_as_long_as_a_wrong_password(office: Desk, enter: Enter) -> None:
    """Both verify one hash; without it the unknown name would be answered fifty times faster."""
    enter()

    def duration(name: str) -> float:
        started = perf_counter()
        with pytest.raises(UsersError):
            actions.sign_in(office, name, "wrong password")
        return perf_counter() - started

    known = min(duration("operator") for _time in range(3))
    assert min(duration("nobody") for _time in range(3)) > known / 4


def test_a_role_lent_lets_in_as_long_as_it_lasts(office: Desk, wait: Wait) -> None:
    units.add_person(office, "deputy")
    give_password(office, "deputy")
    term = Term(until=date(2026, 11, 22))
    units.delegate(office, "approver", "deputy", Role.APPROVER, document="1", term=term)
    assert actions.sign_in(office, "deputy", PASSWORD)
    wait(86_400)
    with pytest.raises(UsersError):
        actions.sign_in(office, "deputy", PASSWORD)


def fail(desk: Desk, name: str = "operator", address: str = ADDRESS) -> UsersError:
    with pytest.raises(UsersError) as refused:
        actions.sign_in(desk, name, "wrong password", address=address)
    return refused.value


def test_after_five_failures_the_right_password_waits_too(
    office: Desk, enter: Enter, wait: Wait
) -> None:
    enter()
    assert [fail(office).retry_at for _time in range(5)] == [None] * 5
    with pytest.raises(UsersError, match="Try again from 08:00:30") as refused:
        enter()
    assert refused.value.retry_at == office.time.now() + timedelta(seconds=30)
    wait(30)
    assert enter()


def test_a_name_that_is_nobodys_waits_like_any_other(office: Desk) -> None:
    for _time in range(5):
        fail(office, "Nobody At All", "10.0.0.1")
    assert fail(office, "nobody at  all", "10.0.0.2").retry_at


def test_twenty_failures_from_one_address_stop_it_for_everybody(office: Desk, enter: Enter) -> None:
    give_password(office, "operator")
    for place in range(20):
        fail(office, f"name {place}")
    with pytest.raises(UsersError, match="Too many tries"):
        enter()
    assert actions.sign_in(office, "operator", PASSWORD, address="10.0.0.9")


def test_a_try_during_the_wait_makes_it_no_longer_and_is_not_looked_at(
    office: Desk, wait: Wait
) -> None:
    for _time in range(5):
        fail(office)
    before = actions.trail(office)
    assert {fail(office).retry_at for _time in range(10)} == {
        office.time.now() + timedelta(seconds=30)
    }
    assert actions.trail(office) == before
    wait(31)
    assert fail(office).retry_at is None


def test_a_clock_set_back_locks_nobody_out(office: Desk, enter: Enter, clock: VirtualTime) -> None:
    enter()
    for _time in range(5):
        fail(office)
    clock.step_wall(timedelta(hours=-9))
    assert enter()


def test_a_restart_forgets_no_failure(office: Desk) -> None:
    for _time in range(5):
        fail(office)
    again = Desk.open(office.home, time=office.time)
    assert fail(again).retry_at


def test_old_failures_are_removed(office: Desk, wait: Wait) -> None:
    fail(office)
    wait(2 * 86_400)
    fail(office)
    assert ask(office.home.database, "SELECT count(*) FROM user_failure") == [(1,)]


def test_many_tries_in_one_moment_do_not_outrun_the_throttle(office: Desk) -> None:
    give_password(office, "operator")

    def attempt(_number: int) -> bool:
        try:
            actions.sign_in(office, "operator", "wrong password", address="")
        except UsersError as error:
            return error.retry_at is None
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(attempt, range(16))) == 5


def test_the_token_is_long_random_and_kept_nowhere(office: Desk, enter: Enter) -> None:
    tokens = {enter().token for _time in range(3)}
    assert len(tokens) == 3
    assert all(len(token) == 43 for token in tokens)
    kept = ask(office.home.database, "SELECT token_sha256 FROM user_session")
    assert all(len(row[0]) == 64 and row[0] not in tokens for row in kept)
    assert not any(token in repr(entered) for token in tokens for entered in [enter()])


def test_a_right_password_is_taken_back_from_the_failures(office: Desk, enter: Enter) -> None:
    for _time in range(8):
        assert isinstance(enter().session, UserSession)
    assert ask(office.home.database, "SELECT count(*) FROM user_failure") == [(0,)]
