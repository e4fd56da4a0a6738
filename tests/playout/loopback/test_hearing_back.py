"""A station that hears itself: what its log may claim, and what it notices."""

from datetime import timedelta

from broadcaster.playout.loopback.verdict import MATCHES
from broadcaster.timebase import from_rfc3339
from tests.playout.loopback.conftest import HeardRig


def test_an_item_that_was_heard_is_matched_and_measured(heard: HeardRig) -> None:
    heard.speak(8.0, 1.5)
    heard.start()
    heard.run(30, until=lambda: len(heard.records("outcome")) == 2)
    heard.stop()
    long, short = heard.records("end")
    assert (long.text("evidence"), short.text("evidence")) == ("4", "3")
    assert long["match_permille"] >= MATCHES
    assert "match_permille" not in short
    assert -3000 < long["heard_cdbfs"] < -1000
    assert 800 < long["heard_lag_ms"] < 3000
    assert [one.text("evidence") for one in heard.records("outcome")] == ["4", "3"]
    assert heard.alarms() == []


def test_an_item_that_no_loudspeaker_gave_stays_at_its_grade_and_alarms(heard: HeardRig) -> None:
    heard.say_nothing()
    heard.speak(4.0)
    heard.start()
    heard.run(30, until=lambda: len(heard.records("outcome")) == 1)
    heard.stop()
    (end,) = heard.records("end")
    assert end.text("evidence") == "1"
    assert end["heard_cdbfs"] < -5000
    assert heard.alarms() == ["not-heard"]


def test_sound_that_nobody_ordered_alarms_and_is_kept(heard: HeardRig) -> None:
    heard.start()
    heard.run(3)
    assert heard.alarms() == []
    heard.intrude(5.0)
    heard.run(20, until=lambda: bool(heard.alarms()))
    heard.stop()
    (alarm,) = heard.records("alarm")
    assert (alarm.text("code"), alarm.text("detail")) == ("unordered-sound", "station")
    assert -4000 < alarm["heard_cdbfs"] < -1000
    (aircheck,) = heard.records("aircheck")
    assert aircheck.text("why") == "unordered"
    assert aircheck.text("first") < alarm.text("at")


def test_a_dead_input_is_an_alarm_and_the_session_goes_on(heard: HeardRig) -> None:
    heard.speak(3.0)
    (heard.folder / "stuck").touch()
    heard.start()
    heard.run(30, until=lambda: len(heard.records("outcome")) == 1)
    heard.run(5, until=lambda: bool(heard.alarms()))
    assert heard.alarms() == ["loopback-lost"]
    (end,) = heard.records("end")
    assert (end.text("evidence"), end.text("cause")) == ("1", "whole")
    assert "heard_cdbfs" not in end
    (heard.folder / "stuck").unlink()
    assert heard.opened is not None
    alarms = heard.opened.player.studio.alarms
    heard.run(25, until=lambda: not alarms.standing())
    assert not alarms.standing()
    heard.stop()


def test_neither_the_next_item_nor_the_next_session_waits_for_an_answer(heard: HeardRig) -> None:
    order = heard.speak(2.0, max_length_ms=2_000)
    after = order.start + timedelta(seconds=4)
    heard.station.approve("next", 2000)
    heard.station.plan(after, ["next"], programme="noon")
    heard.start()
    heard.run(30, until=lambda: len(heard.records("outcome")) == 2)
    heard.stop()
    first, second = heard.records("end")
    begun = [one for one in heard.records("start") if one.text("item") == second.text("item")]
    assert begun[0].at < first.at
    late = from_rfc3339(second.text("first")) - after
    assert abs(late) < timedelta(milliseconds=100)
    assert [one.text("outcome") for one in heard.records("outcome")] == ["aired", "aired"]


def test_a_kill_before_the_answer_costs_the_grade_and_not_the_outcome(heard: HeardRig) -> None:
    heard.speak(1.0, 1.0, 1.0)
    heard.start()
    assert heard.opened is not None
    player = heard.opened.player
    heard.run(30, until=lambda: len(player._ends._waiting) == 3)
    assert not heard.records("end")
    if player.conductor is not None:
        player.conductor.air.close()
    heard.opened.close(cleanly=False)
    heard.opened = None
    heard.start()
    heard.stop()
    outcomes = heard.records("outcome")
    assert [(one.text("outcome"), one.text("evidence")) for one in outcomes] == [("aired", "1")] * 3
