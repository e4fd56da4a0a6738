"""The database of the index: SQLite beside the station's own, or PostgreSQL at a centre.

One filler at a time; readers see each log either before or after it was filled.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, delete, event, insert, select, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, InterfaceError
from sqlalchemy.pool import NullPool

from broadcaster.index import tables
from broadcaster.index.errors import IndexingError

SQLITE_WAIT_S = 30


class IndexDatabase:
    """The index at an address; holds no connection between two uses."""

    def __init__(self, address: str, beside: Path) -> None:
        """Use the PostgreSQL at `address`, or with none the SQLite file `beside`.

        IndexingError when the address is none, or its driver is not there.
        """
        self.address = address or str(beside)
        self._engine = _engine(address, beside)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection on which nothing is changed. IndexingError when that fails."""
        with self._told(), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give the only connection that writes; all of it is kept on leaving, or nothing."""
        with self._told(), self._engine.begin() as connection:
            if self._engine.dialect.name == "postgresql":
                connection.execute(text("LOCK TABLE index_form IN EXCLUSIVE MODE"))
            yield connection

    def prepare(self) -> None:
        """Make the tables; those of another form are thrown away with what is in them."""
        with self._told(), self._engine.begin() as connection:
            tables.form.create(connection, checkfirst=True)
            if connection.scalar(select(tables.form.c.form)) == tables.FORM:
                return
            tables.metadata.drop_all(connection)
            tables.metadata.create_all(connection)
            connection.execute(insert(tables.form).values(form=tables.FORM))

    def clear(self) -> None:
        """Forget everything; the next filling reads every log from its beginning."""
        with self.writing() as connection:
            for table in (tables.entry, tables.day, tables.log):
                connection.execute(delete(table))

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except (DatabaseError, InterfaceError) as error:
            reason = str(error.orig).strip().splitlines()
            raise IndexingError.unusable(self.address, reason[0] if reason else "?") from error


def _engine(address: str, beside: Path) -> Engine:
    if not address:
        options = {"timeout": SQLITE_WAIT_S}
        engine = create_engine(f"sqlite:///{beside}", poolclass=NullPool, connect_args=options)
        event.listen(engine, "connect", _leave_transactions_to_us)
        event.listen(engine, "begin", _begin_immediate)
        return engine
    try:
        url = make_url(address)
    except ArgumentError as error:
        raise IndexingError.bad_address("…") from error
    if url.get_backend_name() != "postgresql" or url.password:
        raise IndexingError.bad_address(url.render_as_string(hide_password=True))
    try:
        return create_engine(url.set(drivername="postgresql+psycopg"), poolclass=NullPool)
    except ModuleNotFoundError as error:
        raise IndexingError.no_driver() from error


def _leave_transactions_to_us(connection: Any, _record: object) -> None:
    connection.isolation_level = None


def _begin_immediate(connection: Connection) -> None:
    """Let two fillers queue, instead of one failing half way."""
    connection.exec_driver_sql("BEGIN IMMEDIATE")
