"""Why an airing is where it is: who asked for it, which it is, what drew it there."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from broadcaster.schedule import RunningOrder
from broadcaster.schedule.demand import Demand, DemandKind, own_demand
from broadcaster.schedule.foresight.explanation import (
    Explanation,
    Precedence,
    Question,
    Standing,
    Tally,
    explain_bulletin,
)
from broadcaster.schedule.foresight.pulls import Pull, pulls_on
from broadcaster.schedule.foresight.ways_in import ways_into
from broadcaster.schedule.foresight.what_if import Change, Lever
from broadcaster.schedule.inputs import Inputs
from broadcaster.schedule.planner import plan
from broadcaster.schedule.reasons import Reason
from broadcaster.schedule.sessions.slot import Candidate
from tests.schedule.conftest import MINUTE, bulletin_maker, inputs, local, programme

MORNING_AND_EVENING = (programme(), programme("chieu", "17:00"))
HOUR_MS = 60 * MINUTE


def week(*demands: Demand, **changes: Any) -> Inputs:
    plain = inputs(days=7, programmes=MORNING_AND_EVENING)
    return replace(plain, demands=demands, since=local("2026-11-23T00:00"), **changes)


def mandate(*candidates: Candidate, wanted: int, **more: Any) -> Demand:
    return Demand(
        "mandate/h1", DemandKind.MANDATE, candidates, wanted, mandate="mandate/h1", **more
    )


def explained(given: Inputs, asked: Candidate, orders: tuple[RunningOrder, ...]) -> Explanation:
    tallies = {one.mandate: Tally(one.aired, one.wanted) for one in given.demands}
    family = {one.approval.bulletin for demand in given.demands for one in demand.candidates}
    known = {one.source.approval.bulletin: one.source.approval for one in given.demands}
    pulls = pulls_on(given, asked.approval.bulletin)
    alone = frozenset(family if len(given.demands) == 1 else ())
    question = Question(asked.approval, known, tallies, alone, pulls=pulls)
    standing = [Standing(order, False, frozenset()) for order in orders]
    return explain_bulletin(standing, question, given)


def test_airings_of_a_mandate_are_counted_with_those_of_the_log() -> None:
    one = bulletin_maker()()
    given = week(mandate(one, wanted=4, aired=2))
    airings = explained(given, one, plan(given)).airings
    assert [(airing.number, airing.times) for airing in airings] == [(3, 4), (4, 4)]
    assert {airing.item.mandate for airing in airings} == {"mandate/h1"}


def test_a_variant_that_sounds_in_its_place_is_its_airing() -> None:
    make = bulletin_maker()
    source = make(details={"language": "vi"})
    variant = make(details={"language": "hmn"})
    given = week(mandate(source, variant, wanted=2), languages={"all": ("hmn",)})
    found = explained(given, source, plan(given))
    assert [one.item.bulletin for one in found.airings] == [variant.approval.bulletin] * 2
    assert {shut.reason for shut in found.shut} == {Reason.TIMES_USED}


def test_the_programme_that_was_asked_for_draws_it_there() -> None:
    one = bulletin_maker()()
    given = week(mandate(one, wanted=1, preferred=("chieu",)))
    (session,) = pulls_on(given, one.approval.bulletin)
    assert session == "chieu@2026-11-23T17:00"
    assert Pull.PREFERRED in pulls_on(given, one.approval.bulletin)[session]


def test_what_has_only_one_session_was_drawn_by_nothing() -> None:
    one = bulletin_maker()(times=1, valid_until=local("2026-11-23T12:00"))
    assert pulls_on(week(own_demand(one)), one.approval.bulletin) == {"sang@2026-11-23T05:30": ()}


def test_what_airs_wherever_it_may_was_drawn_by_nothing() -> None:
    one = bulletin_maker()()
    pulls = pulls_on(week(own_demand(one)), one.approval.bulletin)
    assert set(pulls.values()) == {()}


def test_an_airing_that_a_fresh_plan_would_move_is_kept() -> None:
    make = bulletin_maker()
    one = make(times=1)
    fresh = week(own_demand(one))
    (before,) = pulls_on(fresh, one.approval.bulletin)
    assert before == "sang@2026-11-23T05:30"
    later = replace(fresh, since=local("2026-11-23T06:00"))
    (session,) = pulls_on(later, one.approval.bulletin)
    kept = replace(fresh, before=plan(later))
    assert Pull.KEPT in pulls_on(kept, one.approval.bulletin)[session]


def test_why_another_stands_before_it_is_its_class_or_its_approval() -> None:
    make = bulletin_maker()
    first, second, urgent = make(), make(), make(priority=True)
    given = week(*(own_demand(one) for one in (first, second, urgent)))
    airing = explained(given, second, plan(given)).airings[0]
    assert airing.after == (
        (urgent.approval.bulletin, Precedence.PRIORITY),
        (first.approval.bulletin, Precedence.EARLIER),
    )


def test_airings_too_near_each_other_name_the_distance_that_would_do() -> None:
    one = bulletin_maker()()
    given = week(mandate(one, wanted=9, apart_ms=13 * HOUR_MS))
    shut = next(
        shut for shut in explained(given, one, plan(given)).shut if shut.reason is Reason.TOO_NEAR
    )
    session = shut.sessions[0].session
    changes = [way.changes[0] for way in ways_into(given, one.approval, session)]
    gap = timedelta(hours=13) - timedelta(hours=11, minutes=30)
    assert Change(Lever.APART, gap // timedelta(minutes=1)) in changes
