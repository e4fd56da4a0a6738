"""Wall and monotonic time: steps are noticed, noise and slewing are not steps."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from broadcaster.playout.reckoning import Reckoning
from broadcaster.timebase import VirtualTime
from tests.playout.station import at_station

START = at_station("05:30")


@given(st.integers(0, 10**15))
def test_there_and_back_is_the_same_moment(nanoseconds: int) -> None:
    reckoning = Reckoning(VirtualTime(START))
    moment = reckoning.wall_at(nanoseconds)
    assert abs(reckoning.monotonic_at(moment) - nanoseconds) < 1000


def test_passing_time_is_no_step() -> None:
    time = VirtualTime(START)
    reckoning = Reckoning(time)
    for _n in range(10):
        time.advance(3_600_000_000_000)
        assert reckoning.compare() is None
    assert reckoning.now() == START + timedelta(hours=10)


def test_a_step_is_told_once_with_its_size_and_followed() -> None:
    time = VirtualTime(START)
    reckoning = Reckoning(time)
    for by in (timedelta(seconds=6), timedelta(days=-1), timedelta(milliseconds=80)):
        time.step_wall(by)
        step = reckoning.compare()
        assert step is not None
        assert step.by == by
        assert reckoning.now() == time.now()
        assert reckoning.compare() is None


def test_slewing_is_followed_in_silence() -> None:
    time = VirtualTime(START)
    reckoning = Reckoning(time)
    for _n in range(100):
        time.step_wall(timedelta(milliseconds=10))
        assert reckoning.compare() is None
    assert reckoning.now() == time.now()
    assert reckoning.steps == 0


def test_noise_moves_nothing() -> None:
    time = VirtualTime(START)
    reckoning = Reckoning(time)
    time.step_wall(timedelta(microseconds=900))
    assert reckoning.compare() is None
    assert reckoning.now() == START
