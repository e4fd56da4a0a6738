"""Many days one after the other: each keeps its plan, nothing drifts, nothing is left in memory."""

from datetime import datetime, timedelta

import pytest

from broadcaster.playout.rehearsal import POLL
from broadcaster.playout.sound.length_true import LengthTrueSource
from broadcaster.playout.studio import POLL as REAL_POLL
from tests.playout.rig import Rig
from tests.playout.station import TestStation
from tests.soak import days

MINUTE = timedelta(minutes=1)


@pytest.mark.timeout(120)
def test_three_weeks_keep_law_2_drift_nothing_and_leave_memory_as_it_was() -> None:
    lived = days.soak(21, item_ms=2_000)
    assert lived.broken == []
    assert lived.outcomes == {"aired": 21 * 2 * days.ITEMS}
    assert lived.drift_samples == 0
    assert lived.growth_objects_a_day <= days.GROWTH_OBJECTS_A_DAY


@pytest.mark.parametrize("poll", [REAL_POLL, POLL], ids=["real", "rehearsal"])
def test_the_log_says_the_same_however_rarely_files_are_looked_at(
    rig: Rig, station: TestStation, start: datetime, poll: timedelta
) -> None:
    for name in "abc":
        station.approve(name, 10_000)
    station.plan(start, "abc", changes={2: {"hard_start": True, "offset_ms": 25_000}})
    station.withdraw({"approval-b": "withdrawn"})
    rig.poll, rig.source = poll, LengthTrueSource()
    rig.start()
    rig.run_until(start + MINUTE)
    told = [
        (r.text("bulletin"), r.text("outcome"), r.text("cause"), r.text("actual")[11:23])
        for r in rig.records("outcome")
    ]
    assert sorted(told) == [
        ("a", "aired", "whole", "22:30:00.000"),
        ("b", "skipped", "withdrawn", ""),
        ("c", "aired", "whole", "22:30:25.000"),
    ]
