"""SIGKILL between any two things that matter: the log stays whole, nothing sounds twice.

Each test kills one run of the same broadcast after another at the same few points, then lets it
come to its end. `make accept` and `make soak` kill it at every point, until nothing of it is left.
"""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.e2e.station_on_disk import KILLED, Broadcast
from tests.playout.station import at_station

START = at_station("05:30")
FROM = "2026-11-22 05:25"
NAMES = [f"item{n}" for n in range(11)]


@pytest.fixture
def broadcast(tmp_path: Path) -> Broadcast:
    made = Broadcast.build(tmp_path)
    for name in NAMES:
        made.station.approve(name, 1_200)
    return made


def kill_at_each(broadcast: Broadcast, points: list[str]) -> None:
    for point in points:
        broadcast.run("--virtual", FROM, kill_at=point, expect=KILLED)
    broadcast.run("--virtual", FROM)


@pytest.mark.parametrize(
    "points",
    [
        ["before-start:1", "before-start:2", "before-start:2"],
        ["after-start:1", "after-start:1", "after-start:2"],
        ["mid-item:1", "mid-item:3", "mid-item:2"],
        ["junction:1"] * 3,
        ["before-end:1", "after-end:1", "after-outcome:1"],
    ],
    ids=["before-start", "after-start", "mid-item", "junction", "end-and-outcome"],
)
@pytest.mark.timeout(300)
def test_killed_while_playing(broadcast: Broadcast, points: list[str]) -> None:
    order = broadcast.station.plan(START, NAMES)
    kill_at_each(broadcast, points)
    broadcast.assert_nothing_is_lost_or_heard_twice()
    assert len(broadcast.records("outcome")) == len(order.items)
    assert "aired" in {record.text("outcome") for record in broadcast.records("outcome")}


@pytest.mark.timeout(300)
def test_killed_while_a_session_is_locked(broadcast: Broadcast) -> None:
    """Enough items for two `plan` records, of which a kill may leave the first alone."""
    broadcast.station.approve("jingle", 200)
    names = ["jingle"] * 120
    order = broadcast.station.plan(START, names)
    points = ["copy:1", "plan:1", "plan:1", "half-plan:1", "half-plan:1", "after-plan:1"]
    kill_at_each(broadcast, points)
    reports = broadcast.records("plan")
    assert [record["part"] for record in reports] == [1, 2]
    assert {record.text("order") for record in reports} == {reports[0].text("order")}
    outcomes = {r.text("item"): r.text("outcome") for r in broadcast.records("outcome")}
    assert set(outcomes) == {item.id for item in order.items}
    assert set(outcomes.values()) == {"aired"}


@pytest.mark.timeout(300)
def test_killed_while_it_recovers(broadcast: Broadcast) -> None:
    """An item on air, one placed after it, and a session that passed: then kill each recovery."""
    broadcast.station.plan(START, NAMES)
    broadcast.run("--virtual", FROM, kill_at="mid-item:5", expect=KILLED)
    missed = START + timedelta(minutes=2)
    broadcast.station.plan(missed, NAMES[:3], programme="short", max_length_ms=30_000)
    later = ("--virtual", "2026-11-22 05:50", "--until", "2026-11-22 05:51")
    for nth in (1, 2, 3, 4, 5, 6):
        broadcast.run(*later, kill_at=f"recovery:{nth}", expect=KILLED)
    broadcast.run(*later)
    broadcast.assert_nothing_is_lost_or_heard_twice()
    outcomes = [record.text("outcome") for record in broadcast.records("outcome")]
    assert len(outcomes) == len(NAMES) + 3


@pytest.mark.timeout(120)
def test_killed_at_any_moment_of_the_real_clock(broadcast: Broadcast) -> None:
    """With its threads, in real time, from outside; each new start goes on within the session."""
    from broadcaster.timebase import NANOSECONDS, SystemTime

    time = SystemTime()
    now = time.now()
    broadcast.station.made = now - timedelta(minutes=1)
    broadcast.station.withdraw({})
    start = now.replace(microsecond=0) + timedelta(seconds=4)
    broadcast.station.plan(start, NAMES, lock_lead_s=2, max_length_ms=24_000)
    for lived_s in (4.9, 2.3, 1.7, 2.9, 2.2):
        player = broadcast.start()
        time.sleep_until(time.monotonic() + int(lived_s * NANOSECONDS))
        player.kill()
        assert player.wait() == KILLED
    until = max(start + timedelta(seconds=27), time.now() + timedelta(seconds=2))
    broadcast.run("--until", until.isoformat())
    broadcast.assert_nothing_is_lost_or_heard_twice()
    assert len(broadcast.records("outcome")) == len(NAMES)
