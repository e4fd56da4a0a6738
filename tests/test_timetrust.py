"""Law 8: what a wall clock is worth, in every way a station's clock goes wrong."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcaster.config import Settings
from broadcaster.home import Home
from broadcaster.timebase import SystemTime, TimeQuality, VirtualTime, boot_id
from broadcaster.timetrust import (
    BUILT,
    Floor,
    Readings,
    TimeState,
    assess,
    current_trust,
    read_clocks,
    read_floor,
    read_state,
    remember,
    uncertainty_of,
)
from broadcaster.timetrust.kernel import boot_rtc, hardware_clock, largest_error_us

NOW = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)
HOUR_NS = 3600 * 10**9
PLAIN = Readings(NOW, HOUR_NS, "boot-1")
FLOOR = Floor()


def vouched(quality: TimeQuality, person: str = "") -> TimeState:
    return TimeState("boot-1", NOW - timedelta(minutes=30), HOUR_NS // 2, quality, person)


def stepped(readings: Readings, by: timedelta) -> Readings:
    return replace(readings, now=readings.now + by)


def test_a_clock_kept_by_a_time_service_is_ntp() -> None:
    trust = assess(replace(PLAIN, is_synchronised=True), None, FLOOR)
    assert (trust.quality, trust.uncertainty_ms) == (TimeQuality.NTP, 100)


def test_a_clock_nobody_vouches_for_is_unknown() -> None:
    trust = assess(PLAIN, None, FLOOR)
    assert trust.quality is TimeQuality.UNKNOWN
    assert not trust.is_trusted
    assert "nobody confirmed" in trust.reason


@pytest.mark.parametrize("year", [1970, 2000, 2015])
@pytest.mark.parametrize("is_synchronised", [True, False])
def test_a_clock_never_set_at_boot_is_unknown(year: int, is_synchronised: bool) -> None:
    start = datetime(year, 1, 1, 0, 3, tzinfo=UTC)
    readings = Readings(start, HOUR_NS, "boot-1", is_synchronised, hardware=start)
    trust = assess(readings, None, FLOOR)
    assert trust.quality is TimeQuality.UNKNOWN
    assert str(year) in trust.reason


def test_a_hardware_clock_read_at_boot_is_rtc() -> None:
    trust = assess(replace(PLAIN, hardware=NOW - timedelta(seconds=40)), None, FLOOR)
    assert (trust.quality, trust.uncertainty_ms) == (TimeQuality.RTC, 2000)


def test_a_hardware_clock_below_the_floor_is_not_believed() -> None:
    seen = Floor(seen=NOW + timedelta(days=1))
    assert not assess(replace(PLAIN, hardware=NOW), None, seen).is_trusted


def test_a_clock_restored_from_a_file_is_not_the_hardware_clocks() -> None:
    """A dead battery gives 2000; a service then sets the time of the last shutdown."""
    dead = datetime(2000, 1, 1, tzinfo=UTC)
    assert not assess(replace(PLAIN, hardware=dead), None, FLOOR).is_trusted


def test_a_hardware_clock_in_local_time_is_not_believed() -> None:
    assert not assess(replace(PLAIN, hardware=NOW + timedelta(hours=7)), None, FLOOR).is_trusted


def test_a_clock_heard_from_a_time_service_earlier_in_this_boot_is_held() -> None:
    trust = assess(PLAIN, vouched(TimeQuality.NTP), FLOOR)
    assert (trust.quality, trust.uncertainty_ms) == (TimeQuality.HELD, 2000)


def test_a_clock_a_person_confirmed_is_theirs() -> None:
    trust = assess(PLAIN, vouched(TimeQuality.OPERATOR, "nguyen-van-a"), FLOOR)
    assert (trust.quality, trust.uncertainty_ms) == (TimeQuality.OPERATOR, 5000)
    assert "nguyen-van-a" in trust.reason


@pytest.mark.parametrize("quality", [TimeQuality.NTP, TimeQuality.RTC, TimeQuality.OPERATOR])
@pytest.mark.parametrize("by", [timedelta(days=1), timedelta(minutes=-5), timedelta(seconds=2)])
def test_a_step_of_the_wall_clock_ends_the_trust(quality: TimeQuality, by: timedelta) -> None:
    trust = assess(stepped(PLAIN, by), vouched(quality), FLOOR)
    assert trust.quality is TimeQuality.UNKNOWN
    assert "stepped" in trust.reason


def test_a_step_below_a_second_is_no_step() -> None:
    assert assess(
        stepped(PLAIN, timedelta(milliseconds=900)), vouched(TimeQuality.NTP), FLOOR
    ).is_trusted


def test_trust_does_not_outlive_the_boot() -> None:
    rebooted = replace(PLAIN, boot_id="boot-2")
    for quality in (TimeQuality.NTP, TimeQuality.OPERATOR, TimeQuality.RTC):
        assert not assess(rebooted, vouched(quality), FLOOR).is_trusted


def test_a_kernel_without_boot_ids_holds_nothing() -> None:
    nameless = replace(vouched(TimeQuality.OPERATOR), boot_id="unknown")
    assert not assess(replace(PLAIN, boot_id="unknown"), nameless, FLOOR).is_trusted


def test_after_a_step_only_a_hardware_clock_in_close_agreement_is_believed() -> None:
    moved = stepped(PLAIN, timedelta(seconds=60))
    far = replace(moved, hardware=NOW)
    near = replace(moved, hardware=moved.now)
    assert not assess(far, vouched(TimeQuality.OPERATOR), FLOOR).is_trusted
    assert assess(near, vouched(TimeQuality.OPERATOR), FLOOR).quality is TimeQuality.RTC


def test_a_person_is_believed_over_a_hardware_clock_that_says_otherwise() -> None:
    readings = replace(PLAIN, hardware=NOW + timedelta(seconds=90))
    trust = assess(readings, vouched(TimeQuality.OPERATOR, "binh"), FLOOR)
    assert trust.quality is TimeQuality.OPERATOR


def test_a_hardware_clock_once_years_ahead_does_not_silence_a_better_clock() -> None:
    poisoned = Floor(seen=NOW + timedelta(days=3000))
    assert assess(replace(PLAIN, is_synchronised=True), None, poisoned).is_trusted
    assert assess(PLAIN, vouched(TimeQuality.OPERATOR, "binh"), poisoned).is_trusted
    assert not assess(PLAIN, vouched(TimeQuality.RTC), poisoned).is_trusted


moments = st.integers(-20_000, 20_000).map(lambda days: BUILT + timedelta(days=days))


@given(
    now=moments,
    synchronised=st.booleans(),
    hardware=st.none() | moments,
    quality=st.sampled_from(TimeQuality),
    reached=moments,
)
def test_nothing_is_trusted_below_the_floor(
    now: datetime,
    synchronised: bool,
    hardware: datetime | None,
    quality: TimeQuality,
    reached: datetime,
) -> None:
    readings = Readings(now, HOUR_NS, "boot-1", synchronised, hardware)
    state = TimeState("boot-1", now, HOUR_NS, quality)
    floor = Floor(sure=max(BUILT, reached))
    if assess(readings, state, floor).is_trusted:
        assert now >= floor.sure


def test_uncertainties_come_from_the_settings() -> None:
    stated = uncertainty_of(Settings(ntp_uncertainty_ms=7))
    assert assess(replace(PLAIN, is_synchronised=True), None, FLOOR, stated).uncertainty_ms == 7


def test_a_rehearsal_is_its_own_truth(home: Home, clock: VirtualTime) -> None:
    trust = current_trust(home, Settings(), clock)
    assert (trust.quality, trust.uncertainty_ms) == (TimeQuality.OPERATOR, 0)


def test_a_confirmed_clock_is_remembered_in_this_boot(home: Home) -> None:
    time = SystemTime()
    remember(home, read_clocks(time), None, TimeQuality.OPERATOR, "binh")
    state = read_state(home)
    assert state is not None
    assert (state.person, state.boot_id) == ("binh", boot_id())
    assert current_trust(home, Settings(), time).is_trusted


def test_a_spoilt_state_costs_trust_and_nothing_else(home: Home) -> None:
    for spoilt in (b"", b"[]", b'{"boot_id": 3}', b"\xff\xfe"):
        (home.run / "time.json").write_bytes(spoilt)
        (home.run / "floor.json").write_bytes(spoilt)
        assert read_state(home) is None
        assert read_floor(home) == Floor()


def test_a_run_folder_that_cannot_be_written_costs_nothing(home: Home) -> None:
    home.run.rmdir()
    home.run.write_text("in the way")
    assert current_trust(home, Settings(), SystemTime()).quality in TimeQuality


def test_the_floor_rises_behind_a_time_service_and_never_below_the_build(home: Home) -> None:
    ahead = Readings(NOW + timedelta(days=40), HOUR_NS, "boot-1", is_synchronised=True)
    remember(home, ahead, None, TimeQuality.NTP)
    floor = read_floor(home)
    assert timedelta(0) < ahead.now - floor.sure < timedelta(hours=2)
    remember(home, PLAIN, None, TimeQuality.OPERATOR, "binh")
    assert read_floor(home).sure == floor.sure
    assert read_floor(home).seen < floor.seen


def test_only_an_rtc_that_set_the_clock_at_boot_counts(tmp_path: Path) -> None:
    for name, hctosys in (("rtc0", "0"), ("rtc1", "1")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "hctosys").write_text(hctosys + "\n")
        (tmp_path / name / "since_epoch").write_text("1795309200\n")
    found = boot_rtc(tmp_path)
    assert found is not None
    assert found.name == "rtc1"
    assert hardware_clock(tmp_path) == datetime.fromtimestamp(1795309200, UTC)
    (tmp_path / "rtc1" / "since_epoch").write_text("")
    assert hardware_clock(tmp_path) is None
    assert hardware_clock(tmp_path / "none") is None


def test_the_kernel_states_its_error() -> None:
    assert 0 <= largest_error_us() <= 16_000_000
