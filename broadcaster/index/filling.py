"""Puts what is new in a log into the index, and its figures by day along with it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from datetime import date, tzinfo
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from broadcaster.index.database import IndexDatabase
from broadcaster.index.entries import entries_of
from broadcaster.index.figures import counted
from broadcaster.index.model import Entry, Filled, Read
from broadcaster.index.reading import BrokenChainError, new_records
from broadcaster.index.tables import COUNTS, day, entry, log
from broadcaster.journal.logs import Log

BATCH = 2_000


def fill(database: IndexDatabase, logs: Iterable[Log], zone: tzinfo) -> Iterator[Filled]:
    """Yield for each log what was new in it; a log goes in whole, up to its end now, or not at all.

    One that does not follow from what was read of it before is read anew from its beginning.
    """
    for one in logs:
        first = one.first()
        if first is None:
            continue
        unit = first.text("unit")
        with database.writing() as connection:
            filled = _fill_one(connection, one, unit, zone)
        yield filled  # only now: who asks may take their time, and others wait to write


def _fill_one(connection: Connection, one: Log, unit: str, zone: tzinfo) -> Filled:
    known = _read_so_far(connection, one.id)
    anew, reason = Read(one.id, unit), ""
    for read in (known, anew) if known else (anew,):
        if read is anew:
            _forget(connection, one.id)
        try:
            with connection.begin_nested():
                return _take(connection, one, read, zone)
        except BrokenChainError as broken:
            reason = broken.sentence
    _remember(connection, anew, refused=reason)
    return Filled(one.id, unit, 0, refused=reason)


def _take(connection: Connection, one: Log, read: Read, zone: tzinfo) -> Filled:
    upto, days = read, set[date]()
    batch: list[Entry] = []
    for record, upto in new_records(one, read):  # noqa: B007  how far it came is wanted after it
        batch += entries_of(record, read.unit, zone)
        if len(batch) >= BATCH:
            _insert(connection, batch, days)
            batch = []
    _insert(connection, batch, days)
    _count_again(connection, read.unit, sorted(days))
    _remember(connection, upto)
    return Filled(one.id, read.unit, upto.next_seq - read.next_seq)


def _insert(connection: Connection, batch: Sequence[Entry], days: set[date]) -> None:
    """Put entries in, and their days among those to be counted again."""
    if not batch:
        return
    days.update(one.day for one in batch)
    # Both know `ON CONFLICT DO NOTHING`, each by its own construct.
    dialect: Any = postgresql if connection.dialect.name == "postgresql" else sqlite
    statement = dialect.insert(entry).on_conflict_do_nothing()
    connection.execute(statement, [asdict(one) for one in batch])


def _count_again(connection: Connection, unit: str, days: Sequence[date]) -> None:
    for at in range(0, len(days), BATCH):
        some = days[at : at + BATCH]
        connection.execute(delete(day).where(day.c.unit == unit, day.c.day.in_(some)))
        fresh = counted().where(entry.c.unit == unit, entry.c.day.in_(some))
        connection.execute(insert(day).from_select(["unit", "day", *COUNTS, "records"], fresh))


def _read_so_far(connection: Connection, log_id: str) -> Read | None:
    row = connection.execute(select(log).where(log.c.log_id == log_id)).mappings().first()
    return Read(**{name: row[name] for name in asdict(Read("", ""))}) if row else None


def _remember(connection: Connection, read: Read, refused: str = "") -> None:
    connection.execute(delete(log).where(log.c.log_id == read.log_id))
    connection.execute(insert(log).values(**asdict(read), refused=refused))


def _forget(connection: Connection, log_id: str) -> None:
    """Take a log out, and count the days that it had a part in again."""
    mine = entry.c.log_id == log_id
    found = connection.execute(select(entry.c.unit, entry.c.day).where(mine).distinct()).all()
    connection.execute(delete(entry).where(mine))
    for unit in sorted({row.unit for row in found}):
        _count_again(connection, unit, sorted({row.day for row in found if row.unit == unit}))
    connection.execute(delete(log).where(log.c.log_id == log_id))


def known_logs(connection: Connection) -> list[tuple[Read, str]]:
    """Return how far each log was read, with the reason of one that was refused."""
    rows = connection.execute(select(log).order_by(log.c.log_id)).mappings()
    fields = asdict(Read("", ""))
    return [(Read(**{name: row[name] for name in fields}), str(row["refused"])) for row in rows]


def holds_nothing(connection: Connection) -> bool:
    """Say whether no log was ever put in."""
    return not connection.scalar(select(func.count()).select_from(log))
