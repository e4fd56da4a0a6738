"""The laws a listener and an auditor rely on, each on a whole session."""

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise

import pytest

from broadcaster.home import Home
from broadcaster.journal.inspection import inspect, trust_of
from broadcaster.playout.log.entries import DESCRIPTIVE
from broadcaster.schedule import session_file_name
from broadcaster.timebase import NANOSECONDS, TimeQuality, TimeTrust
from tests.playout.rig import Rig, play
from tests.playout.station import DEFAULT_WINDOWS, TestStation, at_station, tone, wav

SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)


# Law 1: nothing unapproved sounds.


def test_a_cut_changed_after_approval_is_missed_and_the_next_starts_at_once(
    rig: Rig, abc: TestStation, start: datetime
) -> None:
    abc.plan(start, "abc")
    path = next(abc.home.audio_cache.rglob(f"{abc.cuts['a'].approval.cut}.*"))
    path.write_bytes(path.read_bytes()[:-2] + b"\1\1")
    play(rig, start + MINUTE)
    assert rig.outcomes()["a"] == ("missed", "cut-altered")
    ((heard, _count),) = rig.recorder.heard_at(abc.cuts["b"].pcm)
    assert abs(heard - start) < timedelta(milliseconds=1)
    assert [r.text("code") for r in rig.records("alarm")] == ["cut-altered"]


def test_a_file_replaced_while_it_is_on_air_is_heard_to_its_end_and_not_begun_again(
    rig: Rig, abc: TestStation, start: datetime
) -> None:
    """What sounds was read before. The same name with other bytes is nobody's approved audio."""
    abc.plan(start, "aba")
    abc.plan(start + 20 * MINUTE, "a", programme="later")
    rig.start()
    rig.run_until(start + 4 * SECOND)
    path = next(abc.home.audio_cache.rglob(f"{abc.cuts['a'].approval.cut}.*"))
    path.write_bytes(wav(tone(40, 10_000)))
    rig.run_until(start + 10 * MINUTE)
    told = [(r.text("bulletin"), r.text("cause")) for r in rig.records("outcome")]
    assert sorted(told) == [("a", "cut-altered"), ("a", "whole"), ("b", "whole")]
    ((_at, count),) = rig.recorder.heard_at(abc.cuts["a"].pcm)
    assert count == 10 * 48_000
    old = abc.cuts["a"].pcm
    new = abc.approve("a", 10_000)  # by its own hash, once it is approved itself
    abc.write_order(abc.order(start + 20 * MINUTE, "a", programme="later"))
    rig.run_until(start + 30 * MINUTE)
    assert rig.outcomes()["a"] == ("aired", "whole")
    assert len(rig.recorder.heard_at(new.pcm)) == len(rig.recorder.heard_at(old)) == 1


def test_nothing_planned_is_silence_that_the_log_vouches_for(
    rig: Rig, station: TestStation, start: datetime
) -> None:
    """No music, no fallback that nobody named; an hourly beat says that the station was up."""
    play(rig, start + timedelta(hours=3))
    assert rig.recorder.parts == []
    kinds = [record.kind for record in rig.records()]
    assert set(kinds) == {"boot", "heartbeat"}
    beats = [record.at for record in rig.records("heartbeat")]
    assert max(later - sooner for sooner, later in pairwise(beats)) <= timedelta(hours=1)
    assert beats[-1] - beats[0] >= timedelta(hours=3)


def test_a_cut_removed_after_approval_is_missed(
    rig: Rig, abc: TestStation, start: datetime
) -> None:
    abc.plan(start, "abc")
    next(abc.home.audio_cache.rglob(f"{abc.cuts['b'].approval.cut}.*")).unlink()
    play(rig, start + MINUTE)
    assert rig.outcomes()["b"] == ("missed", "cut-missing")
    assert rig.outcomes()["c"] == ("aired", "whole")


def test_a_cut_that_cannot_be_decoded_is_missed(
    rig: Rig, abc: TestStation, start: datetime
) -> None:
    from broadcaster.production.cache import AudioCache

    noise = AudioCache(abc.home.audio_cache, 2**40).put(b"not audio at all", "mp3")
    abc.write_approval(replace(abc.cuts["a"].approval, cut=noise))
    abc.plan(start, "abc", changes={0: {"cut": noise}})
    play(rig, start + MINUTE)
    assert rig.outcomes()["a"] == ("missed", "cut-unreadable")


def test_another_decoding_is_an_alarm_and_not_a_stop(
    rig: Rig, abc: TestStation, start: datetime
) -> None:
    abc.write_approval(replace(abc.cuts["a"].approval, decoded_sha256="0" * 64))
    abc.plan(start, "a")
    play(rig, start + MINUTE)
    assert rig.outcomes()["a"] == ("aired", "whole")
    assert [r.text("code") for r in rig.records("alarm")] == ["decoded-differs"]


def test_an_approval_removed_after_the_lock_lets_nothing_sound(
    rig: Rig, abc: TestStation, start: datetime
) -> None:
    abc.plan(start, "abc")
    rig.start()
    rig.run_until(start - MINUTE)
    (abc.home.approvals / "approval-b.json").unlink()
    rig.run_until(start + MINUTE)
    assert rig.outcomes()["b"] == ("skipped", "approval-missing")
    assert not rig.recorder.heard_at(abc.cuts["b"].pcm)


def test_it_never_airs_more_often_than_approved_even_twice_in_a_row(
    rig: Rig, abc: TestStation, start: datetime
) -> None:
    abc.approve("once", 5_000, times=1)
    abc.plan(start, ["once", "once", "a"])
    play(rig, start + MINUTE)
    found = [(r.text("bulletin"), r.text("outcome")) for r in rig.records("outcome")]
    assert sorted(found) == [("a", "aired"), ("once", "aired"), ("once", "skipped")]
    assert len(rig.recorder.heard_at(abc.cuts["once"].pcm)) == 1


def test_airings_of_earlier_days_count(rig: Rig, abc: TestStation, start: datetime) -> None:
    abc.approve("once", 5_000, times=1)
    abc.plan(start, ["once"])
    abc.plan(start + timedelta(hours=11, minutes=30), ["once", "a"], programme="evening")
    play(rig, start + MINUTE)
    rig.start()
    rig.run_until(start + timedelta(hours=12))
    assert [r.text("cause") for r in rig.records("outcome")] == ["whole", "times-reached", "whole"]


# Law 2: nothing planned vanishes.


def test_the_plan_record_names_the_copy_that_was_locked(
    rig: Rig, abc: TestStation, start: datetime
) -> None:
    order = abc.plan(start, "abc")
    file = abc.home.plan / session_file_name(order.session)
    data = file.read_bytes()
    play(rig, start - MINUTE)
    (plan,) = rig.records("plan")
    assert (abc.home.orders / f"{plan.text('order')}.json").read_bytes() == data
    assert plan["items"] == [f"{i.tail}:{i.offset_ms}:{i.length_ms}" for i in order.items]
    assert (plan["count"], plan["part"], plan["parts"]) == (3, 1, 1)
    lead = start - plan.at
    assert timedelta(seconds=119) <= lead <= timedelta(seconds=120)


def test_a_long_plan_is_locked_in_numbered_parts(
    rig: Rig, abc: TestStation, start: datetime
) -> None:
    abc.plan(start, "abc" * 100, max_length_ms=3_600_000)
    play(rig, start - MINUTE)
    plans = rig.records("plan")
    assert [(p["part"], p["parts"], p["count"]) for p in plans] == [
        (n, len(plans), 300) for n in range(1, len(plans) + 1)
    ]
    assert sum(len(p["items"]) for p in plans) == 300


@pytest.mark.parametrize("what", ["replaced", "removed", "spoilt"])
def test_after_the_lock_only_the_copy_is_played(
    rig: Rig, abc: TestStation, start: datetime, what: str
) -> None:
    order = abc.plan(start, "ab")
    rig.start()
    rig.run_until(start - MINUTE)
    file = abc.home.plan / session_file_name(order.session)
    if what == "replaced":
        abc.write_order(abc.order(start, "c"))
    elif what == "removed":
        file.unlink()
    else:
        file.write_text("")
    rig.drop()  # also after a restart
    rig.start()
    rig.run_until(start + MINUTE)
    assert rig.outcomes() == {"a": ("aired", "whole"), "b": ("aired", "whole")}


def test_a_player_that_starts_later_locks_at_once(
    rig: Rig, abc: TestStation, start: datetime
) -> None:
    order = abc.plan(start, "abc")
    rig.time.sleep_until(int((start - rig.time.now() - 20 * SECOND).total_seconds() * 1e9))
    rig.start()
    assert [r.text("session") for r in rig.records("plan")] == [order.session]
    rig.run_until(start + MINUTE)
    assert {outcome for outcome, _cause in rig.outcomes().values()} == {"aired"}


@pytest.mark.parametrize(
    ("spoil", "cause"),
    [
        ("missing", "missing"),
        ("by-hand", "unreadable"),
        ("another-key", "bad-signature"),
        ("another-session", "wrong-session"),
        ("edited", "bad-signature"),
    ],
)
def test_a_due_session_without_a_valid_order_is_written_down_and_alarms(
    rig: Rig, abc: TestStation, start: datetime, spoil: str, cause: str
) -> None:
    import json

    from broadcaster.signed import BoxKey

    order = abc.plan(start, "abc")
    file = abc.home.plan / session_file_name(order.session)
    if spoil == "missing":
        file.unlink()
    elif spoil == "by-hand":
        file.write_text(json.dumps(order.to_document()))
    elif spoil == "another-key":
        file.write_bytes(BoxKey.generate().sign("running-order", order.to_document()))
    elif spoil == "another-session":
        other = abc.order(start + timedelta(days=1), "abc")
        file.write_bytes(abc.key.sign("running-order", other.to_document()))
    else:
        envelope = json.loads(file.read_bytes())
        envelope["payload"] = envelope["payload"][:200] + "A" + envelope["payload"][201:]
        file.write_text(json.dumps(envelope))
    play(rig, start + MINUTE)
    (record,) = rig.records("no-plan")
    assert (record.text("session"), record.text("cause")) == (order.session, cause)
    assert [r.text("code") for r in rig.records("alarm")] == ["no-plan"]
    assert rig.recorder.is_silent()


def test_an_empty_session_is_silent_and_alarms(rig: Rig, abc: TestStation, start: datetime) -> None:
    abc.plan(start, "")
    play(rig, start + MINUTE)
    assert [r["count"] for r in rig.records("plan")] == [0]
    assert [r.text("code") for r in rig.records("alarm")] == ["empty-session"]
    assert rig.recorder.parts == []


def test_a_session_of_which_nothing_sounds_alarms(
    rig: Rig, abc: TestStation, start: datetime
) -> None:
    abc.plan(start, "ab")
    for name in "ab":
        next(abc.home.audio_cache.rglob(f"{abc.cuts[name].approval.cut}.*")).unlink()
    play(rig, start + MINUTE)
    assert "silent-session" in [r.text("code") for r in rig.records("alarm")]


def test_what_does_not_fit_the_session_is_missed_for_want_of_time(
    rig: Rig, abc: TestStation, start: datetime
) -> None:
    abc.plan(start, "abc", max_length_ms=25_000)
    play(rig, start + MINUTE)
    assert rig.outcomes() == {
        "a": ("aired", "whole"),
        "b": ("aired", "whole"),
        "c": ("missed", "no-time-left"),
    }


def test_sessions_that_passed_while_the_station_was_down_are_all_accounted_for(
    rig: Rig, abc: TestStation, start: datetime
) -> None:
    rig.start()
    rig.stop()
    morning = abc.plan(start, "abc")
    no_order = abc.order(start + timedelta(hours=2), "a", programme="noon")
    abc.expect(no_order)
    evening = abc.plan(start + timedelta(hours=11, minutes=30), "a", programme="evening")
    rig.time.advance(6 * 3600 * 10**9)
    rig.start()
    assert [r.text("session") for r in rig.records("plan")] == [morning.session]
    assert [r.text("session") for r in rig.records("no-plan")] == [no_order.session]
    assert rig.outcomes() == dict.fromkeys("abc", ("missed", "station-down"))
    rig.run_until(evening.end)
    assert rig.outcomes()["a"] == ("aired", "whole")
    assert len(rig.records("outcome")) == 4


def test_sessions_from_before_the_log_began_are_not_due(
    rig: Rig, abc: TestStation, start: datetime
) -> None:
    abc.plan(start, "abc")
    rig.time.advance(6 * 3600 * 10**9)
    play(rig, start + timedelta(hours=7))
    assert rig.records("plan") == []
    assert rig.records("no-plan") == []


def test_a_session_added_to_the_past_of_a_running_station_is_not_due(
    rig: Rig, abc: TestStation, start: datetime
) -> None:
    rig.start()
    rig.run_until(start + timedelta(hours=3))
    abc.expect(abc.order(start, "abc"))
    rig.run_until(start + timedelta(hours=4))
    rig.stop()
    rig.start()
    assert rig.records("no-plan") == []


def test_a_locked_order_that_is_lost_leaves_no_item_without_an_outcome(
    rig: Rig, abc: TestStation, start: datetime
) -> None:
    abc.plan(start, "abc")
    rig.start()
    rig.run_until(start - MINUTE)
    rig.drop()
    for copy in abc.home.orders.iterdir():
        copy.write_bytes(b"{}")
    rig.start()
    rig.run_until(start + MINUTE)
    assert [r.text("outcome") for r in rig.records("outcome")] == ["missed"] * 3
    assert "order-lost" in [r.text("code") for r in rig.records("alarm")]
    assert rig.recorder.is_silent()


# Law 3: the hours guard, last before the samples.


@pytest.mark.parametrize("spoil", ["narrowed", "deleted", "unsigned", "unreadable"])
def test_a_session_planned_under_a_wider_policy_is_refused_and_its_output_is_zero(
    rig: Rig, abc: TestStation, spoil: str
) -> None:
    rig.time.advance(20 * 3600 * 10**9)
    night = at_station("02:00") + timedelta(days=1)
    abc.plan(night, "abc")
    rig.start()
    rig.run_until(night - MINUTE)  # locked under the wider policy
    cause = "hours-unsigned"
    if spoil == "narrowed":
        abc.set_hours(DEFAULT_WINDOWS)
        cause = "outside-hours"
    elif spoil == "deleted":
        abc.home.hours.unlink()
        cause = "hours-missing"
    elif spoil == "unsigned":
        abc.home.hours.write_bytes(abc.home.hours.read_bytes().replace(b'"sig":', b'"sgi":'))
    else:
        abc.sign(abc.home.hours, "hours", {"v": 1, "windows": "all"})
    rig.run_until(night + timedelta(minutes=12))
    assert rig.outcomes() == dict.fromkeys("abc", ("refused", cause))
    assert rig.recorder.parts
    assert rig.recorder.is_silent()
    assert rig.records("start") == []


def test_a_policy_that_allows_the_session_again_in_time_is_obeyed(
    rig: Rig, abc: TestStation, start: datetime
) -> None:
    abc.plan(start, "abc")
    abc.set_hours([])
    rig.start()
    rig.run_until(start + 5 * SECOND)
    abc.set_hours(DEFAULT_WINDOWS)
    rig.run_until(start + MINUTE)
    assert rig.outcomes() == {
        "a": ("refused", "outside-hours"),
        "b": ("aired", "whole"),
        "c": ("aired", "whole"),
    }


def test_at_the_windows_end_an_item_that_could_not_finish_is_refused_also_after_an_overrun(
    rig: Rig, abc: TestStation
) -> None:
    start = at_station("06:29:35")
    abc.set_hours(DEFAULT_WINDOWS)
    abc.plan(start, "ab", changes={0: {"length_ms": 8000}})  # it really lasts ten seconds
    abc.plan(start + timedelta(minutes=1), "c", programme="later")
    rig.time.advance(3600 * 10**9)
    play(rig, start + 5 * MINUTE)
    assert rig.outcomes()["a"] == ("aired", "whole")
    assert rig.outcomes()["b"] == ("aired", "whole")
    assert rig.outcomes()["c"] == ("refused", "outside-hours")


def test_at_the_windows_start_items_wait_the_clocks_uncertainty_out(
    rig: Rig, abc: TestStation, start: datetime
) -> None:
    abc.set_hours(DEFAULT_WINDOWS)
    abc.plan(start, "ab")
    rig.trust = lambda: TimeTrust(TimeQuality.OPERATOR, 5000, "a person")
    play(rig, start + MINUTE)
    ((heard, _count),) = rig.recorder.heard_at(abc.cuts["a"].pcm)
    assert abs(heard - (start + 5 * SECOND)) < timedelta(milliseconds=1)
    assert rig.outcomes()["a"] == ("late", "after-grace")


def test_on_an_unknown_clock_nothing_sounds_until_somebody_vouches_for_it(
    rig: Rig, abc: TestStation, start: datetime
) -> None:
    abc.plan(start, "abc")
    rig.trust = lambda: TimeTrust(TimeQuality.UNKNOWN, 0, "never set at boot")
    rig.start()
    rig.run_until(start + 12 * SECOND)
    rig.trust = lambda: TimeTrust(TimeQuality.OPERATOR, 0, "confirmed")
    rig.run_until(start + MINUTE)
    assert rig.outcomes()["a"] == ("refused", "clock-unknown")
    assert rig.outcomes()["c"] == ("aired", "whole")
    qualities = [(r.text("before"), r.text("after")) for r in rig.records("clock")]
    assert qualities == [("unknown", "operator")]
    assert "clock-unknown" in [r.text("code") for r in rig.records("alarm")]


def test_the_volume_stays_under_the_policys_ceiling(
    rig: Rig, abc: TestStation, start: datetime
) -> None:
    abc.set_hours(DEFAULT_WINDOWS, volume=[{"start": "05:00", "end": "07:00", "percent": 30}])
    abc.plan(start, "a")
    play(rig, start + MINUTE)
    loudest = max(
        abs(int.from_bytes(data[n : n + 2], "little", signed=True))
        for _start, data in rig.recorder.parts
        for n in range(0, len(data), 2)
    )
    assert 2600 <= loudest <= 2700
    assert [r["volume_percent"] for r in rig.records("start")] == [30]


# Law 4: the intent is durable before the sound.


def test_each_start_is_durable_half_a_second_ahead_or_while_the_one_before_sounds(
    rig: Rig, abc: TestStation, start: datetime
) -> None:
    abc.plan(start, "abc", changes={2: {"offset_ms": 40_000}})
    play(rig, start + 2 * MINUTE)
    ends = {r.text("item"): r.moment("last") for r in rig.records("end")}
    before: datetime | None = None
    for record, ended in zip(rig.records("start"), rig.records("end"), strict=True):
        first = ended.moment("first")
        assert first is not None
        still_sounds = before is not None and record.at < before and first == before
        assert still_sounds or first - record.at >= timedelta(milliseconds=500)
        before = ends[record.text("item")]


def test_an_outcome_needs_no_other_source(rig: Rig, abc: TestStation, start: datetime) -> None:
    abc.plan(start, "a")
    play(rig, start + MINUTE)
    (outcome,) = rig.records("outcome")
    (begun,) = rig.records("start")
    for name in DESCRIPTIVE:
        if name in begun:
            assert outcome[name] == begun[name]
    assert outcome["actual"] == rig.records("end")[0]["first"]
    assert outcome["sounded_ms"] == 10_000
    assert outcome["evidence"] == "1"


# Law 6: what expired or was withdrawn does not air.


def test_a_bulletin_that_expires_before_its_moment_is_skipped(
    rig: Rig, abc: TestStation, start: datetime
) -> None:
    abc.write_approval(replace(abc.cuts["b"].approval, valid_until=start + 10 * SECOND))
    abc.write_approval(replace(abc.cuts["c"].approval, valid_from=start + 11 * SECOND))
    abc.plan(start, "abc")
    play(rig, start + MINUTE)
    assert rig.outcomes()["b"] == ("skipped", "expired")
    assert rig.outcomes()["c"] == ("skipped", "not-yet-valid")


def test_a_withdrawal_stops_an_item_at_the_end_of_its_sentence(
    rig: Rig, abc: TestStation, start: datetime
) -> None:
    abc.plan(start, "abc", changes={0: {"sentence_ends_ms": (3000, 6500, 9850)}})
    rig.start()
    rig.run_until(start + 4 * SECOND)
    abc.withdraw({"approval-a": "withdrawn"}, by="chair")
    rig.run_until(start + MINUTE)
    assert rig.outcomes()["a"] == ("partial", "withdrawn")
    ((_heard, count),) = rig.recorder.heard_at(abc.cuts["a"].pcm)
    assert 0 <= count - 6500 * 48 <= 5  # the silence after it may agree with a sample or two
    (change,) = rig.records("plan-change")
    assert (change.text("change"), change.text("by")) == ("withdrawn", "chair")
    ((heard, _count),) = rig.recorder.heard_at(abc.cuts["b"].pcm)
    assert heard - start < 7.5 * SECOND  # the next starts at once
    assert rig.outcomes()["c"] == ("aired", "whole")


def test_a_withdrawal_before_its_moment_is_a_change_of_plan_and_a_skip(
    rig: Rig, abc: TestStation, start: datetime
) -> None:
    order = abc.plan(start, "abc")
    rig.start()
    rig.run_until(start - MINUTE)
    abc.withdraw({"approval-b": "superseded"})
    rig.run_until(start + MINUTE)
    assert rig.outcomes()["b"] == ("skipped", "superseded")
    (change,) = rig.records("plan-change")
    assert change.text("item") == order.items[1].id
    assert len(rig.records("outcome")) == 3


def test_a_withdrawal_of_what_is_placed_and_has_not_begun_lets_nothing_of_it_sound(
    rig: Rig, abc: TestStation, start: datetime
) -> None:
    abc.plan(start, "abc")
    rig.start()
    rig.run_until(start + 9.3 * SECOND)  # b is placed, a sounds
    assert len(rig.records("start")) == 2
    abc.withdraw({"approval-b": "withdrawn"})
    rig.run_until(start + MINUTE)
    assert rig.outcomes()["b"] == ("skipped", "withdrawn")
    assert not rig.recorder.heard_at(abc.cuts["b"].pcm)
    ((heard, _count),) = rig.recorder.heard_at(abc.cuts["c"].pcm)
    assert abs(heard - (start + 10 * SECOND)) < timedelta(milliseconds=600)


# Failures of the output.


def test_an_output_that_fails_leaves_the_item_partial_and_is_tried_again(
    rig: Rig, abc: TestStation, start: datetime
) -> None:
    abc.plan(start, "abc")
    rig.start()
    rig.run_until(start + 4 * SECOND)
    rig.recorder.fails = True
    rig.run_until(start + 5 * SECOND)
    rig.recorder.fails = False
    rig.run_until(start + MINUTE)
    assert rig.outcomes() == {
        "a": ("partial", "no-output"),
        "b": ("aired", "whole"),
        "c": ("aired", "whole"),
    }
    assert len(rig.recorder.parts) == 2
    assert [r.text("code") for r in rig.records("alarm")] == ["no-output"]
    assert rig.player.studio.alarms.standing() == []


def test_without_any_output_every_item_is_missed_in_its_time(
    rig: Rig, abc: TestStation, start: datetime
) -> None:
    rig.recorder.cannot_open = True
    abc.plan(start, "abc")
    play(rig, start + MINUTE)
    assert rig.outcomes() == dict.fromkeys("abc", ("missed", "no-output"))
    times = [r.at - start for r in rig.records("outcome")]
    assert times == sorted(times)
    assert times[0] >= 10 * SECOND


def test_an_output_that_comes_within_the_first_item_lets_it_sound_late(
    rig: Rig, abc: TestStation, start: datetime
) -> None:
    rig.recorder.cannot_open = True
    abc.plan(start, "ab")
    rig.start()
    rig.run_until(start + 4 * SECOND)
    rig.recorder.cannot_open = False
    rig.run_until(start + MINUTE)
    assert rig.outcomes()["a"] == ("late", "after-grace")


def test_a_machine_that_slept_leaves_a_gap_and_goes_on_with_the_next_item(
    rig: Rig, abc: TestStation, start: datetime
) -> None:
    abc.plan(start, "abc")
    rig.start()
    rig.run_until(start + 4 * SECOND)
    rig.time.advance(5 * 10**9)
    rig.run_until(start + MINUTE)
    assert rig.outcomes() == {
        "a": ("partial", "interrupted"),
        "b": ("aired", "whole"),
        "c": ("aired", "whole"),
    }
    assert "stalled" in [r.text("code") for r in rig.records("alarm")]


def test_an_output_that_ran_dry_is_an_event(rig: Rig, abc: TestStation, start: datetime) -> None:
    abc.plan(start, "abc")
    rig.start()
    rig.run_until(start + 4 * SECOND)
    rig.recorder.gaps += 1
    rig.run_until(start + MINUTE)
    assert [r.text("code") for r in rig.records("alarm")] == ["stalled"]
    assert {outcome for outcome, _cause in rig.outcomes().values()} == {"aired"}


# The clock.


def test_a_step_of_the_clock_while_an_item_sounds_is_recorded_and_the_item_goes_on(
    rig: Rig, abc: TestStation, start: datetime
) -> None:
    abc.plan(start, "abc")
    rig.start()
    rig.run_until(start + 4 * SECOND)
    rig.time.step_wall(timedelta(seconds=3))
    rig.run_until(start + MINUTE)
    (clock,) = rig.records("clock")
    assert (clock.text("change"), clock["step_ms"]) == ("step", 3000)
    assert {outcome for outcome, _cause in rig.outcomes().values()} <= {"aired", "late"}
    assert len(rig.recorder.heard_at(abc.cuts["a"].pcm)) == 1


def test_after_a_step_back_nothing_is_played_twice(
    rig: Rig, abc: TestStation, start: datetime
) -> None:
    abc.plan(start, "abc")
    rig.start()
    rig.run_until(start + 40 * SECOND)
    rig.time.step_wall(-timedelta(minutes=10))
    rig.run_until(start + 2 * MINUTE)
    assert all(len(rig.recorder.heard_at(abc.cuts[name].pcm)) == 1 for name in "abc")
    assert len(rig.records("outcome")) == 3


def test_after_a_step_forward_sessions_that_passed_are_not_caught_up(
    rig: Rig, abc: TestStation, start: datetime
) -> None:
    abc.plan(start, "abc")
    rig.start()
    rig.run_until(start - 3 * MINUTE)
    rig.time.step_wall(timedelta(hours=5))
    rig.run_until(start + timedelta(hours=6))
    assert rig.outcomes() == dict.fromkeys("abc", ("missed", "station-down"))
    assert rig.recorder.parts == []


def test_a_step_out_of_the_hours_keeps_what_is_placed_from_sounding(
    rig: Rig, abc: TestStation, start: datetime
) -> None:
    abc.set_hours(DEFAULT_WINDOWS)
    abc.plan(start, "abc")
    rig.start()
    rig.run_until(start - 0.7 * SECOND)
    assert len(rig.records("start")) == 1
    rig.time.step_wall(timedelta(hours=2))
    rig.run_until(start + timedelta(hours=3))
    assert rig.recorder.is_silent()
    assert rig.outcomes()["a"] == ("refused", "outside-hours")


def test_heartbeats_are_hourly_so_that_silence_is_evidence_too(
    rig: Rig, home: Home, start: datetime
) -> None:
    play(rig, start + timedelta(hours=5))
    beats = [r.at for r in rig.records("heartbeat")]
    gaps = [later - earlier for earlier, later in pairwise(beats)]
    assert len(beats) >= 6
    assert max(gaps) <= timedelta(hours=1, seconds=1)


def test_a_stop_by_people_is_told_from_a_kill(rig: Rig, home: Home, start: datetime) -> None:
    """Both leave the same silence; only the record before it says that it was ordered."""
    rig.start()
    rig.run_until(start + timedelta(hours=1))
    rig.stop()
    rig.time.advance(3 * 3600 * NANOSECONDS)
    rig.start()
    rig.run_until(start + timedelta(hours=5))
    rig.drop()
    rig.time.advance(3 * 3600 * NANOSECONDS)
    rig.start()
    (found,) = inspect(home.journal, trust_of(home))
    assert found.is_sound
    assert [gap.stopped for gap in found.gaps] == [True, False]
