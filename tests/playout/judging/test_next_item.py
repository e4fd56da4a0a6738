"""When the next item sounds: order, shift, hard starts, grace, the session's end."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcaster.journal.model import Cause, Outcome
from broadcaster.playout.judging.guard import Hours
from broadcaster.playout.judging.next_item import Cursor, aim
from broadcaster.playout.model import Passed
from broadcaster.schedule import PlannedItem
from broadcaster.timebase import TimeQuality, TimeTrust
from tests.playout.judging.test_guard import policy
from tests.playout.station import WHOLE_DAY, at_station

START = at_station("05:30")
ALWAYS = policy(WHOLE_DAY)
EXACT = TimeTrust(TimeQuality.NTP, 0, "")
LONG_AGO = START - timedelta(hours=1)


def item(offset_s: float, length_s: float = 60, **changes: object) -> PlannedItem:
    plain = PlannedItem(
        id="s/00000001",
        part="items",
        offset_ms=int(offset_s * 1000),
        length_ms=int(length_s * 1000),
        cut="c",
        approval="a",
        item_class="normal",
        title="t",
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def cursor(free_s: float = 0, minutes: int = 30) -> Cursor:
    return Cursor(START, START + timedelta(minutes=minutes), START + timedelta(seconds=free_s))


def seconds(moment: datetime) -> float:
    return (moment - START).total_seconds()


def aimed_s(
    an_item: PlannedItem,
    at: Cursor,
    earliest: datetime = LONG_AGO,
    hours: Hours = ALWAYS,
    trust: TimeTrust = EXACT,
) -> float | Passed:
    found = aim(an_item, at, earliest, hours, trust)
    return found.passed or seconds(found.at)


def test_an_item_starts_when_it_was_planned() -> None:
    assert aimed_s(item(120), cursor(60)) == 120


def test_a_soft_start_waits_for_what_still_sounds() -> None:
    assert aimed_s(item(120), cursor(125)) == 125


def test_after_an_item_that_fell_out_the_next_starts_at_once() -> None:
    assert aimed_s(item(120), cursor(60).without(at_once=True)) == 60


def test_what_follows_moves_up_with_it() -> None:
    first = item(120)
    closed_up = cursor(60).without(at_once=True)
    after = closed_up.after(first, START + timedelta(seconds=60), START + timedelta(seconds=120))
    assert aimed_s(item(180), after) == 120
    assert aimed_s(item(200), after) == 140


def test_the_first_item_never_starts_before_its_session() -> None:
    assert aimed_s(item(60), cursor(0).without(at_once=True)) == 0


def test_a_hard_start_waits_for_its_own_moment() -> None:
    hard = item(120, hard_start=True)
    assert aimed_s(hard, cursor(60).without(at_once=True)) == 120
    assert aimed_s(hard, cursor(125)) == 125


def test_a_hard_start_ends_the_shift() -> None:
    moved = replace(cursor(60), shift=timedelta(seconds=30))
    hard = item(120, hard_start=True)
    after = moved.after(hard, START + timedelta(seconds=120), START + timedelta(seconds=180))
    assert aimed_s(item(200), after) == 200


def test_a_late_item_does_not_make_later_ones_late_once_there_is_room() -> None:
    late = cursor(0).after(item(0), START + timedelta(seconds=20), START + timedelta(seconds=80))
    assert aimed_s(item(60), late) == 80
    assert aimed_s(item(100), late) == 100


def test_an_item_held_back_leaves_the_next_one_its_planned_time() -> None:
    assert aimed_s(item(120), cursor(60).without(at_once=False)) == 120


def test_after_its_grace_an_item_plays_late_or_is_skipped_as_its_policy_says() -> None:
    plays, skips = item(60, grace_ms=2000), item(60, grace_ms=2000, late_policy="skip")
    assert aimed_s(plays, cursor(62.5)) == 62.5
    assert aimed_s(skips, cursor(62)) == 62
    assert aimed_s(skips, cursor(62.001)) == Passed(Outcome.SKIPPED, Cause.PROGRAMME_RULE)


def test_an_item_that_cannot_be_over_by_the_sessions_end_does_not_begin() -> None:
    short = cursor(1790)
    assert aimed_s(item(1790, 10), short) == 1790
    assert aimed_s(item(1790, 12), short) == 1790  # by its grace it may overrun
    assert aimed_s(item(1790, 12.001), short) == Passed(Outcome.MISSED, Cause.NO_TIME_LEFT)


def test_the_hours_refuse_at_the_planned_moment_too_before_an_item_is_given_up() -> None:
    opens = policy([{"days": "1234567", "start": "05:35", "end": "06:30"}])
    closed_up = cursor(0).without(at_once=True)
    assert aimed_s(item(400), closed_up, hours=opens) == 400
    assert aimed_s(item(200), closed_up, hours=opens) == Passed(
        Outcome.REFUSED, Cause.OUTSIDE_HOURS
    )


def test_only_a_refusal_of_the_hours_may_still_change() -> None:
    refused = aim(item(0), cursor(), LONG_AGO, Hours(None), EXACT)
    too_long = aim(item(0, 7200), cursor(), LONG_AGO, ALWAYS, EXACT)
    assert refused.can_wait
    assert not too_long.can_wait


def test_at_a_windows_start_it_waits_and_is_judged_by_its_grace() -> None:
    opens = policy([{"days": "1234567", "start": "05:30", "end": "06:30"}])
    doubt = TimeTrust(TimeQuality.OPERATOR, 5000, "")
    assert aimed_s(item(0), cursor(), hours=opens, trust=doubt) == 5
    skips = item(0, late_policy="skip")
    assert aimed_s(skips, cursor(), hours=opens, trust=doubt) == Passed(
        Outcome.SKIPPED, Cause.PROGRAMME_RULE
    )


@pytest.mark.parametrize("earliest_s", [-10, 0, 3.25])
def test_nothing_starts_before_it_can(earliest_s: float) -> None:
    earliest = START + timedelta(seconds=earliest_s)
    assert aimed_s(item(0), cursor(0), earliest) == max(0, earliest_s)


@given(
    offset_ms=st.integers(0, 1_800_000),
    length_ms=st.integers(1, 600_000),
    free_ms=st.integers(0, 1_800_000),
    shift_ms=st.integers(0, 600_000),
    earliest_ms=st.integers(-10_000, 1_800_000),
    hard=st.booleans(),
    closed_up=st.booleans(),
)
def test_items_never_overlap_and_never_leave_their_session(
    offset_ms: int,
    length_ms: int,
    free_ms: int,
    shift_ms: int,
    earliest_ms: int,
    hard: bool,
    closed_up: bool,
) -> None:
    at = replace(
        cursor(free_ms / 1000), shift=timedelta(milliseconds=shift_ms), closed_up=closed_up
    )
    one = item(offset_ms / 1000, length_ms / 1000, hard_start=hard)
    found = aim(one, at, START + timedelta(milliseconds=earliest_ms), ALWAYS, EXACT)
    if found.passed is None:
        assert found.at >= at.free_from
        assert found.at >= START + timedelta(milliseconds=earliest_ms)
        assert not hard or found.at >= at.planned(one)
        ends = found.at + timedelta(milliseconds=one.length_ms)
        assert ends <= at.end + timedelta(milliseconds=one.grace_ms)
