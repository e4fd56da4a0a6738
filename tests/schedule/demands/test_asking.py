"""The terms of a call against its days, its bulletin and the approval."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcaster.bulletins.model import BulletinClass, State
from broadcaster.schedule.demands import CallKind, DemandsError
from broadcaster.schedule.demands.asking import (
    Topic,
    Wanted,
    apart_of,
    check_approvals,
    check_topic,
    longest_apart,
    most_times,
)
from broadcaster.schedule.demands.spans import DAY_MS, HOUR_MS, read_span, span_text
from tests.schedule.conftest import HANOI, NOW, bulletin_maker, local
from tests.schedule.demands.conftest import TODAY

WEEK = Wanted(3, TODAY, TODAY + timedelta(days=6))
TOPIC = Topic("khe-ren-2026-0001", State.DRAFT, BulletinClass.NORMAL)


def refusal(wanted: Wanted) -> str:
    with pytest.raises(DemandsError) as refused:
        apart_of(wanted, NOW, HANOI)
    return str(refused.value)


def test_a_distance_is_read_in_days_hours_and_minutes() -> None:
    assert read_span("6h") == 6 * HOUR_MS
    assert read_span(" 1D12h ") == 36 * HOUR_MS
    assert span_text(read_span("90m")) == "1 hour 30 min"
    assert span_text(0) == "0 min"


@pytest.mark.parametrize("text", ["", "0h", "6", "h6", "-1d", "367d", "6h1d", "1.5h", "٣h"])
def test_what_is_no_distance_is_quoted(text: str) -> None:
    with pytest.raises(DemandsError) as refused:
        read_span(text)
    assert f'"{text}"' in str(refused.value)


@given(st.integers(1, 366 * 24 * 60))
def test_a_distance_reads_back_what_it_says(minutes: int) -> None:
    words = {"day": "d", "days": "d", "hour": "h", "hours": "h", "min": "m"}
    text = span_text(minutes * 60_000)
    short = "".join(words.get(part, part) for part in text.split())
    assert read_span(short) == minutes * 60_000


def test_days_that_end_before_they_begin_or_are_past_are_refused() -> None:
    assert "22/11/2026" in refusal(replace(WEEK, until=TODAY - timedelta(days=1)))
    past = replace(WEEK, since=date(2026, 11, 1), until=TODAY - timedelta(days=1))
    assert "21/11/2026" in refusal(past)
    assert "2100" in refusal(replace(WEEK, until=date(2101, 1, 1)))


def test_airings_too_far_apart_are_refused_with_what_would_fit() -> None:
    """From 08:00 today to the end of the seventh day are 6 days and 16 hours."""
    said = refusal(replace(WEEK, times=9, apart="1d"))
    assert "9 airings at least 1 day apart" in said
    assert "At most 7 fit" in said
    assert "19 hours 59 min" in said
    assert apart_of(replace(WEEK, times=7, apart="1d"), NOW, HANOI) == DAY_MS
    assert apart_of(replace(WEEK, times=9, apart="19h59m"), NOW, HANOI)


def test_a_number_of_airings_is_one_to_a_thousand() -> None:
    assert "0 airings" in refusal(replace(WEEK, times=0))
    assert "1001" in refusal(replace(WEEK, times=1001))


@given(st.integers(1, 400 * DAY_MS), st.integers(1, 40 * DAY_MS))
def test_the_most_that_fit_do_fit_and_one_more_does_not(room_ms: int, apart_ms: int) -> None:
    most = most_times(room_ms, apart_ms)
    assert (most - 1) * apart_ms < room_ms <= most * apart_ms


@given(st.integers(2, 400 * DAY_MS), st.integers(2, 1000))
def test_the_longest_distance_fits_and_a_longer_one_does_not(room_ms: int, times: int) -> None:
    apart = longest_apart(room_ms, times)
    assert apart * (times - 1) < room_ms <= (apart + 1) * (times - 1)


def test_a_variant_is_asked_for_by_its_source() -> None:
    variant = replace(TOPIC, translates="khe-ren-2026-0007.r2")
    with pytest.raises(DemandsError, match='Ask for "khe-ren-2026-0007"'):
        check_topic(variant, CallKind.MANDATE)


def test_what_never_airs_again_is_not_asked_for() -> None:
    with pytest.raises(DemandsError, match="withdrawn"):
        check_topic(replace(TOPIC, state=State.WITHDRAWN), CallKind.MANDATE)


def test_an_emergency_is_never_planned() -> None:
    with pytest.raises(DemandsError, match="EMERGENCY"):
        check_topic(replace(TOPIC, bulletin_class=BulletinClass.EMERGENCY), CallKind.MANDATE)


def test_priority_is_mandated_and_not_offered() -> None:
    urgent = replace(TOPIC, bulletin_class=BulletinClass.PRIORITY)
    check_topic(urgent, CallKind.MANDATE)
    with pytest.raises(DemandsError, match="mandate add"):
        check_topic(urgent, CallKind.OFFER)


def test_days_outside_the_approval_are_refused_with_its_days() -> None:
    approval = bulletin_maker()().approval
    over = replace(approval, valid_until=local("2026-11-22T00:00"))
    with pytest.raises(DemandsError, match="21/11/2026"):
        check_approvals(WEEK, over, (), HANOI)
    early = replace(approval, valid_from=local("2026-11-29T00:00"))
    with pytest.raises(DemandsError, match="29/11/2026"):
        check_approvals(WEEK, early, (), HANOI)
    check_approvals(WEEK, replace(approval, valid_until=local("2026-11-23T00:00")), (), HANOI)


def test_more_airings_than_the_family_is_approved_for_are_refused() -> None:
    make = bulletin_maker()
    source, variant = (replace(make().approval, times=2) for _ in range(2))
    with pytest.raises(DemandsError, match="2 airings only, and 3"):
        check_approvals(WEEK, source, (), HANOI)
    check_approvals(WEEK, source, (variant,), HANOI)
    check_approvals(WEEK, source, (replace(variant, times=None),), HANOI)
