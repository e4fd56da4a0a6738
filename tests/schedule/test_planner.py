"""What goes into which session, and what is said about the rest."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from broadcaster.bulletins.model import BulletinClass
from broadcaster.schedule.inputs import Inputs
from broadcaster.schedule.model import RunningOrder, item_id
from broadcaster.schedule.planner import plan
from broadcaster.schedule.programmes.model import Filter, Part, PartKind
from broadcaster.schedule.programmes.recurrence import Recurrence
from broadcaster.schedule.sessions.slot import Candidate
from tests.schedule.conftest import (
    HANOI,
    LAYOUT,
    MINUTE,
    NOW,
    SOUNDS,
    Bulletins,
    hours,
    inputs,
    local,
    programme,
    sound,
)


def bulletins_in(order: RunningOrder) -> list[str]:
    return [item.bulletin[-4:] for item in order.items if item.bulletin]


def left_out(order: RunningOrder) -> dict[str, str]:
    return {out.bulletin[-4:]: f"{out.reason} {out.detail}".strip() for out in order.left_out}


def one(wanted: Inputs) -> RunningOrder:
    (order,) = plan(wanted)
    return order


def test_a_session_is_its_layout_back_to_back(bulletin: Bulletins) -> None:
    order = one(inputs(bulletin(61_001), bulletin(30_000)))
    assert (order.session, order.start) == ("sang@2026-11-23T05:30", local("2026-11-23T05:30"))
    assert [(item.part, item.offset_ms) for item in order.items] == [
        ("ident", 0),
        ("items", 8000),
        ("separator", 69_001),
        ("items", 71_001),
        ("closing", 101_001),
    ]


def test_item_ids_are_those_of_the_design(bulletin: Bulletins) -> None:
    order = one(inputs(bulletin(), bulletin(), bulletin()))
    first, second = (item.id for item in order.items if item.part == "separator")
    assert first == item_id(order.session, "separator:separator", "", 1)
    assert second == item_id(order.session, "separator:separator", "", 2)
    assert order.items[1].id == item_id(order.session, "khe-ren-2026-0001", "", 1)
    assert len({item.id for item in order.items}) == len(order.items)


def test_priority_goes_first_and_then_the_earlier_approval(bulletin: Bulletins) -> None:
    one_, two, three = bulletin(), bulletin(priority=True), bulletin(priority=True)
    assert bulletins_in(one(inputs(three, one_, two))) == ["0002", "0003", "0001"]


def test_every_session_takes_every_bulletin_without_a_limit(bulletin: Bulletins) -> None:
    orders = plan(inputs(bulletin(), days=3))
    assert [bulletins_in(order) for order in orders] == [["0001"]] * 3


def test_the_number_of_airings_is_used_early_and_on_different_days(bulletin: Bulletins) -> None:
    evening = programme("chieu", "17:00")
    orders = plan(inputs(bulletin(times=3), days=2, programmes=(evening, programme())))
    assert [(o.session[:5], bulletins_in(o)) for o in orders] == [
        ("chieu", ["0001"]),
        ("sang@", ["0001"]),
        ("chieu", []),
        ("sang@", ["0001"]),
    ]
    assert left_out(orders[2]) == {"0001": "times-used 3 3"}


def test_airings_in_the_log_count(bulletin: Bulletins) -> None:
    candidate = bulletin(times=2)
    orders = plan(inputs(candidate, days=3, aired={candidate.approval.id: 1}))
    assert [bulletins_in(order) for order in orders] == [["0001"], [], []]


def test_airings_still_to_come_in_a_session_that_stands_count(bulletin: Bulletins) -> None:
    candidate = bulletin(times=1)
    standing = one(inputs(candidate))
    later = inputs(candidate, days=2, standing=(standing,))
    assert [bulletins_in(order) for order in plan(later)] == [[]]
    closed = frozenset(item.id for item in standing.items)
    assert [bulletins_in(order) for order in plan(replace(later, closed=closed))] == [["0001"]]


def test_a_session_that_stands_is_not_planned_again(bulletin: Bulletins) -> None:
    standing = one(inputs(bulletin()))
    orders = plan(inputs(bulletin(), days=2, standing=(standing,)))
    assert [order.session for order in orders] == ["sang@2026-11-24T05:30"]


def test_nothing_is_planned_into_a_session_that_stands_under_another_start(
    bulletin: Bulletins,
) -> None:
    standing = one(inputs(bulletin()))
    moved = inputs(bulletin(), days=2, standing=(standing,), programmes=(programme(start="05:40"),))
    assert [order.session for order in plan(moved)] == ["sang@2026-11-24T05:40"]


def test_validity_counts_at_the_planned_first_sample(bulletin: Bulletins) -> None:
    start = local("2026-11-23T05:30")
    first_sample = start + timedelta(seconds=8)
    fresh = bulletin(valid_from=first_sample)
    assert bulletins_in(one(inputs(fresh))) == ["0001"]
    early = bulletin(valid_from=first_sample + timedelta(milliseconds=1))
    assert left_out(one(inputs(early))) == {
        "0002": "not-valid-then from 2026-11-22T22:30:08.001000Z"
    }


def test_the_end_of_validity_is_the_first_moment_that_is_too_late(bulletin: Bulletins) -> None:
    first_sample = local("2026-11-23T05:30:08")
    assert left_out(one(inputs(bulletin(valid_until=first_sample)))) == {
        "0001": "not-valid-then until 2026-11-22T22:30:08.000000Z"
    }
    assert bulletins_in(
        one(inputs(bulletin(valid_until=first_sample + timedelta(milliseconds=1))))
    ) == ["0002"]


def test_a_bulletin_that_becomes_valid_during_the_session_goes_in_later(
    bulletin: Bulletins,
) -> None:
    soon = bulletin(valid_from=local("2026-11-23T05:31"))
    assert bulletins_in(one(inputs(soon, bulletin(valid_until=local("2026-11-23T05:31")), days=1)))


def test_an_emergency_is_never_planned(bulletin: Bulletins) -> None:
    order = one(inputs(bulletin(bulletin_class=BulletinClass.EMERGENCY)))
    assert (order.items, left_out(order)) == ((), {"0001": "emergency"})


def test_a_session_without_a_bulletin_stays_silent(bulletin: Bulletins) -> None:
    assert one(inputs()).items == ()


def test_a_layout_of_sounds_alone_sounds() -> None:
    music = programme(layout=(Part(PartKind.IDENT, "ident"), Part(PartKind.CLOSING, "closing")))
    assert [item.part for item in one(inputs(programmes=(music,))).items] == ["ident", "closing"]


def test_sounds_of_the_layout_keep_their_room(bulletin: Bulletins) -> None:
    order = one(inputs(bulletin(30 * MINUTE - 13_000)))
    assert sum(item.length_ms for item in order.items) == 30 * MINUTE
    order = one(inputs(bulletin(30 * MINUTE - 12_999)))
    assert left_out(order) == {"0002": f"no-room {30 * MINUTE - 12_999} {30 * MINUTE - 13_000}"}


def test_a_shorter_one_goes_in_where_a_longer_one_did_not(bulletin: Bulletins) -> None:
    order = one(inputs(bulletin(20 * MINUTE), bulletin(20 * MINUTE), bulletin(MINUTE)))
    assert bulletins_in(order) == ["0001", "0003"]
    assert left_out(order)["0002"].startswith("no-room 1202000 ")


def test_a_part_limits_bulletins_and_minutes(bulletin: Bulletins) -> None:
    candidates = [bulletin(), bulletin(), bulletin()]
    few = programme(layout=(replace(LAYOUT[1], max_items=1),))
    assert left_out(one(inputs(*candidates, programmes=(few,)))) == {
        "0002": "part-items 1",
        "0003": "part-items 1",
    }
    short = programme(layout=(replace(LAYOUT[1], max_ms=2 * MINUTE + 2000),))
    order = one(inputs(*candidates, programmes=(short,)))
    assert bulletins_in(order) == ["0001", "0002"]
    assert left_out(order) == {"0003": "part-minutes 62000 0"}


def test_each_part_takes_what_its_filter_wants(bulletin: Bulletins) -> None:
    layout = (
        Part(PartKind.ITEMS, filter=Filter(columns=("Y TẾ",), origins=("own",))),
        Part(PartKind.ITEMS, filter=Filter(languages=("en",), kinds=("news",))),
    )
    candidates = (
        bulletin(details={"column": "An ninh", "language": "vi"}),
        bulletin(details={"column": "An ninh", "language": "en", "content_kind": "news"}),
        bulletin(details={"column": "Y tế", "language": "vi"}),
        bulletin(details={"column": "Y tế"}, origin="centre"),
    )
    order = one(inputs(*candidates, programmes=(programme(layout=layout),)))
    assert bulletins_in(order) == ["0003", "0002"]
    assert left_out(order) == {"0001": "filter", "0004": "filter"}


def test_zones_must_meet_and_the_item_keeps_to_what_both_name(bulletin: Bulletins) -> None:
    villages = programme(zones=("thon-1", "thon-2"))
    order = one(
        inputs(
            bulletin(zones=("thon-2", "thon-3")),
            bulletin(zones=("thon-3",)),
            bulletin(),
            programmes=(villages,),
        )
    )
    assert [item.zones for item in order.items if item.bulletin] == [
        ("thon-2",),
        ("thon-1", "thon-2"),
    ]
    assert left_out(order) == {"0002": "zones thon-3"}


def test_the_hours_end_the_session_before_its_longest_length(bulletin: Bulletins) -> None:
    late = programme(start="06:20")
    order = one(inputs(bulletin(9 * MINUTE), bulletin(MINUTE), programmes=(late,)))
    assert bulletins_in(order) == ["0002"]
    assert left_out(order) == {"0001": "outside-hours 542000 527000"}


def test_a_session_outside_the_hours_explains_every_bulletin(bulletin: Bulletins) -> None:
    order = one(inputs(bulletin(), programmes=(programme(start="04:45"),)))
    assert (order.items, left_out(order)) == ((), {"0001": "outside-hours 60000 0"})


def test_the_clocks_doubt_is_kept_at_both_ends_of_a_window(bulletin: Bulletins) -> None:
    whole_hour = programme(minutes=60, layout=(LAYOUT[1],))
    fits = inputs(bulletin(60 * MINUTE - 10_000), programmes=(whole_hour,), doubt_ms=5000)
    assert bulletins_in(one(fits)) == ["0001"]
    over = replace(fits, doubt_ms=5001)
    assert left_out(one(over)) == {"0001": "outside-hours 3590000 3589998"}


def test_a_policy_that_forbids_everything_is_explained(bulletin: Bulletins) -> None:
    orders = plan(inputs(bulletin(), days=2, hours=hours()))
    assert [order.items for order in orders] == [(), ()]
    assert {left_out(order)["0001"] for order in orders} == {"outside-hours 60000 0"}


def test_the_cap_of_a_session_counts_its_sounds(bulletin: Bulletins) -> None:
    capped = hours("05:30-06:30", session_minutes=2)
    order = one(inputs(bulletin(MINUTE), bulletin(45_001), bulletin(45_000), hours=capped))
    assert bulletins_in(order) == ["0001", "0003"]
    assert left_out(order) == {"0002": "cap-session 47001 0"}


def test_the_cap_of_a_day_counts_the_sessions_before_it(bulletin: Bulletins) -> None:
    capped = hours("05:30-06:30", "17:00-18:00", day_minutes=2)
    both = (programme(), programme("chieu", "17:00"))
    since = local("2026-11-23T00:00")
    wanted = inputs(
        bulletin(), hours=capped, programmes=both, since=since, until=since + timedelta(days=1)
    )
    morning, evening = plan(wanted)
    assert bulletins_in(morning) == ["0001"]
    assert left_out(evening)["0001"] == "cap-day 60000 34000"
    (evening,) = plan(replace(wanted, since=since + timedelta(hours=12), standing=(morning,)))
    assert left_out(evening)["0001"] == "cap-day 60000 34000"


def test_a_sound_nobody_approved_is_left_out_by_name(bulletin: Bulletins) -> None:
    order = one(inputs(bulletin(), bulletin(), sounds={"closing": SOUNDS["closing"]}))
    assert [item.part for item in order.items] == ["items", "items", "closing"]
    assert [(out.bulletin, out.reason) for out in order.left_out] == [
        ("sound/ident", "sound-missing"),
        ("sound/separator", "sound-missing"),
    ]


def test_an_order_carries_what_the_player_needs(bulletin: Bulletins) -> None:
    candidate = bulletin(details={"column": "Y tế", "writer": "An"})
    layout = (replace(LAYOUT[0], hard_start=True, grace_ms=500), replace(LAYOUT[1], max_items=3))
    policy = hours("05:30-06:30", document="12/QĐ-UBND", lock_lead_s=10)
    order = one(inputs(candidate, hours=policy, programmes=(programme(layout=layout),)))
    ident, item = order.items
    assert (order.lock_lead_s, order.policy, order.max_length_ms) == (10, "12/QĐ-UBND", 30 * MINUTE)
    assert (ident.hard_start, ident.grace_ms, ident.title) == (True, 500, "ident")
    assert (item.hard_start, item.grace_ms, item.title) == (False, 2000, "Tin 1")
    assert (item.cut, item.approval) == (candidate.approval.cut, candidate.approval.id)
    assert item.details == (("column", "Y tế"), ("writer", "An"))
    assert item.sentence_ends_ms == candidate.sentence_ends_ms
    assert RunningOrder.from_document(order.to_document()) == order


@st.composite
def worlds(draw: st.DrawFn) -> Inputs:
    from broadcaster.bulletins.model import Approval, ApprovalKind

    def candidate(number: int) -> Candidate:
        begins = draw(st.none() | st.integers(0, 4 * 1440))
        name = f"khe-ren-2026-{number:04}"
        approval = Approval(
            f"{name}.r1-a", ApprovalKind.BULLETIN, "c", "d", "an", "binh",
            NOW - timedelta(minutes=draw(st.integers(0, 9))),
            bulletin=name, revision=f"{name}.r1",
            bulletin_class=draw(st.sampled_from(BulletinClass)),
            times=draw(st.none() | st.integers(1, 4)),
            valid_from=None if begins is None else NOW + timedelta(minutes=begins),
            valid_until=None if begins is None else NOW + timedelta(minutes=begins + 2000),
        )  # fmt: skip
        return Candidate(approval, draw(st.integers(1, 20 * MINUTE)))

    candidates = tuple(candidate(number) for number in range(1, draw(st.integers(1, 6)) + 1))
    days = draw(st.frozensets(st.integers(1, 7), min_size=1))
    return inputs(
        *candidates,
        days=4,
        programmes=(
            programme(minutes=draw(st.integers(1, 60))),
            replace(programme("chieu", "17:00"), recurrence=Recurrence(1020, days)),
        ),
        hours=hours(
            "05:20-05:50",
            "17:00-18:00",
            session_minutes=draw(st.none() | st.integers(0, 40)),
            day_minutes=draw(st.none() | st.integers(0, 60)),
        ),
        doubt_ms=draw(st.integers(0, 5000)),
    )


@settings(max_examples=60, deadline=None)
@given(worlds())
def test_the_laws_of_a_plan(wanted: Inputs) -> None:
    orders = plan(wanted)
    assert orders == plan(replace(wanted, demands=tuple(reversed(wanted.demands))))
    airings: dict[str, int] = {}
    for order in orders:
        planned = {item.bulletin for item in order.items if item.bulletin}
        explained = {out.bulletin for out in order.left_out if out.bulletin.startswith("khe")}
        every = {demand.source.approval.bulletin for demand in wanted.demands}
        assert planned | explained == every, "each bulletin is planned or explained"
        assert not planned & explained
        for one_, two in pairwise(order.items):
            assert two.offset_ms == one_.offset_ms + one_.length_ms
        total = sum(item.length_ms for item in order.items)
        assert total <= order.max_length_ms
        if total:
            assert wanted.hours.fits(order.start, total, wanted.doubt_ms).ok
        for item in order.items:
            airings[item.approval] = airings.get(item.approval, 0) + 1
    for demand in wanted.demands:
        times, airing = demand.wanted, airings.get(demand.id, 0)
        assert times is None or airing <= times


def test_the_weekday_and_the_date_are_the_stations(bulletin: Bulletins) -> None:
    monday = replace(programme(), recurrence=Recurrence(330, frozenset({1})))
    (order,) = plan(inputs(bulletin(), days=7, programmes=(monday,)))
    assert order.session == "sang@2026-11-23T05:30"
    assert order.start.astimezone(HANOI).isoweekday() == 1


def test_a_sound_too_long_for_the_session_is_left_out_and_never_cut() -> None:
    layout = (Part(PartKind.MUSIC, "music"), Part(PartKind.CLOSING, "closing"))
    sounds = {**SOUNDS, "music": sound("music", 31 * MINUTE)}
    order = one(inputs(programmes=(programme(layout=layout),), sounds=sounds))
    assert [item.part for item in order.items] == ["closing"]
    assert left_out(order)["usic"] == f"no-room {31 * MINUTE} {30 * MINUTE}"
