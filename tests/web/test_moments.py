"""Days and times as pages show them and as a browser's calendar takes them."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from broadcaster.web import moments

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
KATHMANDU = ZoneInfo("Asia/Kathmandu")
NOON = datetime(2026, 11, 27, 5, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("shown", "field"),
    [
        ("", ("date", "")),
        ("24/11/2026", ("date", "2026-11-24")),
        ("1/2/2026", ("date", "2026-02-01")),
        ("2026-11-24", ("date", "2026-11-24")),
        ("24/11/2026 17:00", ("text", "24/11/2026 17:00")),
        ("mai kia", ("text", "mai kia")),
        ("٢٤/١١/٢٠٢٦", ("text", "٢٤/١١/٢٠٢٦")),
    ],
)
def test_a_bare_day_gets_the_calendar_and_anything_else_stays_as_typed(
    shown: str, field: tuple[str, str]
) -> None:
    assert moments.day_field(shown) == field


def test_a_moment_is_shown_in_the_stations_time_with_its_weekday() -> None:
    assert moments.day_and_clock(NOON, HANOI) == "12:00 Friday 27/11/2026"


def test_the_zone_is_named_with_its_shift_also_of_three_quarters() -> None:
    assert moments.station_time(NOON, HANOI).endswith("(Asia/Ho_Chi_Minh, UTC+7)")
    assert moments.station_time(NOON, KATHMANDU).endswith("(Asia/Kathmandu, UTC+5:45)")
