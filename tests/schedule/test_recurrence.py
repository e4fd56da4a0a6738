from datetime import UTC, datetime, timedelta
from itertools import islice, pairwise
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from broadcaster.schedule.recurrence import Recurrence, firings, firings_between

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
PARIS = ZoneInfo("Europe/Paris")


def local(moments: list[datetime], zone: ZoneInfo) -> list[str]:
    return [f"{moment.astimezone(zone):%a %d %H:%M%z}" for moment in moments]


def some(rule: Recurrence, since: str, zone: ZoneInfo, count: int) -> list[str]:
    return local(list(islice(firings(rule, datetime.fromisoformat(since), zone), count)), zone)


def test_a_daily_programme_fires_every_day_at_its_station_time() -> None:
    assert some(Recurrence(330), "2026-11-22T08:00+07:00", HANOI, 3) == [
        "Mon 23 05:30+0700",
        "Tue 24 05:30+0700",
        "Wed 25 05:30+0700",
    ]


def test_a_firing_exactly_at_the_asked_moment_counts() -> None:
    assert some(Recurrence(330), "2026-11-23T05:30+07:00", HANOI, 1) == ["Mon 23 05:30+0700"]


def test_a_weekly_programme_fires_on_its_days_only() -> None:
    rule = Recurrence(17 * 60, frozenset({2, 6}))
    assert some(rule, "2026-11-22T08:00+07:00", HANOI, 3) == [
        "Tue 24 17:00+0700",
        "Sat 28 17:00+0700",
        "Tue 01 17:00+0700",
    ]


def test_the_weekday_is_the_stations_and_not_that_of_utc() -> None:
    monday_morning = Recurrence(330, frozenset({1}))  # still Sunday in UTC
    assert some(monday_morning, "2026-11-22T08:00+07:00", HANOI, 1) == ["Mon 23 05:30+0700"]


def test_a_start_in_the_skipped_hour_fires_at_the_jump_and_only_that_night() -> None:
    assert some(Recurrence(150), "2026-03-28T00:00+01:00", PARIS, 3) == [
        "Sat 28 02:30+0100",
        "Sun 29 03:00+0200",
        "Mon 30 02:30+0200",
    ]


def test_a_start_in_the_repeated_hour_fires_once_at_its_first_occurrence() -> None:
    assert some(Recurrence(150), "2026-10-24T00:00+02:00", PARIS, 3) == [
        "Sat 24 02:30+0200",
        "Sun 25 02:30+0200",
        "Mon 26 02:30+0100",
    ]


def test_after_the_first_occurrence_the_second_one_fires_nothing() -> None:
    assert some(Recurrence(150), "2026-10-25T02:30+01:00", PARIS, 1) == ["Mon 26 02:30+0100"]


def test_a_day_that_a_zone_skipped_has_no_firing() -> None:
    apia = ZoneInfo("Pacific/Apia")  # had no 30 December 2011
    assert some(Recurrence(330), "2011-12-29T00:00-10:00", apia, 2) == [
        "Thu 29 05:30-1000",
        "Sat 31 05:30+1400",
    ]


def test_the_end_of_a_stretch_is_excluded() -> None:
    since = datetime(2026, 11, 22, 22, 30, tzinfo=UTC)
    found = list(firings_between(Recurrence(330), since, since + timedelta(days=2), HANOI))
    assert found == [since, since + timedelta(days=1)]


def test_last_march_and_next_october_are_answerable() -> None:
    assert some(Recurrence(330), "1999-03-01T00:00+07:00", HANOI, 1) == ["Mon 01 05:30+0700"]
    assert some(Recurrence(330), "2090-10-01T00:00+07:00", HANOI, 1) == ["Sun 01 05:30+0700"]


@given(
    st.integers(0, 1439),
    st.frozensets(st.integers(1, 7), min_size=1),
    st.sampled_from([HANOI, PARIS, ZoneInfo("America/Santiago"), ZoneInfo("Australia/Lord_Howe")]),
    st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)),  # noqa: DTZ001 - given a zone below
)
def test_firings_only_rise_and_never_share_a_date(
    start: int, days: frozenset[int], zone: ZoneInfo, since: datetime
) -> None:
    found = list(islice(firings(Recurrence(start, days), since.replace(tzinfo=UTC), zone), 12))
    assert all(one < other for one, other in pairwise(found))
    dates = [moment.astimezone(zone).date() for moment in found]
    assert len(set(dates)) == len(dates)
    assert {day.isoweekday() for day in dates} <= days
