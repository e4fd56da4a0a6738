"""The arithmetic of both indicators: nothing is counted twice, left out, or made of nothing."""

from collections import Counter
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from broadcaster.policies import Agency, Holder, Policy, Post, Scope, Stage
from broadcaster.policies.amending import key_of
from broadcaster.reports.reach.indicators import (
    Ground,
    Reach,
    Why,
    lacking,
    reach_of,
    reach_together,
)
from broadcaster.reports.reach.placing import Placed
from broadcaster.units import Term, Unit, UnitKind

DAY = date(2026, 6, 1)
UNITS = {id_: Unit(id_, id_.upper(), UnitKind.COMMUNE) for id_ in "abcd"}
DAYS = st.dates(date(2026, 5, 20), date(2026, 6, 10))
STAGES = st.lists(st.tuples(st.sampled_from(list(Stage)), DAYS), max_size=4).map(
    lambda pairs: tuple((stage, dict(pairs)[stage]) for stage in Stage if stage in dict(pairs))
)
POLICIES = st.lists(
    st.builds(
        Policy,
        id=st.integers(1, 50).map(lambda number: f"{number}/KH"),
        title=st.just("x"),
        scope=st.sampled_from(list(Scope)),
        unit=st.sampled_from(["", "", *UNITS]),
        stages=STAGES,
        until=st.none() | DAYS,
    ),
    max_size=6,
    unique_by=lambda policy: policy.id,
).map(tuple)


@st.composite
def heard(draw: st.DrawFn, policies: tuple[Policy, ...]) -> Placed:
    placed = Placed()
    told = [(key_of(p.id), str(stage), "vi") for p in policies for stage, _day in p.stages]
    for unit in UNITS:
        if draw(st.booleans()):
            placed.reaches[unit] = draw(DAYS)
            for one in told:
                if draw(st.booleans()):
                    placed.heard.setdefault(unit, Counter())[one] += draw(st.integers(1, 3))
    return placed


CASES = POLICIES.flatmap(lambda policies: st.tuples(st.just(policies), heard(policies)))


def ground(policies: tuple[Policy, ...]) -> Ground:
    return Ground(DAY, DAY, policies, UNITS, (), {"a", "b"})


@given(CASES)
def test_what_is_heard_and_what_is_missing_make_up_the_whole(
    case: tuple[tuple[Policy, ...], Placed],
) -> None:
    policies, placed = case
    for scope in Scope:
        there = {p.id for p in policies if p.scope is scope and p.counts_on(DAY)}
        for unit in UNITS:
            reach = reach_of(ground(policies), placed, unit, scope)
            assert reach.covered + len(reach.gaps) == reach.policies
            assert {gap.policy.id for gap in reach.gaps} <= there
            for gap in reach.gaps:
                assert gap.stages
                assert set(gap.stages) <= set(gap.policy.reached_on(DAY))
                is_here = unit in placed.reaches
                assert (gap.why in (Why.NO_BOX, Why.NO_LOG)) == (not is_here)
                assert (gap.why is Why.NO_BOX) == (not is_here and unit in "cd")


@given(CASES)
def test_together_at_least_what_any_one_heard_and_never_more_than_there_is(
    case: tuple[tuple[Policy, ...], Placed],
) -> None:
    policies, placed = case
    for scope in Scope:
        count, every, left = reach_together(ground(policies), placed, list(UNITS), scope)
        assert count + len(left) == every
        assert every == len(ground(policies).counting(scope))
        for unit in UNITS:
            reach = reach_of(ground(policies), placed, unit, scope)
            missing = {gap.policy.id for gap in reach.gaps}
            whole = {
                p.id
                for p in ground(policies).counting(scope)
                if ground(policies).concerns(p, unit) and p.id not in missing
            }
            assert not whole & {policy.id for policy in left}


@given(CASES, st.sampled_from(list(UNITS)), st.integers(0, 20))
def test_one_more_airing_takes_nothing_away(
    case: tuple[tuple[Policy, ...], Placed], unit: str, which: int
) -> None:
    policies, placed = case
    told = [(key_of(p.id), str(stage), "vi") for p in policies for stage, _day in p.stages]
    before = figures(policies, placed)
    if told:
        placed.heard.setdefault(unit, Counter())[told[which % len(told)]] += 1
    after = figures(policies, placed)
    assert all(after[key].covered >= before[key].covered for key in before)
    assert all(after[key].policies == before[key].policies for key in before)


@given(CASES)
def test_two_halves_add_up_to_the_whole(case: tuple[tuple[Policy, ...], Placed]) -> None:
    """A country's figure is the sum of its provinces': numerators and denominators."""
    policies, placed = case
    found = figures(policies, placed)
    for scope in Scope:
        halves = [
            (
                sum(found[unit, scope].covered for unit in half),
                sum(found[unit, scope].policies for unit in half),
            )
            for half in ("ab", "cd")
        ]
        pairs = sum(
            ground(policies).concerns(policy, unit)
            for policy in ground(policies).counting(scope)
            for unit in UNITS
        )
        assert halves[0][1] + halves[1][1] == pairs
        assert halves[0][0] + halves[1][0] <= pairs


def figures(policies: tuple[Policy, ...], placed: Placed) -> dict[tuple[str, Scope], Reach]:
    return {
        (unit, scope): reach_of(ground(policies), placed, unit, scope)
        for unit in UNITS
        for scope in Scope
    }


TERMS = st.tuples(st.none() | DAYS, st.none() | DAYS).map(lambda pair: Term(*pair))
AGENCIES = st.lists(
    st.builds(
        Agency,
        id=st.uuids().map(str),
        name=st.just("x"),
        term=TERMS,
        holders=st.lists(
            st.builds(Holder, post=st.sampled_from(list(Post)), name=st.just("y"), term=TERMS),
            max_size=3,
        ).map(tuple),
    ),
    max_size=6,
)


@given(AGENCIES)
def test_agencies_that_named_both_and_those_that_lack_one_are_all_there_are(
    agencies: list[Agency],
) -> None:
    count, left = lacking(agencies, DAY)
    there = [one for one in agencies if one.term.covers(DAY)]
    both = [one for one in there if all(one.holder_on(post, DAY) for post in Post)]
    assert count == len(there)
    assert len(both) + len(left) == count
