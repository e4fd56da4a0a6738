"""Disks that turn read-only, give nothing but errors, or have no inode left, under a real player.

Reliability, table b, rows 6, 9 and 10. What holds on each: the player goes on and says why on its
standard error, nothing but an emergency begins, the emergency sounds, and once the disk is there
again the next start accounts for every item, none of which was heard twice.
"""

import contextlib
import itertools
import json
import socket
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from broadcaster.playout.process.control import NOTE_NAME
from broadcaster.timebase import SystemTime
from tests.e2e.station_on_disk import Broadcast
from tests.e2e.test_process import is_up, wait_for
from tests.playout.test_emergencies import publish, signed_template
from tests.soak import power

pytestmark = [pytest.mark.rig, pytest.mark.timeout(200)]
TIME = SystemTime()
NAMES, ITEM_S = "abcd", 4
INODES = ("-N", "256")


@pytest.fixture(params=[()], ids=["disk"])
def disk(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Path]:
    if reason := power.why_not():
        pytest.skip(f"no loop file system: {reason}")
    with power.loop_disk(tmp_path, *request.param) as folder:
        yield folder


@pytest.fixture
def broadcast(disk: Path, tmp_path: Path) -> Iterator[Broadcast]:
    """A station on the disk, with an emergency template; its recordings are elsewhere."""
    made = Broadcast.build(disk)
    made.recordings, made.said = tmp_path / "recordings", tmp_path / "said"
    for name in NAMES:
        made.station.approve(name, ITEM_S * 1000)
    made.station.made = TIME.now() - timedelta(minutes=1)
    made.station.withdraw({})
    publish(made.station, signed_template(made.station))
    yield made
    made.end_all()


class Socket:
    """The running player's socket; its address is read while that can be."""

    def __init__(self, broadcast: Broadcast) -> None:
        self._path = json.loads((broadcast.home.run / NOTE_NAME).read_bytes())["socket"]

    def ask(self, command: str, **words: str) -> dict[str, Any]:
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(30)
            connection.connect(self._path)
            connection.sendall(json.dumps({"command": command, **words}).encode() + b"\n")
            with connection.makefile() as lines:
                answer: dict[str, Any] = json.loads(lines.readline())
        return answer

    def warn(self) -> dict[str, Any]:
        fills = json.dumps({"song": "sông Ren"})
        return self.ask("emergency-play", template="lu-quet", fills=fills, by="chair")


def play_through(broadcast: Broadcast, fault: Callable[[], None]) -> int:
    """Let the fault come in the first item, warn, wait for the session's end; return the code."""
    player = broadcast.start()
    wait_for(lambda: is_up(broadcast))
    start = TIME.now() + timedelta(seconds=9)
    broadcast.station.plan(start, NAMES, lock_lead_s=2, max_length_ms=len(NAMES) * ITEM_S * 1000)
    wait_for(lambda: TIME.now() > start + timedelta(seconds=1.5))
    to_player = Socket(broadcast)
    fault()
    wait_for(lambda: TIME.now() > start + timedelta(seconds=ITEM_S + 2))
    answer = to_player.warn()
    assert answer["ok"], answer
    wait_for(lambda: TIME.now() > start + timedelta(seconds=(len(NAMES) + 1) * ITEM_S))
    status = to_player.ask("status")
    assert "journal-full" in {alarm["code"] for alarm in status["alarms"]}
    assert player.poll() is None
    player.terminate()
    return player.wait(60)


def assert_only_the_emergency_began(broadcast: Broadcast) -> None:
    cuts = broadcast.station.cuts
    ((_at, count),) = broadcast.heard(cuts["a"].pcm)
    assert count == ITEM_S * 48_000  # what sounds when the disk dies is in memory
    assert [broadcast.heard(cuts[name].pcm) for name in NAMES[1:]] == [[], [], []]
    for text in ("Lũ trên", "sông Ren", "Lên đồi."):
        pcm = cuts[f"phrase {text}"].pcm
        assert [count for _at, count in broadcast.heard(pcm)] == [len(pcm) // 2]


def assert_accounted_for(broadcast: Broadcast) -> None:
    """Start once more, on a disk that works, and hold the log to the laws."""
    broadcast.run("--until", (TIME.now() + timedelta(seconds=2)).isoformat())
    broadcast.assert_nothing_is_lost()
    outcomes = [record.text("outcome") for record in broadcast.records("outcome")]
    assert len(outcomes) == len(NAMES)
    assert set(outcomes) <= {"partial", "missed"}
    assert broadcast.records("boot")[-1].text("note")


@pytest.mark.parametrize("fail", [power.let_fail, power.let_die], ids=["read-only", "errors"])
def test_a_disk_that_fails_silences_no_warning_and_loses_no_item(
    broadcast: Broadcast, disk: Path, fail: Callable[[Path], None]
) -> None:
    code = play_through(broadcast, lambda: fail(disk))
    assert_only_the_emergency_began(broadcast)
    assert broadcast.said is not None
    said = broadcast.said.read_text()
    assert "The as-run log cannot be written" in said
    assert code in (0, 1)
    assert "Traceback" not in said, said
    assert '"kind": "unplanned"' in said  # no log could take it
    power.remount(disk)
    assert_accounted_for(broadcast)


def take_every_inode(disk: Path) -> None:
    taken = disk / "taken"
    taken.mkdir(exist_ok=True)
    with contextlib.suppress(OSError):
        for number in itertools.count():
            (taken / str(number)).touch()


def give_back_inodes(disk: Path) -> None:
    for path in (disk / "taken").iterdir():
        path.unlink()


@pytest.mark.parametrize("disk", [INODES], indirect=True, ids=["few-inodes"])
@pytest.mark.parametrize("before_s", [-2, 4], ids=["on-air", "before-the-lock"])
def test_a_disk_without_an_inode_costs_nothing(
    broadcast: Broadcast, disk: Path, before_s: float
) -> None:
    """The log goes on in the file it has; what wants a file of its own gets one kept for it."""
    player = broadcast.start()
    wait_for(lambda: is_up(broadcast))
    start = TIME.now() + timedelta(seconds=9)
    broadcast.station.plan(start, NAMES, lock_lead_s=2)
    wait_for(lambda: TIME.now() > start - timedelta(seconds=before_s))
    take_every_inode(disk)
    wait_for(lambda: TIME.now() > start + timedelta(seconds=len(NAMES) * ITEM_S + 2), 60)
    print(broadcast.records("outcome"), broadcast.records("alarm"))
    assert Socket(broadcast).warn()["ok"]
    wait_for(lambda: len(broadcast.records("unplanned")) == 1)
    wait_for(lambda: len(broadcast.records("outcome")) == len(NAMES))
    assert player.poll() is None
    give_back_inodes(disk)
    player.terminate()
    assert player.wait(30) == 0
    broadcast.assert_nothing_is_lost_or_heard_twice()
    assert {record.text("outcome") for record in broadcast.records("outcome")} == {"aired"}
