"""A province above a commune, calls made to order, and what their rules are asked with."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from broadcaster.bulletins.families import Families
from broadcaster.desk import Desk
from broadcaster.schedule.demands.model import Address, Call, CallKind, Reach
from broadcaster.schedule.demands.owing import Asked
from broadcaster.schedule.demands.reach import Place
from broadcaster.units import actions as units
from broadcaster.units.model import Membership, Role, UnitKind
from tests.conftest import as_person
from tests.schedule.conftest import HANOI, NOW

TODAY = date(2026, 11, 22)
PROVINCE = Address(Reach.UNIT, "tinh")
BELOW = (Membership("khe-ren", "tinh"),)
HERE = Place.of("dai-khe-ren", "khe-ren", BELOW)


def call(number: int = 1, kind: CallKind = CallKind.MANDATE, **changes: Any) -> Call:
    """Return a call of the province for three airings in a week, to all below it."""
    plain = Call(
        f"tinh-2026-{str(kind)[0]}{number:04}", kind, f"khe-ren-2026-{number:04}", "tinh", 3,
        TODAY, date(2026, 11, 28), (PROVINCE,), "lan", NOW, document="12/CV",
    )  # fmt: skip
    return replace(plain, **changes)


def asked(*calls: Call, **changes: Any) -> Asked:
    """Return what one station of that commune is asked."""
    plain = Asked(HERE, HANOI, NOW, (), Families(), calls, {}, frozenset({"all", "cho"}))
    return replace(plain, **changes)


@pytest.fixture
def below(desk: Desk) -> Desk:
    """The commune of the desk belongs to a province, whose editor is Lan."""
    office = as_person(desk, "administrator")
    units.add_unit(office, "Tỉnh", kind=UnitKind.PROVINCE, id_="tinh")
    units.move_unit(office, "khe-ren", "tinh", date(2026, 1, 1))
    units.add_person(office, "Lan", role=Role.OPERATOR, unit_handle="tinh")
    return desk
