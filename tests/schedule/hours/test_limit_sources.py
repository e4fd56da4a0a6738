"""From whom each limit comes."""

from broadcaster.schedule.hours.limit_sources import sources_of
from broadcaster.schedule.hours.limits import Limit
from broadcaster.schedule.hours.upper_hours import UpperHours
from broadcaster.schedule.hours.windows import Ceiling, Stretch
from tests.schedule.hours_made import station
from tests.schedule.test_hours_from_above import DAY, of

QUIET = (Ceiling(Stretch(300, 420), 60),)


def test_each_limit_names_the_unit_whose_own_is_in_force() -> None:
    own = of("xa", "05:30-06:00", session_minutes=20)
    above = of("tinh", "05:00-06:30", session_minutes=15, volume=QUIET)
    assert sources_of(station(own, UpperHours(above)), DAY) == {
        Limit.WINDOWS: ("xa",),
        Limit.SESSION: ("tinh",),
        Limit.VOLUME: ("tinh",),
        Limit.OUTER: ("xa", "tinh"),
    }


def test_a_limit_that_two_make_together_names_both() -> None:
    own, above = of("xa", "05:30-06:30"), of("tinh", "05:00-06:00")
    assert sources_of(station(own, UpperHours(above)), DAY)[Limit.WINDOWS] == ("xa", "tinh")


def test_a_limit_that_nobody_sets_comes_from_nobody() -> None:
    assert Limit.DAY not in sources_of(station(of("xa", "05:30-06:30")), DAY)
