"""How long a session lasts, and what ends it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from broadcaster.desk import Desk
from broadcaster.timebase import VirtualTime
from broadcaster.units import Role, Term, UnitsError
from broadcaster.units import actions as units
from broadcaster.users import EndCause, Ended, UserSession, What, actions
from broadcaster.users.model import Stay
from tests.conftest import as_person
from tests.store.plain import ask
from tests.users.conftest import ADDRESS, Enter, Wait, give_password

YESTERDAY = date(2026, 11, 21)
HOUR_S = 3600


def is_open(desk: Desk, token: str) -> bool:
    return isinstance(actions.session_of(desk, token), UserSession)


def test_a_token_that_was_never_given_out_is_nobodys(office: Desk, enter: Enter) -> None:
    token = enter().token
    for other in ("", token[:-1], token + "x", "\udcff", "x" * 100_000):
        assert actions.session_of(office, other) is None


def test_two_hours_without_a_request_end_it(office: Desk, enter: Enter, wait: Wait) -> None:
    token = enter().token
    wait(2 * HOUR_S - 1)
    assert is_open(office, token)
    wait(2 * HOUR_S)
    assert actions.session_of(office, token) == Ended(EndCause.IDLE)


def test_twelve_hours_end_it_however_busy(office: Desk, enter: Enter, wait: Wait) -> None:
    token = enter().token
    for _quarter in range(4 * 12 - 1):
        wait(HOUR_S / 4)
        assert is_open(office, token)
    wait(HOUR_S / 4)
    assert actions.session_of(office, token) == Ended(EndCause.EXPIRED)


def test_requests_write_at_most_every_five_minutes(office: Desk, enter: Enter, wait: Wait) -> None:
    token = enter().token
    contents = set()
    for _second in range(299):
        wait(1)
        if _second % 50 == 0:
            assert is_open(office, token)
            contents.add(office.home.database.read_bytes())
    assert len(contents) == 1
    wait(1)
    found = actions.session_of(office, token)
    assert isinstance(found, UserSession)
    assert found.seen == office.time.now()
    assert office.home.database.read_bytes() not in contents


def test_a_session_from_far_ahead_of_the_clock_has_expired(
    office: Desk, enter: Enter, clock: VirtualTime
) -> None:
    token = enter().token
    clock.step_wall(timedelta(minutes=-10))
    assert is_open(office, token)
    clock.step_wall(timedelta(hours=-30))
    assert actions.session_of(office, token) == Ended(EndCause.EXPIRED)


Change = Callable[[Desk], object]
CHANGES: dict[str, Change] = {
    "a role ended": lambda d: units.end_role(d, "operator", Role.OPERATOR, last_day=YESTERDAY),
    "a role given": lambda d: units.appoint(d, "operator", Role.AUDITOR),
    "a role lent": lambda d: units.delegate(d, "approver", "operator", Role.APPROVER, document="2"),
    "a loan ended": lambda d: units.end_delegation(d, "1", YESTERDAY),
    "the giver's role ended": lambda d: units.end_role(
        d, "technician", Role.TECHNICIAN, last_day=YESTERDAY
    ),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_of_rights_ends_it_with_the_next_request(
    office: Desk, enter: Enter, change: Change
) -> None:
    units.delegate(office, "technician", "operator", Role.TECHNICIAN, document="1")
    token = enter().token
    others = enter("auditor").token
    assert is_open(office, token)
    change(office)
    assert actions.session_of(office, token) == Ended(EndCause.RIGHTS_CHANGED)
    assert actions.session_of(office, token) == Ended(EndCause.RIGHTS_CHANGED)
    assert is_open(office, others)
    ended = actions.trail(office, limit=1)[0]
    assert (ended.what, ended.subject, ended.detail) == (
        What.SESSION_ENDED,
        "operator",
        "rights-changed",
    )


def test_a_term_that_lapses_at_midnight_ends_it_then(
    office: Desk, enter: Enter, wait: Wait
) -> None:
    units.add_person(office, "Vàng A", role=Role.OPERATOR, term=Term(until=date(2026, 11, 22)))
    wait(15 * HOUR_S)  # 23:00 at the station
    token = enter("vang-a").token
    wait(HOUR_S - 1)
    assert is_open(office, token)
    wait(1)
    assert actions.session_of(office, token) == Ended(EndCause.RIGHTS_CHANGED)


def test_signing_out_ends_one_session_and_once(office: Desk, enter: Enter) -> None:
    gone, stays = enter().token, enter().token
    for _time in range(2):
        actions.sign_out(office, gone)
    actions.sign_out(office, "unknown")
    assert actions.session_of(office, gone) == Ended(EndCause.SIGNED_OUT)
    assert is_open(office, stays)
    assert [event.what for event in actions.trail(office)].count(What.SIGNED_OUT) == 1


def test_an_administrator_ends_all_of_somebodys(office: Desk, enter: Enter) -> None:
    tokens = [enter().token, enter().token]
    other = enter("auditor").token
    assert actions.end_sessions(office, "operator", address=ADDRESS) == 2
    assert [actions.session_of(office, t) for t in tokens] == [
        Ended(EndCause.ENDED_BY_ADMINISTRATOR)
    ] * 2
    assert is_open(office, other)
    assert actions.trail(office, limit=1)[0].person == "administrator"


def test_anybody_ends_their_own_and_nobody_elses(desk: Desk, enter: Enter) -> None:
    token = enter("operator").token
    with pytest.raises(UnitsError, match="is not administrator"):
        actions.end_sessions(as_person(desk, "auditor"), "operator")
    with pytest.raises(UnitsError, match="--as"):
        actions.end_sessions(as_person(desk, None), "operator")
    assert actions.end_sessions(as_person(desk, "operator"), "operator") == 1
    assert actions.session_of(desk, token) == Ended(EndCause.SIGNED_OUT)


def test_a_session_that_ran_out_is_not_said_to_be_ended_by_somebody(
    office: Desk, enter: Enter, wait: Wait
) -> None:
    token = enter().token
    wait(3 * HOUR_S)
    assert actions.end_sessions(office, "operator") == 0
    assert actions.session_of(office, token) == Ended(EndCause.IDLE)


def test_old_sessions_leave_the_table_and_stay_in_the_trail(
    office: Desk, enter: Enter, wait: Wait
) -> None:
    enter()
    wait(31 * 86_400)
    enter()
    assert ask(office.home.database, "SELECT count(*) FROM user_session") == [(1,)]
    assert [event.what for event in actions.trail(office)].count(What.SIGNED_IN) == 2


def test_reading_for_one_person_gives_what_the_whole_register_gives(office: Desk) -> None:
    give_password(office, "operator")
    units.delegate(office, "approver", "operator", Role.APPROVER, document="1")
    found = units.standing(replace(office, person="operator"))
    for role in Role:
        try:
            required = units.require_role(as_person(office, "operator"), role)
        except UnitsError:
            assert not found.holds(role)
        else:
            assert found.grounds[role].authority == required


def test_it_comes_with_what_its_person_may_do_now(office: Desk, enter: Enter) -> None:
    units.delegate(office, "technician", "operator", Role.TECHNICIAN, document="1")
    signed_in = replace(as_person(office, "operator"), identity="signed-in")
    stay = actions.stay_of(signed_in, enter().token)
    assert isinstance(stay, Stay)
    assert stay.standing == units.standing(signed_in)
    assert stay.standing.holds(Role.TECHNICIAN)
