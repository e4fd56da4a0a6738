"""An emergency order passes whatever stands in its way but a person's silence, and is repeated."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from broadcaster.bulletins.model import BulletinClass
from broadcaster.emergency import Blank, Phrase, Piece, Template, Wording
from broadcaster.timebase import TimeQuality, TimeTrust, as_rfc3339
from tests.playout.rig import Rig
from tests.playout.station import DEFAULT_WINDOWS, MADE, TestStation
from tests.playout.test_operators import ask, no_room_for_the_log

SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
RATE_HZ = 48_000
TEXTS = {
    "Lũ trên": 2_000,
    "sông Ren": 1_000,
    "suối Hoa": 1_500,
    "Lên đồi.": 3_000,
    "Diễn tập.": 1_200,
}


def signed_template(station: TestStation, **changes: Any) -> Template:
    """Return a template whose phrases are tones of their own."""
    phrases = {}
    for text, length_ms in TEXTS.items():
        name = f"phrase {text}"
        cut = station.cuts.get(name) or station.approve(name, length_ms)
        decoded = sha256(cut.pcm).hexdigest()
        phrases[text] = Phrase(text, cut.approval.cut, decoded, length_ms, (length_ms - 150,))
    pieces = (Piece("Lũ trên"), Piece("", "song", True), Piece("Lên đồi.", "", True))
    wording = Wording(
        name="lu-quet",
        title="Flash flood",
        pieces=pieces,
        blanks=(Blank("song", ("sông Ren", "suối Hoa")),),
        drill="Diễn tập.",
        alert=False,
        repeat_minutes=0,
        expire_minutes=60,
    )
    wording = replace(wording, **changes)
    return Template(wording, "0123456789ab", phrases, "operator", MADE, "chair", "Chair")


def publish(station: TestStation, *templates: Template) -> None:
    station.made += SECOND
    documents = [one.to_document() for one in templates]
    body = {"v": 1, "at": as_rfc3339(station.made), "templates": documents}
    station.sign(station.home.emergency_templates, "emergency-templates", body)


@pytest.fixture
def flood(station: TestStation) -> TestStation:
    for name in "abc":
        station.approve(name, 10_000)
    publish(station, signed_template(station))
    return station


def said(station: TestStation, *texts: str) -> bytes:
    return b"".join(station.cuts[f"phrase {text}"].pcm for text in texts)


def play(rig: Rig, **words: str) -> dict[str, Any]:
    fills = json.dumps({"song": "sông Ren"})
    return ask(rig, "emergency-play", **{"template": "lu-quet", "fills": fills, **words})


def heard(rig: Rig, station: TestStation, *texts: str) -> list[tuple[datetime, int]]:
    return rig.recorder.heard_at(said(station, *texts))


WARNING = ("Lũ trên", "sông Ren", "Lên đồi.")
WHOLE = 6 * RATE_HZ


# What is said, and how soon.


def test_a_filled_template_sounds_in_one_piece_within_a_second(
    rig: Rig, flood: TestStation, start: datetime
) -> None:
    flood.plan(start, "abc")
    rig.start()
    rig.run_until(start + 4 * SECOND)
    at = rig.player.studio.reckoning.now()
    reply = play(rig)
    assert reply["ok"], reply
    assert reply["text"] == "Lũ trên sông Ren Lên đồi."
    rig.run_until(start + MINUTE)
    ((first, count),) = heard(rig, flood, *WARNING)
    assert at <= first <= at + SECOND
    assert count == WHOLE
    (unplanned,) = rig.records("unplanned")
    assert unplanned.text("class") == "emergency"
    assert unplanned.text("what") == "emergency"
    assert unplanned.text("authority") == "template"
    assert (unplanned.text("template"), unplanned.text("version")) == ("lu-quet", "0123456789ab")
    assert unplanned["fills"] == ["song=sông Ren"]
    assert unplanned.text("by") == "operator"
    assert rig.outcomes()["a"] == ("late", "resumed")
    assert rig.records("emergency")[0].text("use") == reply["use"] == unplanned.text("use")


def test_a_drill_says_so_before_and_after_and_is_counted_apart(
    rig: Rig, flood: TestStation, start: datetime
) -> None:
    rig.start()
    assert play(rig, drill="yes")["what"] == "drill"
    rig.run_until(start)
    (_first, count), _its_end = heard(rig, flood, "Diễn tập.", *WARNING, "Diễn tập.")
    assert count == WHOLE + 2 * 57_600
    (unplanned,) = rig.records("unplanned")
    assert unplanned.text("what") == "drill"


def test_the_alert_comes_first_where_the_station_has_one(
    rig: Rig, flood: TestStation, start: datetime
) -> None:
    publish(flood, signed_template(flood, alert=True))
    flood.approve("alert", 2_000, sound=True, id="sound-alert.a1")
    rig.start()
    play(rig)
    rig.run_until(start)
    assert [
        count
        for _at, count in rig.recorder.heard_at(flood.cuts["alert"].pcm + said(flood, *WARNING))
    ] == [2 * RATE_HZ + WHOLE]


def test_a_real_emergency_breaks_into_a_drill(
    rig: Rig, flood: TestStation, start: datetime
) -> None:
    rig.start()
    play(rig, drill="yes")
    rig.run_until(rig.time.now() + 3 * SECOND)
    at = rig.player.studio.reckoning.now()
    play(rig)
    rig.run_until(start)
    *_of_drill, (first, count) = heard(rig, flood, *WARNING)
    assert first <= at + SECOND
    assert count == WHOLE
    causes = [r.text("cause") for r in rig.records("end")]
    assert causes == ["higher-class", "whole"]


# What it passes, and what it does not.


Hindrance = Callable[[Rig, TestStation], None]


def no_hours(rig: Rig, station: TestStation) -> None:
    station.home.hours.unlink()


def night(rig: Rig, station: TestStation) -> None:
    station.set_hours(DEFAULT_WINDOWS)


def no_clock(rig: Rig, station: TestStation) -> None:
    rig.trust = lambda: TimeTrust(TimeQuality.UNKNOWN, 0, "1970")


def no_withdrawals(rig: Rig, station: TestStation) -> None:
    station.home.withdrawn.unlink()


HINDRANCES = [no_hours, night, no_clock, no_withdrawals]


@pytest.mark.parametrize("hinder", HINDRANCES)
def test_it_passes_at_any_hour_and_on_any_clock(
    rig: Rig, flood: TestStation, start: datetime, hinder: Hindrance
) -> None:
    hinder(rig, flood)
    rig.start()
    assert play(rig)["ok"]
    rig.run_until(start)
    assert [count for _at, count in heard(rig, flood, *WARNING)] == [WHOLE]


@pytest.mark.parametrize("hinder", HINDRANCES[:3])
def test_a_drill_is_bound_by_hours_and_clock(
    rig: Rig, flood: TestStation, start: datetime, hinder: Hindrance
) -> None:
    hinder(rig, flood)
    rig.start()
    assert not play(rig, drill="yes")["ok"]
    rig.run_until(start)
    assert rig.recorder.is_silent()


def test_it_passes_with_the_log_full_and_the_record_follows(
    rig: Rig, flood: TestStation, start: datetime
) -> None:
    rig.start()
    with no_room_for_the_log(rig):
        assert play(rig)["ok"]
        rig.run_until(start - MINUTE)
        assert [count for _at, count in heard(rig, flood, *WARNING)] == [WHOLE]
        assert rig.records("unplanned") == []
    rig.run_until(start)
    assert [r.text("what") for r in rig.records("unplanned")] == ["emergency"]


def test_a_mute_stands_above_it(rig: Rig, flood: TestStation, start: datetime) -> None:
    rig.start()
    ask(rig, "mute")
    reply = play(rig)
    assert "muted" in reply["error"]
    rig.run_until(start)
    assert rig.recorder.is_silent()
    assert rig.records("emergency") == []


@pytest.mark.parametrize("spoil", ["unsigned", "withdrawn", "cut", "fill", "name"])
def test_what_was_not_approved_is_refused_with_a_sentence(
    rig: Rig, flood: TestStation, start: datetime, spoil: str
) -> None:
    words = {}
    rig.start()
    if spoil == "unsigned":
        rig.home.emergency_templates.write_bytes(b"{}")
        (rig.home.run / "emergency.json").unlink(missing_ok=True)
    elif spoil == "withdrawn":
        publish(flood)
    elif spoil == "cut":
        cut = flood.cuts["phrase sông Ren"].approval.cut
        next(rig.home.audio_cache.rglob(f"{cut}.*")).unlink()
    elif spoil == "fill":
        words["fills"] = json.dumps({"song": "sông Hồng"})
    else:
        words["template"] = "chay-rung"
    reply = play(rig, **words)
    assert not reply["ok"]
    assert len(reply["error"]) > 20
    rig.run_until(start)
    assert rig.recorder.is_silent()


def test_the_last_good_copy_serves_where_the_file_is_spoilt(
    rig: Rig, flood: TestStation, start: datetime
) -> None:
    rig.start()
    rig.run_until(start - 4 * MINUTE)
    rig.home.emergency_templates.write_bytes(b"{}")
    assert play(rig)["ok"]
    rig.run_until(start)
    assert "plan/emergency.json" in [r.text("detail") for r in rig.records("alarm")]


# Again and again, until it is over.


def test_it_is_said_again_every_so_many_minutes_until_it_expires(
    rig: Rig, flood: TestStation, start: datetime
) -> None:
    rig.start()
    play(rig, repeat_minutes="10", expire_minutes="25")
    rig.run_until(start + timedelta(hours=2))
    moments = [at for at, _count in heard(rig, flood, *WARNING)]
    gaps = [after - before for before, after in pairwise(moments)]
    assert len(moments) == 3
    assert all(abs(gap - 10 * MINUTE) < SECOND for gap in gaps)
    states = [(r.text("state"), r.text("cause")) for r in rig.records("emergency")]
    assert states == [("ordered", ""), ("over", "expired")]


def test_a_repeat_interrupts_a_session_too(rig: Rig, flood: TestStation, start: datetime) -> None:
    flood.plan(start, "abc")
    rig.start()
    rig.run_until(start - 2 * MINUTE + 4 * SECOND)
    play(rig, repeat_minutes="2")
    rig.run_until(start + MINUTE)
    assert len(heard(rig, flood, *WARNING)) == 2
    assert rig.outcomes()["a"] == ("late", "resumed")


def test_cancelled_it_ends_with_its_sentence_and_does_not_come_back(
    rig: Rig, flood: TestStation, start: datetime
) -> None:
    rig.start()
    use = play(rig, repeat_minutes="5")["use"]
    rig.run_until(rig.time.now() + 2 * SECOND)
    assert ask(rig, "emergency-cancel", use=use[-6:])["cancelled"] == [use]
    rig.run_until(start + timedelta(hours=1))
    assert len(heard(rig, flood, *WARNING)) == 1
    (ended,) = rig.records("end")
    # The first sentence ends with the river's name, 150 ms before the end of that phrase.
    assert ended["samples"] == (3_000 - 150) * RATE_HZ // 1000
    assert ended.text("cause") == "stopped"
    assert [r.text("state") for r in rig.records("emergency")] == ["ordered", "cancelled"]
    assert ask(rig, "emergency-cancel")["cancelled"] == []


@pytest.mark.parametrize("command", ["emergency-cancel", "stop-all"])
def test_ended_between_two_times_it_is_silent(
    rig: Rig, flood: TestStation, start: datetime, command: str
) -> None:
    rig.start()
    play(rig, repeat_minutes="5")
    rig.run_until(rig.time.now() + MINUTE)
    ask(rig, command)
    rig.run_until(start + timedelta(hours=1))
    assert len(heard(rig, flood, *WARNING)) == 1


def test_withdrawing_the_template_ends_its_repeats(
    rig: Rig, flood: TestStation, start: datetime
) -> None:
    rig.start()
    play(rig, repeat_minutes="5")
    rig.run_until(rig.time.now() + MINUTE)
    publish(flood)
    rig.run_until(start + timedelta(hours=1))
    assert len(heard(rig, flood, *WARNING)) == 1
    assert rig.records("emergency")[-1].text("cause") == "unusable"


def test_after_a_kill_it_is_said_from_its_beginning_and_goes_on_repeating(
    rig: Rig, flood: TestStation, start: datetime
) -> None:
    rig.start()
    play(rig, repeat_minutes="10", expire_minutes="25")
    rig.run_until(rig.time.now() + 3 * SECOND)
    rig.drop()
    rig.start()
    at = rig.player.studio.reckoning.now()
    rig.run_until(start + timedelta(hours=1))
    counts = heard(rig, flood, *WARNING)
    assert [count == WHOLE for _at, count in counts] == [False, True, True, True]
    assert counts[1][0] <= at + SECOND
    assert len(rig.records("unplanned")) == len(rig.records("end")) == 4


def test_one_that_was_said_once_is_not_said_again_after_a_restart(
    rig: Rig, flood: TestStation, start: datetime
) -> None:
    rig.start()
    play(rig)
    rig.run_until(rig.time.now() + MINUTE)
    rig.stop()
    rig.start()
    rig.run_until(start + timedelta(hours=2))
    assert len(heard(rig, flood, *WARNING)) == 1


def test_a_failed_output_holds_it_back_and_not_beyond_its_expiry(
    rig: Rig, flood: TestStation, start: datetime
) -> None:
    rig.start()
    rig.recorder.cannot_open = True
    play(rig, expire_minutes="10")
    rig.run_until(start - 2 * MINUTE)
    rig.recorder.cannot_open = False
    rig.run_until(start - MINUTE)
    assert [count for _at, count in heard(rig, flood, *WARNING)] == [WHOLE]
    rig.recorder.cannot_open = True
    play(rig, expire_minutes="1")
    rig.run_until(start + MINUTE)
    rig.recorder.cannot_open = False
    rig.run_until(start + 5 * MINUTE)
    assert len(heard(rig, flood, *WARNING)) == 1


# A bulletin, by two people.


def test_two_people_put_an_approved_bulletin_on_air_at_night(
    rig: Rig, flood: TestStation, start: datetime
) -> None:
    flood.approve("storm", 4_000, bulletin_class=BulletinClass.EMERGENCY)
    flood.set_hours(DEFAULT_WINDOWS)
    rig.start()
    reply = ask(rig, "emergency-bulletin", bulletin="storm", second="chair")
    assert reply["ok"], reply
    rig.run_until(start)
    assert len(rig.recorder.heard_at(flood.cuts["storm"].pcm)) == 1
    (unplanned,) = rig.records("unplanned")
    assert unplanned.text("authority") == "two-people"
    assert (unplanned.text("by"), unplanned.text("second")) == ("operator", "chair")


def test_a_bulletin_of_another_class_or_a_withdrawn_one_is_no_emergency(
    rig: Rig, flood: TestStation
) -> None:
    storm = flood.approve("storm", 4_000, bulletin_class=BulletinClass.EMERGENCY)
    rig.start()
    assert not ask(rig, "emergency-bulletin", bulletin="a", second="chair")["ok"]
    flood.withdraw({storm.approval.id: "withdrawn"})
    reply = ask(rig, "emergency-bulletin", bulletin="storm", second="chair")
    assert "withdrawn" in reply["error"]


def test_what_was_sent_is_the_phrases_and_silence_and_nothing_else(
    rig: Rig, flood: TestStation, start: datetime
) -> None:
    rig.start()
    play(rig, repeat_minutes="1", expire_minutes="3")
    rig.run_until(start)
    whole = np.frombuffer(said(flood, *WARNING), "<i2").astype(int)
    for _opened, data in rig.recorder.parts:
        sent = np.frombuffer(bytes(data), "<i2").astype(int)
        assert np.abs(sent).sum() in (0, np.abs(whole).sum())
