"""The hours guard, clause by clause of DESIGN law 3."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcaster.journal.model import Cause
from broadcaster.playout.judging.guard import Hours, lowest_ceiling, rule
from broadcaster.schedule import HoursPolicy
from broadcaster.timebase import TimeQuality, TimeTrust
from tests.playout.station import DEFAULT_WINDOWS, ZONE, at_station

EXACT = TimeTrust(TimeQuality.NTP, 0, "")
UNKNOWN = TimeTrust(TimeQuality.UNKNOWN, 0, "")
MINUTE_MS = 60_000


def policy(windows: Any = DEFAULT_WINDOWS, **changes: Any) -> Hours:
    document = {
        "unit": "u",
        "title": "t",
        "document": "",
        "origin": "set",
        "zone": ZONE.key,
        "windows": list(windows),
        "session_minutes": None,
        "day_minutes": None,
        "volume": [],
        "lock_lead_s": None,
        "from": None,
        "until": None,
        "by": "",
        "at": "",
        "exceptions": [],
        "outer": [{"start": "04:30", "end": "22:00"}],
        **changes,
    }
    return Hours(HoursPolicy.from_document(document))


def off_by(seconds: float) -> TimeTrust:
    return TimeTrust(TimeQuality.OPERATOR, int(seconds * 1000), "")


@pytest.mark.parametrize("cause", [Cause.HOURS_MISSING, Cause.HOURS_UNSIGNED])
def test_without_a_policy_nothing_sounds_and_the_cause_is_told(cause: Cause) -> None:
    ruling = rule(Hours(None, cause), EXACT, start=at_station("05:40"), length_ms=1000)
    assert ruling.refused is cause


def test_on_an_unknown_clock_nothing_sounds() -> None:
    ruling = rule(policy(), UNKNOWN, start=at_station("05:40"), length_ms=1000)
    assert ruling.refused is Cause.CLOCK_UNKNOWN


@pytest.mark.parametrize("hours", [policy(), Hours(None)])
@pytest.mark.parametrize("trust", [EXACT, UNKNOWN])
def test_an_emergency_order_passes_at_any_hour(hours: Hours, trust: TimeTrust) -> None:
    ruling = rule(hours, trust, start=at_station("02:00"), length_ms=600_000, emergency_order=True)
    assert ruling.refused is None
    assert ruling.wait_until is None


@pytest.mark.parametrize("text", ["02:00:00", "05:29:59", "06:30:00", "12:00:00", "18:00:00"])
def test_outside_every_window_an_item_is_refused(text: str) -> None:
    ruling = rule(policy(), EXACT, start=at_station(text), length_ms=1000)
    assert ruling.refused is Cause.OUTSIDE_HOURS


def test_a_window_begins_with_its_first_moment_and_excludes_its_end() -> None:
    start = at_station("05:30:00")
    assert rule(policy(), EXACT, start=start, length_ms=60 * MINUTE_MS).refused is None
    late = rule(policy(), EXACT, start=start, length_ms=60 * MINUTE_MS + 1)
    assert late.refused is Cause.OUTSIDE_HOURS


def test_at_a_windows_start_an_item_waits_the_uncertainty_out() -> None:
    ruling = rule(policy(), off_by(5), start=at_station("05:30:02"), length_ms=1000)
    assert ruling.refused is None
    assert ruling.wait_until == at_station("05:30:05")


def test_before_a_windows_start_an_item_does_not_wait_for_it() -> None:
    ruling = rule(policy(), off_by(5), start=at_station("05:29:58"), length_ms=1000)
    assert ruling.refused is Cause.OUTSIDE_HOURS


def test_an_item_that_could_not_finish_inside_is_refused_before_its_first_sample() -> None:
    start = at_station("06:29:50")
    assert rule(policy(), EXACT, start=start, length_ms=10_000).refused is None
    assert rule(policy(), EXACT, start=start, length_ms=10_001).refused is Cause.OUTSIDE_HOURS
    assert rule(policy(), off_by(1), start=start, length_ms=9_001).refused is Cause.OUTSIDE_HOURS


def test_windows_that_touch_across_midnight_are_one() -> None:
    hours = policy(
        [
            {"days": "1234567", "start": "22:00", "end": "24:00"},
            {"days": "1234567", "start": "00:00", "end": "01:00"},
        ]
    )
    ruling = rule(hours, off_by(5), start=at_station("23:59:58"), length_ms=30_000)
    assert ruling.refused is None
    assert ruling.wait_until is None


def test_a_policy_that_allows_nothing_refuses_everything() -> None:
    ruling = rule(policy([]), EXACT, start=at_station("05:40"), length_ms=1000)
    assert ruling.refused is Cause.OUTSIDE_HOURS


def test_the_volume_is_held_under_the_lowest_ceiling_while_it_sounds() -> None:
    hours = policy(volume=[{"start": "05:45", "end": "06:00", "percent": 40}])
    before = rule(hours, EXACT, start=at_station("05:40"), length_ms=MINUTE_MS)
    across = rule(hours, EXACT, start=at_station("05:44:30"), length_ms=MINUTE_MS)
    under = rule(hours, EXACT, start=at_station("05:50"), length_ms=1000, volume_percent=20)
    assert (before.volume_percent, across.volume_percent, under.volume_percent) == (100, 40, 20)


@given(
    offset_s=st.integers(0, 86_400),
    length_ms=st.integers(1, 3_600_000),
    ceiling_from=st.integers(0, 1438),
)
def test_no_ceiling_is_overlooked(offset_s: int, length_ms: int, ceiling_from: int) -> None:
    hours = policy(
        volume=[
            {
                "start": f"{ceiling_from // 60:02}:{ceiling_from % 60:02}",
                "end": f"{(ceiling_from + 1) // 60:02}:{(ceiling_from + 1) % 60:02}",
                "percent": 10,
            }
        ]
    ).policy
    assert hours is not None
    start = at_station("00:00") + timedelta(seconds=offset_s)
    step = timedelta(seconds=1)
    looks = [start + step * n for n in range(length_ms // 1000 + 1)]
    assert lowest_ceiling(hours, start, length_ms) <= min(hours.ceiling_at(m) for m in looks)


@given(
    start_s=st.integers(0, 86_400 * 2),
    length_ms=st.integers(1, 7_200_000),
    doubt_ms=st.integers(0, 600_000),
)
def test_what_passes_sounds_only_inside_a_window_by_every_clock_it_may_be(
    start_s: int, length_ms: int, doubt_ms: int
) -> None:
    hours = policy()
    assert hours.policy is not None
    trust = TimeTrust(TimeQuality.OPERATOR, doubt_ms, "")
    start = at_station("00:00") + timedelta(seconds=start_s)
    ruling = rule(hours, trust, start=start, length_ms=length_ms)
    if ruling.refused is None:
        first: datetime = ruling.wait_until or start
        doubt = timedelta(milliseconds=doubt_ms)
        last = first + timedelta(milliseconds=length_ms)
        window = hours.policy.covering(first)
        assert window is not None
        assert window.start <= first - doubt
        assert last + doubt <= window.end
