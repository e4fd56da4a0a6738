"""Fixtures every folder of tests may use: a bare home, its key, a virtual clock, a desk."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from broadcaster.desk import Desk
from broadcaster.home import Home
from broadcaster.i18n import use_language
from broadcaster.signed import BoxKey
from broadcaster.store import Base, Database
from broadcaster.store.migration import mark_newest
from broadcaster.timebase import VirtualTime
from broadcaster.units import Role
from broadcaster.units import actions as units

# How long an example takes says something of the machine and nothing of the rule.
settings.register_profile(
    "any-machine", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("any-machine")

SUNDAY_MORNING = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)
"""Sunday 22 November 2026, 08:00 at the station."""


@pytest.fixture(autouse=True)
def english() -> None:
    use_language("en")


@pytest.fixture
def clock() -> VirtualTime:
    return VirtualTime(SUNDAY_MORNING)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A home with settings and a key, as `init` leaves it, without any records."""
    root = tmp_path / "home"
    root.mkdir()
    home = Home(root)
    home.config.write_text('station = "khe-ren"\nunit = "khe-ren"\n', encoding="utf-8")
    for folder in (home.playlists, home.audio_cache, home.approvals, home.journal, home.run):
        folder.mkdir(parents=True)
    BoxKey.generate().save(home.keys)
    return home


@pytest.fixture
def desk(home: Home, clock: VirtualTime) -> Desk:
    """A desk over that home, with every table that the imported features define.

    Its people bear the names of their roles: administrator, operator, approver, technician and
    auditor of the commune `khe-ren`. The desk is the operator's; `as_person` makes another's.
    """
    database = Database(home.database)
    Base.metadata.create_all(database.engine)
    mark_newest(database)
    desk = Desk.open(home, time=clock, person="administrator")
    commune = units.first_unit("khe-ren")
    station = units.first_station("khe-ren", commune)
    units.found(desk, unit=commune, station=station, administrator="administrator")
    for role in Role:
        if role is not Role.ADMINISTRATOR:
            units.add_person(desk, str(role), role=role)
    return as_person(desk, "operator")


def as_person(desk: Desk, person: str | None) -> Desk:
    """The same desk with somebody else at it."""
    return replace(desk, person=person)
