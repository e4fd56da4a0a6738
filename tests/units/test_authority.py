"""Who may do what, on which day, and on what ground."""

from datetime import date

import pytest

from broadcaster.desk import Desk
from broadcaster.timebase import VirtualTime
from broadcaster.units import Role, Term, UnitsError
from broadcaster.units import actions as units
from tests.conftest import as_person

DAY_NS = 86_400 * 10**9


def test_nobody_named_is_refused(desk: Desk) -> None:
    with pytest.raises(UnitsError, match="--as PERSON"):
        units.require_role(as_person(desk, None), Role.OPERATOR)


def test_a_stranger_is_refused_and_quoted(desk: Desk) -> None:
    with pytest.raises(UnitsError, match='"Trần Thị Z"'):
        units.require_role(as_person(desk, "Trần Thị Z"), Role.OPERATOR)


def test_a_role_held_is_the_ground(desk: Desk) -> None:
    ground = units.require_role(desk, Role.APPROVER, Role.OPERATOR)
    assert (ground.person, ground.role, ground.unit) == ("operator", Role.OPERATOR, "khe-ren")
    assert ground.identity == "declared"
    assert ground.os_user


def test_a_role_lacked_is_refused_with_its_name(desk: Desk) -> None:
    with pytest.raises(UnitsError, match="is not approver"):
        units.require_role(desk, Role.APPROVER)


def test_an_administrator_counts_as_operator_and_technician_but_not_as_approver(
    office: Desk,
) -> None:
    for role in (Role.OPERATOR, Role.TECHNICIAN):
        assert units.require_role(office, role).role is Role.ADMINISTRATOR
    for role in (Role.APPROVER, Role.AUDITOR):
        with pytest.raises(UnitsError):
            units.require_role(office, role)


def test_a_role_begins_and_ends_on_its_days(office: Desk, clock: VirtualTime) -> None:
    term = Term(date(2026, 11, 23), date(2026, 11, 24))
    units.add_person(office, "Hoàng Văn Bình", role=Role.APPROVER, term=term)
    him = as_person(office, "Hoàng Văn Bình")
    held = []
    for _day in range(4):
        try:
            held.append(bool(units.require_role(him, Role.APPROVER)))
        except UnitsError:
            held.append(False)
        clock.advance(DAY_NS)
    assert held == [False, True, True, False]


def test_the_day_is_the_stations_not_utc(office: Desk, clock: VirtualTime) -> None:
    units.add_person(office, "Lê A", role=Role.APPROVER, term=Term(since=date(2026, 11, 23)))
    clock.advance(16 * 3600 * 10**9)  # 17:00 UTC on the 22nd is 00:00 on the 23rd
    assert units.require_role(as_person(office, "Lê A"), Role.APPROVER)


def test_a_role_in_a_unit_above_counts_below_and_not_the_reverse(office: Desk) -> None:
    units.add_unit(office, "Tỉnh")
    units.move_unit(office, "khe-ren", "tinh", date(2026, 1, 1))
    units.add_person(office, "Sếp", role=Role.APPROVER, unit_handle="tinh")
    assert units.require_role(as_person(office, "Sếp"), Role.APPROVER).unit == "tinh"
    with pytest.raises(UnitsError):
        units.require_role(as_person(office, "approver"), Role.APPROVER, unit="tinh")


def test_a_delegation_names_giver_and_document(office: Desk) -> None:
    units.delegate(office, "approver", "operator", Role.APPROVER, document="12/QĐ-UBND")
    ground = units.require_role(as_person(office, "operator"), Role.APPROVER)
    assert (ground.in_name_of, ground.delegation) == ("approver", "12/QĐ-UBND")


def test_a_delegation_expires(office: Desk, clock: VirtualTime) -> None:
    term = Term(date(2026, 11, 22), date(2026, 11, 22))
    units.delegate(office, "approver", "operator", Role.APPROVER, document="1", term=term)
    deputy = as_person(office, "operator")
    assert units.require_role(deputy, Role.APPROVER)
    clock.advance(DAY_NS)
    with pytest.raises(UnitsError):
        units.require_role(deputy, Role.APPROVER)


def test_a_delegation_is_worth_nothing_once_its_giver_lost_the_role(
    office: Desk, clock: VirtualTime
) -> None:
    units.delegate(office, "approver", "operator", Role.APPROVER, document="1")
    units.end_role(office, "approver", Role.APPROVER, last_day=date(2026, 11, 22))
    clock.advance(DAY_NS)
    with pytest.raises(UnitsError):
        units.require_role(as_person(office, "operator"), Role.APPROVER)


def test_a_delegated_role_cannot_be_passed_on(office: Desk) -> None:
    units.delegate(office, "approver", "operator", Role.APPROVER, document="1")
    with pytest.raises(UnitsError, match="is not approver"):
        units.delegate(office, "operator", "technician", Role.APPROVER, document="2")


def test_a_person_may_be_named_by_id_tail_or_name_in_any_typing(office: Desk) -> None:
    units.add_person(office, "Nguyễn Văn Án", role=Role.APPROVER)
    for handle in ("nguyen-van-an", "van-an", "Nguyễn Văn Án", "nguyễn văn án"):
        assert units.require_role(as_person(office, handle), Role.APPROVER)
