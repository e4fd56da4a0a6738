"""Faults of clock, machine and device, each injected; what holds through all of them.

No item twice, each item one outcome, and the reason in the log. Kills and hangs of the process are
in `tests/e2e`, power cuts and dying disks in `tests/soak` and `tests/accept`.
"""

from collections import Counter
from datetime import datetime, timedelta

import pytest

from broadcaster.timebase import NANOSECONDS, TimeQuality, TimeTrust
from tests.playout.rig import TRUSTED, Rig
from tests.playout.station import TestStation
from tests.playout.test_operators import ask

SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
UNKNOWN = TimeTrust(TimeQuality.UNKNOWN, 0, "nobody vouches for it")
STEPS = [DAY, -DAY, 5 * MINUTE, -5 * MINUTE, timedelta(days=-20_000)]
"""The last one lands in 1972, as a clock without a battery does."""


def assert_nothing_twice(rig: Rig, station: TestStation) -> None:
    for cut in station.cuts.values():
        assert sum(count for _at, count in rig.recorder.heard_at(cut.pcm)) <= len(cut.pcm) // 2
    starts = Counter(record.text("item") for record in rig.records("start"))
    outcomes = Counter(record.text("item") for record in rig.records("outcome"))
    assert set(starts.values()) <= {1}
    assert set(outcomes.values()) == {1}


def step_clock(rig: Rig, by: timedelta) -> None:
    """Step the wall clock, and let the player see it as it does within a second."""
    rig.time.step_wall(by)
    rig.player.step()


@pytest.mark.parametrize("step", STEPS, ids=str)
@pytest.mark.parametrize("when_s", [-600, -1.5, 4, 200])
def test_a_step_of_the_clock_plays_nothing_twice_and_settles_every_item_once(
    rig: Rig, abc: TestStation, start: datetime, step: timedelta, when_s: float
) -> None:
    """Before the lock, just before the first item, in the middle of it, after the session."""
    abc.plan(start, "abc")
    rig.time.step_wall(timedelta(seconds=-600))
    rig.start()
    rig.run_until(start + timedelta(seconds=when_s))
    sounded = rig.player.conductor is not None and rig.player.conductor.air.is_sounding
    step_clock(rig, step)
    rig.run_until(rig.time.now() + 15 * SECOND)
    if sounded:  # what is on air goes on, and is whole
        ((_at, count),) = rig.recorder.heard_at(abc.cuts["a"].pcm)
        assert count == 10 * 48_000
    step_clock(rig, -step)
    rig.run_until(start + 40 * MINUTE)
    assert_nothing_twice(rig, abc)
    assert len(rig.records("outcome")) == 3
    assert [r["step_ms"] for r in rig.records("clock")] == [
        step // timedelta(milliseconds=1),
        -step // timedelta(milliseconds=1),
    ]
    assert "clock-stepped" in [r.text("code") for r in rig.records("alarm")]


@pytest.mark.parametrize("asleep_s", [3, 25, 600, 86_400])
@pytest.mark.parametrize("when_s", [-30, 4])
def test_a_machine_that_was_suspended_plays_nothing_that_is_over(
    rig: Rig, abc: TestStation, start: datetime, when_s: float, asleep_s: int
) -> None:
    """Both clocks went on without us: SIGSTOP of the tree, a virtual machine that was paused."""
    order = abc.plan(start, "abc", max_length_ms=40_000)
    rig.start()
    rig.run_until(start + timedelta(seconds=when_s))
    rig.time.advance(asleep_s * NANOSECONDS)
    woke = rig.player.studio.reckoning.now()
    rig.run_until(woke + 10 * MINUTE)
    assert_nothing_twice(rig, abc)
    if woke > order.end + MINUTE:
        begun = {r.text("item") for r in rig.records("start") if r.at >= woke}
        assert begun == set()
    if when_s > 0:
        assert rig.outcomes()["a"] == ("partial", "interrupted")


def test_without_time_nothing_planned_sounds_until_somebody_vouches_for_it(
    rig: Rig, abc: TestStation, start: datetime
) -> None:
    """Booted with a dead clock and no network; the technician sets the time while it runs."""
    abc.plan(start, "abc")
    rig.trust = lambda: UNKNOWN
    rig.start()
    assert not ask(rig, "announce", cut="a")["ok"]
    rig.run_until(start + 12 * SECOND)
    assert rig.recorder.is_silent()
    assert rig.outcomes()["a"] == ("refused", "clock-unknown")
    assert {alarm.code for alarm in rig.player.studio.alarms.standing()} == {"clock-unknown"}
    rig.trust = lambda: TRUSTED
    later = abc.plan(start + 10 * MINUTE, "b", programme="later")
    rig.run_until(later.start + MINUTE)
    assert rig.records("outcome")[-1].text("outcome") == "aired"
    assert rig.player.studio.alarms.standing() == []


def test_a_device_pulled_out_and_put_back_costs_its_item_and_the_alarm_ends(
    rig: Rig, abc: TestStation, start: datetime
) -> None:
    abc.plan(start, "abc")
    rig.start()
    rig.run_until(start + 4 * SECOND)
    rig.recorder.fails = rig.recorder.cannot_open = True
    rig.run_until(start + 7 * SECOND)
    assert {alarm.code for alarm in rig.player.studio.alarms.standing()} == {"no-output"}
    rig.recorder.fails = rig.recorder.cannot_open = False
    rig.run_until(start + MINUTE)
    assert rig.outcomes() == {
        "a": ("partial", "no-output"),
        "b": ("aired", "whole"),
        "c": ("aired", "whole"),
    }
    assert rig.player.studio.alarms.standing() == []
    assert_nothing_twice(rig, abc)
