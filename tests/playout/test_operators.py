"""What an operator may do while the station is on air, and what the log says of it."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from broadcaster.bulletins.model import BulletinClass
from broadcaster.playout.process.requests import Request, urgent
from broadcaster.timebase import as_rfc3339
from tests.playout.rig import Rig
from tests.playout.station import DEFAULT_WINDOWS, TestStation

SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
MILLISECOND = timedelta(milliseconds=1)


def ask(rig: Rig, command: str, **words: str) -> dict[str, Any]:
    """Send a command as the socket does, and let the player take its next step."""
    request = Request(command, {"by": "operator", "lang": "en", **words})
    urgent(rig.player, command)
    rig.player.tasks.put(request.answer)
    rig.player.step()
    assert request.reply is not None
    return request.reply


def playing(
    rig: Rig, abc: TestStation, start: datetime, seconds: float, names: str = "abc"
) -> None:
    abc.plan(start, names)
    rig.start()
    rig.run_until(start + timedelta(seconds=seconds))


# Mute.


def test_a_mute_is_at_once_and_what_comes_while_it_lasts_is_missed(
    rig: Rig, abc: TestStation, start: datetime
) -> None:
    playing(rig, abc, start, 4)
    assert ask(rig, "mute")["ok"]
    rig.run_until(start + MINUTE)
    assert rig.outcomes() == {
        "a": ("partial", "muted"),
        "b": ("missed", "muted"),
        "c": ("missed", "muted"),
    }
    ((_heard, count),) = rig.recorder.heard_at(abc.cuts["a"].pcm)
    assert 4 * 48_000 <= count <= 4.1 * 48_000
    (mute,) = rig.records("mute")
    assert (mute.text("state"), mute.text("by")) == ("on", "operator")


def test_after_an_unmute_the_next_item_sounds_in_its_own_time(
    rig: Rig, abc: TestStation, start: datetime
) -> None:
    playing(rig, abc, start, 4)
    ask(rig, "mute")
    rig.run_until(start + 12 * SECOND)
    assert ask(rig, "unmute")["was_muted"]
    rig.run_until(start + MINUTE)
    assert rig.outcomes()["b"] == ("missed", "muted")
    assert rig.outcomes()["c"] == ("aired", "whole")
    ((heard, _count),) = rig.recorder.heard_at(abc.cuts["c"].pcm)
    assert abs(heard - (start + 20 * SECOND)) < MILLISECOND
    assert [r.text("state") for r in rig.records("mute")] == ["on", "off"]


def test_a_mute_with_an_end_lifts_itself(rig: Rig, abc: TestStation, start: datetime) -> None:
    playing(rig, abc, start, 4)
    ask(rig, "mute", until=as_rfc3339(start + 15 * SECOND))
    rig.run_until(start + MINUTE)
    assert rig.outcomes()["c"] == ("aired", "whole")
    on, off = rig.records("mute")
    assert on.moment("until") == start + 15 * SECOND
    assert off.at - start <= 15.5 * SECOND
    assert off.text("by") == "timer"


def test_a_mute_outlives_a_restart(rig: Rig, abc: TestStation, start: datetime) -> None:
    playing(rig, abc, start, 4)
    ask(rig, "mute")
    rig.drop()
    rig.start()
    rig.run_until(start + MINUTE)
    assert rig.outcomes()["b"] == ("missed", "muted")
    assert rig.outcomes()["c"] == ("missed", "muted")


def test_a_mute_between_sessions_keeps_the_next_one_silent(
    rig: Rig, abc: TestStation, start: datetime
) -> None:
    abc.plan(start, "abc")
    rig.start()
    ask(rig, "mute")
    rig.run_until(start + MINUTE)
    assert rig.recorder.is_silent()
    assert rig.outcomes() == dict.fromkeys("abc", ("missed", "muted"))
    assert "silent-session" not in [r.text("code") for r in rig.records("alarm")]


def test_an_item_muted_before_its_first_sample_is_missed(
    rig: Rig, abc: TestStation, start: datetime
) -> None:
    playing(rig, abc, start, -0.7)
    assert len(rig.records("start")) == 1
    ask(rig, "mute")
    rig.run_until(start + MINUTE)
    assert rig.outcomes()["a"] == ("missed", "muted")
    assert rig.recorder.is_silent()


def test_a_quick_unmute_does_not_hide_who_cut_the_item(
    rig: Rig, abc: TestStation, start: datetime
) -> None:
    playing(rig, abc, start, 4)
    mute, unmute = (Request(name, {"by": "operator"}) for name in ("mute", "unmute"))
    urgent(rig.player, "mute")
    rig.player.tasks.put(mute.answer)
    rig.player.tasks.put(unmute.answer)
    rig.run_until(start + MINUTE)
    assert rig.outcomes()["a"] == ("partial", "muted")
    assert rig.outcomes()["b"] == ("aired", "whole")


# Stop all.


def test_stop_all_ends_the_session_and_names_each_item_as_a_change(
    rig: Rig, abc: TestStation, start: datetime
) -> None:
    playing(rig, abc, start, 4)
    evening = abc.plan(start + timedelta(hours=11), "a", programme="evening")
    assert ask(rig, "stop-all")["stopped"].startswith("morning@")
    rig.run_until(start + MINUTE)
    assert rig.outcomes() == {
        "a": ("partial", "stopped"),
        "b": ("missed", "stopped"),
        "c": ("missed", "stopped"),
    }
    changes = [(r.text("change"), r.text("by")) for r in rig.records("plan-change")]
    assert changes == [("stopped", "operator")] * 3
    rig.run_until(evening.end)
    assert rig.records("outcome")[-1].text("outcome") == "aired"


def test_stop_all_between_sessions_stops_nothing(rig: Rig, abc: TestStation) -> None:
    rig.start()
    assert ask(rig, "stop-all") == {"ok": True, "stopped": ""}


# Announcements and tests.


def test_an_announcement_follows_the_present_item_and_is_unplanned(
    rig: Rig, abc: TestStation, start: datetime
) -> None:
    abc.approve("extra", 5_000)
    playing(rig, abc, start, 4)
    reply = ask(rig, "announce", cut=abc.cuts["extra"].approval.cut[-12:])
    assert reply["title"] == "Title of extra"
    rig.run_until(start + MINUTE)
    ((heard, count),) = rig.recorder.heard_at(abc.cuts["extra"].pcm)
    assert abs(heard - (start + 10 * SECOND)) < MILLISECOND
    assert count == 5 * 48_000
    assert rig.outcomes() == {
        "a": ("aired", "whole"),
        "b": ("late", "after-grace"),
        "c": ("late", "after-grace"),
    }
    (unplanned,) = rig.records("unplanned")
    assert unplanned.text("item") == reply["item"]
    assert (unplanned.text("what"), unplanned.text("by")) == ("announcement", "operator")
    (ended,) = [r for r in rig.records("end") if r.text("item") == reply["item"]]
    assert (ended["samples"], ended.text("cause")) == (5 * 48_000, "whole")


def test_what_no_longer_fits_after_an_announcement_is_missed_for_want_of_time(
    rig: Rig, abc: TestStation, start: datetime
) -> None:
    abc.approve("extra", 5_000)
    abc.plan(start, "abc", max_length_ms=31_000)
    rig.start()
    rig.run_until(start + 4 * SECOND)
    ask(rig, "announce", cut="extra")
    rig.run_until(start + MINUTE)
    assert rig.outcomes()["c"] == ("missed", "no-time-left")


def test_between_sessions_an_announcement_opens_the_output_for_itself(
    rig: Rig, abc: TestStation, start: datetime
) -> None:
    rig.start()
    ask(rig, "announce", cut="a")
    rig.run_until(start - MINUTE)
    assert len(rig.recorder.heard_at(abc.cuts["a"].pcm)) == 1
    assert len(rig.recorder.parts) == 1
    assert rig.player.conductor is None
    assert rig.records("outcome") == []


def test_an_announcement_just_before_a_session_sounds_at_once(
    rig: Rig, abc: TestStation, start: datetime
) -> None:
    abc.approve("extra", 5_000)
    playing(rig, abc, start, -20)
    ask(rig, "announce", cut="extra")
    rig.run_until(start + MINUTE)
    ((heard, _count),) = rig.recorder.heard_at(abc.cuts["extra"].pcm)
    assert heard < start - 15 * SECOND
    assert rig.outcomes() == dict.fromkeys("abc", ("aired", "whole"))


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        ("withdrawn", "withdrawn"),
        ("expired", "no longer valid"),
        ("used-up", "as often as approved"),
        ("cut", "the audio had been altered"),
        ("hours", "outside the allowed hours"),
        ("muted", "muted"),
    ],
)
def test_what_may_not_sound_cannot_be_announced(
    rig: Rig, abc: TestStation, start: datetime, spoil: str, sentence: str
) -> None:
    approval = abc.cuts["a"].approval
    if spoil == "withdrawn":
        abc.withdraw({approval.id: "withdrawn"})
    elif spoil == "expired":
        abc.write_approval(replace(approval, valid_until=start - timedelta(hours=1)))
    elif spoil == "used-up":
        abc.write_approval(replace(approval, times=0))
    elif spoil == "cut":
        path = next(abc.home.audio_cache.rglob(f"{approval.cut}.*"))
        path.write_bytes(path.read_bytes() + b"x")
    elif spoil == "hours":
        abc.set_hours(DEFAULT_WINDOWS)
    rig.start()
    if spoil == "muted":
        ask(rig, "mute")
    reply = ask(rig, "announce", cut="a")
    assert not reply["ok"]
    assert sentence in reply["error"]
    rig.run_until(start)
    assert rig.records("unplanned") == []


@pytest.mark.parametrize("cut", ["", "nothing-of-the-kind", "approval"])
def test_an_announcement_that_names_nothing_or_too_much_is_refused(
    rig: Rig, abc: TestStation, cut: str
) -> None:
    rig.start()
    reply = ask(rig, "announce", cut=cut)
    assert not reply["ok"]
    assert f'"{cut}"' in reply["error"]


def test_a_test_sounds_an_approved_station_sound(
    rig: Rig, abc: TestStation, start: datetime
) -> None:
    rig.start()
    assert not ask(rig, "test")["ok"]
    abc.approve("music", 2_000, sound=True)
    abc.approve("ident", 1_000, sound=True)
    assert ask(rig, "test")["ok"]
    rig.run_until(start)
    (unplanned,) = rig.records("unplanned")
    assert (unplanned.text("what"), unplanned.text("sound")) == ("test", "ident")
    assert len(rig.recorder.heard_at(abc.cuts["ident"].pcm)) == 1


def test_the_alert_is_neither_tested_nor_announced(rig: Rig, abc: TestStation) -> None:
    rig.start()
    abc.approve("alert", 2_000, sound=True)
    assert not ask(rig, "test")["ok"]
    assert not ask(rig, "announce", cut=abc.cuts["alert"].approval.cut)["ok"]


def test_what_is_unplanned_does_not_use_up_an_approval(
    rig: Rig, abc: TestStation, start: datetime
) -> None:
    abc.approve("once", 2_000, times=1)
    rig.start()
    ask(rig, "announce", cut="once")
    abc.plan(start, ["once"])
    rig.run_until(start + MINUTE)
    assert rig.outcomes()["once"] == ("aired", "whole")


# Hard starts.


def test_a_hard_start_cuts_music_and_never_speech(
    rig: Rig, abc: TestStation, start: datetime
) -> None:
    abc.approve("music", 20_000, sound=True, part="music")
    hard = {"hard_start": True}
    abc.plan(
        start,
        ["music", "a", "b"],
        changes={
            0: {"overrun": "cut"},
            1: {**hard, "offset_ms": 8_000},
            2: {**hard, "offset_ms": 12_000},
        },
    )
    rig.start()
    rig.run_until(start + MINUTE)
    assert rig.outcomes() == {
        "music": ("preempted", "hard-start"),
        "a": ("aired", "whole"),
        "b": ("late", "after-grace"),
    }
    ((heard, _count),) = rig.recorder.heard_at(abc.cuts["a"].pcm)
    assert abs(heard - (start + 8 * SECOND)) < MILLISECOND
    ((heard, _count),) = rig.recorder.heard_at(abc.cuts["b"].pcm)
    assert abs(heard - (start + 18 * SECOND)) < MILLISECOND


def test_a_hard_start_that_cannot_be_played_does_not_stop_the_music(
    rig: Rig, abc: TestStation, start: datetime
) -> None:
    abc.approve("music", 20_000, sound=True, part="music")
    abc.plan(
        start,
        ["music", "a"],
        changes={0: {"overrun": "cut"}, 1: {"hard_start": True, "offset_ms": 8_000}},
    )
    abc.withdraw({"approval-a": "withdrawn"})
    rig.start()
    rig.run_until(start + MINUTE)
    assert rig.outcomes() == {"music": ("aired", "whole"), "a": ("skipped", "withdrawn")}


# A log without room.


@contextmanager
def no_room_for_the_log(rig: Rig) -> Iterator[None]:
    """Let no file grow beyond the present size of the log's segment."""
    (log,) = [r for r in rig.home.journal.iterdir() if r.is_dir() and r.name.startswith("khe-ren")]
    (rig.home.journal / "reserve").unlink(missing_ok=True)
    size = next(log.glob("*.jsonl")).stat().st_size
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_without_room_in_the_log_nothing_begins_and_nothing_is_lost(
    rig: Rig, abc: TestStation, start: datetime
) -> None:
    playing(rig, abc, start, 4)
    with no_room_for_the_log(rig):
        rig.run_until(start + 22 * SECOND)
        assert rig.records("outcome") == []
        assert not rig.recorder.heard_at(abc.cuts["b"].pcm)
    rig.run_until(start + MINUTE)
    rig.stop()
    assert rig.outcomes() == {
        "a": ("aired", "whole"),
        "b": ("missed", "journal-full"),
        "c": ("late", "after-grace"),
    }
    assert "journal-full" in [r.text("code") for r in rig.records("alarm")]


def test_without_room_in_the_log_nothing_but_an_emergency_begins(
    rig: Rig, abc: TestStation, start: datetime
) -> None:
    """Its records wait in memory, in their order, and are written once there is room."""
    abc.approve("flood", 5_000, bulletin_class=BulletinClass.EMERGENCY)
    playing(rig, abc, start, 4)
    with no_room_for_the_log(rig):
        rig.run_until(start + 12 * SECOND)
        ask(rig, "announce", cut="flood")
        rig.run_until(start + 22 * SECOND)
        assert rig.records("unplanned") == []
        assert not rig.recorder.heard_at(abc.cuts["b"].pcm)
    ((_heard, count),) = rig.recorder.heard_at(abc.cuts["flood"].pcm)
    assert count == 5 * 48_000
    rig.run_until(start + MINUTE)
    rig.stop()
    assert rig.outcomes()["b"] == ("missed", "journal-full")
    (unplanned,) = rig.records("unplanned")
    ended = next(r for r in rig.records("end") if r.text("item") == unplanned.text("item"))
    assert unplanned["seq"] < ended["seq"]
    assert ended.text("cause") == "whole"


def test_an_item_waits_for_room_in_the_log_as_long_as_it_would_have_sounded(
    rig: Rig, abc: TestStation, start: datetime
) -> None:
    playing(rig, abc, start, 4)
    with no_room_for_the_log(rig):
        rig.run_until(start + 15 * SECOND)
    rig.run_until(start + MINUTE)
    assert rig.outcomes()["b"] == ("late", "after-grace")
    assert rig.player.studio.alarms.standing() == []


def test_without_room_in_the_log_a_session_is_locked_as_soon_as_there_is(
    rig: Rig, abc: TestStation, start: datetime
) -> None:
    abc.plan(start, "abc")
    rig.start()
    with no_room_for_the_log(rig):
        rig.run_until(start - MINUTE)
        assert rig.records("plan") == []
    rig.run_until(start + MINUTE)
    assert {outcome for outcome, _cause in rig.outcomes().values()} == {"aired"}
