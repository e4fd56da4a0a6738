"""A home of an earlier version keeps its approvals, and their ends can be asked for."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import text

from broadcaster.bulletins.model import Approval, ApprovalKind
from broadcaster.bulletins.station_sound import StationSound
from broadcaster.bulletins.store import approvals, dossiers, sounds
from broadcaster.reading import read
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


def test_a_bulletin_of_an_earlier_version_has_no_headline_until_it_is_rendered_again(
    database: Database,
) -> None:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    with database.engine.connect() as connection, connection.begin():
        config.attributes["connection"] = connection
        command.downgrade(config, "0014")
    script = json.dumps(read("Mai mất điện.").to_document())
    with database.transaction() as session:
        session.execute(text("INSERT INTO cut VALUES ('ab', '{}')"))
        session.execute(
            text(
                "INSERT INTO bulletin VALUES "
                "('x-2026-0001', 'x', 2026, 1, 'rendered', 2, 1, 'an', 'ab', 'cd', '')"
            )
        )
        session.execute(
            text(
                "INSERT INTO bulletin_revision (bulletin, number, title, bulletin_class, "
                'language, "column", content_kind, origin, legal_ref, writer, reader, zones, '
                "policy, stage, supersedes, translates, script, script_sha256, made_by, made_at, "
                "translator) VALUES ('x-2026-0001', 1, 'Tin', 'normal', 'vi', '', '', '', '', '', "
                "'', '[]', '', '', '', '', :script, '', 'an', :at, '')"
            ),
            {"script": script, "at": as_rfc3339(NOW)},
        )
    upgrade(database)
    with database.transaction() as session:
        kept = dossiers.read(session, "x-2026-0001")
        assert kept is not None
        assert (kept.cut, kept.headline_cut, kept.revision.fields.headline) == ("ab", "", None)
