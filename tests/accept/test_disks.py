"""A disk that fills up under the real player, on a file system of its own."""

import subprocess
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from broadcaster.timebase import SystemTime
from tests.e2e.station_on_disk import Broadcast
from tests.e2e.test_process import is_up, wait_for
from tests.soak import power

pytestmark = [pytest.mark.rig, pytest.mark.timeout(200)]
TIME = SystemTime()
NAMES, ITEM_S = "abcdef", 4


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    if reason := power.why_not():
        pytest.skip(f"no loop file system: {reason}")
    with power.loop_disk(tmp_path) as folder:
        yield folder


@pytest.fixture
def broadcast(disk: Path, tmp_path: Path) -> Broadcast:
    """A station on the small disk; its recordings are elsewhere, as a loudspeaker is."""
    made = Broadcast.build(disk)
    made.recordings = tmp_path / "recordings"
    for name in NAMES:
        made.station.approve(name, ITEM_S * 1000)
    made.station.made = TIME.now() - timedelta(minutes=1)
    made.station.withdraw({})
    return made


def test_a_full_disk_costs_nothing_while_the_reserve_lasts(broadcast: Broadcast) -> None:
    player = broadcast.start()
    wait_for(lambda: is_up(broadcast))
    start = TIME.now() + timedelta(seconds=6)
    broadcast.station.plan(start, NAMES, lock_lead_s=2)
    wait_for(lambda: TIME.now() > start + timedelta(seconds=2))
    filler = broadcast.home.root / "filler"
    subprocess.run(
        ["dd", "if=/dev/zero", f"of={filler}", "bs=64k"], capture_output=True, check=False
    )
    wait_for(lambda: TIME.now() > start + timedelta(seconds=len(NAMES) * ITEM_S + 2))
    assert is_up(broadcast)
    filler.unlink()
    wait_for(lambda: len(broadcast.records("outcome")) == len(NAMES))
    player.terminate()
    assert player.wait(30) == 0
    broadcast.assert_nothing_is_lost_or_heard_twice()
    assert {r.text("outcome") for r in broadcast.records("outcome")} == {"aired"}
