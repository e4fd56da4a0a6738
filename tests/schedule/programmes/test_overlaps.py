from dataclasses import replace
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from broadcaster.schedule.calendar.day_changes import DayChange
from broadcaster.schedule.calendar.lunar_days import LunarDate, LunarDays
from broadcaster.schedule.calendar.patterns import EVERY_DAY
from broadcaster.schedule.programmes import overlaps
from broadcaster.schedule.programmes.model import Part, PartKind, Programme
from broadcaster.schedule.programmes.overlaps import Overlap, shared_zones
from broadcaster.schedule.programmes.recurrence import Recurrence
from broadcaster.schedule.sessions.sharing import Sharing
from broadcaster.schedule.station_time import clock_text, minutes_of
from broadcaster.units import Zone, ZoneMap

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
LAYOUT = (Part(PartKind.ITEMS),)


TODAY = date(2026, 11, 22)


def find_overlaps(programmes: list[Programme]) -> list[Overlap]:
    return overlaps.find_overlaps(programmes, TODAY, HANOI)


def programme(
    name: str,
    start: str,
    minutes: int,
    days: frozenset[int] = EVERY_DAY,
    zones: tuple[str, ...] = ("all",),
) -> Programme:
    rule = Recurrence(minutes_of(start), days)
    return Programme(name, name.title(), rule, minutes * 60_000, zones, LAYOUT)


def test_back_to_back_is_no_overlap() -> None:
    assert find_overlaps([programme("a", "05:30", 30), programme("b", "06:00", 30)]) == []


def test_an_overlap_says_who_starts_into_whom_and_for_how_long() -> None:
    (found,) = find_overlaps([programme("b", "05:30", 34), programme("a", "06:00", 30)])
    assert (found.first.name, found.second.name, found.minutes) == ("b", "a", 4)


def test_two_starts_at_the_same_minute_overlap() -> None:
    (found,) = find_overlaps([programme("a", "05:30", 10), programme("b", "05:30", 20)])
    assert found.minutes == 10


def test_midnight_is_crossed() -> None:
    late = programme("late", "23:30", 60, frozenset({1}))
    early = programme("early", "00:10", 10, frozenset({2}))
    (found,) = find_overlaps([late, early])
    assert (found.day, found.minutes) == (2, 10)


def test_the_end_of_the_week_is_crossed() -> None:
    sunday = programme("late", "23:50", 30, frozenset({7}))
    monday = programme("early", "00:00", 60, frozenset({1}))
    (found,) = find_overlaps([sunday, monday])
    assert (found.day, found.minutes) == (1, 20)


def test_other_days_are_no_overlap() -> None:
    monday = programme("a", "05:30", 30, frozenset({1}))
    assert find_overlaps([monday, programme("b", "05:30", 30, frozenset({2}))]) == []


def test_the_whole_station_meets_every_zone() -> None:
    (found,) = find_overlaps(
        [programme("a", "05:30", 30), programme("b", "05:45", 30, zones=("thon-1",))]
    )
    assert found.zones == ("thon-1",)


def test_one_output_cannot_carry_two_programmes_even_in_different_zones() -> None:
    one = programme("a", "05:30", 30, zones=("thon-1",))
    (found,) = find_overlaps([one, programme("b", "05:45", 30, zones=("thon-2",))])
    assert found.zones == ()


def test_zones_meet_in_what_both_name() -> None:
    assert shared_zones(("thon-1", "thon-2"), ("thon-2", "thon-3")) == ("thon-2",)
    assert shared_zones(("all",), ("all",)) == ("all",)


def with_when(name: str, start: str, minutes: int, **more: Any) -> Programme:
    plain = programme(name, start, minutes)
    return replace(plain, recurrence=replace(plain.recurrence, **more))


def test_two_starts_of_one_programme_may_overlap_too() -> None:
    twice = with_when("a", "05:30", 30, later=(345,))
    (found,) = find_overlaps([twice])
    assert (found.first.name, found.second.name, found.minutes) == ("a", "a", 15)
    assert find_overlaps([with_when("a", "05:30", 30, later=(360,))]) == []


def test_a_session_over_midnight_meets_its_own_next_morning() -> None:
    (found,) = find_overlaps([with_when("a", "00:10", 60, later=(1430,))])
    assert (found.minutes, found.start) == (40, 10)


def test_a_full_moon_that_meets_a_weekday_is_found_by_its_date() -> None:
    moon = with_when("ram", "05:45", 20, days=LunarDays((LunarDate(15),)))
    (found,) = find_overlaps([moon, programme("a", "05:30", 30, frozenset({3}))])
    assert (found.second.name, found.minutes, found.on) == ("ram", 15, date(2026, 12, 23))


def test_seasons_that_do_not_meet_do_not_overlap() -> None:
    spring = with_when("a", "05:30", 30, last=date(2027, 5, 31))
    summer = with_when("b", "05:30", 30, first=date(2027, 6, 1))
    assert find_overlaps([spring, summer]) == []
    (found,) = find_overlaps([with_when("a", "05:30", 30, last=date(2027, 6, 1)), summer])
    assert found.on == date(2027, 6, 1)


def test_a_change_of_one_day_is_looked_at_however_far_away() -> None:
    day = date(2031, 3, 4)
    longer = with_when("a", "05:30", 30, changes=(DayChange(day, longest_ms=45 * 60_000),))
    (found,) = find_overlaps([longer, programme("b", "06:00", 30)])
    assert (found.minutes, found.on) == (15, day)
    moved = with_when("a", "05:30", 30, changes=(DayChange(day, start=365),))
    (found,) = find_overlaps([moved, programme("b", "06:00", 30)])
    assert (found.first.name, found.second.name, found.on) == ("b", "a", day)


def test_a_season_beyond_the_horizon_is_looked_at_from_its_beginning() -> None:
    (found,) = find_overlaps(
        [with_when("a", "05:45", 30, first=date(2029, 1, 1)), programme("b", "05:30", 30)]
    )
    assert found.on == date(2029, 1, 1)


def test_what_collided_yesterday_is_no_matter() -> None:
    past = with_when("a", "05:45", 30, last=date(2026, 11, 21))
    assert find_overlaps([past, programme("b", "05:30", 30)]) == []


def test_a_session_begun_yesterday_that_sounds_over_midnight_is() -> None:
    late = with_when("a", "23:30", 60, last=date(2026, 11, 21))
    (found,) = find_overlaps([late, programme("b", "00:10", 10)])
    assert (found.on, found.minutes) == (TODAY, 10)


def test_one_day_without_the_other_is_no_overlap() -> None:
    gap = with_when("a", "05:30", 30, first=TODAY, last=TODAY)
    busy = with_when("b", "05:30", 30, excepted=frozenset({TODAY}))
    assert find_overlaps([gap, busy]) == []


@given(
    st.lists(
        st.tuples(
            st.integers(0, 1439), st.integers(1, 300), st.frozensets(st.integers(1, 7), min_size=1)
        ),
        min_size=2,
        max_size=3,
    )
)
def test_a_season_of_always_overlaps_as_the_pattern_of_the_week_does(
    rows: list[tuple[int, int, frozenset[int]]],
) -> None:
    """The two ways of looking agree where both can."""
    weekly = [programme(f"p{n}", clock_text(s), m, days) for n, (s, m, days) in enumerate(rows)]
    dated = [
        replace(one, recurrence=replace(one.recurrence, last=date(2100, 12, 30))) for one in weekly
    ]
    pairs = {frozenset({o.first.name, o.second.name}) for o in find_overlaps(weekly)}
    assert pairs == {frozenset({o.first.name, o.second.name}) for o in find_overlaps(dated)}


SEVERAL = Sharing(
    ZoneMap.of(
        (
            Zone("thon-1", "Thôn 1", "dai", ("cho", "dinh")),
            Zone("thon-2", "Thôn 2", "dai", ("dinh",)),
            Zone("thon-3", "Thôn 3", "dai", ("truong",)),
        )
    ),
    outputs=3,
)


def test_with_several_outputs_programmes_collide_only_where_their_zones_meet() -> None:
    one, meets, apart = (
        programme(name, "05:30", 30, zones=(zone,))
        for name, zone in (("a", "thon-1"), ("b", "thon-2"), ("c", "thon-3"))
    )
    (found,) = overlaps.find_overlaps([one, meets, apart], TODAY, HANOI, SEVERAL)
    assert (found.first, found.second, found.zones) == (one, meets, ("thon-2",))


def test_dated_sessions_share_an_hour_by_the_same_rule() -> None:
    season = with_when("a", "05:30", 30, first=date(2027, 1, 1))
    one, other = (replace(season, name=n, zones=(f"thon-{n}",)) for n in ("1", "3"))
    assert overlaps.find_overlaps([one, other], TODAY, HANOI, SEVERAL) == []
    assert len(find_overlaps([one, other])) == 1


def test_between_two_programmes_the_amplifier_has_its_lead() -> None:
    first, second = programme("a", "05:30", 30), programme("b", "06:00", 30)
    led = Sharing(lead_ms=10_000)
    (found,) = overlaps.find_overlaps([first, second], TODAY, HANOI, led)
    assert (found.first, found.second, found.minutes) == (first, second, 0)
    later = programme("b", "06:01", 30)
    assert overlaps.find_overlaps([first, later], TODAY, HANOI, led) == []
    season = with_when("b", "06:00", 30, first=date(2027, 1, 1))
    (dated,) = overlaps.find_overlaps([first, season], TODAY, HANOI, led)
    assert dated.minutes == 0
