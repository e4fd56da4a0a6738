"""The lunar calendar, against the package `holidays`, a cited table and the moon itself.

`tet.tsv` gives Tết in the years in which Vietnam's differs from China's, each with its source.
"""

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest
from holidays.countries.vietnam import Vietnam
from hypothesis import given
from hypothesis import strategies as st
from vnlunar import core

from broadcaster.schedule.calendar.lunar import (
    FULL_MOON,
    LunarDay,
    gregorian_day,
    lunar_day,
    month_length,
)

YEARS = range(2024, 2061)
TABLE = Path(__file__).with_name("tet.tsv").read_text("utf-8").splitlines()
CITED = list(csv.DictReader(TABLE, delimiter="\t"))


def day_of(year: int, month: int, day: int, *, leap: bool = False) -> date:
    found = gregorian_day(LunarDay(year, month, leap, day))
    assert found is not None
    return found


@pytest.mark.parametrize("row", CITED, ids=lambda row: row["year"])
def test_tet_falls_on_the_cited_day_and_not_on_chinas(row: dict[str, str]) -> None:
    tet = date.fromisoformat(row["vietnam"])
    assert day_of(int(row["year"]), 1, 1) == tet != date.fromisoformat(row["china"])
    assert lunar_day(tet) == LunarDay(int(row["year"]), 1, False, 1)


@pytest.mark.parametrize("year", YEARS)
def test_tet_and_the_hung_kings_day_agree_with_the_package_of_public_holidays(year: int) -> None:
    named = {
        name: day
        for day, name in Vietnam(years=year, language="vi", expand=False, observed=False).items()  # type: ignore[no-untyped-call]
    }
    assert day_of(year, 1, 1) == named["Tết Nguyên Đán"]
    assert day_of(year, 1, 1) - timedelta(days=1) == named["Giao thừa Tết Nguyên Đán"]
    assert day_of(year, 3, 10) == named["Ngày Giỗ Tổ Hùng Vương"]


@pytest.mark.parametrize("year", YEARS)
def test_every_month_begins_with_the_new_moon_over_hanoi(year: int) -> None:
    """A second way to the same day: the mean lunation, corrected; it errs by up to 2 minutes."""
    day = date(year, 1, 1)
    while day.year == year:
        lunar = lunar_day(day)
        if lunar.day in (1, FULL_MOON):
            first = day - timedelta(days=lunar.day - 1)
            julian = first.toordinal() + 1721425
            k = round((julian - 2415021.076998695) / 29.530588853)
            near = {core.get_new_moon_day(k, 7 + minutes / 60) for minutes in (-5, 0, 5)}
            assert julian in near, first
        day += timedelta(days=1)


def test_a_leap_month_follows_the_month_of_its_number() -> None:
    regular, leap = day_of(2025, 6, 1), day_of(2025, 6, 1, leap=True)
    assert (regular, leap) == (date(2025, 6, 25), date(2025, 7, 25))
    assert lunar_day(leap) == LunarDay(2025, 6, True, 1)
    assert month_length(2025, 6, leap=True) == 29
    assert month_length(2026, 6, leap=True) is None
    assert gregorian_day(LunarDay(2026, 6, True, 1)) is None


def test_a_thirtieth_is_there_only_where_the_month_has_one() -> None:
    last = {year: month_length(year, 12) for year in YEARS}
    assert set(last.values()) == {29, 30}
    for year, length in last.items():
        assert (gregorian_day(LunarDay(year, 12, False, 30)) is None) == (length == 29)


@given(st.dates(date(1801, 1, 1), date(2199, 12, 31)))
def test_there_and_back_is_the_same_day(day: date) -> None:
    lunar = lunar_day(day)
    assert gregorian_day(lunar) == day
    assert lunar < lunar_day(day + timedelta(days=1)) or day == date(2199, 12, 31)
