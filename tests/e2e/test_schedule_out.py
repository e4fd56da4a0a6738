"""The installed program: a plan is simulated, explained and written out, as bytes on stdout."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from icalendar import Calendar

BROADCASTER = [sys.executable, "-m", "broadcaster"]


def run(home: Path, *arguments: str) -> bytes:
    done = subprocess.run(
        [*BROADCASTER, "--home", str(home), *arguments],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env={**os.environ, "COLUMNS": "80"},
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


@pytest.mark.timeout(300)
def test_calendar_paper_and_simulation_come_whole_through_a_pipe(tmp_path: Path) -> None:
    home = tmp_path / "xa"
    run(home, "init", str(home), "--as", "An")
    run(home, "--as", "an", "person", "add", "Bình", "--role", "operator")
    run(home, "--as", "binh", "programme", "apply", "--yes")
    run(home, "--as", "binh", "schedule", "plan", "--days", "3")

    paper = run(home, "schedule", "export", "--format", "pdf")
    assert (paper[:5], paper.rstrip()[-5:]) == (b"%PDF-", b"%%EOF")
    calendar = Calendar.from_ical(run(home, "schedule", "export", "--format", "ical"))
    assert isinstance(calendar, Calendar)
    silent = "Im lặng: không có bản tin nào trong buổi này."
    assert {str(event["DESCRIPTION"]) for event in calendar.events} == {silent}

    lines = run(home, "schedule", "simulate", "--days", "14").decode().splitlines()
    assert max(len(line) for line in lines) <= 80
    assert "Cảnh báo:" in lines
    assert "không còn bản tin nào cần phát" in " ".join(" ".join(lines).split())
