"""A relay in the player as a process, through its death by SIGKILL in the middle."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest

from broadcaster.bulletins.model import Approval, ApprovalKind
from broadcaster.bulletins.relay import RelayWindow
from broadcaster.decoding.samples import decode_to_bus
from broadcaster.schedule import PlannedItem, item_id
from broadcaster.timebase import NANOSECONDS, SystemTime
from tests.e2e.station_on_disk import KILLED, Broadcast
from tests.playout.relaying.broadcasting import (
    Broadcaster,
    broadcasting,
    encoded,
    lag_of,
    programme,
)
from tests.playout.station import MADE

TIME = SystemTime()


@pytest.fixture
def voh() -> Iterator[Broadcaster]:
    with broadcasting() as broadcaster:
        yield broadcaster


def wait(seconds: float) -> None:
    TIME.sleep_until(TIME.monotonic() + int(seconds * NANOSECONDS))


def plan_relay(broadcast: Broadcast, url: str) -> None:
    station = broadcast.station
    window = RelayWindow("voh", url, "morning", 900_000, "chair")
    approval = Approval(
        "relay-voh.a1", ApprovalKind.RELAY, "", "", "operator", "chair", MADE, relay=window
    )
    station.write_approval(approval)
    start = TIME.now().replace(microsecond=0) + timedelta(seconds=10)
    order = station.order(start, [])
    name = item_id(order.session, "relay:voh", "", 1)
    item = PlannedItem(name, "relay", 0, 60_000, "", approval.id, "normal", "VOH", relay="voh")
    order = station.order(start, [], items=(item,))
    station.write_order(order)
    station.expect(order)


def test_after_a_kill_the_log_names_all_that_left_and_the_recording_holds_it(
    tmp_path: Path, voh: Broadcaster
) -> None:
    broadcast = Broadcast.build(tmp_path)
    sound = programme(90)
    plan_relay(broadcast, voh.offer("/live", encoded(sound), seconds=90))
    player = broadcast.start()
    for _look in range(200):
        if any(broadcast.records("start")):
            break
        wait(0.1)
    wait(7)
    player.kill()
    assert player.wait() == KILLED
    broadcast.run("--until", f"{TIME.now() + timedelta(seconds=1):%Y-%m-%dT%H:%M:%SZ}")
    (outcome,) = broadcast.records("outcome")
    assert (outcome.text("outcome"), outcome.text("cause")) == ("partial", "interrupted")
    (end,) = broadcast.records("end")
    path = broadcast.home.recordings / f"{end.text('recording')}.opus"
    recorded = np.frombuffer(decode_to_bus(path.read_bytes()), "<i2") / np.float32(32768)
    samples = int(end["samples"])
    assert samples > 4 * 48_000
    # What the source owed is in the recording as silence, and no sample of the relay.
    assert samples - 24_000 < len(recorded) < samples + 3 * 48_000
    seconds = [recorded[n : n + 48_000] for n in range(0, len(recorded) - 48_000, 48_000)]
    alike = [lag_of(sound, np.asarray(one, dtype=np.float32))[1] for one in seconds]
    # On a busy machine there are gaps; between them stands what was sent, and nothing else.
    assert sum(one > 0.9 for one in alike) >= 2, alike
    broadcast.assert_nothing_is_lost_or_heard_twice()
