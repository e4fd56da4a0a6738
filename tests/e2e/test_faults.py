"""Faults of the machine below the real player: a stop of its process, a database that is none."""

import signal
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from broadcaster.journal.inspection import inspect, trust_of
from broadcaster.timebase import NANOSECONDS, SystemTime
from tests.e2e.offline_player import ASKED
from tests.e2e.station_on_disk import Broadcast
from tests.e2e.test_process import is_up, wait_for

TIME = SystemTime()
OFFLINE_PLAYER = [sys.executable, "-m", "tests.e2e.offline_player"]


@pytest.fixture
def broadcast(tmp_path: Path) -> Broadcast:
    made = Broadcast.build(tmp_path)
    for name in "ab":
        made.station.approve(name, 5_000)
    return made


@pytest.mark.timeout(120)
def test_a_process_that_was_stopped_goes_on_and_accuses_no_thread(broadcast: Broadcast) -> None:
    """Longer than any thread may be silent, and longer than the session: nothing is caught up."""
    broadcast.station.made = TIME.now() - timedelta(minutes=1)
    broadcast.station.withdraw({})
    player = broadcast.start()
    wait_for(lambda: is_up(broadcast))
    start = TIME.now().replace(microsecond=0) + timedelta(seconds=6)
    broadcast.station.plan(start, "ab", lock_lead_s=2, max_length_ms=11_000)
    # On a busy machine the plan itself may come late: it is an item on air that is to be stopped.
    wait_for(lambda: bool(broadcast.records("start")))
    began = max(start, broadcast.records("start")[0].at)
    wait_for(lambda: TIME.now() > began + timedelta(seconds=2))
    player.send_signal(signal.SIGSTOP)
    TIME.sleep_until(TIME.monotonic() + 14 * NANOSECONDS)
    player.send_signal(signal.SIGCONT)
    wait_for(lambda: len(broadcast.records("outcome")) == 2)
    assert is_up(broadcast)
    assert player.poll() is None
    player.terminate()
    assert player.wait(30) == 0
    broadcast.assert_nothing_is_lost_or_heard_twice()
    first, second = [(r.text("outcome"), r.text("cause")) for r in broadcast.records("outcome")]
    assert first == ("partial", "interrupted")
    assert second[0] == "missed"
    alarms = {record.text("code") for record in broadcast.records("alarm")}
    assert "stalled" in alarms
    assert not alarms & {"thread-restarted", "restarted"}
    assert len(broadcast.records("boot")) == 1


@pytest.mark.timeout(120)
def test_after_a_kill_with_nobody_reachable_it_plays_what_lies_on_the_box(
    broadcast: Broadcast, tmp_path: Path
) -> None:
    """Power comes back before the network does, as ever. Nobody is asked for anything."""
    broadcast.environment = {ASKED: str(tmp_path / "asked")}
    broadcast.station.made = TIME.now() - timedelta(minutes=1)
    broadcast.station.withdraw({})
    first = broadcast.start(player=OFFLINE_PLAYER)
    wait_for(lambda: is_up(broadcast))
    start = TIME.now().replace(microsecond=0) + timedelta(seconds=5)
    broadcast.station.plan(start, "ab", lock_lead_s=2)
    wait_for(lambda: TIME.now() > start + timedelta(seconds=1))
    first.kill()
    first.wait()
    second = broadcast.start(player=OFFLINE_PLAYER)
    wait_for(lambda: len(broadcast.records("outcome")) == 2)
    second.terminate()
    assert second.wait(30) == 0
    broadcast.assert_nothing_is_lost_or_heard_twice()
    outcomes = [record.text("outcome") for record in broadcast.records("outcome")]
    assert outcomes[0] == "partial"
    assert outcomes[1] in ("aired", "late")
    assert not (tmp_path / "asked").exists()


def test_half_a_page_of_the_log_torn_closes_that_log_and_the_station_plays_on(
    broadcast: Broadcast,
) -> None:
    """As a power cut leaves a page that the disk was writing. The damaged log stays as evidence."""
    until = (TIME.now() + timedelta(seconds=2)).isoformat()
    for _start in range(6):
        broadcast.run("--until", until)
    (segment,) = broadcast.home.journal.glob("khe-ren-*/*.jsonl")
    data = bytearray(segment.read_bytes())
    assert len(data) > 4096
    data[2048:4096] = bytes(2048)
    segment.write_bytes(data)
    broadcast.station.plan(TIME.now() + timedelta(seconds=5), "a", lock_lead_s=2)
    broadcast.run("--until", (TIME.now() + timedelta(seconds=13)).isoformat())
    old, new = inspect(broadcast.home.journal, trust_of(broadcast.home))
    assert (old.is_sound, new.is_sound) == (False, True)
    assert segment.read_bytes() == data
    begun = broadcast.records("boot", which=new.log_id)
    assert begun[0].text("previous_log") == old.log_id
    assert [r.text("outcome") for r in broadcast.records("outcome", which=new.log_id)] == ["aired"]


def test_the_player_needs_no_database(broadcast: Broadcast) -> None:
    """Overwritten, as a dying card leaves it: what is locked and signed is played all the same."""
    broadcast.home.database.write_bytes(b"\xff" * 65_536)
    broadcast.station.plan(TIME.now() + timedelta(minutes=5), "ab")
    virtual = (TIME.now() + timedelta(minutes=2)).isoformat()
    until = (TIME.now() + timedelta(minutes=6)).isoformat()
    broadcast.run("--virtual", virtual, "--until", until)
    outcomes = [record.text("outcome") for record in broadcast.records("outcome")]
    assert outcomes == ["aired", "aired"]
