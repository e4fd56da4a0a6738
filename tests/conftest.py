"""Fixtures every folder of tests may use: a bare home, its key, a virtual clock, a desk."""

import gc
import os
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from broadcaster.desk import Desk
from broadcaster.home import Home
from broadcaster.i18n import use_language
from broadcaster.signed import BoxKey
from broadcaster.store import Base, Database
from broadcaster.store.migration import mark_newest
from broadcaster.timebase import VirtualTime
from broadcaster.units import Role
from broadcaster.units import actions as units
from broadcaster.users import password
from tests.memory_folder import memory_folder
from tests.store.every_table import import_all_tables

# How long an example takes says something of the machine and nothing of the rule.
settings.register_profile(
    "any-machine", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("any-machine")

SUNDAY_MORNING = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)
"""Sunday 22 November 2026, 08:00 at the station."""


def pytest_configure(config: pytest.Config) -> None:
    """Let temporary folders lie in memory, unless somebody said where; not those of the rigs."""
    place = memory_folder()
    if place and config.getoption("markexpr") != "rig":
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(place))


def pytest_collection_finish() -> None:
    """Spare the collector what six thousand tests have imported: a tenth of the time was its."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)


QUICK = PasswordHash((Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1),))


@pytest.fixture(scope="session", autouse=True)
def quick_hashes() -> Iterator[None]:
    """Keep passwords as argon2 hashes that take little time; in the house each takes a quarter
    of a second on purpose, and a day of tests makes a thousand. `test_password` has the real ones.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(password, "_hasher", lambda: QUICK)
        password.nobodys_hash.cache_clear()
        yield


@pytest.fixture(autouse=True)
def english() -> None:
    use_language("en")


@pytest.fixture
def clock() -> VirtualTime:
    return VirtualTime(SUNDAY_MORNING)


@pytest.fixture(scope="session")
def box_key() -> BoxKey:
    """The key of every home here, so that what one signed may be copied to another."""
    return BoxKey.generate()


@pytest.fixture
def home(tmp_path: Path, box_key: BoxKey) -> Home:
    """A home with settings and a key, as `init` leaves it, without any records."""
    return bare_home(tmp_path / "home", box_key)


def bare_home(root: Path, key: BoxKey) -> Home:
    """Make one at `root`."""
    root.mkdir()
    home = Home(root)
    home.config.write_text('station = "khe-ren"\nunit = "khe-ren"\n', encoding="utf-8")
    for folder in (home.playlists, home.audio_cache, home.approvals, home.journal, home.run):
        folder.mkdir(parents=True)
    key.save(home.keys)
    return home


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory, box_key: BoxKey) -> Home:
    """A home like that with its people entered, never changed: founding one takes a while."""
    use_language("en")
    home = bare_home(tmp_path_factory.mktemp("founded") / "home", box_key)
    database = Database(home.database)
    import_all_tables()
    Base.metadata.create_all(database.engine)
    mark_newest(database)
    desk = Desk.open(home, time=VirtualTime(SUNDAY_MORNING), person="administrator")
    commune = units.first_unit("khe-ren")
    station = units.first_station("khe-ren", commune)
    units.found(desk, unit=commune, station=station, administrator="administrator")
    for role in Role:
        if role is not Role.ADMINISTRATOR:
            units.add_person(desk, str(role), role=role)
    return home


@pytest.fixture
def desk(home: Home, founded: Home, clock: VirtualTime) -> Desk:
    """A desk over that home, with every table.

    Its people bear the names of their roles: administrator, operator, approver, technician and
    auditor of the commune `khe-ren`. The desk is the operator's; `as_person` makes another's.
    """
    shutil.copyfile(founded.database, home.database)
    return Desk.open(home, time=clock, person="operator")


def as_person(desk: Desk, person: str | None) -> Desk:
    """The same desk with somebody else at it."""
    return replace(desk, person=person)
