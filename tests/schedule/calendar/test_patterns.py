"""Each pattern against the same days written as a rule for dateutil."""

from datetime import UTC, date, datetime, timedelta

import pytest
from dateutil.rrule import DAILY, MONTHLY, WEEKLY, rrule, weekday
from hypothesis import given
from hypothesis import strategies as st

from broadcaster.schedule.calendar.lunar import LunarDay, gregorian_day, lunar_day
from broadcaster.schedule.calendar.lunar_days import LunarDate, LunarDays
from broadcaster.schedule.calendar.patterns import MarketDays, MonthDays, NthWeekday
from broadcaster.schedule.programmes.recurrence import Pattern, Recurrence

BEGIN = st.dates(date(2020, 1, 1), date(2096, 1, 1))
SPAN = 1500


def days_of(pattern: Pattern, begin: date) -> list[date]:
    rule = Recurrence(0, pattern)
    days = (begin + timedelta(days=number) for number in range(SPAN))
    return [day for day in days if rule.falls_on(day)]


def by_dateutil(begin: date, frequency: int, **parts: object) -> list[date]:
    midnight = datetime.combine(begin, datetime.min.time(), UTC)
    rule = rrule(frequency, dtstart=midnight, until=midnight + timedelta(days=SPAN - 1), **parts)  # type: ignore[arg-type]
    return [moment.date() for moment in rule]


@given(BEGIN, st.frozensets(st.integers(1, 7), min_size=1))
def test_days_of_the_week_are_those_of_rfc_5545(begin: date, days: frozenset[int]) -> None:
    assert days_of(days, begin) == by_dateutil(begin, WEEKLY, byweekday=[d - 1 for d in days])


@given(BEGIN, st.sets(st.sampled_from([*range(1, 32), *range(-31, 0)]), min_size=1, max_size=5))
def test_days_of_the_month_are_those_of_rfc_5545(begin: date, days: set[int]) -> None:
    found = days_of(MonthDays(tuple(days)), begin)
    assert found == by_dateutil(begin, MONTHLY, bymonthday=tuple(days))


@given(
    BEGIN,
    st.sets(
        st.tuples(st.sampled_from([1, 2, 3, 4, 5, -1, -2, -3, -4, -5]), st.integers(1, 7)),
        min_size=1,
        max_size=4,
    ),
)
def test_nth_weekdays_are_those_of_rfc_5545(begin: date, days: set[tuple[int, int]]) -> None:
    pattern = MonthDays(weekdays=tuple(NthWeekday(*one) for one in days))
    named = [weekday(day - 1)(nth) for nth, day in days]
    assert days_of(pattern, begin) == by_dateutil(begin, MONTHLY, byweekday=named)


@given(BEGIN, st.sampled_from([5, 6]))
def test_market_days_are_those_of_rfc_5545(base: date, every: int) -> None:
    assert days_of(MarketDays(every, base), base) == by_dateutil(base, DAILY, interval=every)


def test_a_market_was_held_before_its_base_day_too() -> None:
    assert MarketDays(5, date(2026, 11, 22)).has(date(2026, 11, 17))
    assert not MarketDays(5, date(2026, 11, 22)).has(date(2026, 11, 18))


def lunar_days(begin: date, end: date, *dates: LunarDate, leap: bool | None = None) -> list[date]:
    days = (begin + timedelta(days=number) for number in range((end - begin).days))
    return [day for day in days if LunarDays(dates, leap).has(day)]


def test_ram_and_mung_mot_come_in_a_leap_month_too() -> None:
    """2025 has a leap sixth month, so thirteen of each."""
    tet, next_tet = date(2025, 1, 29), date(2026, 2, 17)
    full_moons = lunar_days(tet, next_tet, LunarDate(15))
    assert len(full_moons) == 13
    assert date(2025, 8, 8) in full_moons  # rằm tháng Sáu nhuận
    assert len(lunar_days(tet, next_tet, LunarDate(15), leap=False)) == 12


@pytest.mark.parametrize(
    ("leap", "found"),
    [
        (None, [date(2025, 7, 9)]),
        (False, [date(2025, 7, 9)]),
        (True, [date(2025, 7, 9), date(2025, 8, 8)]),
    ],
)
def test_a_date_of_the_year_is_kept_in_the_regular_month(
    leap: bool | None, found: list[date]
) -> None:
    days = lunar_days(date(2025, 1, 29), date(2026, 2, 17), LunarDate(15, 6), leap=leap)
    assert days == found


@pytest.mark.parametrize("year", range(2024, 2061))
def test_the_last_day_of_the_year_is_the_day_before_tet(year: int) -> None:
    tet = gregorian_day(LunarDay(year + 1, 1, False, 1))
    assert tet is not None
    eve = tet - timedelta(days=1)
    found = lunar_days(date(year, 3, 1), date(year + 1, 3, 1), LunarDate(-1, 12))
    assert found == [eve]
    has_thirtieth = LunarDays((LunarDate(30, 12),)).has(eve)
    assert has_thirtieth == (lunar_day(eve).day == 30)
