"""A bulletin's policy and stage come from its fields through order and log into the indicator."""

import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from broadcaster.home import Home
from broadcaster.journal.logs import read_logs
from broadcaster.reports.reach.airings import Heard
from broadcaster.timebase import SystemTime
from tests.cli.conftest import Run

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


@pytest.mark.timeout(300)
def test_policy_and_stage_of_a_bulletin_are_counted_once_it_was_heard(
    run: Run, tmp_path: Path
) -> None:
    home, text = tmp_path / "xa", tmp_path / "tin.txt"
    text.write_text("Từ mai xã thu gom rác thải.", encoding="utf-8")
    tomorrow = SystemTime().now().astimezone(ZONE).date() + timedelta(days=1)

    def by(person: str, *words: str) -> None:
        done = run("--home", home, "--as", person, *words)
        assert done.code == 0, done.err

    by("an", "init", str(home))
    by("an", "person", "add", "Bình", "--role", "operator")
    by("an", "person", "add", "Chi", "--role", "approver")
    reached = ("--stage", f"promulgation={tomorrow.isoformat()}")
    by("binh", "policy", "add", "12/NQ", "--title", "Thu gom rác thải", *reached)
    by("binh", "bulletin", "add", str(text), "--policy", "12/NQ", "--stage", "promulgation")
    by("binh", "render", "@last")
    by("binh", "bulletin", "submit", "@last")
    by("chi", "bulletin", "approve", "@last")
    by("binh", "programme", "apply", "--yes")
    by("binh", "schedule", "plan", "--days", "2")
    morning = ("--virtual", f"{tomorrow} 05:25", "--until", f"{tomorrow} 05:40")
    player = [sys.executable, "-m", "broadcaster", "--home", str(home), "--as", "an", "playout"]
    subprocess.run([*player, "run", "--output", "null", *morning], check=True)

    heard = Heard(tomorrow, ZONE)
    for log in read_logs(Home(home), "rehearsal"):
        for record in log.records():
            heard.take(record)
    told = {(one.policy, one.stage, one.language, one.day) for one in heard.aired}
    assert told == {("12/nq", "promulgation", "vi", tomorrow.isoformat())}
