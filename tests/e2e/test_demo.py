"""`broadcaster demo --fast`, as a person runs it, where an earlier demo stands."""

import subprocess
import sys
from pathlib import Path

import pytest

from broadcaster.upkeep.demo.script import STATION_ID


@pytest.mark.timeout(300)
def test_the_fast_demo_keeps_its_promises_where_it_was_run_before(tmp_path: Path) -> None:
    earlier = tmp_path / "demo-home"
    earlier.mkdir()
    (earlier / "broadcaster.toml").write_text(f'station = "{STATION_ID}"\n')
    command = [sys.executable, "-m", "broadcaster", "--lang", "en", "demo", "--fast"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert 'moved to "demo-home.earlier"' in done.stderr
    assert done.stdout.count("outside the allowed hours") == 8
    assert "Hours policy: DEMO" in done.stdout
    assert "REHEARSAL" in done.stdout
    assert (tmp_path / "demo-home" / "report.html").is_file()
