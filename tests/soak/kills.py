"""SIGKILLs spread over the named points of the player's work, and what stands afterwards.

One broadcast after the other is killed at one point after another until nothing of it is left, and
is then held to the laws: what the player was told is on disk stands in the log, which verifies;
planned is the sum of the outcomes; nothing was begun twice, and no more was heard than was begun.
`python -m tests.soak.kills SEED KILLS REAL` does it alone.
"""

import contextlib
import os
import random
import signal
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from broadcaster.journal.record import Record
from broadcaster.playout.__main__ import main
from broadcaster.timebase import NANOSECONDS, SystemTime
from tests.bench.figures import seconds
from tests.e2e.killing_player import Executioner, arm, kill
from tests.e2e.station_on_disk import KILLED, Broadcast
from tests.memory_folder import memory_folder
from tests.playout.station import at_station
from tests.soak.child import Life, Promise, Script, play, run

START = at_station("05:30")
LOCKING = {"copy": 1, "plan": 1, "half-plan": 1, "before-plan": 2, "after-plan": 2}
"""Points that are passed once in a session, when it is locked, with how often at most."""
PLAYING = {
    "before-start": 6,
    "after-start": 6,
    "before-end": 6,
    "after-end": 6,
    "before-outcome": 6,
    "after-outcome": 6,
    "half-record": 20,
    "written": 20,
    "before-rename": 3,
    "renamed": 5,
    "mid-item": 12,
    "junction": 6,
    "recovery": 5,
    "before-boot": 1,
    "after-boot": 1,
    "before-heartbeat": 1,
    "after-heartbeat": 1,
}
"""Points that each life of a player passes, with up to the how many-th passing it may end there."""
NAMES = [name for n in range(11) for name in (f"item{n}", *["jingle"] * 10)]
"""What a session plays: enough items that its plan takes two records."""
MOST_A_ROUND = 60
ENOUGH_BROKEN = 5
"""Broadcasts that broke a law, after which going on tells nothing new."""
LIVES = 6
"""Of one broadcast in real time."""
ANY_MOMENT = "any moment of the real clock"
LONGEST_DOWN_S = 3.0
Disk = Callable[[Path], AbstractContextManager[Path]]
"""Gives a folder for a station's home, for as long as a round lasts."""


@contextmanager
def plain_folder(root: Path) -> Iterator[Path]:
    """Give a folder that no power cut reaches."""
    yield root


@dataclass
class Toll:
    """What the kills came to."""

    what: str
    ends: Counter[str] = field(default_factory=Counter)
    """How often a player was ended at each point."""
    rounds: int = 0
    promised: int = 0
    lost: int = 0
    """Records that a player was told are on disk, and that are not."""
    outcomes: Counter[str] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def good(self) -> bool:
        """Say whether every law held."""
        return not self.broken and not self.lost and bool(self.ends)

    def lines(self) -> list[str]:
        """Return the report."""
        points = ", ".join(f"{count} {point}" for point, count in sorted(self.ends.items()))
        told = ", ".join(f"{count:,} {name}" for name, count in sorted(self.outcomes.items()))
        return [
            f"{self.ends.total():,} {self.what} in {self.rounds} broadcasts took "
            f"{self.seconds:,.0f} s: {self.lost} of {self.promised:,} acknowledged records lost, "
            f"{len(self.broken)} broadcasts broke a law; {told}.",
            "",
            f"By point: {points}.",
            "",
            *self.broken,
        ]


@dataclass
class Round:
    """One broadcast that is killed again and again."""

    broadcast: Broadcast
    chance: random.Random
    left: Counter[str]
    """How many ends each point is still to see."""
    toll: Toll
    end: Callable[[], None] = kill
    before: Callable[[], None] = lambda: None
    after_end: Callable[[], None] = lambda: None
    """Done after each end: what the world does before the next start."""
    keeps_the_laws: bool = True
    promises: list[Promise] = field(default_factory=list)

    def make_ready(self) -> None:
        """Approve and plan what is to be played, and have it on the disk."""
        for name in dict.fromkeys(NAMES):
            self.broadcast.station.approve(name, 200 if name == "jingle" else 1_200)
        self.broadcast.station.plan(START, NAMES)
        self.after_end()

    def play(self) -> None:
        """Kill the broadcast until it is over, or has been killed often enough."""
        self.make_ready()
        at = START - timedelta(minutes=5)
        points = self._locking()
        for _n in range(MOST_A_ROUND):
            point = points.pop() if points else self._next()
            if not point:
                break
            most = (LOCKING | PLAYING)[point]
            ended, at = self.live(at, f"{point}:{self.chance.randint(1, most)}")
            if not ended:
                return
            self.toll.ends[point] += 1
            self.left[point] -= 1
        self.live(at)

    def play_in_real_time(self, lives: int) -> None:
        """Kill the real process, with its threads, from outside at any moment; then let it end."""
        station, now = self.broadcast.station, SystemTime().now()
        for name in NAMES[::11]:
            station.approve(name, 1_200)
        station.made = now - timedelta(minutes=1)
        station.withdraw({})
        start = now.replace(microsecond=0) + timedelta(seconds=3)
        order = station.plan(start, NAMES[::11], lock_lead_s=2, max_length_ms=20_000)
        for _n in range(lives):
            life = self._live_in_real_time(order.end, self.chance.uniform(0.2, 3.5))
            self.toll.ends[ANY_MOMENT] += life.code == KILLED
        until = max(order.end + timedelta(seconds=3), SystemTime().now() + timedelta(seconds=1))
        life = self._live_in_real_time(until, None)
        assert life.code == 0, life.said

    def _live_in_real_time(self, until: datetime, lived_s: float | None) -> Life:
        home, recordings = self.broadcast.home, self.broadcast.recordings
        words = ["--home", str(home.root), "--output", f"file:{recordings}"]
        life = run(
            lambda write: _be_the_player([*words, "--until", f"{until:%FT%TZ}"], lived_s, write)
        )
        self.promises += life.promises
        return life

    def _locking(self) -> list[str]:
        wanted = [point for point in LOCKING if self.left[point] > 0]
        # The farther a lock gets, the fewer of its points a later start passes.
        order = ["copy", "plan", "before-plan", "half-plan", "after-plan"]
        return sorted(wanted, key=order.index, reverse=True)

    def _next(self) -> str:
        wanted = [(point, self.left[point]) for point in PLAYING if self.left[point] > 0]
        if not wanted:
            return ""
        points, weights = zip(*wanted, strict=True)
        return str(self.chance.choices(points, weights)[0])

    def live(self, at: datetime, end_at: str = "") -> tuple[bool, datetime]:
        """Let a player live from `at`; return whether it was ended, and when the next may begin."""
        until = START + timedelta(minutes=20)
        script = Script(at, until, end_at, self.end, self.before)
        life = play(self.broadcast.home, self.broadcast.recordings, script)
        if life.code not in (0, KILLED):
            raise AssertionError(f"{end_at}: {life.code}: {life.said}")
        if life.code == KILLED:
            self.after_end()
        self.promises += life.promises
        last = max([at, *(promise.at for promise in life.promises)])
        down = timedelta(seconds=self.chance.uniform(0.01, LONGEST_DOWN_S))
        return life.code == KILLED, last + down

    def reckon(self) -> None:
        """Hold what stands afterwards to the laws."""
        toll, broadcast = self.toll, self.broadcast
        toll.promised += len(self.promises)
        toll.lost += lost(broadcast, self.promises)
        if not self.keeps_the_laws:
            return
        broadcast.assert_nothing_is_lost_or_heard_twice()
        toll.outcomes += Counter(r.text("outcome") for r in broadcast.records("outcome"))


def _be_the_player(
    words: list[str], lived_s: float | None, write: Callable[[Record], None]
) -> None:
    if lived_s is not None:
        _set_upon(os.getpid(), lived_s)
    arm(Executioner(""), write)
    if code := main(words):
        raise AssertionError(f"the player ended with {code}")


def _set_upon(victim: int, lived_s: float) -> None:
    """Let a process of its own kill the victim in a while."""
    if not os.fork():
        time = SystemTime()
        time.sleep_until(time.monotonic() + int(lived_s * NANOSECONDS))
        with contextlib.suppress(ProcessLookupError):
            os.kill(victim, signal.SIGKILL)
        os._exit(0)


def lost(broadcast: Broadcast, promises: list[Promise]) -> int:
    """Return how many of the promised records do not stand in the logs, bit for bit."""
    kept = {(r.text("log_id"), r.seq, r.leaf_hash.hex()) for r in broadcast.records()}
    return sum((p.log_id, p.seq, p.leaf) not in kept for p in promises)


def shares(total: int) -> Counter[str]:
    """Spread so many ends evenly over the points."""
    points = [*LOCKING, *PLAYING]
    return Counter(
        {point: total // len(points) + (n < total % len(points)) for n, point in enumerate(points)}
    )


def soak(seed: int, kills: int, real_kills: int) -> Toll:
    """Kill so many players at named points, and some more at any moment of the real clock."""
    toll = Toll("SIGKILLs")
    toll.seconds = seconds(lambda: _soak(seed, kills, real_kills, toll))
    return toll


def _soak(seed: int, kills: int, real_kills: int, toll: Toll) -> None:
    left = shares(kills)
    while any(count > 0 for count in left.values()):
        with round_at(plain_folder, seed, left, toll) as made:
            made.play()
    while toll.ends[ANY_MOMENT] < real_kills:
        with round_at(plain_folder, seed, left, toll) as made:
            made.play_in_real_time(min(LIVES, real_kills - toll.ends[ANY_MOMENT]))


@contextmanager
def round_at(disk: Disk, seed: int, left: Counter[str], toll: Toll) -> Iterator[Round]:
    """Give one round's broadcast, and reckon with it afterwards."""
    toll.rounds += 1
    chance = random.Random(seed * 1_000_003 + toll.rounds)
    with (
        tempfile.TemporaryDirectory(prefix="kills", dir=memory_folder()) as name,
        disk(Path(name)) as folder,
    ):
        broadcast = Broadcast.build(folder)
        broadcast.recordings = Path(name) / "recordings"
        made = Round(broadcast, chance, left, toll)
        try:
            yield made
            made.reckon()
        except AssertionError as error:
            toll.broken.append(f"round {toll.rounds} of seed {seed}: {str(error)[-400:]}")
            if len(toll.broken) >= ENOUGH_BROKEN:
                raise


if __name__ == "__main__":
    found = soak(*(int(word) for word in sys.argv[1:4]))
    print("\n".join(found.lines()))
    sys.exit(not found.good)
