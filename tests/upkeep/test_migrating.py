"""A home of an earlier version is taken to this one's form, after a copy."""

import pytest
from alembic import command
from alembic.config import Config

from broadcaster.desk import Desk
from broadcaster.home import Home
from broadcaster.signed import BoxKey, read_signed
from broadcaster.store import Database
from broadcaster.store.migration import FOLDER, MigrationError, current_revision, head_revision
from broadcaster.timebase import VirtualTime
from broadcaster.upkeep import actions as upkeep
from broadcaster.upkeep.errors import UpkeepError
from tests.store.plain import ask, stamp


def make_old(home: Home, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    with Database(home.database).engine.connect() as connection, connection.begin():
        config.attributes["connection"] = connection
        command.downgrade(config, revision)


def test_an_older_home_is_migrated_after_a_copy(station: Home, clock: VirtualTime) -> None:
    make_old(station, "0001")
    assert upkeep.migrate(station, clock) == "0001"
    assert current_revision(Database(station.database)) == head_revision()
    (backup,) = station.backups.iterdir()
    assert ask(backup, "SELECT version_num FROM alembic_version") == [("0001",)]
    assert ask(backup, "SELECT name FROM person") == [("Nguyễn Văn A",)]
    assert Desk.open(station)


def test_a_home_of_this_version_is_left_as_it_is(station: Home, clock: VirtualTime) -> None:
    assert upkeep.migrate(station, clock) is None
    assert not station.backups.exists()


def test_what_the_player_obeys_is_written_anew(station: Home, clock: VirtualTime) -> None:
    hours = read_signed(station.hours, "hours", [BoxKey.load(station.keys).public])
    for path in (station.schema, station.hours, station.withdrawn):
        path.unlink()
    upkeep.migrate(station, clock)
    key = BoxKey.load(station.keys).public
    assert read_signed(station.schema, "schema", [key])["revision"] == head_revision()
    assert read_signed(station.withdrawn, "withdrawn", [key])["withdrawn"] == []
    assert read_signed(station.hours, "hours", [key])["windows"] == hours["windows"]


def test_a_newer_home_is_refused_and_not_touched(station: Home, clock: VirtualTime) -> None:
    stamp(station.database, "9999")
    before = station.database.read_bytes()
    with pytest.raises(MigrationError, match="9999"):
        upkeep.migrate(station, clock)
    assert station.database.read_bytes() == before


def test_without_room_for_the_copy_nothing_is_changed(station: Home, clock: VirtualTime) -> None:
    make_old(station, "0001")
    station.backups.write_text("in the way")
    with pytest.raises(UpkeepError, match="Nothing was changed"):
        upkeep.migrate(station, clock)
    assert current_revision(Database(station.database)) == "0001"


def test_a_step_that_fails_leaves_the_home_as_it_was(
    station: Home, clock: VirtualTime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_connection: object) -> None:
        raise ValueError("rows without their parents")

    make_old(station, "0001")
    monkeypatch.setattr("broadcaster.store.migration._check_references", fail)
    with pytest.raises(MigrationError, match="was not changed"):
        upkeep.migrate(station, clock)
    assert current_revision(Database(station.database)) == "0001"
