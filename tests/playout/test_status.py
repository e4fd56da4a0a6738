"""What a person sees of the player, running or not."""

import math
from datetime import datetime, timedelta

import pytest

from broadcaster.cli.playout_view import show_status
from broadcaster.playout.instructions.plan_folder import PlanFolder
from broadcaster.playout.status import Document, is_well, status_of, status_when_down
from broadcaster.timebase import from_rfc3339
from tests.playout.rig import Rig
from tests.playout.station import ZONE, TestStation
from tests.playout.test_operators import ask

SECOND = timedelta(seconds=1)


@pytest.fixture
def playing(rig: Rig, station: TestStation, start: datetime) -> Rig:
    for name in "ab":
        station.approve(name, 10_000)
    station.plan(start, "ab")
    rig.start()
    return rig


def status(rig: Rig) -> Document:
    return status_of(rig.player)


def test_it_names_what_is_on_air_and_what_comes_next(playing: Rig, start: datetime) -> None:
    playing.run_until(start + 4 * SECOND)
    found = status(playing)
    assert found["on_air"]["title"] == "Title of a"
    assert from_rfc3339(found["on_air"]["started"]) == start
    assert from_rfc3339(found["on_air"]["ends"]) == start + 10 * SECOND
    assert found["next"]["title"] == "Title of b"
    assert from_rfc3339(found["next"]["starts"]) == start + 10 * SECOND
    assert found["output_open"]
    assert is_well(found)


def test_it_names_the_session_by_its_title(playing: Rig, start: datetime) -> None:
    assert status(playing)["session_title"] == ""
    playing.run_until(start + SECOND)
    assert status(playing)["session_title"]


def test_what_is_on_air_has_the_level_that_is_sent(
    playing: Rig, start: datetime, capsys: pytest.CaptureFixture[str]
) -> None:
    playing.run_until(start + 4 * SECOND)
    on_air = status(playing)["on_air"]
    wanted = 20 * math.log10(9000 / 32768)
    assert on_air["peak_dbfs"] == pytest.approx(wanted, abs=0.2)
    assert on_air["level_dbfs"] == pytest.approx(wanted - 3.01, abs=0.2)
    show_status(status(playing), ZONE)
    assert f"{on_air['level_dbfs']} dBFS" in capsys.readouterr().out


def test_between_sessions_it_names_the_next_one(playing: Rig, start: datetime) -> None:
    found = status(playing)
    assert found["on_air"] is None
    assert from_rfc3339(found["next"]["starts"]) == start
    playing.run_until(start + timedelta(hours=1))
    assert status(playing)["next"] is None


def test_a_session_that_is_over_is_not_what_comes_next(playing: Rig, start: datetime) -> None:
    """It ended before its longest length; nothing more comes of it."""
    playing.run_until(start + timedelta(minutes=2))
    assert status(playing)["next"] is None


def test_it_names_the_policy_the_clock_and_the_log(playing: Rig) -> None:
    found = status(playing)
    assert found["hours"]["document"] == "TEST"
    assert found["time"]["quality"] == "ntp"
    assert found["log"].startswith("khe-ren-")


def test_an_alarm_or_a_missing_policy_is_not_well(playing: Rig, station: TestStation) -> None:
    playing.player.studio.alarms.sound("no-output", "null: gone")
    assert not is_well(status(playing))
    playing.player.studio.alarms.clear("no-output")
    station.home.hours.unlink()
    playing.player.step()
    assert status(playing)["hours"]["missing"] == "hours-missing"
    assert not is_well(status(playing))


def test_a_mute_shows_with_who_and_until(playing: Rig) -> None:
    ask(playing, "mute")
    assert status(playing)["mute"]["by"] == "operator"


def test_a_player_that_is_down_is_never_well_and_still_says_what_is_known(
    playing: Rig, station: TestStation, start: datetime
) -> None:
    ask(playing, "mute")
    playing.stop()
    plan = PlanFolder(station.home, station.key, station.home.run, playing.time)
    found = status_when_down(station.home, plan, playing.time)
    assert found["player"] == "down"
    assert from_rfc3339(found["next"]["starts"]) == start
    assert found["mute"]["by"] == "operator"
    assert not is_well(found)


@pytest.mark.parametrize("seconds", [-200, 4])
def test_people_read_it_as_a_card(
    playing: Rig, start: datetime, seconds: int, capsys: pytest.CaptureFixture[str]
) -> None:
    playing.run_until(start + seconds * SECOND)
    playing.player.studio.alarms.sound("cut-altered", "s/1")
    show_status(status(playing), ZONE)
    said = capsys.readouterr().out
    assert "TEST — Test hours" in said
    assert "A cut that is due was altered: s/1." in said
    assert ("Title of a (05:30:00–05:30:10)" in said) == (seconds > 0)
