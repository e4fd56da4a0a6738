"""A journal as a station leaves it after a few days: kills, power cuts, stops, a witness's visit.

Written by the real writer on a virtual clock, the same for the same seed. It is what the attacks
are made on, and what no verifier may find fault with.
"""

import contextlib
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from broadcaster import timebase
from broadcaster.home import Home
from broadcaster.journal import Kind
from broadcaster.journal.cosignature import WitnessKey
from broadcaster.journal.logs import read_logs
from broadcaster.journal.model import STOPPED
from broadcaster.journal.writer import Journal
from broadcaster.signed import BoxKey
from broadcaster.timebase import NANOSECONDS, TimeQuality, TimeTrust, VirtualTime
from tests.journal.orders import keep, order_of
from tests.journal.witnesses import stick, visit

STATION = "khe-ren"
BEGIN = datetime(2026, 11, 29, 1, 0, tzinfo=UTC)
"""So that the log runs over the end of a month, and has two segments."""
DAYS = 4
VISIT = 2
"""Days after which a witness comes, and a report is printed."""
HOUR = 3600 * NANOSECONDS


@dataclass
class Station:
    """A home and how its box is treated."""

    home: Home
    key: BoxKey
    chance: random.Random
    clock: VirtualTime = field(default_factory=lambda: VirtualTime(BEGIN))
    boots: int = 0

    def open(self) -> Journal:
        """Start the player."""
        return Journal.open(
            self.home,
            station=STATION,
            unit=STATION,
            key=self.key,
            time=self.clock,
            trust=lambda: TimeTrust(TimeQuality.NTP, 100, ""),
            software="test",
        )

    def live(self, journal: Journal, hours: int) -> None:
        """Let it run so long: a heartbeat an hour, and a session twice a day."""
        for _hour in range(hours):
            self.clock.advance(HOUR)
            journal.append(Kind.HEARTBEAT)
            if self.clock.now().hour in (10, 22):
                self.play(journal)

    def play(self, journal: Journal) -> None:
        """Lock, play and settle a session of a few items, and sign."""
        session = f"ban-tin@{self.clock.now() + timedelta(hours=7):%Y-%m-%dT%H:%M}"
        tails = [f"{self.chance.getrandbits(32):08x}" for _ in range(self.chance.randint(1, 3))]
        listed = [f"{tail}:{60_000 * at}:60000" for at, tail in enumerate(tails)]
        order = keep(self.home, order_of(self.key, session, listed))
        journal.append(
            Kind.PLAN,
            session=session,
            order=order,
            count=len(listed),
            items=listed,
            part=1,
            parts=1,
        )
        for tail in tails:
            item = f"{session}/{tail}"
            journal.append(Kind.START, item=item, session=session, title="Thông báo tiêm phòng")
            self.clock.advance(60 * NANOSECONDS)
            journal.append(Kind.END, item=item, session=session, cause="whole", evidence="2")
            journal.append(Kind.OUTCOME, item=item, session=session, outcome="aired", cause="whole")
        journal.checkpoint()

    def end(self, journal: Journal, how: str) -> None:
        """Stop, kill or cut the power, which may leave half a record behind."""
        if how == "stop":
            journal.append(Kind.HEARTBEAT, state=STOPPED)
            journal.checkpoint()
        journal.close()
        if how == "cut":
            (log,) = read_logs(self.home)[-1:]
            whole = log.segments[-1].read_bytes().splitlines()[-1]
            with log.segments[-1].open("ab") as segment:
                segment.write(whole[: self.chance.randrange(len(whole))])
        away = timedelta(minutes=self.chance.choice([1, 30, 300]))
        if how == "kill":
            self.clock.advance(away // timedelta(microseconds=1) * 1000)
        else:
            self.clock = VirtualTime(self.clock.now() + away)
            self.boots += 1

    def run(self, until: datetime) -> None:
        """Run until then, ending now and then in one of the three ways; last by a clean stop."""
        while self.clock.now() < until:
            with self._boot(), self.open() as journal:
                self.live(journal, self.chance.randint(3, 30))
            how = self.chance.choice(["stop", "kill", "cut", "cut"])
            self.end(journal, how if self.clock.now() < until else "stop")

    @contextlib.contextmanager
    def _boot(self) -> Iterator[None]:
        """Let the kernel's id of this boot be one of ours."""
        file, real = self.home.root / "boot_id", timebase.BOOT_ID_FILE
        file.write_text(f"boot-{self.boots}")
        timebase.BOOT_ID_FILE = file
        try:
            yield
        finally:
            timebase.BOOT_ID_FILE = real


@dataclass(frozen=True)
class Corpus:
    """A good journal, and what its auditor has of it from before."""

    home: Home
    key: BoxKey
    witness: WitnessKey
    stick: Path
    code: str
    """The code of the head as it stood at the witness's visit, from a paper."""

    @property
    def notes(self) -> list[tuple[str, bytes]]:
        """What the witness has on its stick: copies kept elsewhere."""
        paths = sorted((self.stick / "seen").glob("*.note"))
        return [(path.name, path.read_bytes()) for path in paths]


def grow(home: Home, key: BoxKey, seed: int, days: int = DAYS) -> Station:
    """Write a station's journal without any witness."""
    station = Station(home, key, random.Random(seed))
    station.run(BEGIN + timedelta(days=days))
    return station


def make(
    home: Home, key: BoxKey, folder: Path, seed: int = 1, ahead: timedelta = timedelta()
) -> Corpus:
    """Write a station's journal that a witness visited half-way.

    `ahead` is how far the station's clock was ahead of the witness's all the time.
    """
    station = Station(home, key, random.Random(seed))
    witness = stick(folder)
    station.run(BEGIN + timedelta(days=VISIT))
    (told,) = visit(home, folder, station.clock.now() - ahead)
    station.run(BEGIN + timedelta(days=DAYS))
    return Corpus(home, key, witness, folder, told.short_code)
