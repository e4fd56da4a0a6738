"""The form of the database: which step it stands at, and how it is taken to the newest.

Steps are numbered modules in `migrations/versions`. Asking which one is newest reads their file
names and not alembic, because every command asks.
"""

import re
import sqlite3
from contextlib import closing
from functools import cache
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Connection, inspect, text

from broadcaster.errors import BroadcasterError
from broadcaster.i18n import _
from broadcaster.store.engine import Database

FOLDER = Path(__file__).parent / "migrations"
VERSION_TABLE = "alembic_version"


class MigrationError(BroadcasterError):
    """The home's form does not fit this software."""

    @classmethod
    def older(cls, root: Path) -> "MigrationError":
        """Say that the home was made by an earlier version."""
        return cls(
            _(
                'The home "{root}" is of an earlier version of Broadcaster. '
                "Run `broadcaster migrate`, which makes a backup first."
            ).format(root=root)
        )

    @classmethod
    def newer(cls, root: Path, revision: str) -> "MigrationError":
        """Say that the home was made by a later version."""
        return cls(
            _(
                'The home "{root}" is of a later version of Broadcaster (form {revision}, '
                "this one knows {known}). Install that version again, or restore a backup."
            ).format(root=root, revision=revision, known=head_revision())
        )

    @classmethod
    def missing(cls, path: Path) -> "MigrationError":
        """Say that there is no database, or an empty one."""
        return cls(
            _(
                'There is no database in "{path}". A backup comes back with '
                "`broadcaster restore FILE`; a new station starts with `broadcaster init`."
            ).format(path=path)
        )

    @classmethod
    def failed(cls, path: Path, reason: str, backup: Path) -> "MigrationError":
        """Say that a step failed; the database is as it was."""
        return cls(
            _(
                'The database "{path}" was not changed, because a step failed: {reason}. '
                'Its copy is in "{backup}". Please report this.'
            ).format(path=path, reason=reason, backup=backup)
        )


@cache
def revisions() -> tuple[str, ...]:
    """Return the steps this software knows, oldest first."""
    names = (path.name for path in (FOLDER / "versions").glob("*.py"))
    return tuple(sorted(m[1] for name in names if (m := re.match(r"(\d{4})_", name))))


def head_revision() -> str:
    """Return the newest step."""
    return revisions()[-1]


def current_revision(database: Database) -> str | None:
    """Return the step the database stands at, None when it has none; creates no file."""
    if not database.path.is_file():
        return None
    with database.transaction() as session:
        connection = session.connection()
        if not inspect(connection).has_table(VERSION_TABLE):
            return None
        found = connection.scalar(text("SELECT version_num FROM alembic_version"))
        return None if found is None else str(found)


def check_revision(database: Database) -> None:
    """Refuse, with `MigrationError`, a database this software must not work on."""
    current = current_revision(database)
    if current == head_revision():
        return
    if current is None:
        raise MigrationError.missing(database.path)
    if current in revisions():
        raise MigrationError.older(database.path.parent)
    raise MigrationError.newer(database.path.parent, current)


def upgrade(database: Database) -> None:
    """Take the database to the newest step, wholly or not at all; a new one is made so too."""
    from alembic import command  # slow to load, and needed by few commands
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    with database.engine.connect() as connection, connection.begin():
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        _check_references(connection)


def _check_references(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise ValueError(f"rows without their parents: {broken[:5]}")


def mark_newest(database: Database) -> None:
    """Say of a database whose tables were made at once that it stands at the newest step."""
    with database.transaction() as session:
        session.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)"))
        session.execute(
            text("INSERT INTO alembic_version VALUES (:head)"), {"head": head_revision()}
        )


def copy_database(source: Path, target: Path) -> None:
    """Copy a database that may be in use, by SQLite's backup, and check the copy.

    OSError or sqlite3.Error when it cannot be read or written; sqlite3.DatabaseError when the
    copy is not whole.
    """
    with (
        closing(sqlite3.connect(f"file:{quote(str(source))}?mode=ro", uri=True)) as reading,
        closing(sqlite3.connect(target)) as writing,
    ):
        reading.backup(writing)
        verdict = writing.execute("PRAGMA integrity_check").fetchone()[0]
        if verdict != "ok":
            raise sqlite3.DatabaseError(str(verdict))
