"""The one place that asks the hour, and the clock that stands still in tests."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcaster.timebase import (
    SystemTime,
    VirtualTime,
    as_rfc3339,
    boot_id,
    from_rfc3339,
)

START = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)


def test_system_time_is_aware_and_its_monotonic_clock_never_goes_back() -> None:
    time = SystemTime()
    assert time.now().tzinfo is UTC
    before = time.monotonic()
    time.sleep_until(before + 1_000_000)
    assert time.monotonic() >= before + 1_000_000
    time.sleep_until(0)


def test_virtual_time_moves_only_when_it_is_moved() -> None:
    time = VirtualTime(START)
    assert (time.now(), time.monotonic()) == (START, 0)
    time.sleep_until(90 * 10**9)
    assert time.now() == START + timedelta(seconds=90)
    time.sleep_until(1)
    assert time.monotonic() == 90 * 10**9


def test_virtual_time_never_goes_back() -> None:
    with pytest.raises(ValueError, match="step_wall"):
        VirtualTime(START).advance(-1)


def test_a_step_moves_the_wall_clock_alone() -> None:
    time = VirtualTime(START)
    time.step_wall(timedelta(days=-1))
    assert (time.now(), time.monotonic()) == (START - timedelta(days=1), 0)


def test_listeners_hear_every_move() -> None:
    time, heard = VirtualTime(START), list[int]()
    time.listeners.append(heard.append)
    time.advance(5)
    time.sleep_until(7)
    assert heard == [5, 7]


def test_a_virtual_clock_starts_at_an_aware_moment() -> None:
    with pytest.raises(ValueError, match="aware"):
        VirtualTime(START.replace(tzinfo=None))
    there = START.astimezone(timezone(timedelta(hours=7)))
    assert VirtualTime(there).now() == START


zones = st.integers(-14 * 60, 14 * 60).map(lambda m: timezone(timedelta(minutes=m)))
seconds = st.integers(-60_000_000_000_000_000, 4_000_000_000_000_000).map(
    lambda us: timedelta(microseconds=us)
)


@given(seconds, zones)
def test_a_stored_time_is_read_back_the_same(since: timedelta, zone: timezone) -> None:
    moment = (datetime(1970, 1, 1, tzinfo=UTC) + since).astimezone(zone)
    stored = as_rfc3339(moment)
    assert len(stored) == len("2026-11-22T01:00:00.000000Z")
    assert stored.endswith("Z")
    assert from_rfc3339(stored) == moment


@given(seconds, seconds)
def test_stored_times_sort_as_they_passed(one: timedelta, other: timedelta) -> None:
    first, second = START + one, START + other
    assert (as_rfc3339(first) < as_rfc3339(second)) is (first < second)


@pytest.mark.parametrize("text", ["2026-11-22T01:00:00", "2026-11-22", "", "05:30", "yesterday"])
def test_a_time_without_offset_is_no_stored_time(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        from_rfc3339(text)


def test_a_time_without_zone_is_never_stored() -> None:
    with pytest.raises(ValueError, match="aware"):
        as_rfc3339(START.replace(tzinfo=None))


def test_a_boot_has_one_id() -> None:
    assert boot_id() == boot_id() != ""
