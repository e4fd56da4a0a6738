"""Fixtures every folder of tests may use: a bare home, its key, a virtual clock, a desk."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from broadcaster.desk import Desk
from broadcaster.home import Home
from broadcaster.i18n import use_language
from broadcaster.signed import BoxKey
from broadcaster.store import Base
from broadcaster.timebase import VirtualTime

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
    """A desk over that home, with every table that the imported features define."""
    from broadcaster.store import Database

    Base.metadata.create_all(Database(home.database).engine)
    return Desk.open(home, time=clock, person="operator")
