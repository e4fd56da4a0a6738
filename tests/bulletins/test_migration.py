"""A home of an earlier version keeps its approvals, and their ends can be asked for."""

from datetime import timedelta
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import text

from broadcaster.bulletins.model import Approval, ApprovalKind
from broadcaster.bulletins.station_sound import StationSound
from broadcaster.bulletins.store import approvals, sounds
from broadcaster.store import Database
from broadcaster.store.migration import FOLDER, upgrade
from broadcaster.timebase import as_rfc3339
from tests.conftest import SUNDAY_MORNING

NOW = SUNDAY_MORNING


def approval(number: int, **more: object) -> Approval:
    return Approval(
        f"b{number}.r1.a1", ApprovalKind.BULLETIN, "ab", "cd", "an", "binh", NOW,
        bulletin=f"b{number}", revision=f"b{number}.r1", **more,  # type: ignore[arg-type]
    )  # fmt: skip


@pytest.fixture
def database(tmp_path: Path) -> Database:
    database = Database(tmp_path / "station.db")
    upgrade(database)
    return database


def test_the_ends_of_approvals_are_copied_out_of_their_documents(database: Database) -> None:
    kept = [approval(1), approval(2, valid_until=NOW), approval(3, valid_until=NOW + timedelta(1))]
    with database.transaction() as session:
        session.execute(text("INSERT INTO cut VALUES ('ab', '{}')"))
        for one in kept:
            approvals.insert(session, one)
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    with database.engine.connect() as connection, connection.begin():
        config.attributes["connection"] = connection
        command.downgrade(config, "0005")
    upgrade(database)
    with database.transaction() as session:
        assert approvals.in_force(session, ApprovalKind.BULLETIN) == tuple(kept)
        assert approvals.in_force(session, ApprovalKind.BULLETIN, NOW) == (kept[0], kept[2])


def test_a_sound_that_was_brought_before_rights_were_asked_for_keeps_its_place(
    database: Database,
) -> None:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    with database.engine.connect() as connection, connection.begin():
        config.attributes["connection"] = connection
        command.downgrade(config, "0008")
    with database.transaction() as session:
        session.execute(text("INSERT INTO cut VALUES ('ab', '{}')"))
        old = {"at": as_rfc3339(NOW)}
        session.execute(text("INSERT INTO sound VALUES (1, 'ident', 'ab', 'an', :at, '')"), old)
    upgrade(database)
    with database.transaction() as session:
        assert sounds.waiting(session) == {"ident": StationSound("ident", "ab", "an", NOW)}
