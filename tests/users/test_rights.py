"""What a session rests on."""

from dataclasses import replace
from datetime import date, timedelta
from typing import TypeVar

from hypothesis import given
from hypothesis import strategies as st

from broadcaster.units import Appointment, Delegation, Role, Term
from broadcaster.units.authority import standing_of
from broadcaster.units.model import Membership, Person, Rulebook
from broadcaster.users.rights import fingerprint

Fact = TypeVar("Fact")

TODAY = date(2026, 11, 22)
PEOPLE = ("an", "binh", "chi")
days = st.integers(-2, 2).map(lambda n: TODAY + timedelta(days=n))
terms = st.builds(Term, st.none() | days, st.none() | days)
units = st.sampled_from(["tinh", "xa", "thon"])
roles = st.builds(Appointment, st.sampled_from(PEOPLE), st.sampled_from(Role), units, terms)
loans = st.builds(
    Delegation,
    st.sampled_from(PEOPLE[1:]),
    st.just("an"),
    st.sampled_from(Role),
    units,
    st.sampled_from(["1", "2"]),
    terms,
)
rulebooks = st.builds(
    Rulebook,
    people=st.just(tuple(Person(one, one) for one in PEOPLE)),
    appointments=st.lists(roles, max_size=6).map(tuple),
    delegations=st.lists(loans, max_size=4).map(tuple),
    memberships=st.lists(st.builds(Membership, st.just("xa"), st.just("tinh"), terms)).map(tuple),
)


def of_an(rules: Rulebook, day: date = TODAY, set_at: str = "1") -> str:
    return fingerprint(rules, "an", "xa", day, set_at)


@given(rulebooks, days, st.data())
def test_whenever_one_fact_less_takes_or_alters_a_right_it_differs(
    rules: Rulebook, day: date, data: st.DataObject
) -> None:
    fewer = replace(
        rules,
        appointments=data.draw(_perhaps_one_less(rules.appointments)),
        delegations=data.draw(_perhaps_one_less(rules.delegations)),
        memberships=data.draw(_perhaps_one_less(rules.memberships)),
    )
    an = Person("an", "an")
    before, after = (standing_of(book, an, "xa", day).grounds for book in (rules, fewer))
    assert before.keys() == after.keys() or of_an(rules, day) != of_an(fewer, day)


def _perhaps_one_less(facts: tuple[Fact, ...]) -> st.SearchStrategy[tuple[Fact, ...]]:
    return st.sampled_from(
        [facts, *(facts[:gone] + facts[gone + 1 :] for gone in range(len(facts)))]
    )


@given(rulebooks)
def test_neither_order_nor_somebody_elses_role_changes_it(rules: Rulebook) -> None:
    mixed = replace(
        rules,
        appointments=tuple(reversed(rules.appointments)),
        delegations=tuple(reversed(rules.delegations)),
    )
    more = replace(
        mixed, appointments=(*mixed.appointments, Appointment("dung", Role.AUDITOR, "xa"))
    )
    assert of_an(more) == of_an(rules)


def test_a_new_password_changes_it() -> None:
    assert of_an(Rulebook(), set_at="1") != of_an(Rulebook(), set_at="2")


def test_a_last_day_that_is_moved_changes_nothing_today() -> None:
    held = Appointment("an", Role.OPERATOR, "xa")
    shorter = replace(held, term=Term(until=TODAY))
    one, other = Rulebook(appointments=(held,)), Rulebook(appointments=(shorter,))
    assert of_an(one) == of_an(other)
    tomorrow = TODAY + timedelta(days=1)
    assert of_an(one, tomorrow) != of_an(other, tomorrow)
