"""A sound device that is taken away, and one that takes nothing any more (table b, row 25).

PulseAudio stands for the device, since a machine for tests has none: its sink is unloaded and
loaded again, as a USB card pulled out and put back; or it is suspended, as one that another
program holds.
"""

import subprocess
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from broadcaster.timebase import SystemTime
from tests.accept.sound_servers import find, pulseaudio
from tests.e2e.manager import managed
from tests.e2e.station_on_disk import PLAYER, Broadcast
from tests.e2e.test_process import is_up, wait_for

pytestmark = [pytest.mark.rig, pytest.mark.timeout(200)]
TIME = SystemTime()
NAMES, ITEM_S = "abcd", 4
SINK = "dinh"


class Device:
    """The one sink of a server."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.environment = environment

    def control(self, *words: str) -> None:
        subprocess.run(
            [find("pactl"), *words], env=self.environment, check=True, capture_output=True
        )

    def pull_out(self) -> None:
        self.control("unload-module", "module-null-sink")

    def put_in(self) -> None:
        sink = f"sink_name={SINK}"
        self.control("load-module", "module-null-sink", sink, "rate=48000", "channels=1")

    def hold(self, *, on: bool) -> None:
        self.control("suspend-sink", SINK, str(int(on)))


@pytest.fixture
def device(tmp_path: Path) -> Iterator[Device]:
    find("parec")
    folder = tmp_path / "pulse"
    folder.mkdir(mode=0o700)
    with pulseaudio(folder, (SINK,)) as environment:
        yield Device(environment)


@pytest.fixture
def broadcast(tmp_path: Path, device: Device) -> Iterator[Broadcast]:
    made = Broadcast.build(tmp_path)
    for name in NAMES:
        made.station.approve(name, ITEM_S * 1000)
    made.station.made = TIME.now() - timedelta(minutes=1)
    made.station.withdraw({})
    made.output, made.environment = f"pulse:{SINK}", device.environment
    yield made
    made.end_all()


def plan_soon(broadcast: Broadcast) -> datetime:
    start = TIME.now() + timedelta(seconds=7)
    length_ms = (len(NAMES) + 1) * ITEM_S * 1000
    broadcast.station.plan(start, NAMES, lock_lead_s=2, max_length_ms=length_ms)
    wait_for(lambda: TIME.now() > start + timedelta(seconds=1.5))
    return start


def alarms(broadcast: Broadcast) -> set[str]:
    return {record.text("code") for record in broadcast.records("alarm")}


def test_one_that_is_pulled_out_and_put_back_costs_what_sounded(
    broadcast: Broadcast, device: Device
) -> None:
    player = broadcast.start()
    wait_for(lambda: is_up(broadcast))
    start = plan_soon(broadcast)
    device.pull_out()
    wait_for(lambda: TIME.now() > start + timedelta(seconds=5))
    device.put_in()
    wait_for(lambda: len(broadcast.records("outcome")) == len(NAMES), 60)
    assert player.poll() is None
    player.terminate()
    assert player.wait(30) == 0
    broadcast.assert_nothing_is_lost()
    first, *others = [(r.text("outcome"), r.text("cause")) for r in broadcast.records("outcome")]
    assert first == ("partial", "no-output")
    assert {"aired", "late"} & {outcome for outcome, _cause in others}
    assert "no-output" in alarms(broadcast)
    assert len(broadcast.records("boot")) == 1


def test_one_that_is_not_there_is_waited_for(broadcast: Broadcast, device: Device) -> None:
    device.pull_out()
    player = broadcast.start()
    wait_for(lambda: is_up(broadcast))
    plan_soon(broadcast)
    device.put_in()
    wait_for(lambda: len(broadcast.records("outcome")) == len(NAMES), 60)
    player.terminate()
    assert player.wait(30) == 0
    broadcast.assert_nothing_is_lost()
    assert {r.text("outcome") for r in broadcast.records("outcome")} <= {"aired", "late"}
    assert "no-output" in alarms(broadcast)


def test_one_that_takes_nothing_ends_the_player_with_its_reason_and_it_is_back(
    broadcast: Broadcast, device: Device, tmp_path: Path
) -> None:
    with managed(broadcast, tmp_path, PLAYER) as manager:
        start = plan_soon(broadcast)
        device.hold(on=True)
        manager.wait_ready(2, 45)
        device.hold(on=False)
        wait_for(lambda: TIME.now() > start + timedelta(seconds=(len(NAMES) + 2) * ITEM_S))
        wait_for(lambda: len(broadcast.records("outcome")) == len(NAMES), 60)
    broadcast.assert_nothing_is_lost()
    assert broadcast.records("outcome")[0].text("outcome") in {"partial", "missed"}
    assert broadcast.records("boot")[1].text("note").startswith("stuck: ")
    assert "restarted" in alarms(broadcast)
