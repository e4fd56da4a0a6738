from datetime import date, timedelta

import pytest
from holidays.countries.vietnam import Vietnam

from broadcaster.schedule.calendar.holidays import (
    NATIONAL,
    SWAPPED,
    HolidayTable,
    NamedDay,
    Swap,
    is_holiday,
)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2026-01-01", "Tết Dương lịch"),
        ("2026-02-16", "Giao thừa Tết Nguyên Đán"),
        ("2026-02-17", "Tết Nguyên Đán"),
        ("2026-04-26", "Ngày Giỗ Tổ Hùng Vương"),
        ("2026-04-27", "Ngày Giỗ Tổ Hùng Vương (nghỉ bù)"),
        ("2026-09-02", "Quốc khánh"),
        ("2026-11-24", "Ngày Văn hóa Việt Nam"),
        ("2026-08-31", SWAPPED),
    ],
)
def test_a_public_holiday_is_known_by_its_vietnamese_name(day: str, name: str) -> None:
    assert is_holiday(date.fromisoformat(day)) == name


def test_other_days_and_a_worked_saturday_are_none() -> None:
    assert is_holiday(date(2026, 11, 30)) is None
    assert is_holiday(date(2026, 8, 22)) is None


def test_a_worked_saturday_counts_as_the_weekday_it_is_worked_for() -> None:
    assert NATIONAL.weekday_of(date(2026, 8, 22)) == 1
    assert NATIONAL.weekday_of(date(2019, 1, 5)) == 1  # for 31 December of the year before
    assert NATIONAL.weekday_of(date(2026, 8, 29)) == 6


def test_the_packages_swaps_are_all_understood() -> None:
    """Its label is read for the day that is worked; the package also lists those days itself."""
    years = range(2010, 2030)
    package = Vietnam(years=years, language="vi", expand=False)  # type: ignore[no-untyped-call]
    days = {date(2009, 12, 1) + timedelta(days=n) for n in range(365 * 20)}
    worked = {day for day in days if NATIONAL.weekday_of(day) != day.isoweekday()}
    assert worked == {day for day in package.weekend_workdays if day in days}


def test_a_table_adds_removes_and_swaps() -> None:
    table = HolidayTable(
        added=(NamedDay(date(2027, 2, 11), "Nghỉ Tết theo thông báo của tỉnh"),),
        removed=(date(2026, 11, 24),),
        swaps=(Swap(off=date(2027, 4, 29), work=date(2027, 5, 8)),),
    )
    assert is_holiday(date(2027, 2, 11), table) == "Nghỉ Tết theo thông báo của tỉnh"
    assert is_holiday(date(2026, 11, 24), table) is None
    assert is_holiday(date(2027, 4, 29), table) == SWAPPED
    assert table.weekday_of(date(2027, 5, 8)) == 4
    assert is_holiday(date(2027, 4, 30), table) == "Ngày Chiến thắng"


def test_a_swap_of_the_package_that_the_table_takes_back_is_no_longer_worked() -> None:
    table = HolidayTable(removed=(date(2026, 8, 31),))
    assert is_holiday(date(2026, 8, 31), table) is None
    assert table.weekday_of(date(2026, 8, 22)) == 6


def test_a_holiday_that_is_worked_by_a_swap_is_none() -> None:
    table = HolidayTable(swaps=(Swap(off=date(2027, 5, 4), work=date(2027, 5, 3)),))
    assert is_holiday(date(2027, 5, 3), table) is None
    assert table.weekday_of(date(2027, 5, 3)) == 2
