"""What other calendars get: read back by the library, as they would."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from broadcaster.schedule import RunningOrder
from broadcaster.schedule.export.icalendar_file import to_icalendar
from broadcaster.schedule.planner import plan
from tests.schedule.conftest import HANOI, bulletin_maker, inputs, local, relayed


def orders(*titles: str, days: int = 2) -> tuple[RunningOrder, ...]:
    make = bulletin_maker()
    return plan(inputs(*(make(details={"title": title}) for title in titles), days=days))


def read_back(*given_orders: RunningOrder) -> Any:
    return Calendar.from_ical(to_icalendar(given_orders, "khe-ren", "Đài Khe Rèn"))


def test_each_session_is_an_event_at_its_time_in_the_zone_of_the_station() -> None:
    calendar = read_back(*orders("Mất điện"))
    first, _second = calendar.events
    assert first.start == local("2026-11-23T05:30")
    assert str(first.start.tzinfo) == "Asia/Ho_Chi_Minh"
    assert first.end - first.start == timedelta(minutes=2)
    assert (first["SUMMARY"], first["LOCATION"]) == ("Sang", "Đài Khe Rèn")
    assert first["DESCRIPTION"] == "05:30:08 Mất điện (1:00, khe-ren-2026-0001)"


def test_the_zone_comes_along_for_calendars_that_do_not_know_it() -> None:
    calendar = read_back(*orders("Mất điện"))
    (zone,) = calendar.timezones
    assert zone.tz_name == "Asia/Ho_Chi_Minh"
    assert calendar.get_missing_tzids() == set()


def test_an_event_keeps_its_uid_while_its_contents_change() -> None:
    (before, _), (after, _) = (read_back(*orders(title)).events for title in ("Cũ", "Mới"))
    assert before["UID"] == after["UID"] == "sang@2026-11-23T05:30/khe-ren"
    assert before["DESCRIPTION"] != after["DESCRIPTION"]


def test_events_bear_the_time_of_their_lock_and_not_of_the_export() -> None:
    every = orders("Mất điện")
    assert [event.DTSTAMP for event in read_back(*every).events] == [o.locks_at for o in every]
    assert to_icalendar(every, "a", "A") == to_icalendar(every, "a", "A")


def test_a_silent_session_says_so_and_keeps_its_time_free() -> None:
    event = read_back(replace(orders("x")[0], items=())).events[0]
    assert event["DESCRIPTION"] == "Silent: no bulletin goes into it."
    assert event.end - event.start == timedelta(minutes=30)
    assert event["TRANSP"] == "TRANSPARENT"


def test_what_is_relayed_has_its_line() -> None:
    event = read_back(relayed(orders("Mất điện")[0])).events[0]
    assert event["DESCRIPTION"].splitlines()[1] == "05:31:13 Tiếp âm VOV1 (10:00, vov1)"
    assert event.end - event.start == timedelta(minutes=12)


def test_a_zone_with_summer_time_brings_its_rules() -> None:
    zone = ZoneInfo("Europe/Berlin")
    autumn = inputs(
        bulletin_maker()(), days=400, zone=zone, hours=replace(inputs().hours, zone=zone)
    )
    calendar = read_back(*plan(autumn))
    starts = {event.start.astimezone(zone).strftime("%H:%M") for event in calendar.events}
    assert starts == {"05:30"}
    assert len({event.start.utcoffset() for event in calendar.events}) == 2


@pytest.mark.parametrize("title", ["a\r\nEND:VEVENT", "a;b,c\\n", "\u202eđảo", "x" * 10_000, "\0a"])
def test_a_hostile_title_stays_a_line_of_its_event(title: str) -> None:
    lines = read_back(*orders(title)).events[0]["DESCRIPTION"].splitlines()
    assert len(lines) == 1
    assert len(lines[0]) < 220
    assert "\u202e" not in lines[0]


@given(st.lists(st.text(), min_size=1, max_size=4))
def test_whatever_titles_say_as_many_events_come_back_as_there_are_sessions(
    titles: list[str],
) -> None:
    every = orders(*titles)
    events = read_back(*every).events
    assert [event["UID"] for event in events] == [f"{o.session}/khe-ren" for o in every]
    counts = [len(event["DESCRIPTION"].splitlines()) for event in events]
    assert counts == [sum(1 for item in o.items if item.bulletin) for o in every]


def test_no_session_is_a_calendar_without_events() -> None:
    assert read_back().events == []
    assert HANOI.key not in to_icalendar([], "a", "A").decode()
