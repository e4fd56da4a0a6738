"""What a programme's file says of single days is what is planned for them."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from broadcaster.schedule.calendar.day_changes import DayChange
from broadcaster.schedule.calendar.holidays import OnHolidays
from broadcaster.schedule.calendar.lunar_days import LunarDate, LunarDays
from broadcaster.schedule.foresight.preview import preview_of
from broadcaster.schedule.planner import plan
from broadcaster.schedule.programmes.model import Programme, held_at
from tests.schedule.conftest import HANOI, MINUTE, NOW, Bulletins, hours, inputs, local, programme


def with_when(one: Programme, **more: Any) -> Programme:
    return replace(one, recurrence=replace(one.recurrence, **more))


def planned(
    bulletin: Bulletins, *programmes: Programme, days: int = 4
) -> list[tuple[str, str, int]]:
    given = inputs(
        bulletin(),
        programmes=programmes,
        hours=hours("04:00-23:59"),
        until=NOW + timedelta(days=days),
    )
    return [(o.session, o.title, o.max_length_ms // MINUTE) for o in plan(given)]


def test_one_day_has_its_own_start_title_and_length(bulletin: Bulletins) -> None:
    change = DayChange(date(2026, 11, 24), None, 375, 45 * MINUTE, False, "Tin ngày hội")
    cancelled = DayChange(date(2026, 11, 25), cancelled=True)
    assert planned(bulletin, with_when(programme(), changes=(change, cancelled))) == [
        ("sang@2026-11-23T05:30", "Sang", 30),
        ("sang@2026-11-24T06:15", "Tin ngày hội", 45),
        ("sang@2026-11-26T05:30", "Sang", 30),
    ]


def test_a_preview_counts_the_length_of_that_day(bulletin: Bulletins) -> None:
    day = date(2026, 11, 23)
    long = with_when(programme(), changes=(DayChange(day, longest_ms=50 * MINUTE),))
    given = inputs(programmes=(long,), until=NOW + timedelta(days=1))
    fit = preview_of(given, bulletin(40 * MINUTE), frozenset(), is_estimate=False).fit
    assert fit is not None
    assert (fit.session, fit.room_ms) == ("sang@2026-11-23T05:30", 50 * MINUTE)


def test_a_session_is_held_as_its_day_says() -> None:
    day = date(2026, 11, 24)
    one = with_when(programme(), changes=(DayChange(day, title="Tin ngày hội"),))
    titles = [held_at(one, local(f"2026-11-{n}T05:30"), HANOI).title for n in (23, 24, 25)]
    assert titles == ["Sang", "Tin ngày hội", "Sang"]
    assert held_at(one, local("2026-11-24T05:31"), HANOI) is one


def test_several_starts_are_several_sessions(bulletin: Bulletins) -> None:
    found = planned(bulletin, with_when(programme(), later=(660, 1020)), days=1)
    assert [session for session, _title, _minutes in found] == [
        "sang@2026-11-22T11:00",
        "sang@2026-11-22T17:00",
        "sang@2026-11-23T05:30",
    ]


def test_a_feast_of_the_moon_and_a_working_day_are_planned(bulletin: Bulletins) -> None:
    """23 November 2026 is rằm tháng Mười; the 24th is a public holiday."""
    moon = with_when(programme("ram"), days=LunarDays((LunarDate(15),)))
    work = with_when(programme("sang", "06:30"), holidays=OnHolidays.SKIP)
    found = [session for session, _title, _minutes in planned(bulletin, moon, work)]
    assert found == [
        "ram@2026-11-23T05:30",
        "sang@2026-11-23T06:30",
        "sang@2026-11-25T06:30",
        "sang@2026-11-26T06:30",
    ]
