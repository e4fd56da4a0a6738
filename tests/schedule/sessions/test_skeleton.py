"""Headlines before the bulletins they are of, and relays that divide a session."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from broadcaster.bulletins.headline import Headline
from broadcaster.bulletins.model import Approval, ApprovalKind
from broadcaster.bulletins.relay import RelayWindow
from broadcaster.schedule.deferral import find_deferrals
from broadcaster.schedule.inputs import Inputs
from broadcaster.schedule.model import RunningOrder
from broadcaster.schedule.planner import plan
from broadcaster.schedule.programmes.model import Part, PartKind
from broadcaster.schedule.sessions.slot import Candidate
from tests.schedule.conftest import (
    MINUTE,
    NOW,
    SOUNDS,
    Bulletins,
    bulletin_maker,
    hours,
    inputs,
    local,
    programme,
)
from tests.schedule.test_planner import bulletins_in, left_out, one

IDENT, CLOSING = Part(PartKind.IDENT, "ident"), Part(PartKind.CLOSING, "closing")
HEADLINES = Part(PartKind.HEADLINES, max_ms=MINUTE)
ITEMS = Part(PartKind.ITEMS, "separator")


def relay_part(minutes: int = 10, at: str | None = "05:45") -> Part:
    start = None if at is None else int(at[:2]) * 60 + int(at[3:])
    return Part(
        PartKind.RELAY, relay="voh", max_ms=minutes * MINUTE, at=start, hard_start=at is not None
    )


def relay(minutes: int = 30, programme: str = "sang", **changes: Any) -> dict[str, Candidate]:
    window = RelayWindow("voh", "https://radio.example/voh", programme, minutes * MINUTE, "binh")
    approval = Approval(
        "relay-voh.a1", ApprovalKind.RELAY, "", "", "an", "binh", NOW - timedelta(days=1),
        relay=window, details={"title": "Thời sự VOH"},
    )  # fmt: skip
    return {"relay/voh": Candidate(replace(approval, **changes), 0)}


def with_headline(candidate: Candidate, length_ms: int = 4000) -> Candidate:
    cut = candidate.approval.cut[::-1]
    headline = Headline(1, "tin.", cut, cut)
    return replace(
        candidate,
        approval=replace(candidate.approval, headline=headline),
        headline_ms=length_ms,
    )


def planned(
    *candidates: Candidate,
    layout: tuple[Part, ...],
    sounds: dict[str, Candidate] | None = None,
    minutes: int = 30,
    **changes: Any,
) -> RunningOrder:
    held = programme(minutes=minutes, layout=layout)
    every = {**SOUNDS, **(relay() if sounds is None else sounds)}
    return one(inputs(*candidates, programmes=(held,), sounds=every, **changes))


def parts_of(order: RunningOrder) -> list[tuple[str, int]]:
    return [(item.part, item.offset_ms) for item in order.items]


def test_headlines_say_what_follows_in_its_order(bulletin: Bulletins) -> None:
    first, second = with_headline(bulletin()), with_headline(bulletin(priority=True))
    order = planned(first, second, layout=(IDENT, HEADLINES, ITEMS, CLOSING))
    assert parts_of(order) == [
        ("ident", 0),
        ("headlines", 8000),
        ("headlines", 12_000),
        ("items", 16_000),
        ("separator", 76_000),
        ("items", 78_000),
        ("closing", 138_000),
    ]
    said = [item.bulletin for item in order.items if item.part == "headlines"]
    assert said == [item.bulletin for item in order.items if item.is_airing]
    item = order.items[1]
    assert (item.bulletin, item.approval) == (second.approval.bulletin, second.approval.id)
    assert second.approval.headline is not None
    assert (item.cut, item.length_ms) == (second.approval.headline.cut, 4000)
    assert len({one_.id for one_ in order.items}) == len(order.items)


def test_a_bulletin_without_a_headline_is_left_out_of_headlines_only(bulletin: Bulletins) -> None:
    order = planned(bulletin(), with_headline(bulletin()), layout=(HEADLINES, ITEMS))
    assert [item.bulletin[-4:] for item in order.items if item.part == "headlines"] == ["0002"]
    assert bulletins_in(order).count("0001") == 1


def test_headlines_keep_to_their_minutes_and_their_number(bulletin: Bulletins) -> None:
    candidates = [with_headline(bulletin(), 25_000) for _ in range(3)]
    order = planned(*candidates, layout=(HEADLINES, ITEMS))
    assert [item.part for item in order.items].count("headlines") == 2
    few = replace(HEADLINES, max_items=1)
    order = planned(*candidates, layout=(few, ITEMS))
    assert [item.part for item in order.items].count("headlines") == 1


def test_headlines_keep_their_minutes_free_and_cost_no_bulletin_that_has_room(
    bulletin: Bulletins,
) -> None:
    fits = with_headline(bulletin(29 * MINUTE), 30_000)
    order = planned(fits, layout=(HEADLINES, ITEMS))
    assert [item.part for item in order.items] == ["headlines", "items"]
    order = planned(bulletin(29 * MINUTE + 1), layout=(HEADLINES, ITEMS))
    assert not order.items


def test_a_session_without_bulletins_has_no_headlines() -> None:
    assert planned(layout=(IDENT, HEADLINES, ITEMS)).items == ()


def test_a_bulletin_becomes_valid_by_its_earliest_first_sample(bulletin: Bulletins) -> None:
    """Headlines may take less than their minute, so what follows may come that much earlier."""
    first, since = bulletin(), local("2026-11-23T05:30:30")
    early = with_headline(bulletin(valid_from=since))
    order = planned(early, layout=(HEADLINES, ITEMS), minutes=10)
    assert not order.items
    order = planned(first, early, layout=(HEADLINES, ITEMS), minutes=10)
    (airing,) = (item for item in order.items if item.is_airing and item.bulletin[-4:] == "0002")
    assert order.start + timedelta(milliseconds=airing.offset_ms) >= since


def test_a_relay_begins_exactly_at_its_time_and_what_follows_at_its_end(
    bulletin: Bulletins,
) -> None:
    order = planned(bulletin(), bulletin(), layout=(IDENT, ITEMS, relay_part(), CLOSING))
    carried = next(item for item in order.items if item.relay)
    assert (carried.offset_ms, carried.length_ms) == (15 * MINUTE, 10 * MINUTE)
    assert (carried.cut, carried.approval, carried.title) == ("", "relay-voh.a1", "Thời sự VOH")
    assert (carried.hard_start, carried.bulletin, carried.sound) == (True, "", "")
    assert parts_of(order)[-1] == ("closing", 25 * MINUTE)
    assert RunningOrder.from_document(order.to_document()) == order


def test_a_relay_carries_the_name_of_its_fallback_and_one_that_nobody_approved_is_told(
    bulletin: Bulletins,
) -> None:
    filled = replace(relay_part(), fallback="closing")
    order = planned(bulletin(), layout=(ITEMS, filled))
    assert next(item for item in order.items if item.relay).fallback == "closing"
    assert RunningOrder.from_document(order.to_document()) == order
    assert not order.left_out
    order = planned(bulletin(), layout=(ITEMS, replace(filled, fallback="jazz")))
    assert [(one.bulletin, one.reason) for one in order.left_out] == [
        ("sound/jazz", "sound-missing")
    ]


def test_what_could_not_be_over_when_the_relay_begins_says_so(bulletin: Bulletins) -> None:
    order = planned(bulletin(16 * MINUTE), bulletin(), layout=(ITEMS, relay_part()))
    assert bulletins_in(order) == ["0002"]
    assert left_out(order)["0001"].split()[0] == "before-relay"


def test_a_bulletin_goes_in_after_the_relay_where_it_has_no_room_before(
    bulletin: Bulletins,
) -> None:
    layout = (ITEMS, relay_part(5), Part(PartKind.ITEMS))
    order = planned(bulletin(10 * MINUTE), bulletin(9 * MINUTE), layout=layout, minutes=31)
    at = [item.offset_ms // MINUTE for item in order.items]
    assert at == [0, 15, 20]


def test_a_relay_without_a_time_follows_the_part_before_it(bulletin: Bulletins) -> None:
    order = planned(bulletin(), layout=(ITEMS, relay_part(at=None), CLOSING))
    assert parts_of(order) == [("items", 0), ("relay", MINUTE), ("closing", 11 * MINUTE)]
    assert not order.items[1].hard_start


def test_a_relay_is_a_broadcast_without_any_bulletin() -> None:
    order = planned(layout=(IDENT, ITEMS, relay_part(), CLOSING))
    assert [item.part for item in order.items] == ["ident", "relay", "closing"]


def test_a_relay_nobody_approved_for_this_programme_and_length_is_left_out(
    bulletin: Bulletins,
) -> None:
    layout = (ITEMS, relay_part(), CLOSING)
    for sounds, reason in (
        ({}, "relay-missing"),
        (relay(programme="chieu"), "relay-missing"),
        (relay(minutes=9), f"relay-too-long {10 * MINUTE} {9 * MINUTE}"),
        (relay(valid_until=local("2026-11-23T05:45")), "not-valid-then"),
    ):
        order = planned(bulletin(), layout=layout, sounds=sounds)
        assert [item.part for item in order.items] == ["items", "closing"]
        (out,) = (out for out in order.left_out if out.bulletin == "relay/voh")
        assert f"{out.reason} {out.detail}".startswith(reason)


def test_a_relay_that_would_outlast_the_session_is_left_out(bulletin: Bulletins) -> None:
    order = planned(bulletin(), layout=(ITEMS, relay_part(16)))
    assert [item.part for item in order.items] == ["items"]
    assert [out.bulletin for out in order.left_out] == ["relay/voh"]


def test_a_relay_counts_against_the_cap_of_the_day(bulletin: Bulletins) -> None:
    held = programme(layout=(ITEMS, relay_part(10)))
    evening = programme("toi", "17:30", layout=(Part(PartKind.ITEMS),))
    orders = plan(
        inputs(
            bulletin(8 * MINUTE),
            days=2,
            programmes=(held, evening),
            sounds={**SOUNDS, **relay()},
            hours=hours("05:30-06:30", "17:00-18:00", day_minutes=17),
        )
    )
    day = [order for order in orders if "2026-11-23" in order.session]
    assert [item.relay for order in day for item in order.items if item.relay] == ["voh"]
    assert sum(order.length_ms for order in day) == 10 * MINUTE, "no room for 8 more"


def test_a_relay_approved_or_moved_after_the_lock_waits_for_the_next_session(
    bulletin: Bulletins,
) -> None:
    first, carried = bulletin(), {**SOUNDS, **relay()}
    held = programme(layout=(ITEMS, relay_part()))
    moved = programme(layout=(ITEMS, relay_part(at="05:40")))
    (without,) = plan(inputs(first, programmes=(held,)))
    (locked,) = plan(inputs(first, programmes=(held,), sounds=carried))
    for standing, now in ((without, held), (locked, moved), (locked, held)):
        wanted = inputs(first, days=2, programmes=(now,), sounds=carried, standing=(standing,))
        found = find_deferrals(wanted, [standing], plan(wanted))
        changed = (standing, now) != (locked, held)
        assert [one_.bulletin for one_ in found] == ([""] if changed else [])


@st.composite
def worlds(draw: st.DrawFn) -> Inputs:
    make = bulletin_maker()

    def candidate() -> Candidate:
        begins = draw(st.none() | st.integers(0, 40 * MINUTE))
        since = local("2026-11-23T05:20") + timedelta(milliseconds=begins or 0)
        fields = {"valid_from": since} if begins is not None and draw(st.booleans()) else {}
        made = make(draw(st.integers(1, 8 * MINUTE)), priority=draw(st.booleans()), **fields)
        length = draw(st.none() | st.integers(1, 20_000))
        return made if length is None else with_headline(made, length)

    candidates = [candidate() for _ in range(draw(st.integers(0, 6)))]
    timed = relay_part(draw(st.integers(1, 20)), draw(st.sampled_from(["05:35", "05:45", None])))
    layout = draw(
        st.permutations([IDENT, HEADLINES, ITEMS, timed, Part(PartKind.ITEMS), CLOSING]).map(tuple)
    )
    return inputs(
        *candidates,
        days=2,
        programmes=(programme(minutes=draw(st.integers(5, 45)), layout=layout),),
        sounds={**SOUNDS, **relay(draw(st.integers(5, 30)))},
        hours=hours(
            draw(st.sampled_from(["05:30-06:30", "05:00-05:55"])),
            session_minutes=draw(st.none() | st.integers(5, 40)),
            day_minutes=draw(st.none() | st.integers(5, 40)),
        ),
        doubt_ms=draw(st.sampled_from([0, 3000])),
    )


@settings(max_examples=120, deadline=None)
@given(worlds())
def test_the_laws_of_headlines_and_relays(wanted: Inputs) -> None:
    layout = wanted.programmes[0].layout
    place = layout.index(HEADLINES)
    for order in plan(wanted):
        for before, after in pairwise(order.items):
            assert after.offset_ms >= before.offset_ms + before.length_ms, "no part overlaps"
            timed = after.relay and after.hard_start
            assert timed or after.offset_ms == before.offset_ms + before.length_ms
        for item in order.items:
            if item.relay and item.hard_start:
                at = order.start + timedelta(milliseconds=item.offset_ms)
                (part,) = (one_ for one_ in layout if one_.relay)
                assert at.astimezone(wanted.zone).strftime("%H:%M") == (
                    f"{(part.at or 0) // 60:02}:{(part.at or 0) % 60:02}"
                )
        following = [item for item in order.items if item.is_airing and item.place > place]
        known = {one_.source.approval.bulletin: one_.source for one_ in wanted.demands}
        wanted_ones = [
            item.bulletin for item in following if known[item.bulletin].approval.headline
        ]
        said = [item.bulletin for item in order.items if item.part == "headlines"]
        assert said == [bulletin for bulletin in wanted_ones if bulletin in said]
        spoken = sum(item.length_ms for item in order.items if item.part == "headlines")
        assert spoken <= MINUTE
        if sum(known[bulletin].headline_ms for bulletin in wanted_ones) <= MINUTE:
            assert said == wanted_ones, "the headlines are the session's bulletins"
        if order.items:
            last = order.items[-1]
            total = last.offset_ms + last.length_ms
            assert total <= order.max_length_ms
            assert wanted.hours.fits(order.start, total, wanted.doubt_ms).ok
        for item in order.items:
            since = known[item.bulletin].approval.valid_from if item.is_airing else None
            first = order.start + timedelta(milliseconds=item.offset_ms)
            assert since is None or since <= first
