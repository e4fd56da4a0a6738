"""The form of the database: the code's, the steps', and that of homes of other versions."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from broadcaster.desk import Desk
from broadcaster.store import Base, Database
from broadcaster.store.migration import (
    FOLDER,
    MigrationError,
    check_revision,
    copy_database,
    current_revision,
    head_revision,
    revisions,
    upgrade,
)
from tests.store.every_table import import_all_tables
from tests.store.plain import ask, stamp


def test_the_steps_make_exactly_the_tables_the_code_uses(tmp_path: Path) -> None:
    import_all_tables()
    database = Database(tmp_path / "station.db")
    upgrade(database)
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_the_newest_step_by_file_name_is_the_chains_head() -> None:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    script = ScriptDirectory.from_config(config)
    assert script.get_heads() == [head_revision()]
    assert tuple(one.revision for one in script.walk_revisions())[::-1] == revisions()


def test_every_step_can_be_taken_back(tmp_path: Path) -> None:
    from alembic import command

    database = Database(tmp_path / "station.db")
    upgrade(database)
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    with database.engine.connect() as connection, connection.begin():
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
        left = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'"))
        assert [row[0] for row in left] == ["alembic_version"]


def test_migrating_twice_changes_nothing(tmp_path: Path) -> None:
    database = Database(tmp_path / "station.db")
    upgrade(database)
    before = (tmp_path / "station.db").read_bytes()
    upgrade(database)
    assert (tmp_path / "station.db").read_bytes() == before


def test_a_step_that_fails_leaves_no_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_connection: object) -> None:
        raise ValueError("rows without their parents")

    monkeypatch.setattr("broadcaster.store.migration._check_references", fail)
    database = Database(tmp_path / "station.db")
    with pytest.raises(ValueError, match="parents"):
        upgrade(database)
    assert ask(database.path, "SELECT name FROM sqlite_master") == []


def test_a_home_of_a_newer_version_is_refused(desk: Desk) -> None:
    stamp(desk.home.database, "9999")
    with pytest.raises(MigrationError, match="later version") as refused:
        Desk.open(desk.home)
    assert "9999" in str(refused.value)


def test_a_home_of_an_older_version_names_migrate(desk: Desk) -> None:
    stamp(desk.home.database, revisions()[0])
    with pytest.raises(MigrationError, match="broadcaster migrate"):
        Desk.open(desk.home)


def test_a_home_without_its_database_is_refused_and_gets_no_empty_one(desk: Desk) -> None:
    desk.home.database.unlink()
    with pytest.raises(MigrationError, match="restore"):
        Desk.open(desk.home)
    assert not desk.home.database.exists()


def test_an_empty_database_is_no_database(tmp_path: Path) -> None:
    database = Database(tmp_path / "station.db")
    database.path.touch()
    assert current_revision(database) is None
    with pytest.raises(MigrationError, match="no database"):
        check_revision(database)


def test_a_copy_is_taken_while_somebody_writes(desk: Desk, tmp_path: Path) -> None:
    with desk.database.transaction() as session:
        session.execute(text("INSERT INTO outbox (path) VALUES ('plan/x.json')"))
        copy_database(desk.home.database, tmp_path / "copy?.db")
    assert ask(tmp_path / "copy?.db", "SELECT count(*) FROM outbox") == [(0,)]
