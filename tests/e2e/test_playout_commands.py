"""`broadcaster playout` as operators type it, against the real player of a real home."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from broadcaster.desk import Desk
from broadcaster.home import Home
from broadcaster.journal.logs import read_logs
from broadcaster.timebase import NANOSECONDS, SystemTime
from broadcaster.units import Role
from broadcaster.units import actions as units
from broadcaster.upkeep import actions as upkeep
from tests.playout.station import TestStation

TIME = SystemTime()


class Commands:
    """A station made by `init`, with an operator and an auditor, and its commands."""

    def __init__(self, root: Path) -> None:
        self.home: Home = upkeep.initialise(root, as_name="Chair")
        desk = replace(Desk.open(self.home), person="chair")
        upkeep.confirm_time(desk)
        units.add_person(desk, "Operator", role=Role.OPERATOR)
        units.add_person(desk, "Auditor", role=Role.AUDITOR)
        self.station = TestStation.build(self.home)
        self.station.made = TIME.now() - timedelta(minutes=1)
        self.station.withdraw({})
        self.player: subprocess.Popen[bytes] | None = None

    def __call__(
        self, *words: str, person: str = "operator", expect: int = 0
    ) -> subprocess.CompletedProcess[str]:
        who = ["--as", person] if person else []
        done = subprocess.run(
            [sys.executable, "-m", "broadcaster", "--home", str(self.home.root), "playout"]
            + [*words, *who, "--lang", "en"],
            env={k: v for k, v in os.environ.items() if k != "BROADCASTER_PERSON"},
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert done.returncode == expect, f"{done.returncode}: {done.stderr}"
        return done

    def status(self, expect: int = 0) -> Any:
        return json.loads(self("status", "--json", person="", expect=expect).stdout)

    def start(self) -> None:
        self.player = subprocess.Popen(
            [sys.executable, "-m", "broadcaster", "--home", str(self.home.root), "playout", "run"],
            stderr=subprocess.DEVNULL,
        )
        deadline = TIME.monotonic() + 30 * NANOSECONDS
        while not (self.home.run / "player.json").exists():
            assert TIME.monotonic() < deadline
            TIME.sleep_until(TIME.monotonic() + NANOSECONDS // 20)

    def records(self, kind: str) -> list[Any]:
        every = [record for log in read_logs(self.home) for record in log.records()]
        return [record for record in every if record.kind == kind]


@pytest.fixture(scope="module")
def commands(tmp_path_factory: pytest.TempPathFactory) -> "Iterator[Commands]":
    made = Commands(tmp_path_factory.mktemp("commands") / "home")
    yield made
    if made.player is not None and made.player.poll() is None:
        made.player.terminate()
        made.player.wait(30)


@pytest.mark.timeout(240)
def test_an_operator_sees_and_steers_the_running_player(commands: Commands) -> None:
    down = commands.status(expect=1)
    assert down["player"] == "down"
    assert "not running" in commands("unmute", expect=1).stderr

    commands.start()
    # The process that was started is the player itself, and not a parent of it.
    note = json.loads((commands.home.run / "player.json").read_bytes())
    assert commands.player is not None
    assert note["pid"] == commands.player.pid

    found = commands.status()
    assert found["player"] == "running"
    assert found["hours"]["document"] == "TEST"
    card = commands("status", person="").stdout
    assert "TEST — Test hours" in card

    assert "--as" in commands("mute", person="", expect=1).stderr
    refused = commands("mute", person="auditor", expect=1).stderr
    assert refused.count("\n") == 1
    assert commands.status()["mute"] is None

    assert "Muted until" in commands("mute").stderr
    assert commands.status()["mute"]["by"] == "operator"
    commands("mute", "--until", "23:59:59")
    assert commands.status()["mute"]["until"]
    assert "soon" in commands("mute", "--until", "soon", expect=1).stderr
    commands("unmute")
    assert commands.status()["mute"] is None
    states = [(r.text("state"), r.text("by")) for r in commands.records("mute")]
    assert states == [("on", "operator")] * 2 + [("off", "operator")]

    assert "nothing sounds" in commands("maintenance", "on").stderr
    assert commands.status(expect=1)["maintenance"]["by"] == "operator"
    assert "was not shown" in commands("maintenance", "off", "--yes", expect=1).stderr
    assert "add --yes" in commands("maintenance", "off", expect=1).stderr
    commands("maintenance", "off", "--yes")
    assert commands.status()["maintenance"] is None
    assert [r.text("state") for r in commands.records("maintenance")] == ["on", "off"]

    assert "No session" in commands("stop-all").stderr
    assert '"nothing"' in commands("announce", "nothing", expect=1).stderr
    cut = commands.station.approve("extra", 800).approval.cut
    accepted = json.loads(commands("announce", cut[-10:], "--json").stdout)
    assert accepted["title"] == "Title of extra"
    commands.station.approve("ident", 500, sound=True)
    commands("test")
    wait_for_ends(commands, 2)
    what = [(r.text("what"), r.text("by")) for r in commands.records("unplanned")]
    assert what == [("announcement", "operator"), ("test", "operator")]

    commands.station.home.hours.unlink()
    TIME.sleep_until(TIME.monotonic() + 2 * NANOSECONDS)
    unwell = commands.status(expect=1)
    assert [alarm["code"] for alarm in unwell["alarms"]] == ["hours-missing"]
    assert "There is no hours policy" in commands("status", person="", expect=1).stdout


def wait_for_ends(commands: Commands, count: int) -> None:
    deadline = TIME.monotonic() + 30 * NANOSECONDS
    while len(commands.records("end")) < count:
        assert TIME.monotonic() < deadline
        TIME.sleep_until(TIME.monotonic() + NANOSECONDS // 10)
