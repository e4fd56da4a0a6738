"""Open `station.db` so that an acknowledged commit survives a power cut.

SQLite before 3.51.3 (and the backports 3.44.6 and 3.50.7) can lose commits in WAL mode with two
connections, so those get the rollback journal with `synchronous=EXTRA`; plain FULL loses the
last commit there, because the journal's removal is not synced.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, event
from sqlalchemy.exc import DatabaseError, IntegrityError, ProgrammingError
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool

from broadcaster.errors import AwayError
from broadcaster.i18n import _

BUSY_TIMEOUT_S = 30
FIXED = (3, 51, 3)
BACKPORTS = {(3, 44): (3, 44, 6), (3, 50): (3, 50, 7)}


class StoreError(AwayError):
    """The database cannot be used."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            _(
                'The database "{path}" cannot be used: {reason}. '
                "Run `broadcaster doctor`; a backup comes back with `broadcaster restore FILE`."
            ).format(path=path, reason=reason),
            _(
                "The database of the station cannot be used now ({reason}), so this was not kept. "
                "Try again in a minute; if it stays so, copy your text somewhere safe and call "
                "the technician: `broadcaster doctor` says what is wrong."
            ).format(reason=reason),
        )


def wal_is_safe(version: tuple[int, int, int] = sqlite3.sqlite_version_info) -> bool:
    """Say whether this SQLite is free of the WAL-reset defect (3.7.0 to 3.51.2)."""
    backport = BACKPORTS.get(version[:2])
    return version >= FIXED or (backport is not None and version >= backport)


class Database:
    """One SQLite file. Open it per command; it holds no connection between transactions."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.engine = create_engine(
            f"sqlite:///{path}",
            poolclass=NullPool,
            connect_args={"timeout": BUSY_TIMEOUT_S},
            hide_parameters=True,  # a traceback in the log must not show what people typed
        )
        event.listen(self.engine, "connect", _make_durable)
        event.listen(self.engine, "begin", _begin_immediate)

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """Give a session whose changes are all committed on leaving, or none on an exception.

        Begins IMMEDIATE, and at once, so two writers queue instead of failing halfway. `StoreError`
        when the file is damaged, locked for longer than `BUSY_TIMEOUT_S`, or the disk is full; a
        broken constraint is a bug of ours and stays one.
        """
        try:
            with Session(self.engine, expire_on_commit=False) as session, session.begin():
                session.connection()  # a session begins lazily, at its first query
                yield session
        except (IntegrityError, ProgrammingError):
            raise
        except DatabaseError as error:
            refused = StoreError(self.path, str(error.orig))
            refused.is_full = getattr(error.orig, "sqlite_errorcode", 0) == sqlite3.SQLITE_FULL
            raise refused from error


def _make_durable(connection: Any, _record: object) -> None:
    # SQLAlchemy's own "begin" event starts transactions; the driver must not.
    connection.isolation_level = None
    journal, synchronous = ("WAL", "FULL") if wal_is_safe() else ("DELETE", "EXTRA")
    connection.execute(f"PRAGMA journal_mode={journal}")
    connection.execute(f"PRAGMA synchronous={synchronous}")
    connection.execute("PRAGMA foreign_keys=ON")


def _begin_immediate(connection: Any) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")
