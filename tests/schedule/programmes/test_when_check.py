from dataclasses import replace
from datetime import date

import pytest

from broadcaster.schedule.calendar.day_changes import DayChange
from broadcaster.schedule.calendar.holidays import HolidayTable, OnHolidays
from broadcaster.schedule.calendar.lunar_days import LunarDate, LunarDays
from broadcaster.schedule.calendar.rule import Rule
from broadcaster.schedule.programmes.recurrence import Recurrence
from broadcaster.schedule.programmes.when_check import when_mistakes

DAY = date(2026, 12, 24)
ONE_DAY = Recurrence(330, first=DAY, last=DAY)


@pytest.mark.parametrize(
    ("recurrence", "why"),
    [
        (
            Recurrence(330, Rule("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31")),
            "no day from 2020 to 2100 is such a day",
        ),
        (replace(ONE_DAY, days=frozenset({1})), "lies from 24/12/2026 to 24/12/2026"),
        (replace(ONE_DAY, excepted=frozenset({DAY})), "stands in except"),
        (replace(ONE_DAY, holidays=OnHolidays.ONLY), "holidays leaves none"),
        (replace(ONE_DAY, changes=(DayChange(DAY, cancelled=True),)), "cancelled by a [[change]]"),
        (
            Recurrence(
                330,
                first=date(2026, 11, 24),
                last=date(2026, 11, 24),
                holidays=OnHolidays.ONLY,
                table=HolidayTable(removed=(date(2026, 11, 24),)),
            ),
            "holidays leaves none",
        ),
    ],
)
def test_a_rule_that_never_fires_says_why(recurrence: Recurrence, why: str) -> None:
    (mistake,) = when_mistakes(recurrence)
    assert "never fires" in mistake
    assert why in mistake


@pytest.mark.parametrize(
    "recurrence",
    [
        Recurrence(330),
        ONE_DAY,
        Recurrence(330, first=date(2020, 1, 1), last=date(2020, 1, 1)),
        Recurrence(330, Rule("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29")),
        Recurrence(330, LunarDays((LunarDate(30, 12),))),
        replace(ONE_DAY, days=frozenset({1}), also=frozenset({DAY})),
    ],
)
def test_a_rule_that_fires_once_in_eighty_years_is_a_rule(recurrence: Recurrence) -> None:
    assert when_mistakes(recurrence) == ()


def test_a_change_of_a_day_without_a_firing_is_a_mistake() -> None:
    mondays = Recurrence(330, frozenset({1}), changes=(DayChange(DAY, cancelled=True),))
    (mistake,) = when_mistakes(mondays)
    assert "date = 2026-12-24" in mistake
    assert "does not fire on that day" in mistake


def test_a_start_moved_onto_another_is_a_mistake() -> None:
    change = DayChange(DAY, of=330, start=1020)
    (mistake,) = when_mistakes(Recurrence(330, later=(1020,), changes=(change,)))
    assert "two sessions would start at 17:00" in mistake
