"""What would let a bulletin in: each way is planned again here, and one step less is not enough."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcaster.bulletins.model import BulletinClass
from broadcaster.schedule.foresight.refusal import refusal_in
from broadcaster.schedule.foresight.way_search import Way
from broadcaster.schedule.foresight.ways_in import ways_into
from broadcaster.schedule.foresight.what_if import Change, Lever, applied
from broadcaster.schedule.inputs import Inputs
from broadcaster.schedule.planner import plan
from broadcaster.schedule.programmes.model import Filter, Part, PartKind
from broadcaster.schedule.reasons import Reason
from broadcaster.schedule.sessions.sharing import Sharing
from broadcaster.schedule.sessions.slot import Candidate
from tests.schedule.conftest import MINUTE, bulletin_maker, hours, inputs, local, programme

MONDAY = "sang@2026-11-23T05:30"
TUESDAY = "sang@2026-11-24T05:30"


def airs(given_inputs: Inputs, candidate: Candidate, session: str) -> bool:
    order = next(one for one in plan(given_inputs) if one.session == session)
    return refusal_in(order, candidate.approval.bulletin) is None


def after(given_inputs: Inputs, candidate: Candidate, way: Way) -> Inputs:
    for change in way.changes:
        given_inputs = applied(given_inputs, change, candidate.approval.bulletin)
    return given_inputs


def often_heard(given_inputs: Inputs, candidate: Candidate) -> Inputs:
    """A bulletin that was heard so often that others go first."""
    demands = (
        replace(one, aired=9) if one.source is candidate else one for one in given_inputs.demands
    )
    return replace(given_inputs, demands=tuple(demands))


def with_part(**limits: Any) -> Any:
    return (programme(layout=(Part(PartKind.ITEMS, **limits),)),)


def case(reason: Reason) -> tuple[Inputs, Candidate]:
    """A station whose Tuesday session leaves the second bulletin out for that reason."""
    make = bulletin_maker()
    first = make(10 * MINUTE)
    long = make(22 * MINUTE)
    match reason:
        case Reason.NO_ROOM:
            return often_heard(inputs(first, long, days=3), long), long
        case Reason.CAP_SESSION:
            policy = hours("05:30-06:30", session_minutes=25)
            return often_heard(inputs(first, long, days=3, hours=policy), long), long
        case Reason.CAP_DAY:
            policy = hours("05:30-06:30", day_minutes=25)
            return often_heard(inputs(first, long, days=3, hours=policy), long), long
        case Reason.PART_MINUTES:
            short = make(8 * MINUTE)
            return inputs(first, short, days=3, programmes=with_part(max_ms=15 * MINUTE)), short
        case Reason.PART_ITEMS:
            short = make()
            return inputs(first, short, days=3, programmes=with_part(max_items=1)), short
        case Reason.TIMES_USED:
            once = make(times=1)
            return inputs(once, days=3), once
        case Reason.ZONES:
            one = make(zones=("nui",))
            return inputs(one, days=3, programmes=(programme(zones=("ben-song",)),)), one
        case Reason.FILTER:
            asked = Filter(columns=("y-te",))
            one = make(details={"column": "văn hóa"})
            return inputs(one, days=3, programmes=with_part(filter=asked)), one
        case _:
            over = make(valid_until=local("2026-11-22T20:00"))
            return inputs(over, days=3), over


HELPFUL = {
    Reason.NO_ROOM: Lever.SESSION_MINUTES,
    Reason.CAP_SESSION: Lever.CAP_SESSION,
    Reason.CAP_DAY: Lever.CAP_DAY,
    Reason.PART_ITEMS: Lever.PART_ITEMS,
    Reason.PART_MINUTES: Lever.PART_MINUTES,
    Reason.TIMES_USED: Lever.TIMES,
    Reason.ZONES: Lever.ZONES,
    Reason.FILTER: Lever.FILTER,
    Reason.NOT_VALID_THEN: Lever.UNTIL,
}


@pytest.mark.parametrize("reason", list(HELPFUL))
def test_every_reason_has_its_lever_and_the_planner_agrees(reason: Reason) -> None:
    given_inputs, candidate = case(reason)
    before = next(one for one in plan(given_inputs) if one.session == TUESDAY)
    out = refusal_in(before, candidate.approval.bulletin)
    assert out is not None
    assert out.reason == reason
    ways = ways_into(given_inputs, candidate.approval, TUESDAY)
    assert HELPFUL[reason] in {way.changes[0].lever for way in ways}
    for way in ways:
        assert airs(after(given_inputs, candidate, way), candidate, TUESDAY)


@pytest.mark.parametrize("reason", list(HELPFUL))
def test_one_step_less_is_not_enough(reason: Reason) -> None:
    given_inputs, candidate = case(reason)
    for way in ways_into(given_inputs, candidate.approval, TUESDAY):
        *before, last = way.changes
        if last.amount > 0:
            less = Way((*before, replace(last, amount=last.amount - 1)))
            assert not airs(after(given_inputs, candidate, less), candidate, TUESDAY)


def test_a_bulletin_that_runs_into_the_end_of_the_window_needs_an_exception() -> None:
    make = bulletin_maker()
    first, long = make(10 * MINUTE), make(14 * MINUTE)
    policy = hours("05:30-05:50", "05:52-06:30")
    given_inputs = often_heard(inputs(first, long, days=3, hours=policy), long)
    ways = ways_into(given_inputs, long.approval, TUESDAY)
    assert Change(Lever.HOURS, 2, "2026-11-23T22:30:00+00:00") in [way.changes[0] for way in ways]


def test_beyond_the_outer_limits_no_exception_helps() -> None:
    make = bulletin_maker()
    first, long = make(10 * MINUTE, priority=True), make(22 * MINUTE, priority=True)
    policy = hours("05:30-05:55")
    outer = (replace(policy.outer[0], end=policy.windows[0].stretch.end),)
    policy = replace(policy, outer=outer)
    given_inputs = often_heard(inputs(first, long, days=3, hours=policy), long)
    assert ways_into(given_inputs, long.approval, TUESDAY) == ()


def test_where_two_rules_stand_in_the_way_both_are_named() -> None:
    make = bulletin_maker()
    first, long = make(10 * MINUTE, priority=True), make(25 * MINUTE, priority=True)
    policy = hours("05:30-06:30", session_minutes=28)
    given_inputs = often_heard(inputs(first, long, days=3, hours=policy), long)
    (way,) = ways_into(given_inputs, long.approval, TUESDAY)
    assert [one.lever for one in way.changes] == [Lever.CAP_SESSION, Lever.SESSION_MINUTES]
    assert airs(after(given_inputs, long, way), long, TUESDAY)


def test_a_longer_session_that_would_run_into_the_next_is_no_way() -> None:
    make = bulletin_maker()
    first, long = make(10 * MINUTE, priority=True), make(22 * MINUTE, priority=True)
    after_it = programme("sau", "06:00", 20)
    given_inputs = inputs(first, long, days=3, programmes=(programme(), after_it))
    given_inputs = often_heard(given_inputs, long)
    assert ways_into(given_inputs, long.approval, TUESDAY) == ()
    elsewhere = replace(after_it, zones=("nui",))
    apart = replace(
        given_inputs,
        programmes=(programme(zones=("ben-song",)), elsewhere),
        sharing=Sharing(outputs=2),
    )
    assert ways_into(apart, long.approval, TUESDAY) != ()


def test_an_emergency_has_no_way_in() -> None:
    one = bulletin_maker()(bulletin_class=BulletinClass.EMERGENCY)
    assert ways_into(inputs(one, days=3), one.approval, TUESDAY) == ()


def test_what_the_next_plan_takes_needs_no_change() -> None:
    one = bulletin_maker()()
    assert ways_into(inputs(one, days=3), one.approval, TUESDAY) == (Way(()),)


@given(st.integers(1, 40), st.integers(1, 40), st.integers(10, 40))
def test_whatever_the_lengths_a_way_that_is_named_works(first: int, second: int, cap: int) -> None:
    make = bulletin_maker()
    one, other = make(first * MINUTE), make(second * MINUTE)
    policy = hours("05:30-06:30", session_minutes=cap)
    given_inputs = inputs(one, other, days=2, hours=policy)
    for candidate in (one, other):
        for way in ways_into(given_inputs, candidate.approval, MONDAY):
            assert airs(after(given_inputs, candidate, way), candidate, MONDAY)
