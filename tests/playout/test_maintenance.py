"""While somebody works on the installation nothing sounds, and it ends only with open eyes."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from broadcaster.bulletins.model import BulletinClass
from broadcaster.cli.playout_view import show_status
from broadcaster.playout.maintenance import REVIEW_HOLDS, SHOWN_AHEAD, read_maintenance
from broadcaster.playout.status import is_well, status_of
from tests.playout.rig import Rig
from tests.playout.station import ZONE, TestStation
from tests.playout.test_operators import ask

SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)


def playing(rig: Rig, abc: TestStation, start: datetime, seconds: float) -> None:
    abc.plan(start, "abc")
    rig.start()
    rig.run_until(start + timedelta(seconds=seconds))


def states(rig: Rig) -> list[tuple[str, str]]:
    return [(r.text("state"), r.text("by")) for r in rig.records("maintenance")]


def end(rig: Rig) -> dict[str, Any]:
    ask(rig, "maintenance-show")
    return ask(rig, "maintenance-off")


def test_it_is_at_once_and_what_comes_while_it_lasts_is_missed(
    rig: Rig, abc: TestStation, start: datetime
) -> None:
    playing(rig, abc, start, 4)
    assert ask(rig, "maintenance-on")["kept"]
    rig.run_until(start + MINUTE)
    assert rig.outcomes() == {
        "a": ("partial", "maintenance"),
        "b": ("missed", "maintenance"),
        "c": ("missed", "maintenance"),
    }
    ((_heard, count),) = rig.recorder.heard_at(abc.cuts["a"].pcm)
    assert 4 * 48_000 <= count <= 4.1 * 48_000
    assert states(rig) == [("on", "operator")]


def test_it_is_above_a_mute_and_an_unmute_does_not_end_it(
    rig: Rig, abc: TestStation, start: datetime
) -> None:
    playing(rig, abc, start, 4)
    for command in ("mute", "maintenance-on", "unmute"):
        assert ask(rig, command)["ok"]
    rig.run_until(start + MINUTE)
    assert rig.outcomes()["b"] == ("missed", "maintenance")
    assert not rig.recorder.heard_at(abc.cuts["b"].pcm)


def test_an_emergency_and_a_test_are_silent_too(
    rig: Rig, station: TestStation, start: datetime
) -> None:
    station.approve("flood", 5_000, bulletin_class=BulletinClass.EMERGENCY)
    station.approve("ident", 1_000, sound=True)
    rig.start()
    ask(rig, "maintenance-on")
    for command, words in (("test", {}), ("announce", {"cut": "flood"})):
        refused = ask(rig, command, **words)
        assert "maintenance" in refused["error"]
    rig.run_until(start + MINUTE)
    assert rig.recorder.is_silent()


def test_it_outlives_a_kill(rig: Rig, abc: TestStation, start: datetime) -> None:
    playing(rig, abc, start, 4)
    ask(rig, "maintenance-on")
    rig.drop()
    rig.start()
    rig.run_until(start + MINUTE)
    assert rig.outcomes()["c"] == ("missed", "maintenance")


@pytest.mark.parametrize("content", ["", "{}", "[" * 100_000, '{"by": 1, "since": "x"}'])
def test_a_note_that_cannot_be_read_keeps_the_station_silent(
    rig: Rig, abc: TestStation, start: datetime, content: str
) -> None:
    (rig.home.run / "maintenance.json").write_text(content)
    playing(rig, abc, start, 4)
    assert rig.recorder.is_silent()
    assert end(rig)["ok"]
    assert read_maintenance(rig.home.run) is None


def test_it_ends_only_after_the_coming_firings_were_shown(
    rig: Rig, abc: TestStation, start: datetime
) -> None:
    abc.plan(start, "abc")
    abc.plan(start + 8 * DAY, "a", programme="far")
    rig.start()
    ask(rig, "maintenance-on")
    refused = ask(rig, "maintenance-off")
    assert "was not shown" in refused["error"]
    shown = ask(rig, "maintenance-show")
    assert [firing["programme"] for firing in shown["firings"]] == ["morning"]
    rig.run_until(start + MINUTE)
    assert ask(rig, "maintenance-off")["was_on"]
    assert states(rig) == [("on", "operator"), ("off", "operator")]
    assert not ask(rig, "maintenance-off")["was_on"]


def test_a_list_that_was_shown_long_ago_is_shown_again(rig: Rig, abc: TestStation) -> None:
    rig.start()
    ask(rig, "maintenance-on")
    ask(rig, "maintenance-show")
    rig.run_until(rig.time.now() + REVIEW_HOLDS + MINUTE)
    assert "was not shown" in ask(rig, "maintenance-off")["error"]


def test_a_plan_that_changed_after_it_was_shown_is_shown_again(
    rig: Rig, abc: TestStation, start: datetime
) -> None:
    abc.plan(start + DAY, "abc")
    rig.start()
    ask(rig, "maintenance-on")
    ask(rig, "maintenance-show")
    abc.plan(start + 2 * DAY, "a", programme="extra")
    refused = ask(rig, "maintenance-off")
    assert "extra@" in refused["error"]
    assert end(rig)["ok"]


def test_a_firing_that_time_brings_into_the_seven_days_is_no_change(
    rig: Rig, abc: TestStation
) -> None:
    rig.start()
    now = rig.time.now()
    abc.plan(now + SHOWN_AHEAD + 10 * MINUTE, "a")
    ask(rig, "maintenance-on")
    ask(rig, "maintenance-show")
    rig.run_until(now + 20 * MINUTE)
    assert ask(rig, "maintenance-off")["ok"]


def test_after_it_the_next_item_sounds_in_its_own_time(
    rig: Rig, abc: TestStation, start: datetime
) -> None:
    playing(rig, abc, start, 4)
    ask(rig, "maintenance-on")
    rig.run_until(start + 12 * SECOND)
    end(rig)
    rig.run_until(start + MINUTE)
    assert rig.outcomes()["b"] == ("missed", "maintenance")
    assert rig.outcomes()["c"] == ("aired", "whole")
    ((heard, _count),) = rig.recorder.heard_at(abc.cuts["c"].pcm)
    assert abs(heard - (start + 20 * SECOND)) < timedelta(milliseconds=1)


def test_a_full_disk_is_said(rig: Rig, tmp_path: Path) -> None:
    rig.start()
    folder = rig.home.run / "maintenance.json"
    folder.mkdir()  # nothing can be renamed over a folder
    assert not ask(rig, "maintenance-on")["kept"]
    assert rig.player.studio.maintenance.is_on


def test_status_says_it_and_is_not_well(rig: Rig, capsys: pytest.CaptureFixture[str]) -> None:
    rig.start()
    assert is_well(status_of(rig.player))
    ask(rig, "maintenance-on")
    document = status_of(rig.player)
    assert document["maintenance"]["by"] == "operator"
    assert not is_well(document)
    show_status(document, ZONE)
    assert "by operator, since" in capsys.readouterr().out
