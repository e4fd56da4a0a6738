"""An amplifier's line is held while somebody feeds it, and falls however its player ends."""

import os
import shlex
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from broadcaster.playout.feeds.amplifier import Amplifier
from broadcaster.playout.feeds.amplifier_keeper import LEASE_S
from broadcaster.playout.feeds.amplifying import FED, wanted_until
from broadcaster.timebase import NANOSECONDS, SystemTime

LONGEST_LEASE_S = 5
"""What the player's issue allows at most."""
TIME = SystemTime()
HOLDER = """
import os, sys, time
open(sys.argv[1], 'w').write(str(os.getpid()))
time.sleep(600)
"""
PLAYER = """
import sys
from broadcaster.playout.feeds.amplifier import Amplifier
from broadcaster.timebase import SystemTime
time = SystemTime()
amplifier = Amplifier(sys.argv[1], 0)
while True:
    amplifier.wanted_until = time.monotonic() + 10**9
    amplifier.keep(time.monotonic(), 0)
    time.sleep_until(time.monotonic() + 20_000_000)
"""


def until(holds: Callable[[], bool], seconds: float) -> float:
    """Wait until something holds; return how many seconds that took."""
    began = TIME.monotonic()
    while not holds():
        assert TIME.monotonic() - began < seconds * NANOSECONDS
        TIME.sleep_until(TIME.monotonic() + 10_000_000)
    return (TIME.monotonic() - began) / NANOSECONDS


class Line:
    """A relay's line as somebody beside it sees it."""

    def __init__(self, kind: str, folder: Path) -> None:
        self.path = folder / "line"
        holder = shlex.join([sys.executable, "-c", HOLDER, str(self.path)])
        self.kind = kind
        self.spec = f"hold:{holder}" if kind == "hold" else f"file:{self.path}"

    @property
    def is_held(self) -> bool:
        try:
            said = self.path.read_text().strip()
        except OSError:
            return False
        if self.kind == "file":
            return said == "1"
        return bool(said) and _runs(int(said))


def _runs(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


@pytest.fixture(params=["hold", "file"])
def line(request: pytest.FixtureRequest, tmp_path: Path) -> Line:
    return Line(request.param, tmp_path)


@pytest.fixture
def player(line: Line) -> Iterator[subprocess.Popen[bytes]]:
    """A process that keeps the amplifier on, as a player's feed does."""
    process = subprocess.Popen([sys.executable, "-c", PLAYER, line.spec])
    until(lambda: line.is_held, 20)
    yield process
    process.send_signal(signal.SIGCONT)
    process.kill()
    process.wait()


def test_a_killed_player_lets_it_fall_at_once(line: Line, player: subprocess.Popen[bytes]) -> None:
    player.kill()
    assert until(lambda: not line.is_held, LONGEST_LEASE_S) < LEASE_S


def test_a_hung_player_lets_it_fall_when_its_lease_is_over(
    line: Line, player: subprocess.Popen[bytes]
) -> None:
    player.send_signal(signal.SIGSTOP)
    TIME.sleep_until(TIME.monotonic() + NANOSECONDS)
    assert line.is_held  # a short hang is not heard
    until(lambda: not line.is_held, LONGEST_LEASE_S)
    player.send_signal(signal.SIGCONT)
    until(lambda: line.is_held, 5)


def test_a_killed_keeper_takes_the_held_command_with_it(tmp_path: Path) -> None:
    line = Line("hold", tmp_path)
    amplifier = Amplifier(line.spec, 0)
    amplifier.wanted_until = TIME.monotonic() + 60 * NANOSECONDS
    amplifier.keep(TIME.monotonic(), 0)
    until(lambda: line.is_held, 20)
    keeper = int(
        Path(f"/proc/{line.path.read_text()}/stat").read_text().rpartition(")")[2].split()[1]
    )
    os.kill(keeper, signal.SIGKILL)
    until(lambda: not line.is_held, LEASE_S)
    TIME.sleep_until(TIME.monotonic() + NANOSECONDS)
    amplifier.keep(TIME.monotonic(), 0)
    until(lambda: line.is_held, 20)  # and is made anew
    amplifier.close()
    assert not line.is_held


def test_it_hangs_on_after_the_last_sound_and_falls_at_once_when_told(line: Line) -> None:
    amplifier = Amplifier(line.spec, 2 * NANOSECONDS)
    sounded = TIME.monotonic()
    amplifier.keep(sounded, sounded)
    until(lambda: line.is_held, 20)
    amplifier.keep(sounded + 1_900_000_000, sounded)
    assert line.is_held
    amplifier.keep(sounded + 2_100_000_000, sounded)
    until(lambda: not line.is_held, LEASE_S - 1)
    amplifier.keep(sounded + 3 * NANOSECONDS, sounded + 3 * NANOSECONDS)
    until(lambda: line.is_held, 5)
    amplifier.drop(sounded + 3 * NANOSECONDS + 1)  # a mute
    until(lambda: not line.is_held, LEASE_S - 1)
    amplifier.keep(sounded + 3 * NANOSECONDS + 2, sounded + 3 * NANOSECONDS)
    TIME.sleep_until(TIME.monotonic() + 300_000_000)
    assert not line.is_held
    amplifier.close()


def test_a_line_that_cannot_be_held_hinders_nothing(tmp_path: Path) -> None:
    for spec in ("hold:/nonexistent/gpioset 17=1", f"file:{tmp_path}/no/such/line", ""):
        amplifier = Amplifier(spec, 0)
        amplifier.wanted_until = TIME.monotonic() + NANOSECONDS
        for _n in range(5):
            amplifier.keep(TIME.monotonic(), 0)
        amplifier.close()


NOW = datetime(2026, 11, 21, 22, 29, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def test_an_amplifier_is_wanted_for_what_sounds_and_within_the_lead_of_what_comes() -> None:
    sounding = [({"a", "b"}, NOW + 40 * SECOND)]
    coming = [({"b"}, NOW + 50 * SECOND), ({"c"}, NOW + 10 * SECOND), ({"d"}, NOW + 11 * SECOND)]
    assert wanted_until(NOW, 10 * SECOND, sounding, coming) == {
        "a": NOW + 40 * SECOND,
        "b": NOW + 40 * SECOND,
        "c": NOW + FED,
    }
    assert timedelta(seconds=LONGEST_LEASE_S) >= FED
    assert wanted_until(NOW, SECOND, [], []) == {}
