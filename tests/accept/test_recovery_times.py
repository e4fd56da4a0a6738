"""How soon the player is back: 5 s after a kill, 15 s after a hang (reliability, table b, 1 and 2).

The unit's own times are obeyed by a manager made for tests, so that no systemd is needed.
"""

import signal
from pathlib import Path

import pytest

from broadcaster.timebase import NANOSECONDS
from tests.e2e.manager import managed
from tests.e2e.station_on_disk import PLAYER, Broadcast

pytestmark = pytest.mark.rig
KILLS = 5
MOST_S = {signal.SIGKILL: 5, signal.SIGSTOP: 15}


@pytest.mark.timeout(200)
def test_it_is_back_in_time_after_kills_and_a_stop(tmp_path: Path) -> None:
    broadcast = Broadcast.build(tmp_path)
    broadcast.station.approve("a", 2_000)
    sent = [*[signal.SIGKILL] * KILLS, signal.SIGSTOP]
    with managed(broadcast, tmp_path, PLAYER) as manager:
        for count, number in enumerate(sent, start=2):
            at = manager.send(number)
            manager.wait_ready(count, 60)
            took_s = (manager.ready[-1] - at) / NANOSECONDS
            print(f"{number.name}: back after {took_s:.1f} s")
            assert took_s <= MOST_S[number]
