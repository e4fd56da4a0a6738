"""The plan is kept long enough by a child process, and its failure is an alarm in good time."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from broadcaster.config import read_settings
from broadcaster.home import Home
from broadcaster.playout.instructions.plan_folder import PlanFolder
from broadcaster.playout.player import Player
from broadcaster.playout.process.plan_extension import RETRY, PlanExtension
from broadcaster.signed import BoxKey
from broadcaster.timebase import SystemTime, VirtualTime
from broadcaster.upkeep import actions as upkeep
from tests.playout.rig import Rig
from tests.playout.station import TestStation

Tasks = list[Callable[[Player], None]]


def extension(rig: Rig, tasks: Tasks, person: str = "operator") -> PlanExtension:
    settings = replace(read_settings(rig.home.config), plan_person=person)
    return PlanExtension(rig.home, settings, rig.time, tasks.append)


@pytest.fixture
def tasks() -> Tasks:
    return []


def test_a_planner_that_fails_near_the_plans_end_is_an_alarm(
    rig: Rig, station: TestStation, tasks: Tasks
) -> None:
    player = rig.start()
    extension(rig, tasks).run_if_due(rig.time.now() + timedelta(days=2))
    (task,) = tasks
    task(player)
    (alarm,) = player.studio.alarms.standing()
    assert alarm.code == "plan-not-extended"
    assert "\n" not in alarm.detail


def test_with_a_week_ahead_it_is_none_yet(rig: Rig, station: TestStation, tasks: Tasks) -> None:
    extension(rig, tasks).run_if_due(rig.time.now() + timedelta(days=8))
    assert tasks == []


def test_a_plan_that_is_long_enough_starts_nobody(
    rig: Rig, station: TestStation, tasks: Tasks, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.executable", "/nowhere/python")
    extension(rig, tasks).run_if_due(rig.time.now() + timedelta(days=14))
    assert tasks == []


def test_a_failure_is_not_tried_again_at_once(
    rig: Rig, station: TestStation, tasks: Tasks, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.executable", "/nowhere/python")
    one = extension(rig, tasks)
    for _n in range(3):
        one.run_if_due(None)
    assert len(tasks) == 1
    assert isinstance(rig.time, VirtualTime)
    rig.time.advance(int(RETRY.total_seconds()) * 10**9)
    one.run_if_due(None)
    assert len(tasks) == 2
    one.stop()
    rig.time.advance(int(RETRY.total_seconds()) * 10**9)
    one.run_if_due(None)
    assert len(tasks) == 2


def test_the_real_planner_extends_the_plan_of_a_real_home(tmp_path: Path, tasks: Tasks) -> None:
    home: Home = upkeep.initialise(tmp_path / "home", as_name="Chair")
    for order in home.plan.glob("*@*.json"):
        order.unlink()
    home.timetable.unlink()
    settings = replace(read_settings(home.config), plan_person="chair")
    before = planned_days(home)
    PlanExtension(home, settings, SystemTime(), tasks.append).run_if_due(None)
    assert len(tasks) == 1
    assert planned_days(home) > before


def planned_days(home: Home) -> int:
    due = PlanFolder(home, BoxKey.load(home.keys), home.run, SystemTime()).timetable()
    return len({one.start.date() for one in due})
