"""When a programme fires, as its file says it: every word, and every way to get it wrong."""

from datetime import date

import pytest

from broadcaster.schedule.calendar.day_changes import DayChange
from broadcaster.schedule.calendar.holidays import HolidayTable, NamedDay, OnHolidays
from broadcaster.schedule.calendar.lunar_days import LunarDate, LunarDays
from broadcaster.schedule.calendar.patterns import EVERY_DAY, MarketDays, MonthDays, NthWeekday
from broadcaster.schedule.calendar.rule import Rule
from broadcaster.schedule.programmes.file import ProgrammeFileError, read_programme
from broadcaster.schedule.programmes.recurrence import Pattern, Recurrence

REST = """
name = "tin-sang"
title = "Tin sáng"
longest_minutes = 30
zones = ["all"]
[[layout]]
part = "items"
"""


def when(keys: str, tables: str = "") -> Recurrence:
    return read_programme(keys + REST + tables, ["all"]).recurrence


def mistakes_in(keys: str, tables: str = "") -> list[str]:
    with pytest.raises(ProgrammeFileError) as refusal:
        when(keys, tables)
    return refusal.value.mistakes


@pytest.mark.parametrize(
    ("keys", "days"),
    [
        ('"monthly"\ndays = [1, 15, -1]', MonthDays((1, 15, -1))),
        (
            '"monthly"\ndays = [1, "2mon", "-1fri"]',
            MonthDays((1,), (NthWeekday(2, 1), NthWeekday(-1, 5))),
        ),
        ('"lunar"\ndays = [1, 15]', LunarDays((LunarDate(1), LunarDate(15)))),
        ('"lunar"\ndays = ["10/03", "-1/12"]', LunarDays((LunarDate(10, 3), LunarDate(-1, 12)))),
        ('"lunar"\ndays = [15]\nleap_months = "skip"', LunarDays((LunarDate(15),), False)),
        ('"market"\nevery = 5\nbase = 2026-11-22', MarketDays(5, date(2026, 11, 22))),
        ('"rule"\nrule = "freq=monthly;byday=-1FR"', Rule("FREQ=MONTHLY;BYDAY=-1FR")),
        (
            '"rule"\nrule = "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"\nbase = "2026-11-24"',
            Rule("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", date(2026, 11, 24)),
        ),
    ],
)
def test_each_recurrence_has_its_own_keys(keys: str, days: Pattern) -> None:
    assert when(f'start = "05:30"\nrecurrence = {keys}').days == days


DAILY = 'recurrence = "daily"\nstart = "05:30"\n'


def test_what_goes_beside_the_recurrence() -> None:
    found = when(
        'recurrence = "daily"\nstarts = ["17:00", "05:30"]\nfrom = 2026-12-01\nuntil = 2026-12-31\n'
        'also = [2027-01-01]\nexcept = [2026-12-24, "2026-12-25"]\nholidays = "skip"\n'
    )
    assert found.starts == (330, 1020)
    assert (found.first, found.last) == (date(2026, 12, 1), date(2026, 12, 31))
    assert found.also == {date(2027, 1, 1)}
    assert found.excepted == {date(2026, 12, 24), date(2026, 12, 25)}
    assert found.holidays is OnHolidays.SKIP


def test_a_change_of_one_day() -> None:
    tables = (
        '[[change]]\ndate = 2026-12-24\nstart = "06:00"\nlongest_minutes = 45\ntitle = "Tin lễ"\n'
        "[[change]]\ndate = 2026-12-25\ncancelled = true\n"
    )
    assert when(DAILY, tables).changes == (
        DayChange(date(2026, 12, 24), None, 360, 45 * 60_000, False, "Tin lễ"),
        DayChange(date(2026, 12, 25), cancelled=True),
    )


def test_the_table_of_holidays_goes_along() -> None:
    table = HolidayTable(added=(NamedDay(date(2026, 12, 15), "Hội làng"),))
    assert read_programme(DAILY + REST, ["all"], table).recurrence.table is table


def test_a_file_from_before_reads_as_it_did() -> None:
    assert when(DAILY) == Recurrence(330)
    assert when(DAILY).days == EVERY_DAY


@pytest.mark.parametrize(
    ("keys", "quoted"),
    [
        ('recurrence = "hourly"\nstart = "05:30"', "daily, weekly, monthly, lunar, market, rule"),
        ('recurrence = "daily"\nstart = "05:30"\ndays = [1]', '"weekly", "monthly", "lunar"'),
        ('recurrence = "lunar"\nstart = "05:30"\ndays = [31]', "days = [31]"),
        ('recurrence = "lunar"\nstart = "05:30"\ndays = ["15/13"]', "15/13"),
        ('recurrence = "lunar"\nstart = "05:30"\ndays = [true]', "days = [true]"),
        ('recurrence = "monthly"\nstart = "05:30"\ndays = [0]', "days = [0]"),
        ('recurrence = "monthly"\nstart = "05:30"\ndays = ["6mon"]', "6mon"),
        ('recurrence = "monthly"\nstart = "05:30"\ndays = [1.5]', "1.5"),
        ('recurrence = "market"\nstart = "05:30"\nevery = 7\nbase = 2026-11-22', "every = 7"),
        ('recurrence = "market"\nstart = "05:30"\nevery = 5', '"base" is missing'),
        ('recurrence = "rule"\nstart = "05:30"\nrule = "FREQ=HOURLY"', "FREQ=HOURLY"),
        ('recurrence = "daily"\nstarts = ["05:30", "05:30"]', "twice"),
        ('recurrence = "daily"\nstarts = []', "starts = []"),
        ('recurrence = "daily"\nstarts = ["05:30"]\nstart = "05:30"', "beside starts"),
        ('recurrence = "daily"', '"start" is missing'),
        (DAILY + "from = 2026-12-31\nuntil = 2026-12-01", "would never fire"),
        (DAILY + "from = 1999-12-31", "between 2020-01-01 and 2100-12-31"),
        (DAILY + "until = 2101-01-01", "2101-01-01"),
        (DAILY + "except = [2150-01-01]", "2150-01-01"),
        (DAILY + 'from = "31/12/2026"', "31/12/2026"),
        (DAILY + "also = [2026-12-24]\nexcept = [2026-12-24]", "is in also"),
        (DAILY + 'holidays = "no"', "skip, only, also"),
        (DAILY + "change = 3", "change = 3"),
    ],
)
def test_each_mistake_names_its_key_and_its_value(keys: str, quoted: str) -> None:
    (mistake,) = mistakes_in(keys)
    assert quoted in mistake


@pytest.mark.parametrize(
    ("table", "quoted"),
    [
        ("cancelled = true", 'change 1: date" is missing'),
        ("date = 2026-12-24", "change 1: date ="),
        ('date = 2026-12-24\ncancelled = true\nstart = "06:00"', "either cancelled"),
        ("date = 2026-12-24\ncancelled = false", "cancelled = false"),
        ("date = 1990-12-24\ncancelled = true", "1990-12-24"),
        ('date = 2026-12-24\nof = "17:00"\ncancelled = true', "05:30"),
        ("date = 2026-12-24\nlongest_minutes = 2000", "longest_minutes = 2000"),
        ('date = 2026-12-24\nstrat = "06:00"\ntitle = "x"', '"change 1: strat" is no key here'),
        (
            "date = 2026-12-24\ncancelled = true\n[[change]]\ndate = 2026-12-24\ncancelled = true",
            "changed twice",
        ),
    ],
)
def test_each_mistake_in_a_change_says_which(table: str, quoted: str) -> None:
    (mistake,) = mistakes_in(DAILY, f"[[change]]\n{table}\n")
    assert quoted in mistake


def test_a_start_that_moves_says_which_one_where_there_are_several() -> None:
    several = 'recurrence = "daily"\nstarts = ["05:30", "17:00"]\n'
    change = '[[change]]\ndate = 2026-12-24\nstart = "06:00"\n'
    (mistake,) = mistakes_in(several, change)
    assert 'of = "05:30"' in mistake
    assert when(several, change + 'of = "17:00"\n').changes[0].of == 1020
