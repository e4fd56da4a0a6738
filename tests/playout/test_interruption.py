"""An emergency interrupts at once, and what gave way goes on: never two things at one moment."""

from datetime import datetime, timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from broadcaster.bulletins.model import BulletinClass
from broadcaster.journal.record import Record
from broadcaster.signed import BoxKey
from broadcaster.timebase import VirtualTime
from tests.conftest import bare_home
from tests.playout.rig import Rig
from tests.playout.station import DEFAULT_WINDOWS, TestStation, at_station
from tests.playout.test_operators import ask

SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
RATE_HZ = 48_000
SENTENCES = (3_000, 6_000, 9_850)
START = at_station("05:30")


@pytest.fixture
def abc(station: TestStation) -> TestStation:
    for name in "abc":
        station.approve(name, 10_000)
    station.approve("flood", 5_000, bulletin_class=BulletinClass.EMERGENCY)
    return station


def playing(
    rig: Rig, abc: TestStation, start: datetime, seconds: float, names: str = "abc", **more: Any
) -> None:
    changes = {n: {"sentence_ends_ms": SENTENCES} for n in range(len(names))}
    abc.plan(start, names, changes=changes, **more)
    rig.start()
    rig.run_until(start + timedelta(seconds=seconds))


def interrupt(rig: Rig) -> datetime:
    """Order the emergency; return the moment at which the order reached the player."""
    at: datetime = rig.player.studio.reckoning.now()
    reply = ask(rig, "announce", cut="flood")
    assert reply["ok"], reply
    assert reply["at_once"]
    return at


def segments(rig: Rig) -> list[tuple[Record, Record]]:
    """Return each `start` or `unplanned` record with the `end` after it."""
    open_: dict[str, Record] = {}
    found = []
    for record in rig.records():
        if record.kind in ("start", "unplanned"):
            open_[record.text("item")] = record
        elif record.kind == "end":
            found.append((open_.pop(record.text("item")), record))
    assert not open_
    return found


def assert_sent_is_what_the_log_says(rig: Rig, abc: TestStation) -> None:
    """Compare sample for sample: what was sent is the logged segments, and silence between.

    So no two sounded at one moment: their sum would be neither of them.
    """
    pcm_of = {cut.approval.cut: np.frombuffer(cut.pcm, "<i2") for cut in abc.cuts.values()}
    sounded = [(start, end) for start, end in segments(rig) if end["samples"]]
    for opened, data in rig.recorder.parts:
        sent = np.frombuffer(bytes(data), "<i2")
        said = np.zeros_like(sent)
        free_from = 0
        for start, end in sounded:
            at = round(((end.moment("first") or opened) - opened).total_seconds() * RATE_HZ)
            if 0 <= at < len(sent):
                begins = start.get("from_ms", 0) * RATE_HZ // 1000
                piece = pcm_of[start.text("cut")][begins : begins + end["samples"]]
                assert at >= free_from, start.text("item")
                said[at : at + len(piece)] = piece
                free_from = at + len(piece)
        assert np.array_equal(sent, said)


# What it does to what sounds.


def test_an_emergency_sounds_within_a_second_and_the_item_goes_on_at_its_sentence(
    rig: Rig, abc: TestStation, start: datetime
) -> None:
    playing(rig, abc, start, 4)
    at = interrupt(rig)
    rig.run_until(start + MINUTE)
    ((flood, count),) = rig.recorder.heard_at(abc.cuts["flood"].pcm)
    assert at <= flood <= at + SECOND
    assert count == 5 * RATE_HZ
    assert rig.outcomes() == {
        "a": ("late", "resumed"),
        "b": ("late", "after-grace"),
        "c": ("late", "after-grace"),
    }
    # The sentence cut short, said from its beginning: the cut from its third second on.
    _broken_off, (rest, rest_count) = rig.recorder.heard_at(abc.cuts["a"].pcm[3 * RATE_HZ * 2 :])
    assert abs(rest - (flood + 5 * SECOND)) < timedelta(milliseconds=1)
    assert rest_count == 7 * RATE_HZ
    assert_sent_is_what_the_log_says(rig, abc)


def test_the_log_has_each_segment_with_its_own_start_and_end(
    rig: Rig, abc: TestStation, start: datetime
) -> None:
    playing(rig, abc, start, 4, "a")
    interrupt(rig)
    rig.run_until(start + MINUTE)
    (outcome,) = rig.records("outcome")
    item = outcome.text("item")
    first, second = [r for r in rig.records("start") if r.text("item") == item]
    assert "segment" not in first
    assert (second["segment"], second["from_ms"]) == (2, 3_000)
    ends = [r for r in rig.records("end") if r.text("item") == item]
    assert [r.text("cause") for r in ends] == ["higher-class", "whole"]
    assert ends[1]["samples"] == 7 * RATE_HZ
    assert outcome["sounded_ms"] == 10_000
    assert outcome.moment("actual") == ends[0].moment("first")
    (unplanned,) = rig.records("unplanned")
    assert unplanned.text("class") == "emergency"
    assert ends[0].seq > unplanned.seq > first.seq
    assert second.seq > unplanned.seq


def test_what_was_placed_and_had_not_begun_waits_behind_what_was_interrupted(
    rig: Rig, abc: TestStation, start: datetime
) -> None:
    playing(rig, abc, start, 9.5)  # `b` is placed, half a second ahead
    assert len(rig.records("start")) == 2
    interrupt(rig)
    rig.run_until(start + MINUTE)
    assert [rig.outcomes()[name] for name in "abc"] == [
        ("late", "resumed"),
        ("late", "after-grace"),
        ("late", "after-grace"),
    ]
    assert len(rig.recorder.heard_at(abc.cuts["b"].pcm)) == 1
    assert_sent_is_what_the_log_says(rig, abc)


def test_an_emergency_just_before_a_session_delays_it_and_nothing_is_lost(
    rig: Rig, abc: TestStation, start: datetime
) -> None:
    playing(rig, abc, start, -0.7)  # `a` is placed and has not begun
    at = interrupt(rig)
    rig.run_until(start + MINUTE)
    ((flood, _count),) = rig.recorder.heard_at(abc.cuts["flood"].pcm)
    assert flood <= at + SECOND
    assert rig.outcomes()["a"] == ("late", "after-grace")
    assert rig.outcomes()["c"] == ("late", "after-grace")
    assert_sent_is_what_the_log_says(rig, abc)


def test_without_a_session_it_sounds_within_a_second(
    rig: Rig, abc: TestStation, start: datetime
) -> None:
    rig.start()
    rig.run_until(start - 2 * MINUTE)
    at = interrupt(rig)
    rig.run_until(start)
    ((flood, count),) = rig.recorder.heard_at(abc.cuts["flood"].pcm)
    assert at <= flood <= at + SECOND
    assert count == 5 * RATE_HZ


def test_music_is_dropped_and_said_to_be_preempted(
    rig: Rig, abc: TestStation, start: datetime
) -> None:
    abc.approve("music", 10_000, sound=True, part="music")
    playing(rig, abc, start, 4, "a")
    abc.plan(start + 5 * MINUTE, ["music", "b"], programme="second")
    rig.run_until(start + 5 * MINUTE + 4 * SECOND)
    interrupt(rig)
    rig.run_until(start + 7 * MINUTE)
    assert rig.outcomes()["music"] == ("preempted", "higher-class")
    assert rig.outcomes()["b"][0] == "aired"  # it closes up to the emergency


def test_a_greeting_is_said_again_from_its_beginning(
    rig: Rig, abc: TestStation, start: datetime
) -> None:
    abc.approve("greeting", 6_000, sound=True, part="greeting")
    abc.plan(start, ["greeting", "a"])
    rig.start()
    rig.run_until(start + 4 * SECOND)
    interrupt(rig)
    rig.run_until(start + MINUTE)
    counts = [count for _at, count in rig.recorder.heard_at(abc.cuts["greeting"].pcm)]
    assert len(counts) == 2
    assert counts[1] == 6 * RATE_HZ
    assert rig.outcomes()["greeting"] == ("late", "resumed")


def test_what_no_longer_fits_the_session_stays_preempted(
    rig: Rig, abc: TestStation, start: datetime
) -> None:
    playing(rig, abc, start, 4, "a", max_length_ms=11_000)
    interrupt(rig)
    rig.run_until(start + MINUTE)
    assert rig.outcomes()["a"] == ("preempted", "higher-class")
    (outcome,) = rig.records("outcome")
    assert 4_000 <= outcome["sounded_ms"] <= 5_000


def test_two_emergencies_follow_each_other(rig: Rig, abc: TestStation, start: datetime) -> None:
    playing(rig, abc, start, 4)
    interrupt(rig)
    rig.run_until(start + 6 * SECOND)
    interrupt(rig)
    rig.run_until(start + MINUTE)
    (first, _), (second, _) = rig.recorder.heard_at(abc.cuts["flood"].pcm)
    assert abs(second - (first + 5 * SECOND)) < timedelta(milliseconds=1)
    assert rig.outcomes()["a"] == ("late", "resumed")
    assert_sent_is_what_the_log_says(rig, abc)


def test_an_item_interrupted_twice_is_settled_once(
    rig: Rig, abc: TestStation, start: datetime
) -> None:
    playing(rig, abc, start, 4)
    interrupt(rig)
    rig.run_until(start + 12 * SECOND)  # `a` goes on
    interrupt(rig)
    rig.run_until(start + MINUTE)
    assert rig.outcomes()["a"] == ("late", "resumed")
    assert len(rig.records("outcome")) == 3
    assert [r["segment"] for r in rig.records("start") if "segment" in r] == [2, 3]
    assert_sent_is_what_the_log_says(rig, abc)


def test_an_announcement_waits_for_the_emergency_and_for_what_it_interrupted(
    rig: Rig, abc: TestStation, start: datetime
) -> None:
    abc.approve("extra", 2_000)
    playing(rig, abc, start, 4)
    assert ask(rig, "announce", cut="extra")["ok"]
    at = interrupt(rig)
    rig.run_until(start + MINUTE)
    ((flood, _),) = rig.recorder.heard_at(abc.cuts["flood"].pcm)
    ((extra, count),) = rig.recorder.heard_at(abc.cuts["extra"].pcm)
    assert flood <= at + SECOND
    assert abs(extra - (flood + 12 * SECOND)) < timedelta(milliseconds=1)
    assert count == 2 * RATE_HZ


def test_the_one_airing_that_was_approved_is_completed(
    rig: Rig, abc: TestStation, start: datetime
) -> None:
    abc.approve("once", 10_000, times=1)
    abc.plan(start, ["once"], changes={0: {"sentence_ends_ms": SENTENCES}})
    rig.start()
    rig.run_until(start + 4 * SECOND)
    interrupt(rig)
    rig.run_until(start + MINUTE)
    assert rig.outcomes()["once"] == ("late", "resumed")


# What stands above it.


def test_an_emergency_bulletin_is_no_part_of_a_plan(
    rig: Rig, abc: TestStation, start: datetime
) -> None:
    abc.plan(start, ["flood"])
    rig.start()
    rig.run_until(start + MINUTE)
    assert rig.outcomes()["flood"] == ("skipped", "class-not-approved")


def test_one_person_alone_announces_it_inside_the_hours_only(rig: Rig, abc: TestStation) -> None:
    abc.set_hours(DEFAULT_WINDOWS)
    rig.start()
    reply = ask(rig, "announce", cut="flood")
    assert "outside the allowed hours" in reply["error"]


def test_a_mute_silences_it_and_what_it_interrupted_stays_preempted(
    rig: Rig, abc: TestStation, start: datetime
) -> None:
    playing(rig, abc, start, 4, "a")
    interrupt(rig)
    rig.run_until(start + 6 * SECOND)
    ask(rig, "mute")
    rig.run_until(start + MINUTE)
    (unplanned,) = rig.records("unplanned")
    (ended,) = [r for r in rig.records("end") if r.text("item") == unplanned.text("item")]
    assert ended.text("cause") == "muted"
    assert rig.outcomes()["a"] == ("preempted", "higher-class")
    assert not ask(rig, "announce", cut="flood")["ok"]


def test_stop_all_stops_it_and_what_it_interrupted(
    rig: Rig, abc: TestStation, start: datetime
) -> None:
    playing(rig, abc, start, 4)
    interrupt(rig)
    rig.run_until(start + 6 * SECOND)
    ask(rig, "stop-all")
    rig.run_until(start + MINUTE)
    assert rig.outcomes() == {
        "a": ("partial", "stopped"),
        "b": ("missed", "stopped"),
        "c": ("missed", "stopped"),
    }
    ((_flood, count),) = rig.recorder.heard_at(abc.cuts["flood"].pcm)
    assert count < 3 * RATE_HZ


def test_a_withdrawal_meanwhile_ends_what_was_interrupted(
    rig: Rig, abc: TestStation, start: datetime
) -> None:
    playing(rig, abc, start, 4, "ab")
    interrupt(rig)
    rig.run_until(start + 6 * SECOND)
    abc.withdraw({abc.cuts["a"].approval.id: "withdrawn"})
    rig.run_until(start + MINUTE)
    assert rig.outcomes()["a"] == ("partial", "withdrawn")
    assert [r.text("change") for r in rig.records("plan-change")] == ["withdrawn"]


# A kill at any moment.


@pytest.mark.parametrize("seconds", [4.05, 4.4, 6, 9.0, 9.8, 12, 16.0])
def test_a_kill_leaves_one_outcome_that_knows_what_was_heard(
    rig: Rig, abc: TestStation, start: datetime, seconds: float
) -> None:
    playing(rig, abc, start, 4, "a")
    interrupt(rig)
    rig.run_until(start + timedelta(seconds=seconds))
    rig.drop()
    rig.start()
    rig.run_until(start + MINUTE)
    (outcome,) = rig.records("outcome")
    settled = (outcome.text("outcome"), outcome.text("cause"))
    resumed = any(r.get("segment") == 2 for r in rig.records("start"))
    assert settled == (
        ("partial", "interrupted") if resumed or seconds < 4.1 else ("preempted", "higher-class")
    )
    assert outcome["sounded_ms"] >= 4_000
    begun = [r.text("item") for kind in ("start", "unplanned") for r in rig.records(kind)]
    ended = [r.text("item") for r in rig.records("end")]
    assert sorted(begun) == sorted(ended)
    assert_sent_is_what_the_log_says(rig, abc)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(orders=st.lists(st.floats(-2, 45), min_size=1, max_size=4).map(sorted))
def test_whenever_emergencies_come_nothing_overlaps_and_each_item_has_one_outcome(
    tmp_path_factory: pytest.TempPathFactory, box_key: BoxKey, orders: list[float]
) -> None:
    home = bare_home(tmp_path_factory.mktemp("any") / "home", box_key)
    station = TestStation.build(home)
    for name in "abc":
        station.approve(name, 10_000)
    station.approve("flood", 5_000, bulletin_class=BulletinClass.EMERGENCY)
    rig = Rig(home, VirtualTime(at_station("05:29")))
    playing(rig, station, START, -10)
    asked = []
    for seconds in orders:
        rig.run_until(START + timedelta(seconds=seconds))
        asked.append(interrupt(rig))
    rig.run_until(START + 3 * MINUTE)
    assert {outcome for outcome, _cause in rig.outcomes().values()} <= {"aired", "late"}
    assert len(rig.records("outcome")) == 3
    floods = rig.recorder.heard_at(station.cuts["flood"].pcm)
    assert [count for _at, count in floods] == [5 * RATE_HZ] * len(orders)
    assert floods[0][0] <= asked[0] + SECOND
    assert_sent_is_what_the_log_says(rig, station)
