"""A text that no session has room for is named where it is brought, changed and handed in."""

from pathlib import Path

import pytest

from broadcaster.desk import Desk
from broadcaster.schedule import actions as schedule
from tests.cli.conftest import Run
from tests.schedule.conftest import MORNING, SOUNDS, keep_approval, write_programme

LONG = "\n".join(f"Tin thứ {n}. Sáng mai bà con mang rơm ra sân đình để phơi." for n in range(24))
DIVIDE = "Divide it before line 25 (“Tin thứ 12.”)"


@pytest.fixture
def a_minute(desk: Desk) -> Desk:
    """A station with one programme whose part of bulletins takes one minute."""
    schedule.set_default_hours(desk)
    for one in SOUNDS.values():
        keep_approval(desk, one)
    short = MORNING.replace("longest_minutes = 30", "longest_minutes = 2")
    write_programme(desk, short)
    schedule.apply_programme(desk, confirmed=True)
    return desk


@pytest.mark.usefixtures("a_minute")
def test_adding_showing_and_editing_say_before_which_line_to_divide(
    op: Run, tmp_path: Path
) -> None:
    path = tmp_path / "dai.txt"
    path.write_text(LONG, encoding="utf-8")
    assert DIVIDE in op("bulletin", "add", path).err
    assert DIVIDE in op("bulletin", "show", "@last").err
    shortened = op("bulletin", "edit", "@last", "--omit", "11-48")
    assert shortened.code == 0
    assert "Divide" not in shortened.err


def test_without_a_programme_nothing_is_said(op: Run, tmp_path: Path) -> None:
    path = tmp_path / "dai.txt"
    path.write_text(LONG, encoding="utf-8")
    added = op("bulletin", "add", path)
    assert added.code == 0
    assert "Divide" not in added.err


def test_a_text_is_measured_before_it_is_entered(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "dai.txt"
    path.write_text(LONG, encoding="utf-8")
    assert DIVIDE in run("read", path, "--longest", 1.5).err
    assert "about " in run("read", path, "--longest", 5, "--voice", "recording").err
