"""A session from lock to last outcome on the virtual clock."""

from datetime import datetime, timedelta

from tests.playout.rig import Rig
from tests.playout.station import TestStation

TOLERANCE = timedelta(milliseconds=1)


def test_every_item_sounds_whole_at_its_planned_sample(
    rig: Rig, station: TestStation, start: datetime
) -> None:
    for name, length_ms in (("a", 1000), ("b", 2500), ("c", 700)):
        station.approve(name, length_ms)
    order = station.plan(start, ["a", "b", "c"])
    rig.start()
    rig.run_until(start + timedelta(minutes=1))
    assert rig.outcomes() == dict.fromkeys("abc", ("aired", "whole"))
    for item in order.items:
        pcm = station.cuts[item.bulletin].pcm
        ((heard, count),) = rig.recorder.heard_at(pcm)
        assert count == len(pcm) // 2
        assert abs(heard - (start + timedelta(milliseconds=item.offset_ms))) <= TOLERANCE
