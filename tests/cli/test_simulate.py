"""`schedule simulate`: the coming days, and warnings in a part of their own; nothing is written."""

import json
from pathlib import Path

import pytest

from broadcaster.desk import Desk
from broadcaster.schedule import actions
from tests.cli.conftest import Run
from tests.schedule.conftest import (
    MORNING,
    SOUNDS,
    Bulletins,
    approve,
    bulletin,
    keep_approval,
    write_programme,
)

__all__ = ["bulletin"]


@pytest.fixture
def furnished(desk: Desk, at_home: Run) -> Run:
    actions.set_default_hours(desk)
    for one in SOUNDS.values():
        keep_approval(desk, one)
    write_programme(desk, MORNING)
    actions.apply_programme(desk, confirmed=True)
    return at_home


def files(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_each_minute_is_shown_and_nothing_is_written(
    furnished: Run, desk: Desk, bulletin: Bulletins
) -> None:
    approve(desk, bulletin())
    before = files(desk.home.plan)
    ran = furnished("schedule", "simulate", "--days", "3")
    assert ran.code == 0
    assert "  05:30:08   1:00  Tin 1 (khe-ren-2026-0001)" in ran.out
    assert max(len(line) for line in ran.out.splitlines()) <= 80
    assert files(desk.home.plan) == before


def test_warnings_stand_after_the_sessions_and_can_be_had_alone(
    furnished: Run, desk: Desk, bulletin: Bulletins
) -> None:
    approve(desk, bulletin(31 * 60_000))
    ran = furnished("schedule", "simulate", "--days", "3")
    sessions, _heading, warnings = ran.out.partition("Warnings:")
    assert "khe-ren-2026-0001" not in sessions
    assert "khe-ren-2026-0001 “Tin 1” is in no session." in warnings
    assert "The audio of" not in warnings  # a session without bulletins needs none
    alone = furnished("schedule", "simulate", "--days", "3", "--warnings").out
    assert alone.startswith("Warnings:")
    assert max(len(line) for line in alone.splitlines()) <= 80
    document = json.loads(furnished("schedule", "simulate", "--days", "3", "--json").out)
    assert {"too-long", "silent"} <= {one["kind"] for one in document["warnings"]}
    assert all(one["text"] for one in document["warnings"])


def test_the_plan_does_what_was_simulated(furnished: Run, desk: Desk, bulletin: Bulletins) -> None:
    for length in (7, 12, 15):
        approve(desk, bulletin(length * 60_000, times=2))
    simulated = json.loads(furnished("schedule", "simulate", "--days", "6", "--json").out)
    planned = json.loads(furnished("schedule", "plan", "--days", "6", "--json").out)
    assert [{**one, "locked": False} for one in planned["sessions"]] == simulated["sessions"]


def test_a_day_that_is_over_and_a_home_without_programmes_are_refused(
    furnished: Run, desk: Desk
) -> None:
    assert furnished("schedule", "simulate", "--from", "2020-01-01").code == 1
    (desk.home.playlists / "sang.toml").unlink()
    actions.apply_programme(desk, confirmed=True)
    ran = furnished("schedule", "simulate")
    assert (ran.code, ran.out) == (1, "")
    assert "No programme is applied" in ran.err
