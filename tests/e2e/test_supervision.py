"""A kill, a hang or a stop of the real player is over, and the log says why it was.

How soon is measured by `tests/accept/test_recovery_times.py`, where nothing else runs."""

import os
import shlex
import signal
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from broadcaster.playout.process.control import ask_player
from broadcaster.timebase import NANOSECONDS, SystemTime
from tests.e2e.hanging_player import ONCE, PARTS
from tests.e2e.manager import managed
from tests.e2e.station_on_disk import PLAYER, Broadcast
from tests.playout.loopback import room as loopback_room

TIME = SystemTime()
HANGING_PLAYER = [sys.executable, "-m", "tests.e2e.hanging_player"]
NAMES, SESSION_S = "abcd", 26


@pytest.fixture
def broadcast(tmp_path: Path) -> Broadcast:
    made = Broadcast.build(tmp_path)
    for name in NAMES:
        made.station.approve(name, 6_000)
    return made


def plan_now(broadcast: Broadcast, lead_s: int = 5) -> datetime:
    start = TIME.now().replace(microsecond=0) + timedelta(seconds=lead_s)
    broadcast.station.made = TIME.now() - timedelta(minutes=1)
    broadcast.station.withdraw({})
    broadcast.station.plan(start, NAMES, lock_lead_s=2, max_length_ms=SESSION_S * 1000)
    return start


def hang(broadcast: Broadcast, tmp_path: Path, parts: str) -> None:
    broadcast.environment = {PARTS: parts, ONCE: str(tmp_path / "hung")}


def wait_until(moment: datetime) -> None:
    left = moment - TIME.now()
    TIME.sleep_until(TIME.monotonic() + int(left.total_seconds() * NANOSECONDS))


def notes(broadcast: Broadcast) -> list[str]:
    return [record.text("note") for record in broadcast.records("boot")]


def alarms(broadcast: Broadcast) -> list[tuple[str, str]]:
    return [(r.text("code"), r.text("detail")) for r in broadcast.records("alarm")]


@pytest.mark.timeout(100)
def test_after_a_kill_and_after_a_stop_it_is_back(broadcast: Broadcast, tmp_path: Path) -> None:
    """SIGKILL in mid-item, then SIGSTOP, which leaves only the manager to act."""
    start = plan_now(broadcast)
    with managed(broadcast, tmp_path, PLAYER) as manager:
        wait_until(start + timedelta(seconds=2))
        manager.send(signal.SIGKILL)
        manager.wait_ready(2, 40)
        manager.send(signal.SIGSTOP)
        manager.wait_ready(3, 40)
    assert notes(broadcast) == ["", "killed", "killed"]
    until = max(start + timedelta(seconds=SESSION_S + 3), TIME.now() + timedelta(seconds=2))
    broadcast.run("--until", until.isoformat())
    broadcast.assert_nothing_is_lost_or_heard_twice()
    outcomes = [record.text("outcome") for record in broadcast.records("outcome")]
    assert len(outcomes) == len(NAMES)
    assert "partial" in outcomes


@pytest.mark.timeout(100)
@pytest.mark.parametrize(("part", "outcome"), [("player", "aired"), ("stream", "partial")])
def test_a_part_that_cannot_be_replaced_ends_the_process_with_its_reason(
    broadcast: Broadcast, tmp_path: Path, part: str, outcome: str
) -> None:
    """An item that was placed goes on while the player's thread hangs, and not without a stream."""
    plan_now(broadcast)
    hang(broadcast, tmp_path, part)
    with managed(broadcast, tmp_path, HANGING_PLAYER) as manager:
        manager.wait_ready(2, 45)
        wait_until(TIME.now() + timedelta(seconds=3))
    first, second = notes(broadcast)
    assert first == ""
    assert second.startswith(f"stuck: {part} (")
    assert ("restarted", second) in alarms(broadcast)
    assert broadcast.records("outcome")[0].text("outcome") == outcome


@pytest.mark.timeout(100)
def test_a_part_that_can_be_replaced_is_replaced_and_the_player_goes_on(
    broadcast: Broadcast, tmp_path: Path
) -> None:
    hang(broadcast, tmp_path, "control,arming")
    with managed(broadcast, tmp_path, HANGING_PLAYER) as manager:
        wait_until(TIME.now() + timedelta(seconds=12))
        assert ask_player(broadcast.home, "status")["player"] == "running"
        assert len(manager.ready) == 1
        manager.send(signal.SIGKILL)  # a thread that hangs would hold up a clean end
    replaced = [
        detail.split()[0] for code, detail in alarms(broadcast) if code == "thread-restarted"
    ]
    assert sorted(replaced) == ["arming", "control"]


@pytest.mark.timeout(100)
def test_a_loopback_that_hangs_is_listened_to_again(broadcast: Broadcast, tmp_path: Path) -> None:
    room = tmp_path / "room"
    room.mkdir()
    os.mkfifo(room / "line")
    (room / "gain").write_text("1")
    words = shlex.join([sys.executable, str(Path(loopback_room.__file__)), str(room)])
    with broadcast.home.config.open("a", encoding="utf-8") as file:
        file.write(f"loopback = {f'pipe:{words}'!r}\n")
    hang(broadcast, tmp_path, "loopback")
    with managed(broadcast, tmp_path, HANGING_PLAYER) as manager:
        wait_until(TIME.now() + timedelta(seconds=14))
        (heard,) = ask_player(broadcast.home, "status")["loopbacks"]
        assert len(manager.ready) == 1
    assert (heard["hears"], heard["state"]) == ("khe-ren", "hearing")
    assert heard["level_dbfs"] < -60
    assert [code for code, detail in alarms(broadcast) if detail.startswith("loopback (")] == [
        "thread-restarted"
    ]
