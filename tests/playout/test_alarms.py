"""Alarms stand, end, reach a program, and never hold up the player."""

import json
import shlex
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from broadcaster.i18n import use_language
from broadcaster.playout.alarms import (
    FILE_NAME,
    KEPT,
    SENTENCES,
    Alarms,
    standing_in,
    start_hook,
)
from broadcaster.playout.player import Player
from broadcaster.schedule.alarms import clear_alarms, raise_alarm
from tests.playout.rig import Rig


@pytest.fixture
def player(rig: Rig) -> Player:
    return rig.start()


@pytest.fixture
def alarms(player: Player) -> Alarms:
    return player.studio.alarms


def codes(alarms: Alarms) -> list[str]:
    return [alarm.code for alarm in alarms.standing()]


def test_an_alarm_is_in_the_log_once_and_stands_until_it_is_cleared(
    rig: Rig, alarms: Alarms
) -> None:
    for _n in range(3):
        alarms.sound("no-output", "null: gone")
    (record,) = rig.records("alarm")
    assert (record.text("code"), record.text("detail")) == ("no-output", "null: gone")
    assert record.text("text") == "The output takes no sound: null: gone."
    assert codes(alarms) == ["no-output"]
    alarms.clear("no-output")
    assert codes(alarms) == []
    alarms.sound("no-output", "null: gone")
    assert len(rig.records("alarm")) == 2


def test_clearing_one_detail_leaves_the_others(alarms: Alarms) -> None:
    alarms.sound("plan-file", "plan/withdrawn.json")
    alarms.sound("plan-file", "plan/timetable.json")
    alarms.clear("plan-file", "plan/timetable.json")
    assert [a.detail for a in alarms.standing()] == ["plan/withdrawn.json"]


def test_one_that_nothing_ends_stands_for_a_day(rig: Rig, alarms: Alarms) -> None:
    alarms.sound("cut-altered", "s/1")
    rig.time.advance(int(timedelta(hours=23).total_seconds() * 1e9))
    assert codes(alarms) == ["cut-altered"]
    rig.time.advance(int(timedelta(hours=2).total_seconds() * 1e9))
    assert codes(alarms) == []


def test_what_stands_is_known_after_a_restart_and_is_not_raised_again(rig: Rig) -> None:
    rig.start().studio.alarms.sound("cut-altered", "s/1")
    rig.stop()
    again = rig.start().studio.alarms
    assert codes(again) == ["cut-altered"]
    again.sound("cut-altered", "s/1")
    assert len(rig.records("alarm")) == 1


def test_alarms_that_commands_raise_and_clear_show_too(rig: Rig, alarms: Alarms) -> None:
    now = rig.time.now()
    raise_alarm(rig.home, "programme-not-applied", "ban-tin-sang.toml", now)
    assert codes(alarms) == ["programme-not-applied"]
    assert "ban-tin-sang.toml" in alarms.standing()[0].sentence
    clear_alarms(rig.home, "programme-not-applied", now + timedelta(seconds=1))
    assert codes(alarms) == []


def test_a_spoilt_line_hides_no_other(rig: Rig, alarms: Alarms) -> None:
    path = rig.home.run / FILE_NAME
    path.write_text('nonsense\n{"code": 1}\n')
    alarms.sound("cut-altered", "s/1")
    with path.open("a") as file:
        file.write('{"at": "half a li')
    assert [alarm.code for alarm in standing_in(path, rig.time.now())] == ["cut-altered"]


def test_the_file_does_not_grow_without_end(rig: Rig, alarms: Alarms) -> None:
    path = rig.home.run / FILE_NAME
    path.write_text('{"x": 1}\n' * (3 * KEPT))
    alarms.sound("cut-altered", "s/1")
    assert len(path.read_text().splitlines()) == KEPT


def test_the_sentence_is_in_the_readers_language(alarms: Alarms) -> None:
    alarms.sound("cut-altered", "s/1")
    use_language("vi")
    assert "bị sửa" in alarms.standing()[0].sentence
    assert all("{detail}" in sentence for sentence in SENTENCES.values())


def test_the_hook_gets_the_alarm_as_json(tmp_path: Path) -> None:
    target = tmp_path / "heard"
    keep = "import sys; open(sys.argv[1], 'wb').write(sys.stdin.buffer.read())"
    command = shlex.join([sys.executable, "-c", keep, str(target)])
    start_hook(command, {"code": "no-output", "sentence": "Không có âm thanh"}).join()
    assert json.loads(target.read_bytes()) == {"code": "no-output", "sentence": "Không có âm thanh"}


@pytest.mark.parametrize("command", ["no-such-program", "'unbalanced", "false", " "])
def test_a_hook_that_cannot_be_run_disturbs_nobody(command: str) -> None:
    start_hook(command, {"code": "x"}).join()


def test_a_hook_that_hangs_is_ended_and_holds_nobody_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("broadcaster.playout.alarms.HOOK_S", 0.2)
    thread = start_hook("sleep 60", {"code": "x"})
    assert thread.is_alive()
    thread.join(10)
    assert not thread.is_alive()
