"""What the person at the desk may do today, and on what ground."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from broadcaster.desk import Desk
from broadcaster.timebase import VirtualTime
from broadcaster.units import Role, Term, UnitsError
from broadcaster.units import actions as units
from tests.conftest import as_person

DAY_NS = 86_400 * 10**9
LAST_DAY = date(2026, 11, 30)


def test_each_role_stands_on_the_ground_that_requiring_it_names(office: Desk) -> None:
    units.delegate(office, "approver", "administrator", Role.APPROVER, document="12/QĐ-UBND")
    found = units.standing(office)
    assert set(found.grounds) == set(Role) - {Role.AUDITOR}
    for role, ground in found.grounds.items():
        assert ground.authority == units.require_role(office, role)


def test_a_lent_role_names_its_giver_document_and_last_day(office: Desk) -> None:
    units.add_person(office, "Lò Thị Pó", role=Role.APPROVER)
    units.delegate(
        office,
        "lo-thi-po",
        "operator",
        Role.APPROVER,
        document="12/QĐ-UBND",
        term=Term(until=LAST_DAY),
    )
    ground = units.standing(as_person(office, "operator")).grounds[Role.APPROVER]
    assert (ground.giver, ground.last_day) == ("Lò Thị Pó", LAST_DAY)
    assert ground.authority.delegation == "12/QĐ-UBND"


def test_a_role_of_ones_own_has_no_giver(desk: Desk) -> None:
    found = units.standing(desk)
    assert set(found.grounds) == {Role.OPERATOR}
    assert (found.person.name, found.unit, found.day) == (
        "operator",
        "khe-ren",
        date(2026, 11, 22),
    )
    assert found.grounds[Role.OPERATOR].giver == ""
    assert found.holds(Role.APPROVER, Role.OPERATOR)
    assert not found.holds(Role.APPROVER)


def test_whoever_holds_nothing_today_is_not_refused(office: Desk, clock: VirtualTime) -> None:
    yesterday = date(2026, 11, 22)
    units.add_person(office, "Vàng A", role=Role.OPERATOR, term=Term(until=yesterday))
    him = as_person(office, "vang-a")
    assert units.standing(him).is_anything
    clock.advance(DAY_NS)
    assert not units.standing(him).is_anything


def test_a_loan_is_worth_nothing_once_its_giver_lost_the_role(office: Desk) -> None:
    units.delegate(office, "approver", "operator", Role.APPROVER, document="1")
    last_day = units.today(office) - timedelta(days=1)
    units.end_role(office, "approver", Role.APPROVER, last_day=last_day)
    assert not units.standing(as_person(office, "operator")).holds(Role.APPROVER)


def test_nobody_has_no_standing(desk: Desk) -> None:
    with pytest.raises(UnitsError, match="--as PERSON"):
        units.standing(as_person(desk, None))


def test_a_ground_says_how_we_know_the_person(desk: Desk) -> None:
    signed_in = replace(desk, identity="signed-in")
    assert units.require_role(signed_in, Role.OPERATOR).identity == "signed-in"
    ground = units.standing(signed_in).grounds[Role.OPERATOR]
    assert ground.authority.identity == "signed-in"
    assert ground.authority.os_user
