from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcaster.journal.model import Cause, Outcome
from broadcaster.reports.day import fold_day
from broadcaster.reports.fields import session_day
from broadcaster.reports.model import DayReport, Group, LogRange
from tests.reports.records import LOG, SESSION, Log, at, busy_day

DAY = date(2026, 11, 22)
ZONE = "Asia/Ho_Chi_Minh"


def report(log: Log, day: date = DAY) -> DayReport:
    return fold_day(log.logs(), day, ZONE)


def test_every_planned_item_stands_with_its_planned_and_actual_start() -> None:
    rows = report(busy_day()).items
    assert len(rows) == 9
    assert [row.planned.isoformat()[11:19] for row in rows[:2]] == ["22:30:00", "22:30:07"]
    assert rows[0].actual is not None
    assert rows[0].actual.microsecond == 12_000
    assert rows[5].actual is None


def test_planned_equals_the_sum_of_the_outcomes_on_every_line() -> None:
    day = report(busy_day())
    assert day.identity().planned == 9
    for group in (None, *Group):
        assert day.identity(group).holds


def test_bulletins_and_station_sounds_are_counted_on_separate_lines() -> None:
    day = report(busy_day())
    assert day.identity(Group.BULLETINS).planned == 8
    assert day.identity(Group.SOUNDS).planned == 1


def test_each_outcome_is_counted_once() -> None:
    counts = dict(report(busy_day()).identity().counts)
    assert counts == {
        Outcome.AIRED: 3,
        Outcome.LATE: 1,
        Outcome.PREEMPTED: 1,
        Outcome.PARTIAL: 1,
        Outcome.SKIPPED: 1,
        Outcome.REFUSED: 1,
        Outcome.MISSED: 1,
    }


def test_an_item_without_an_outcome_breaks_the_identity_and_is_counted_as_open() -> None:
    log = Log()
    log.plan("00000000:0:6000", "00000001:7000:6000")
    log.aired("00000000", 0)
    identity = report(log).identity()
    assert (identity.planned, identity.open, identity.holds) == (2, 1, False)


def test_an_item_on_air_is_described_by_its_start() -> None:
    log = Log()
    log.plan("00000000:0:6000")
    log.add(
        "start", at(-1), session=SESSION, item=f"{SESSION}/00000000", title="Lúa", bulletin="b1"
    )
    row = report(log).items[0]
    assert (row.subject.title, row.outcome, row.group) == ("Lúa", "", Group.BULLETINS)


def test_an_outcome_that_no_plan_names_is_a_contradiction() -> None:
    log = Log()
    log.aired("00000000", 0)
    assert report(log).contradictions == (f"{SESSION}/00000000",)


def test_the_first_of_two_outcomes_stands_and_the_second_is_named() -> None:
    log = Log()
    log.plan("00000000:0:6000")
    log.outcome("00000000", "missed", "station-down")
    log.aired("00000000", 0)
    day = report(log)
    assert day.items[0].outcome == "missed"
    assert day.contradictions == (f"{SESSION}/00000000",)


def test_a_long_plan_stands_in_several_records() -> None:
    log = Log()
    log.plan("00000000:0:6000", part=1, parts=2, count=2)
    log.plan("00000001:7000:6000", part=2, parts=2, count=2)
    day = report(log)
    assert [row.item[-8:] for row in day.items] == ["00000000", "00000001"]
    assert day.contradictions == ()


def test_a_plan_that_lost_a_part_is_a_contradiction() -> None:
    log = Log()
    log.plan("00000000:0:6000", part=1, parts=2, count=2)
    assert report(log).contradictions == (SESSION,)


def test_a_session_planned_twice_differently_is_a_contradiction() -> None:
    log = Log()
    log.plan("00000000:0:6000")
    log.plan("00000001:0:6000", order="cd" * 32)
    day = report(log)
    assert len(day.items) == 1
    assert day.contradictions == (SESSION,)


def test_items_after_midnight_belong_to_the_day_of_their_session() -> None:
    log = Log()
    session = "khuya@2026-11-22T23:59"
    log.plan("00000000:0:6000", "00000001:120000:6000", session=session, planned=at(66_540))
    assert len(report(log).items) == 2
    assert report(log, date(2026, 11, 23)).items == ()


def test_what_was_unplanned_stands_on_its_own_with_its_length() -> None:
    (row,) = report(busy_day()).unplanned
    assert (row.what, row.by, row.sounded_ms) == ("announcement", "nguyen-van-a", 18_000)
    assert row.first is not None


def test_a_session_without_a_plan_is_named_with_its_cause() -> None:
    (missing,) = report(busy_day()).missing
    assert missing.session == "ban-tin-chieu@2026-11-22T17:00"
    assert missing.cause == "bad-signature"


def test_a_change_after_lock_is_named_at_its_item() -> None:
    rows = {row.item[-8:]: row for row in report(busy_day()).items}
    assert rows["00000006"].changes == (Cause.WITHDRAWN,)


def test_the_hours_policy_the_station_and_the_records_used_are_named() -> None:
    day = report(busy_day())
    assert day.hours_policies == ("DEMO",)
    assert (day.station, day.unit) == ("dai-khe-ren", "xa-khe-ren")
    assert day.logs == (LogRange(LOG, 0, 17),)
    assert day.time_qualities == ("operator",)


def test_a_heartbeat_is_no_event() -> None:
    assert [event.kind for event in report(busy_day()).events] == ["boot", "alarm", "mute"]


def test_a_log_that_ends_within_the_day_says_until_when_it_knows() -> None:
    log = Log()
    log.plan("00000000:0:6000")
    reaches = report(log).reaches
    assert reaches is not None
    assert reaches.isoformat() == "2026-11-21T22:28:00+00:00"


def test_a_log_that_goes_beyond_the_day_knows_all_of_it() -> None:
    assert report(busy_day()).reaches is None


def test_a_rehearsal_is_marked() -> None:
    log = Log(rehearsal=True)
    log.plan("00000000:0:6000")
    assert report(log).rehearsal
    assert not report(busy_day()).rehearsal


def test_later_days_change_nothing_in_a_report_of_the_past() -> None:
    log = busy_day()
    before = report(log)
    log.plan("00000000:0:6000", session="ban-tin-sang@2026-11-23T05:30", planned=at(86_400))
    assert report(log) == before


def test_a_session_without_a_date_belongs_to_no_day() -> None:
    assert session_day("khong-ngay") == ""


@given(st.lists(st.sampled_from([*Outcome, None]), max_size=30))
def test_planned_is_always_outcomes_and_what_is_open(ends: list[Outcome | None]) -> None:
    log = Log()
    log.plan(*(f"{n:08x}:{n * 1000}:900" for n in range(len(ends))))
    for number, outcome in enumerate(ends):
        if outcome:
            log.outcome(f"{number:08x}", outcome, "whole")
    identity = report(log).identity()
    assert identity.planned == identity.accounted + identity.open
    assert identity.open == ends.count(None)
    assert identity.holds == (None not in ends)


@pytest.mark.parametrize("day", [date(2026, 11, 21), date(2026, 11, 24)])
def test_a_day_without_records_is_empty_and_not_zero_of_something(day: date) -> None:
    empty = report(busy_day(), day)
    assert (empty.items, empty.logs, empty.events) == ((), (), ())
