"""A rehearsal does what the real day will do, in no time, and leaves the station as it was."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from broadcaster.config import read_settings
from broadcaster.home import Home
from broadcaster.journal.logs import Log, read_logs
from broadcaster.playout.errors import PlayoutError
from broadcaster.playout.opening import UNFINISHED, Terms, open_player
from broadcaster.playout.rehearsal import rehearse
from broadcaster.playout.sound import wave_file
from broadcaster.playout.sound.pumps import VirtualPump
from broadcaster.timebase import SystemTime, TimeQuality, TimeTrust, VirtualTime
from tests.playout.rig import Rig, find
from tests.playout.station import TestStation

MINUTE = timedelta(minutes=1)


@pytest.fixture
def abc(station: TestStation) -> TestStation:
    for name in "abc":
        station.approve(name, 2_000)
    return station


def run(home: Home, start: datetime, **options: object) -> None:
    heard: list[str] = []
    rehearse(home, read_settings(home.config), start, say=heard.append, **options)  # type: ignore[arg-type]


def rehearsals(home: Home) -> list[Log]:
    return read_logs(home, "rehearsal")


def outcomes(log: Log) -> list[str]:
    return [r.text("outcome") for r in log.records() if r.kind == "outcome"]


def test_it_writes_a_log_of_its_own_and_leaves_no_real_record(
    abc: TestStation, start: datetime
) -> None:
    abc.plan(start, "abc")
    run(abc.home, start - MINUTE)
    (log,) = rehearsals(abc.home)
    assert outcomes(log) == ["aired"] * 3
    assert all(record["rehearsal"] == 1 for record in log.records())
    assert {record.text("time_quality") for record in log.records()} == {"operator"}
    assert read_logs(abc.home, "real") == []


def test_each_rehearsal_begins_afresh(abc: TestStation, start: datetime) -> None:
    abc.approve("once", 1_000, times=1)
    abc.plan(start, ["once", "a"])
    for _n in range(2):
        run(abc.home, start - MINUTE)
    assert [outcomes(log) for log in rehearsals(abc.home)] == [["aired", "aired"]] * 2


def test_it_respects_what_really_aired(rig: Rig, abc: TestStation, start: datetime) -> None:
    abc.approve("once", 1_000, times=1)
    abc.plan(start, ["once"])
    rig.start()
    rig.run_until(start + MINUTE)
    rig.stop()
    evening = start + timedelta(hours=11)
    abc.plan(evening, ["once", "a"], programme="evening")
    run(abc.home, evening - MINUTE)
    assert outcomes(rehearsals(abc.home)[0]) == ["skipped", "aired"]


def test_its_recording_is_the_same_each_time_and_says_when_it_began(
    abc: TestStation, start: datetime, tmp_path: Path
) -> None:
    abc.plan(start, "abc")
    with abc.home.config.open("a", encoding="utf-8") as settings:
        settings.write("fade_in_ms = 0\n")  # so that the first samples are those of the cut
    for _n in range(2):
        run(abc.home, start - MINUTE, output=f"file:{tmp_path}")
    first, second = sorted(tmp_path.glob("*.wav"))
    assert first.read_bytes() == second.read_bytes()
    head = wave_file.read_header(first.read_bytes())
    ((at, count),) = find(first.read_bytes()[wave_file.HEADER_BYTES :], abc.cuts["a"].pcm)
    sounded = head.start + timedelta(microseconds=at * 1_000_000 // 48_000)
    assert abs(sounded - start) < timedelta(milliseconds=1)
    assert count == len(abc.cuts["a"].pcm) // 2


def test_it_does_not_wait_for_the_real_clock(abc: TestStation, start: datetime) -> None:
    """Not a measurement: waiting for half an hour would run into the time-out."""
    abc.plan(start, ["a"] * 6, max_length_ms=1_800_000, changes={5: {"offset_ms": 1_750_000}})
    run(abc.home, start - MINUTE)
    assert outcomes(rehearsals(abc.home)[0]) == ["aired"] * 6


def test_one_that_was_killed_is_gone_on_with(home: Home, abc: TestStation, start: datetime) -> None:
    abc.plan(start, "abc")
    time = VirtualTime(start - MINUTE)
    trust = TimeTrust(TimeQuality.OPERATOR, 0, "")
    opened = open_player(
        home, Terms(time, lambda: trust, VirtualPump(time), "null", rehearsal=True)
    )
    opened.player.recover()
    while time.now() < start + timedelta(milliseconds=500):
        look = opened.player.step()
        time.sleep_until(opened.player.studio.reckoning.monotonic_at(look) + 1_000_000)
    opened.close(cleanly=False)
    assert (home.run / "rehearsal" / UNFINISHED).exists()
    run(home, start - MINUTE)
    (log,) = rehearsals(home)
    assert sorted(outcomes(log)) == ["aired", "aired", "partial"]
    times = [record.at for record in log.records()]
    assert times == sorted(times)
    assert not (home.run / "rehearsal" / UNFINISHED).exists()


def test_it_may_be_held_while_the_station_is_on_air(
    rig: Rig, abc: TestStation, start: datetime
) -> None:
    abc.plan(start, "abc")
    rig.start()
    run(abc.home, start - MINUTE)
    rig.run_until(start + MINUTE)
    assert {outcome for outcome, _cause in rig.outcomes().values()} == {"aired"}


def test_without_a_named_end_it_ends_with_the_last_session_of_its_day(
    abc: TestStation, start: datetime
) -> None:
    abc.plan(start, "a")
    abc.plan(start + timedelta(hours=11), "b", programme="evening")
    abc.plan(start + timedelta(days=1), "c", programme="tomorrow")
    run(abc.home, start - MINUTE)
    assert outcomes(rehearsals(abc.home)[0]) == ["aired", "aired"]
    with pytest.raises(PlayoutError, match="22/11/2026"):
        run(abc.home, start + timedelta(hours=14))


@pytest.mark.parametrize("output", ["alsa", "alsa:hw:0"])
def test_it_never_reaches_a_loudspeaker(abc: TestStation, start: datetime, output: str) -> None:
    with pytest.raises(PlayoutError, match="clock of its own"):
        run(abc.home, start, output=output)


def test_a_second_player_of_the_same_home_is_refused(rig: Rig, abc: TestStation) -> None:
    rig.start()
    second = Rig(abc.home, rig.time)
    with pytest.raises(PlayoutError, match="already running"):
        second.start()
    rig.stop()
    second.start()


def test_a_real_start_never_goes_on_with_a_rehearsal(
    rig: Rig, abc: TestStation, start: datetime
) -> None:
    abc.plan(start, "abc")
    run(abc.home, start - MINUTE)
    rig.start()
    rig.run_until(start + MINUTE)
    assert {outcome for outcome, _cause in rig.outcomes().values()} == {"aired"}
    assert SystemTime().now() > start - timedelta(days=3650)
