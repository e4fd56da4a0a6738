"""A station that hears itself: what its log may claim, and what it notices."""

from tests.playout.loopback.conftest import HeardRig


def test_an_item_that_was_heard_is_matched_and_measured(heard: HeardRig) -> None:
    heard.speak(8.0, 1.5)
    heard.start()
    heard.run(30, until=lambda: len(heard.records("outcome")) == 2)
    heard.stop()
    long, short = heard.records("end")
    assert (long.text("evidence"), short.text("evidence")) == ("4", "3")
    assert long["match_permille"] > 800
    assert "match_permille" not in short
    assert -3000 < long["heard_cdbfs"] < -1000
    assert 100 < long["heard_lag_ms"] < 1000
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
