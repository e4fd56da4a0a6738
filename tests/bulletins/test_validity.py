from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from broadcaster.bulletins import BulletinsError
from broadcaster.bulletins.validity import (
    read_day,
    read_from,
    read_until,
    show_from,
    show_until,
)

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize("text", ["2026-11-23", "23/11/2026", "23-11-2026", " 23.11.2026 "])
def test_a_bare_first_day_begins_at_station_midnight(text: str) -> None:
    assert read_from(text, HANOI) == datetime(2026, 11, 22, 17, tzinfo=UTC)


@pytest.mark.parametrize("text", ["2026-11-23", "23/11/2026"])
def test_a_bare_last_day_counts_whole(text: str) -> None:
    assert read_until(text, HANOI) == datetime(2026, 11, 23, 17, tzinfo=UTC)


@pytest.mark.parametrize(
    "text", ["2026-11-23 17:30", "2026-11-23T17:30:00", "23/11/2026 17h30", "2026-11-23T10:30Z"]
)
def test_a_moment_is_itself(text: str) -> None:
    moment = datetime(2026, 11, 23, 10, 30, tzinfo=UTC)
    assert read_from(text, HANOI) == read_until(text, HANOI) == moment


@pytest.mark.parametrize(
    "text",
    ["", "mai", "31/02/2026", "2026-13-01", "23/11", "2026-11-23 25:00", "2026-11-23 17:30 x", "²",
     "01/01/0001", "1999-12-31", "01/01/3000", "9999-12-31", "0001-01-01T00:00+14:00"],
)  # fmt: skip
def test_what_is_no_date_is_refused_and_quoted(text: str) -> None:
    with pytest.raises(BulletinsError) as refused:
        read_until(text, HANOI)
    assert f'"{text}"' in str(refused.value)


def test_the_last_day_there_is_does_not_overflow() -> None:
    with pytest.raises(BulletinsError):
        read_until("9999-12-31", HANOI)


def test_a_repeated_hour_is_its_first_run_and_a_skipped_one_moves_on() -> None:
    assert read_from("2026-10-25 02:30", BERLIN) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert read_from("2026-03-29 02:30", BERLIN) == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)


def test_what_is_shown_reads_back_the_same() -> None:
    for text in ("23/11/2026", "23/11/2026 17:30"):
        assert show_from(read_from(text, HANOI), HANOI) == text
        assert show_until(read_until(text, HANOI), HANOI) == text
    assert show_from(None, HANOI) == show_until(None, HANOI) == ""


def test_a_day_takes_no_time() -> None:
    assert read_day("23/11/2026", "--stage").isoformat() == "2026-11-23"
    with pytest.raises(BulletinsError, match="--stage"):
        read_day("23/11/2026 10:00", "--stage")
