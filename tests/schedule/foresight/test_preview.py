"""What a preview says is what a plan does once the bulletin is really approved."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcaster.bulletins.model import BulletinClass
from broadcaster.i18n import use_language
from broadcaster.schedule.foresight.airing_words import airing_summary
from broadcaster.schedule.foresight.preview import Preview, preview_of
from broadcaster.schedule.inputs import Inputs
from broadcaster.schedule.planner import plan
from broadcaster.schedule.sessions.slot import Candidate
from tests.schedule.conftest import MINUTE, NOW, Bulletins, bulletin_maker, inputs, local, programme

TWICE = (programme(), programme("chieu", "17:00", 30))


def seen(given_inputs: Inputs, candidate: Candidate, *ends: str) -> Preview:
    name = candidate.approval.bulletin
    return preview_of(given_inputs, candidate, frozenset({name, *ends}), is_estimate=False)


def week(*candidates: Candidate, **changes: Any) -> Inputs:
    return inputs(*candidates, days=7, programmes=TWICE, **changes)


def said(preview: Preview, language: str = "en") -> str:
    use_language(language)
    return airing_summary(preview)


@given(
    priority=st.booleans(),
    times=st.none() | st.integers(1, 5),
    zones=st.sampled_from([(), ("thon-1",), ("all",)]),
    since_h=st.none() | st.integers(-10, 100),
    until_h=st.none() | st.integers(-10, 200),
    length=st.integers(1, 40 * MINUTE),
    others=st.lists(st.integers(MINUTE, 12 * MINUTE), max_size=6),
    was_approved=st.booleans(),
)
def test_it_airs_where_the_plan_puts_it_after_a_real_approval(
    priority: bool, times: int | None, zones: tuple[str, ...], since_h: int | None,
    until_h: int | None, length: int, others: list[int], was_approved: bool,
) -> None:  # fmt: skip
    make = bulletin_maker()
    standing = [make(one) for one in others]
    candidate = make(
        length, priority=priority, times=times, zones=zones, at=NOW,
        valid_from=None if since_h is None else NOW + timedelta(hours=since_h),
        valid_until=None if until_h is None else NOW + timedelta(hours=until_h),
    )  # fmt: skip
    old = [replace(candidate, approval=replace(candidate.approval, id="old"))] * was_approved
    preview = seen(week(*standing, *old), candidate)
    orders = plan(week(*standing, candidate))
    name = candidate.approval.bulletin
    planned = {
        order.session: order.start + timedelta(milliseconds=item.offset_ms)
        for order in orders
        for item in order.items
        if item.bulletin == name
    }
    assert {chance.session: chance.at for chance in preview.airings} == planned
    assert [one.session for one in preview.sessions] == [order.session for order in orders]
    for chance, order in zip(preview.sessions, orders, strict=True):
        if chance.at is None:
            assert chance.left_out in order.left_out
    if preview.fit and preview.airings and not others:
        assert preview.fit.length_ms <= preview.fit.left_ms


def test_it_says_how_much_room_the_first_session_has(bulletin: Bulletins) -> None:
    other, wanted = bulletin(10 * MINUTE), bulletin(2 * MINUTE)
    fit = seen(week(other), wanted).fit
    assert fit is not None
    assert (fit.title, fit.start) == ("Chieu", local("2026-11-22 17:00"))
    assert (fit.room_ms, fit.length_ms) == (30 * MINUTE, 2 * MINUTE)
    assert fit.planned_ms == 10 * MINUTE + 13_000
    assert fit.left_ms == 20 * MINUTE - 13_000


def test_a_session_that_would_be_silent_without_it_counts_its_sounds(bulletin: Bulletins) -> None:
    fit = seen(week(), bulletin(2 * MINUTE)).fit
    assert fit is not None
    assert fit.planned_ms == 13_000


def test_one_that_is_too_long_names_the_session_that_has_too_little_left(
    bulletin: Bulletins,
) -> None:
    preview = seen(week(), bulletin(40 * MINUTE))
    assert preview.airings == ()
    assert preview.fit is not None
    assert preview.fit.length_ms > preview.fit.left_ms
    assert said(preview) == "would not air (it needs 40:00; the session has 29:47 left)"


def test_what_it_supersedes_makes_room_for_it(bulletin: Bulletins) -> None:
    old, new = bulletin(20 * MINUTE, priority=True), bulletin(20 * MINUTE)
    assert seen(week(old), new).airings == ()
    assert len(seen(week(old), new, old.approval.bulletin).airings) == 14


def test_a_few_airings_are_named_one_by_one(bulletin: Bulletins) -> None:
    preview = seen(week(), bulletin(times=2))
    assert said(preview) == "airs 2 times: 17:00 today, 05:30 tomorrow"
    assert said(preview, "vi") == "phát 2 lần: 17:00 hôm nay, 05:30 ngày mai"
    once = seen(week(), bulletin(times=1, valid_from=local("2026-11-24 06:00")))
    assert said(once) == "airs 1 time: 17:00 on Tuesday 24/11/2026"


@pytest.mark.parametrize("until", ["2026-11-28 00:00", "2026-12-20 00:00"])
def test_many_airings_are_named_by_their_times_and_their_last_day(
    bulletin: Bulletins, until: str
) -> None:
    preview = seen(week(), bulletin(valid_until=local(until)))
    day = "Friday 27/11/2026" if until.startswith("2026-11") else "Saturday 19/12/2026"
    assert said(preview) == f"airs at 05:30 and 17:00 every day until {day}"


def test_it_reads_well_in_vietnamese(bulletin: Bulletins) -> None:
    preview = seen(week(), bulletin(valid_until=local("2026-11-28 00:00")))
    assert said(preview, "vi") == "phát lúc 05:30 và 17:00 hằng ngày đến hết thứ Sáu 27/11/2026"


def test_one_without_an_end_airs_until_it_is_withdrawn(bulletin: Bulletins) -> None:
    assert (
        said(seen(week(), bulletin())) == "airs at 05:30 and 17:00 every day until it is withdrawn"
    )


def test_sessions_between_that_have_no_room_are_not_hidden(bulletin: Bulletins) -> None:
    big = bulletin(
        29 * MINUTE, valid_from=local("2026-11-24 05:00"), valid_until=local("2026-11-24 18:00")
    )
    preview = seen(week(big), bulletin())
    assert said(preview).startswith("airs at 05:30 and 17:00, though not in every session until")


def test_an_emergency_is_never_planned(bulletin: Bulletins) -> None:
    preview = seen(week(), bulletin(bulletin_class=BulletinClass.EMERGENCY))
    assert preview.fit is None
    assert "emergency" in said(preview)


def test_without_sessions_it_would_not_air(bulletin: Bulletins) -> None:
    preview = seen(inputs(programmes=()), bulletin())
    assert said(preview) == "would not air (no session is to be planned)"
