"""Whose unit is whose, on which day."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from broadcaster.units.model import Membership, Term
from broadcaster.units.tree import (
    DEEPEST,
    children_on,
    line_of,
    parent_on,
    terms_above,
    would_loop,
)

JULY = date(2025, 7, 1)
TREE = (
    Membership("xa", "huyen", Term(until=JULY - timedelta(days=1))),
    Membership("huyen", "tinh", Term(until=JULY - timedelta(days=1))),
    Membership("xa", "tinh", Term(since=JULY)),
    Membership("thon", "xa"),
)


def test_the_line_is_that_of_the_day() -> None:
    assert tuple(line_of(TREE, "thon", JULY)) == ("thon", "xa", "tinh")
    before = JULY - timedelta(days=1)
    assert tuple(line_of(TREE, "thon", before)) == ("thon", "xa", "huyen", "tinh")


def test_children_are_those_of_the_day() -> None:
    assert children_on(TREE, "tinh", JULY) == ("xa",)
    assert children_on(TREE, "tinh", JULY - timedelta(days=1)) == ("huyen",)


def test_a_unit_without_membership_is_at_the_top() -> None:
    assert parent_on(TREE, "tinh", JULY) == ""


def test_a_loop_is_seen_on_whatever_day_it_would_begin() -> None:
    assert would_loop(TREE, Membership("tinh", "thon"))
    assert would_loop(TREE, Membership("tinh", "thon", Term(since=date(2026, 1, 1))))
    assert would_loop(TREE, Membership("huyen", "xa", Term(since=date(2020, 1, 1))))
    assert not would_loop(TREE, Membership("huyen", "xa", Term(since=JULY)))
    assert would_loop(TREE, Membership("xa", "xa", Term(since=JULY)))


def test_a_line_ends_even_in_a_damaged_tree() -> None:
    damaged = (Membership("a", "b"), Membership("b", "a"))
    assert len(tuple(line_of(damaged, "a", JULY))) == DEEPEST


days = st.none() | st.integers(0, 5).map(lambda n: JULY + timedelta(days=n))
terms = st.builds(Term, days, days).filter(lambda term: not term.is_backwards)
units = st.sampled_from("abcde")


@given(st.lists(st.builds(Membership, units, units, terms), max_size=8))
def test_a_tree_grown_without_loops_has_none_on_any_day(wanted: list[Membership]) -> None:
    grown: list[Membership] = []
    for joining in wanted:
        free = all(not (m.unit == joining.unit and m.term.meets(joining.term)) for m in grown)
        if free and not would_loop(grown, joining):
            grown.append(joining)
    for number in range(-1, 7):
        for unit in "abcde":
            line = tuple(line_of(grown, unit, JULY + timedelta(days=number)))
            assert len(set(line)) == len(line)


@given(terms, terms)
def test_terms_meet_when_a_day_lies_in_both(one: Term, other: Term) -> None:
    every = [JULY + timedelta(days=n) for n in range(-2, 8)]
    assert one.meets(other) is any(one.covers(day) and other.covers(day) for day in every)


def test_the_units_above_are_named_with_the_days_on_which_they_are() -> None:
    last = JULY - timedelta(days=1)
    assert terms_above(TREE, "thon", date(2025, 1, 1)) == (
        ("xa", Term()),
        ("huyen", Term(until=last)),
        ("tinh", Term()),
    )
    assert terms_above(TREE, "thon", JULY) == (("xa", Term()), ("tinh", Term()))
    assert terms_above(TREE, "tinh", JULY) == ()


def test_a_unit_that_comes_back_is_above_twice() -> None:
    days = [date(2026, month, 1) for month in (1, 3, 5)]
    tree = (
        Membership("xa", "a", Term(until=days[1] - timedelta(days=1))),
        Membership("xa", "b", Term(days[1], days[2] - timedelta(days=1))),
        Membership("xa", "a", Term(since=days[2])),
    )
    assert terms_above(tree, "xa", days[0]) == (
        ("a", Term(until=days[1] - timedelta(days=1))),
        ("a", Term(since=days[2])),
        ("b", Term(days[1], days[2] - timedelta(days=1))),
    )
