"""An acknowledged commit survives; a database that cannot be used is a refusal, not a bug."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from broadcaster.desk import Desk
from broadcaster.store import Database, StoreError
from broadcaster.store.engine import wal_is_safe


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 45, 0), False),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 52, 0), True),
    ],
)
def test_wal_is_used_only_without_its_defect(version: tuple[int, int, int], safe: bool) -> None:
    assert wal_is_safe(version) is safe


def test_commits_are_durable_and_references_hold(desk: Desk) -> None:
    with desk.database.transaction() as session:
        connection = session.connection()
        journal = connection.exec_driver_sql("PRAGMA journal_mode").scalar()
        synchronous = connection.exec_driver_sql("PRAGMA synchronous").scalar()
        assert (journal, synchronous) == (("wal", 2) if wal_is_safe() else ("delete", 3))
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


def test_an_exception_keeps_nothing(desk: Desk) -> None:
    def delete_and_fail() -> None:
        with desk.database.transaction() as session:
            session.execute(text("DELETE FROM appointment"))
            raise KeyError

    with pytest.raises(KeyError):
        delete_and_fail()
    with desk.database.transaction() as session:
        assert session.scalar(text("SELECT count(*) FROM appointment"))


def test_a_broken_constraint_is_a_bug_and_no_damaged_database(desk: Desk) -> None:
    with pytest.raises(IntegrityError), desk.database.transaction() as session:
        session.execute(text("DELETE FROM person"))


def test_a_damaged_database_is_refused_with_its_path(tmp_path: Path) -> None:
    database = Database(tmp_path / "station.db")
    database.path.write_bytes(b"SQLite format 3\0" + b"\xff" * 4096)
    with pytest.raises(StoreError, match=r"station\.db"), database.transaction() as session:
        session.execute(text("SELECT * FROM person"))


def test_a_locked_database_is_refused(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("broadcaster.store.engine.BUSY_TIMEOUT_S", 0)
    other = Database(desk.home.database)
    with closing(sqlite3.connect(desk.home.database, isolation_level=None)) as plain:
        plain.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="locked"), other.transaction():
            pass
        plain.execute("ROLLBACK")
