from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from broadcaster.schedule.station_time import clock_text, minutes_of, moment_at, stretch_of

PARIS = ZoneInfo("Europe/Paris")
HANOI = ZoneInfo("Asia/Ho_Chi_Minh")


@pytest.mark.parametrize(
    "text", ["25:61", "24:00", "5:30", "05:60", "0530", "", "05:30 ", "０５:30"]
)
def test_what_is_no_time_of_day_is_refused_and_quoted(text: str) -> None:
    with pytest.raises(ValueError, match="not a time of day") as refusal:
        minutes_of(text)
    assert repr(text) in str(refusal.value)


def test_a_day_may_end_at_24_00() -> None:
    assert minutes_of("24:00", ends_day=True) == 1440
    assert clock_text(1440) == "24:00"


def test_a_stretch_that_ends_before_it_starts_ends_in_the_next_day() -> None:
    assert stretch_of("22:00", "02:00") == (1320, 1560)
    assert clock_text(1560) == "02:00"


def test_an_empty_stretch_is_refused() -> None:
    with pytest.raises(ValueError, match="empty"):
        stretch_of("05:30", "05:30")


def test_station_time_is_vietnams() -> None:
    assert moment_at(date(2026, 11, 23), 330, HANOI) == datetime(2026, 11, 22, 22, 30, tzinfo=UTC)


def test_a_minute_past_midnight_of_the_next_day_counts_on() -> None:
    assert moment_at(date(2026, 11, 22), 1500, HANOI) == moment_at(date(2026, 11, 23), 60, HANOI)


@pytest.mark.parametrize("minutes", [120, 121, 150, 179])
def test_a_skipped_time_of_day_means_the_jump(minutes: int) -> None:
    assert moment_at(date(2026, 3, 29), minutes, PARIS) == datetime(2026, 3, 29, 1, 0, tzinfo=UTC)


def test_the_hours_around_the_jump_are_untouched() -> None:
    assert moment_at(date(2026, 3, 29), 119, PARIS) == datetime(2026, 3, 29, 0, 59, tzinfo=UTC)
    assert moment_at(date(2026, 3, 29), 180, PARIS) == datetime(2026, 3, 29, 1, 0, tzinfo=UTC)


def test_a_repeated_time_of_day_means_its_first_occurrence() -> None:
    assert moment_at(date(2026, 10, 25), 150, PARIS) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
