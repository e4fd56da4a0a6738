"""Files and orders that nobody of ours wrote, full disks and stepped clocks: the player goes on."""

import errno
import os
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from broadcaster.playout import silence_order
from broadcaster.playout.instructions import kept_file
from broadcaster.playout.process.requests import Request, urgent
from broadcaster.schedule import session_file_name
from broadcaster.timebase import as_rfc3339
from tests.playout.rig import Rig, play
from tests.playout.station import DEFAULT_WINDOWS, TestStation, at_station

MINUTE = timedelta(minutes=1)


@pytest.fixture
def one(station: TestStation) -> TestStation:
    station.approve("a", 10_000)
    station.approve("b", 10_000)
    return station


def ask(rig: Rig, name: str, **words: str) -> dict[str, Any]:
    request = Request(name, words)
    urgent(rig.player, name)
    request.answer(rig.player)
    return request.reply or {}


def no_room(_path: Path, _content: bytes, _mode: int = 0o644) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_pipe_in_place_of_a_cut_does_not_hold_the_player_up(
    rig: Rig, one: TestStation, start: datetime
) -> None:
    one.plan(start, "ab")
    cut = one.cuts["a"].approval.cut
    path = next(one.home.audio_cache.rglob(f"{cut}.*"))
    path.unlink()
    os.mkfifo(path)
    play(rig, start + MINUTE)
    assert rig.outcomes() == {"a": ("missed", "cut-unreadable"), "b": ("aired", "whole")}


@pytest.mark.parametrize(
    ("which", "outcome"),
    [
        ("hours", ("refused", "hours-unsigned")),
        ("withdrawn", ("aired", "whole")),
        ("approval", ("skipped", "approval-void")),
    ],
)
def test_a_pipe_in_place_of_a_signed_file_does_not_hold_the_player_up(
    rig: Rig, one: TestStation, start: datetime, which: str, outcome: tuple[str, str]
) -> None:
    one.plan(start, "a")
    rig.start()
    rig.run_until(start - MINUTE)
    paths = {
        "hours": one.home.hours,
        "withdrawn": one.home.withdrawn,
        "approval": one.home.approvals / "approval-a.json",
    }
    paths[which].unlink()
    os.mkfifo(paths[which])
    rig.run_until(start + MINUTE)
    assert rig.outcomes()["a"] == outcome


def test_a_pipe_in_place_of_an_order_is_no_order(
    rig: Rig, one: TestStation, start: datetime
) -> None:
    order = one.plan(start, "a")
    path = one.home.plan / session_file_name(order.session)
    path.unlink()
    os.mkfifo(path)
    play(rig, start + MINUTE)
    assert [r.text("session") for r in rig.records("no-plan")] == [order.session]


def test_a_withdrawal_is_heeded_on_a_full_disk(
    rig: Rig, one: TestStation, start: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    one.plan(start, "ab")
    rig.start()
    rig.run_until(start - MINUTE)
    monkeypatch.setattr(kept_file, "write_atomically", no_room)
    one.withdraw({"approval-b": "withdrawn"})
    rig.run_until(start + MINUTE)
    assert rig.outcomes()["b"] == ("skipped", "withdrawn")


@pytest.mark.parametrize("name", ["alarms.jsonl", "mute.json"])
@pytest.mark.parametrize("content", [b"\xff\xfe\0{}\n", b"[" * 200_000, b'{"until":5}\n'])
def test_spoilt_files_of_run_do_not_stop_the_player(
    rig: Rig, one: TestStation, start: datetime, name: str, content: bytes
) -> None:
    one.plan(start, "a")
    (one.home.run / name).write_bytes(content)
    play(rig, start + MINUTE)
    assert rig.outcomes()["a"] == ("aired", "whole")


def test_a_mute_that_is_refused_does_not_stay_in_force(
    rig: Rig, one: TestStation, start: datetime
) -> None:
    one.plan(start, "ab")
    rig.start()
    rig.run_until(start + timedelta(seconds=5))
    assert not ask(rig, "mute", by="operator", until="garbage")["ok"]
    rig.run_until(start + MINUTE)
    rig.stop()
    assert rig.outcomes()["b"] == ("aired", "whole")


def test_a_mute_holds_on_a_full_disk(
    rig: Rig, one: TestStation, start: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    one.plan(start, "ab")
    rig.start()
    rig.run_until(start + timedelta(seconds=5))
    monkeypatch.setattr(silence_order, "write_atomically", no_room)
    assert ask(rig, "mute", by="operator")["ok"]
    rig.run_until(start + MINUTE)
    rig.stop()
    assert rig.outcomes()["b"] == ("missed", "muted")


def test_after_a_step_back_a_session_whose_time_comes_again_is_played(
    rig: Rig, one: TestStation, start: datetime
) -> None:
    rig.start()
    rig.run_until(start + 10 * MINUTE)
    rig.time.step_wall(-30 * MINUTE)
    one.plan(start, "a", max_length_ms=60_000)
    rig.run_until(start + 20 * MINUTE)
    rig.stop()
    assert rig.outcomes()["a"] == ("aired", "whole")


def test_older_hours_put_back_are_not_obeyed(rig: Rig, one: TestStation) -> None:
    whole_day = one.home.hours.read_bytes()
    one.made += timedelta(days=1)
    one.set_hours(DEFAULT_WINDOWS)
    one.plan(at_station("12:00:00"), "a")
    rig.start()
    rig.run_until(at_station("11:00:00"))
    one.home.hours.write_bytes(whole_day)
    rig.run_until(at_station("12:01:00"))
    rig.stop()
    assert rig.outcomes() == {"a": ("refused", "hours-unsigned")}


def test_hours_made_anew_without_a_dated_policy_that_is_over_are_obeyed(
    rig: Rig, one: TestStation
) -> None:
    """What stood beneath it was signed earlier; the file was not made earlier."""
    signed, dated = one.made, one.made + timedelta(days=1)
    one.made = dated
    one.set_hours(DEFAULT_WINDOWS, made=as_rfc3339(dated))
    one.plan(at_station("12:00:00"), "a")
    rig.start()
    rig.run_until(at_station("11:00:00"))
    one.made = signed
    whole_day = [{"days": "1234567", "start": "00:00", "end": "24:00"}]
    one.set_hours(whole_day, made=as_rfc3339(dated + timedelta(hours=1)))
    rig.run_until(at_station("12:01:00"))
    rig.stop()
    assert rig.outcomes() == {"a": ("aired", "whole")}


@pytest.mark.parametrize(
    ("field", "value"),
    [("max_length_ms", float("inf")), ("max_length_ms", 10**18), ("title", 1.5)],
)
def test_a_signed_order_with_senseless_values_is_no_plan(
    rig: Rig, one: TestStation, start: datetime, field: str, value: float
) -> None:
    order = one.order(start, "ab")
    document = {**order.to_document(), field: value}
    one.sign(one.home.plan / session_file_name(order.session), "running-order", document)
    one.expect(order)
    play(rig, start + 11 * MINUTE)
    assert [record["cause"] for record in rig.records() if record["kind"] == "no-plan"] == [
        "unreadable"
    ]


def test_a_session_under_a_long_announcement_had_no_time_left(
    rig: Rig, one: TestStation, start: datetime
) -> None:
    one.approve("long", 200_000)
    one.plan(start, "a", max_length_ms=20_000)
    one.plan(start + MINUTE, "b", programme="second", max_length_ms=60_000)
    rig.start()
    rig.run_until(start + timedelta(seconds=5))
    ask(rig, "announce", cut="long", by="chair")
    rig.run_until(start + 5 * MINUTE)
    rig.stop()
    assert rig.outcomes()["b"] == ("missed", "no-time-left")


def test_an_announcement_that_waits_on_a_dead_output_does_not_hold_up_a_session(
    rig: Rig, one: TestStation, start: datetime
) -> None:
    one.approve("c", 10_000)
    one.plan(start, "ab")
    rig.start()
    rig.recorder.cannot_open = True
    ask(rig, "announce", cut="c", by="chair")
    rig.run_until(start - timedelta(seconds=10))
    rig.recorder.cannot_open = False
    rig.run_until(start + MINUTE)
    rig.stop()
    assert rig.outcomes() == {"a": ("aired", "whole"), "b": ("aired", "whole")}


def test_an_item_that_was_whole_keeps_its_airing_when_the_kill_comes_in_the_next(
    rig: Rig, one: TestStation, start: datetime
) -> None:
    """A slow disk holds the log up while the stream goes on; the position speaks of both."""
    one.plan(start, "ab")
    rig.start()
    rig.run_until(start + timedelta(seconds=9.9))
    rig.time.advance(300_000_000)
    rig.drop()
    rig.start()
    rig.run_until(start + MINUTE)
    rig.stop()
    assert rig.outcomes() == {"a": ("aired", "whole"), "b": ("partial", "interrupted")}
