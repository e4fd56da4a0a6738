"""A province whose communes were merged, policies of both scopes, and logs that name them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from broadcaster.desk import Desk
from broadcaster.home import Home
from broadcaster.journal import Kind
from broadcaster.journal.writer import Journal
from broadcaster.policies import Stage
from broadcaster.policies import actions as policies
from broadcaster.policies.amending import Stated
from broadcaster.signed import BoxKey
from broadcaster.timebase import VirtualTime
from broadcaster.units import Role, UnitKind
from broadcaster.units import actions as units
from tests.conftest import as_person
from tests.reports.conftest import trusted

Told = tuple[str, str, str, str]
"""Day (ISO), policy, stage, language."""
MERGED = date(2025, 7, 1)


@pytest.fixture
def province(desk: Desk) -> Desk:
    """Lai Châu: A and B became A on 1 July 2025, C and D became the new E; F has no box."""
    office = as_person(desk, "administrator")
    units.add_unit(office, "Tỉnh Lai Châu", kind=UnitKind.PROVINCE, id_="lai-chau")
    for person, role in (("administrator", Role.ADMINISTRATOR), ("operator", Role.OPERATOR)):
        units.appoint(office, person, role, unit_handle="lai-chau")
    for name in "ABCDF":
        units.add_unit(office, f"Xã {name}", parent="lai-chau", id_=name.lower())
    units.add_unit(office, "Xã E", id_="e")
    units.move_unit(office, "e", "lai-chau", MERGED)
    for old, heir in (("b", "a"), ("c", "e"), ("d", "e")):
        units.merge_unit(office, old, heir, MERGED)
    for unit in ("a", "e"):
        units.add_station(office, f"Đài {unit}", unit_handle=unit)
    stages = ((Stage.CONSULTATION, date(2025, 5, 1)), (Stage.PROMULGATION, date(2025, 8, 1)))
    for number, level in (("1/NQ", "central"), ("2/NQ", "province")):
        stated = Stated(title=f"Chính sách {number}", level=level, stages=stages)
        policies.state_policy(desk, number, stated)
    return replace(desk, settings=replace(desk.settings, unit="lai-chau"), person="operator")


def write_log(
    root: Path, unit: str, told: Sequence[Told], *, failed: Sequence[Told] = (), key: BoxKey
) -> Path:
    """Write the log of a station of `unit`; return its journal folder."""
    home = Home(root / unit)
    for folder in (home.journal, home.run):
        folder.mkdir(parents=True)
    every = sorted([*((one, "aired") for one in told), *((one, "missed") for one in failed)])
    start = datetime.fromisoformat((every[0][0][0] if every else "2025-05-01") + "T01:00:00+00:00")
    clock = VirtualTime(start.astimezone(UTC))
    with Journal.open(
        home, station=unit, unit=unit, key=key, time=clock, trust=trusted, rehearsal=False
    ) as journal:
        for number, (one, outcome) in enumerate(every):
            _write(journal, clock, number, one, outcome)
        journal.checkpoint()
    return home.journal


def _write(journal: Journal, clock: VirtualTime, number: int, told: Told, outcome: str) -> None:
    day, policy, stage, language = told
    due = datetime.fromisoformat(f"{day}T03:{number % 60:02}:00+00:00")
    clock.advance(max(0, int((due - clock.now()).total_seconds())) * 1_000_000_000)
    session = f"tin@{day}T10:{number % 60:02}"
    journal.append(
        Kind.PLAN, session=session, programme="tin", title="Tin", planned=due, order="ab" * 32,
        policy="", part=1, parts=1, count=1, items=["00000001:0:6000"],
    )  # fmt: skip
    journal.append(
        Kind.OUTCOME, session=session, item=f"{session}/00000001", planned=due, outcome=outcome,
        cause="whole", actual=clock.now(), sounded_ms=6000, evidence="1", part="items",
        title="Tin", bulletin="x-2025-0001", policy=policy, stage=stage, language=language,
        **{"class": "normal"},
    )  # fmt: skip
