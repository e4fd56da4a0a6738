"""Whom a call reaches, day by day."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from broadcaster.schedule.demands.model import Address, Reach
from broadcaster.schedule.demands.reach import (
    DAY,
    Place,
    days_of_change,
    reached_on,
    stretch_from,
    stretches,
)
from broadcaster.units.model import Membership, Term
from tests.schedule.demands.conftest import BELOW, HERE, TODAY, call


def test_a_call_to_a_unit_reaches_every_station_below_it() -> None:
    assert reached_on(call(), HERE, TODAY)
    assert reached_on(call(to=(Address(Reach.UNIT, "khe-ren"),)), HERE, TODAY)
    assert not reached_on(call(to=(Address(Reach.UNIT, "xa-khac"),)), HERE, TODAY)


def test_a_call_to_a_station_reaches_it_alone() -> None:
    to_station = call(to=(Address(Reach.STATION, "dai-khe-ren"),))
    assert reached_on(to_station, HERE, TODAY)
    assert not reached_on(to_station, Place.of("dai-khac", "khe-ren", BELOW), TODAY)


def test_a_call_to_a_group_reaches_what_lies_under_one_of_its_units() -> None:
    border = Address(Reach.GROUP, "bien-gioi", ("xa-khac", "khe-ren"))
    assert reached_on(call(to=(border,)), HERE, TODAY)
    assert not reached_on(call(to=(Address(Reach.GROUP, "trong", ("xa-khac",)),)), HERE, TODAY)


def test_a_unit_asks_only_what_belongs_to_it() -> None:
    elsewhere = call(unit="tinh-khac", to=(Address(Reach.STATION, "dai-khe-ren"),))
    assert not reached_on(elsewhere, HERE, TODAY)


def test_a_commune_that_changes_hands_is_reached_up_to_that_day() -> None:
    moved = (
        Membership("khe-ren", "tinh", Term(None, TODAY + DAY)),
        Membership("khe-ren", "tinh-khac", Term(TODAY + 2 * DAY)),
    )
    place = Place.of("dai-khe-ren", "khe-ren", moved)
    assert stretches(call(), place) == (Term(TODAY, TODAY + DAY),)
    assert stretch_from(call(), place, TODAY + 2 * DAY) is None


def test_a_commune_that_joins_later_is_reached_from_that_day() -> None:
    joined = (Membership("khe-ren", "tinh", Term(TODAY + 3 * DAY)),)
    place = Place.of("dai-khe-ren", "khe-ren", joined)
    assert stretch_from(call(), place, TODAY) == Term(TODAY + 3 * DAY, call().until)


DAYS = st.integers(-3, 12).map(lambda number: TODAY + timedelta(days=number))
TERMS = st.builds(lambda one, other: Term(min(one, other), max(one, other)), DAYS, DAYS)
TREES = st.lists(
    st.builds(
        Membership,
        st.sampled_from(["khe-ren", "vung"]),
        st.sampled_from(["vung", "tinh", "tinh-khac"]),
        TERMS,
    ).filter(lambda one: one.unit != one.parent),
    max_size=6,
)


@given(TREES)
def test_the_stretches_are_the_days_on_which_it_reaches(tree: list[Membership]) -> None:
    place = Place.of("dai-khe-ren", "khe-ren", tree)
    asked = call()
    days = [asked.since + timedelta(days=n) for n in range((asked.until - asked.since).days + 1)]
    reached = [day for day in days if reached_on(asked, Place.of(*_same(place)), day)]
    found = stretches(asked, place)
    assert [day for day in days if any(term.covers(day) for term in found)] == reached
    for earlier, later in pairwise(found):
        assert (later.since or TODAY) - (earlier.until or TODAY) > DAY


def _same(place: Place) -> tuple[str, str, tuple[Membership, ...]]:
    return place.station, place.unit, tuple(place.memberships)


def test_the_days_of_change_are_first_days_and_those_after_last_ones() -> None:
    tree = (
        Membership("a", "b", Term(TODAY, TODAY + DAY)),
        Membership("c", "d", Term(None, date.max)),
    )
    assert days_of_change(tree) == (TODAY, TODAY + 2 * DAY)
