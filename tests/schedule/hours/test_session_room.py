"""The room that the hours leave to a session, amplifier's lead and clock's doubt counted."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcaster.playout.judging.guard import Hours, rule
from broadcaster.schedule.hours.session_room import hours_room
from broadcaster.schedule.planner import plan
from broadcaster.schedule.sessions.sharing import Sharing
from broadcaster.timebase import TimeQuality, TimeTrust
from tests.schedule.conftest import Bulletins, hours, inputs, local, programme

HOURS = hours("05:30-06:30", "17:00-18:00")
OPENS = local("2026-11-23T05:30")


def test_without_a_lead_a_session_may_start_with_its_window() -> None:
    room = hours_room(HOURS, OPENS, lead_ms=0, doubt_ms=0)
    assert room is not None
    assert (room.first, room.length_ms) == (OPENS, 3_600_000)


def test_an_amplifier_is_never_switched_on_before_the_window() -> None:
    assert hours_room(HOURS, OPENS, lead_ms=1, doubt_ms=0) is None
    later = OPENS + timedelta(seconds=10)
    room = hours_room(HOURS, later, lead_ms=10_000, doubt_ms=0)
    assert room is not None
    assert (room.first, room.length_ms) == (later, 3_590_000)


def test_the_clocks_doubt_moves_the_session_behind_the_lead() -> None:
    later = OPENS + timedelta(seconds=10)
    room = hours_room(HOURS, later, lead_ms=10_000, doubt_ms=5000)
    assert room is not None
    assert room.first == OPENS + timedelta(seconds=15)
    assert room.length_ms == 3_600_000 - 15_000 - 5000


@pytest.mark.parametrize("clock", ["05:29", "06:30", "12:00"])
def test_outside_the_hours_there_is_no_room(clock: str) -> None:
    assert hours_room(HOURS, local(f"2026-11-23T{clock}"), lead_ms=0, doubt_ms=0) is None


def test_a_session_whose_amplifier_would_come_too_early_is_planned_silent_with_its_reason(
    bulletin: Bulletins,
) -> None:
    wanted = inputs(bulletin(), sharing=Sharing(lead_ms=10_000))
    (silent,) = plan(wanted)
    assert silent.items == ()
    assert {out.reason for out in silent.left_out} == {"outside-hours"}
    (full,) = plan(inputs(bulletin(), sharing=Sharing(lead_ms=10_000),
                          programmes=(programme(start="05:31"),)))  # fmt: skip
    assert full.items


@given(
    st.integers(-120, 3720), st.integers(0, 60_000), st.integers(0, 10_000), st.integers(1, 60_000)
)
def test_what_the_planner_has_room_for_the_guard_lets_sound(
    second: int, lead_ms: int, doubt_ms: int, length_ms: int
) -> None:
    """An item anywhere in the room passes on any clock that is off by the doubt at most."""
    start = OPENS + timedelta(seconds=second)
    room = hours_room(HOURS, start, lead_ms=lead_ms, doubt_ms=doubt_ms)
    if room is None or room.length_ms < length_ms:
        return
    assert room.first - timedelta(milliseconds=lead_ms + doubt_ms) >= OPENS
    for first in (room.first, room.first + timedelta(milliseconds=room.length_ms - length_ms)):
        trust = TimeTrust(TimeQuality.NTP, doubt_ms, "test")
        ruling = rule(Hours(HOURS), trust, start=first, length_ms=length_ms)
        assert (ruling.refused, ruling.wait_until) == (None, None)


def test_a_relay_counts_in_the_cap_of_the_day_like_every_item(bulletin: Bulletins) -> None:
    capped = hours("05:30-06:30", "17:00-18:00", day_minutes=20)
    (morning,) = plan(inputs(bulletin(), hours=capped))
    relayed = replace(
        morning.items[0], id=f"{morning.session}/00000001", part="relay", length_ms=1_200_000
    )
    standing = replace(morning, items=(relayed,))
    both = (programme(), programme("chieu", "17:00"))
    until = local("2026-11-24T00:00")
    wanted = inputs(bulletin(), hours=capped, programmes=both, standing=(standing,))
    (evening,) = plan(replace(wanted, since=local("2026-11-23T06:30"), until=until))
    assert evening.items == ()
    assert {out.reason for out in evening.left_out} == {"cap-day"}
