from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice, pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcaster.schedule.calendar.day_changes import DayChange
from broadcaster.schedule.calendar.holidays import HolidayTable, NamedDay, OnHolidays
from broadcaster.schedule.calendar.lunar_days import LunarDate, LunarDays
from broadcaster.schedule.calendar.rule import Rule
from broadcaster.schedule.programmes.recurrence import Recurrence, occurrences

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
PARIS = ZoneInfo("Europe/Paris")
NEVER = Rule("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31")
WORKDAYS = frozenset({1, 2, 3, 4, 5})


def firings(rule: Recurrence, since: datetime, zone: ZoneInfo) -> Iterator[datetime]:
    return (one.start for one in occurrences(rule, since, None, zone))


def firings_between(
    rule: Recurrence, since: datetime, until: datetime, zone: ZoneInfo
) -> Iterator[datetime]:
    return (one.start for one in occurrences(rule, since, until, zone))


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


def test_a_day_that_a_zone_skipped_has_no_firing(monkeypatch: pytest.MonkeyPatch) -> None:
    apia = ZoneInfo("Pacific/Apia")  # had no 30 December 2011
    monkeypatch.setattr("broadcaster.schedule.programmes.recurrence.FIRST_DAY", date(2011, 1, 1))
    rule = Recurrence(330, first=date(2011, 1, 1))
    assert some(rule, "2011-12-29T00:00-10:00", apia, 2) == [
        "Thu 29 05:30-1000",
        "Sat 31 05:30+1400",
    ]


def test_nothing_fires_before_2020_or_after_2100() -> None:
    first = next(firings(Recurrence(330), datetime(1970, 1, 1, tzinfo=UTC), HANOI))
    assert first.astimezone(HANOI).date() == date(2020, 1, 1)
    assert some(Recurrence(330), "2100-12-31T06:00+07:00", HANOI, 1) == []
    assert some(Recurrence(330), "9999-12-01T06:00+07:00", HANOI, 1) == []


@pytest.mark.parametrize("rule", [Recurrence(330), Recurrence(330, NEVER)])
def test_a_stretch_beyond_every_known_year_ends(rule: Recurrence) -> None:
    since = datetime(2101, 6, 1, tzinfo=UTC)
    assert list(firings_between(rule, since, since + timedelta(days=9), HANOI)) == []
    assert next(firings(rule, datetime(2100, 12, 31, 23, tzinfo=UTC), HANOI), None) is None


def test_the_end_of_a_stretch_is_excluded() -> None:
    since = datetime(2026, 11, 22, 22, 30, tzinfo=UTC)
    found = list(firings_between(Recurrence(330), since, since + timedelta(days=2), HANOI))
    assert found == [since, since + timedelta(days=1)]


def test_last_march_and_next_october_are_answerable() -> None:
    assert some(Recurrence(330), "2026-03-01T00:00+07:00", HANOI, 1) == ["Sun 01 05:30+0700"]
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


def dates(rule: Recurrence, since: date, days: int) -> list[str]:
    return [
        (since + timedelta(days=n)).isoformat()
        for n in range(days)
        if rule.starts_on(since + timedelta(days=n))
    ]


def test_several_starts_of_a_day_fire_in_their_order() -> None:
    assert some(Recurrence(330, later=(660, 1020)), "2026-11-22T06:00+07:00", HANOI, 3) == [
        "Sun 22 11:00+0700",
        "Sun 22 17:00+0700",
        "Mon 23 05:30+0700",
    ]


def test_two_starts_in_the_skipped_hour_are_one_firing_at_the_jump() -> None:
    rule = Recurrence(130, later=(150,))
    assert some(rule, "2026-03-29T00:00+01:00", PARIS, 2) == [
        "Sun 29 03:00+0200",
        "Mon 30 02:10+0200",
    ]


def test_a_season_has_its_first_and_its_last_day() -> None:
    rule = Recurrence(330, first=date(2026, 12, 1), last=date(2026, 12, 3))
    assert dates(rule, date(2026, 11, 25), 30) == ["2026-12-01", "2026-12-02", "2026-12-03"]


def test_a_date_excepted_never_fires_and_one_also_named_always_does() -> None:
    rule = Recurrence(
        330,
        frozenset({1}),
        last=date(2026, 12, 7),
        excepted=frozenset({date(2026, 11, 30)}),
        also=frozenset({date(2026, 12, 24)}),
    )
    assert dates(rule, date(2026, 11, 22), 60) == ["2026-11-23", "2026-12-07", "2026-12-24"]


@pytest.mark.parametrize(
    ("what", "found"),
    [
        (OnHolidays.IGNORE, ["24", "25", "26", "27", "28", "31", "01", "02", "03", "04"]),
        (OnHolidays.SKIP, ["24", "25", "26", "27", "28", "03", "04"]),
        (OnHolidays.ONLY, ["31", "01", "02"]),
        (OnHolidays.ALSO, ["24", "25", "26", "27", "28", "31", "01", "02", "03", "04"]),
    ],
)
def test_public_holidays_are_passed_over_alone_or_added(what: OnHolidays, found: list[str]) -> None:
    """National Day 2026 falls on a Wednesday, with the day before it and a Monday swapped."""
    rule = Recurrence(330, WORKDAYS, holidays=what)
    assert [day[-2:] for day in dates(rule, date(2026, 8, 23), 14)] == found


def test_a_working_saturday_is_the_weekday_it_is_worked_for() -> None:
    saturday = date(2026, 8, 22)  # worked for Monday 31 August
    assert not Recurrence(330, WORKDAYS).falls_on(saturday)
    assert Recurrence(330, WORKDAYS, holidays=OnHolidays.SKIP).falls_on(saturday)
    assert Recurrence(330, frozenset({1}), holidays=OnHolidays.SKIP).falls_on(saturday)
    weekend = Recurrence(330, frozenset({6, 7}), holidays=OnHolidays.ALSO)
    assert not weekend.falls_on(saturday)
    assert weekend.falls_on(date(2026, 8, 31))


def test_the_stations_own_table_counts() -> None:
    table = HolidayTable(added=(NamedDay(date(2026, 12, 15), "Hội làng"),))
    rule = Recurrence(330, holidays=OnHolidays.ONLY, table=table)
    assert dates(rule, date(2026, 12, 1), 31) == ["2026-12-15"]


def test_a_lunar_programme_follows_the_moon() -> None:
    rule = Recurrence(330, LunarDays((LunarDate(1), LunarDate(15))))
    assert some(rule, "2026-11-22T08:00+07:00", HANOI, 3) == [
        "Mon 23 05:30+0700",
        "Wed 09 05:30+0700",
        "Wed 23 05:30+0700",
    ]


def test_one_day_may_have_another_start_or_none() -> None:
    rule = Recurrence(
        330,
        later=(1020,),
        changes=(
            DayChange(date(2026, 11, 24), of=330, start=360),
            DayChange(date(2026, 11, 25), of=1020, cancelled=True),
            DayChange(date(2026, 11, 26), cancelled=True),
        ),
    )
    found = {day: rule.starts_on(date(2026, 11, day)) for day in (23, 24, 25, 26)}
    assert {day: [start for start, _change in starts] for day, starts in found.items()} == {
        23: [330, 1020],
        24: [360, 1020],
        25: [330],
        26: [],
    }


def test_a_start_moved_past_another_fires_after_it() -> None:
    change = DayChange(date(2026, 11, 23), of=330, start=1100)
    rule = Recurrence(330, later=(1020,), changes=(change,))
    assert some(rule, "2026-11-23T00:00+07:00", HANOI, 2) == [
        "Mon 23 17:00+0700",
        "Mon 23 18:20+0700",
    ]


@given(
    st.sets(st.integers(0, 1439), min_size=1, max_size=4),
    st.sampled_from([HANOI, PARIS, ZoneInfo("Australia/Lord_Howe")]),
    st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)),  # noqa: DTZ001 - given a zone below
    st.integers(0, 60),
)
def test_a_stretch_holds_the_firings_that_lie_in_it_and_no_other(
    starts: set[int], zone: ZoneInfo, since: datetime, days: int
) -> None:
    first, *later = sorted(starts)
    rule, begin = Recurrence(first, later=tuple(later)), since.replace(tzinfo=UTC)
    until = begin + timedelta(days=days)
    found = list(firings_between(rule, begin, until, zone))
    endless = list(islice(firings(rule, begin, zone), len(found) + 1))
    assert endless[:-1] == found
    assert endless[-1] >= until
    assert all(one < other for one, other in pairwise(endless))
