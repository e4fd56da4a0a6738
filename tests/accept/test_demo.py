"""`make demo` at its real pace: within three minutes after the set-up, and it keeps its word."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from broadcaster.timebase import SystemTime

pytestmark = pytest.mark.rig
LONGEST_S = 180


@pytest.mark.timeout(600)
def test_the_demo_ends_well_within_three_minutes(tmp_path: Path) -> None:
    time = SystemTime()
    began = time.monotonic()
    command = [sys.executable, "-m", "broadcaster", "--lang", "en", "demo"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    took_s = (time.monotonic() - began) / 1e9
    print(f"demo: {took_s:.0f} s")
    assert done.returncode == 0, done.stderr
    assert took_s <= LONGEST_S
    assert re.search(r"\d\d:\d\d:00   \d\d:\d\d:00   aired", done.stdout)
    assert len(list((tmp_path / "demo-home" / "on-air").glob("*.wav"))) == 1
