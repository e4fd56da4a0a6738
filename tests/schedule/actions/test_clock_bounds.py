"""A clock outside 2020 to 2100 plans nothing and applies nothing; it is told so in one sentence."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from broadcaster.desk import Desk
from broadcaster.schedule import ScheduleError, actions
from broadcaster.timebase import VirtualTime


@pytest.mark.parametrize("year", [1970, 2019, 2101, 9998])
@pytest.mark.parametrize(
    "act",
    [
        actions.plan,
        lambda desk: actions.apply_programme(desk, confirmed=True),
        lambda desk: actions.known_holidays(desk, None, 1),
    ],
)
def test_a_clock_that_cannot_be_right_is_refused(
    station: Desk, year: int, act: Callable[[Desk], object]
) -> None:
    wrong = replace(station, time=VirtualTime(datetime(year, 6, 1, tzinfo=UTC)))
    with pytest.raises(ScheduleError) as refusal:
        act(wrong)
    assert str(year) in str(refusal.value)
    assert "time set" in str(refusal.value)


def test_a_day_beyond_2100_cannot_be_planned(station: Desk) -> None:
    with pytest.raises(ScheduleError, match="01/01/2101 cannot be planned"):
        actions.plan(station, since=date(2101, 1, 1))


def test_the_last_day_of_2100_ends_the_plan_and_nothing_else(station: Desk) -> None:
    late = replace(station, time=VirtualTime(datetime(2100, 12, 30, 3, tzinfo=UTC)))
    orders = actions.plan(late, days=14).orders
    assert [order.session for order in orders] == ["sang@2100-12-31T05:30"]
