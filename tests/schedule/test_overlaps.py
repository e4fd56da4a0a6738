from broadcaster.schedule.overlaps import find_overlaps, shared_zones
from broadcaster.schedule.programme import Part, PartKind, Programme
from broadcaster.schedule.recurrence import EVERY_DAY, Recurrence
from broadcaster.schedule.station_time import minutes_of

LAYOUT = (Part(PartKind.ITEMS),)


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
