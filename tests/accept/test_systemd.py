"""What systemd says of the units, and whether our programs live with what they forbid."""

import re
import shutil
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from broadcaster.timebase import SystemTime
from tests.test_systemd import PLAYOUT, SERVICES, UNITS

pytestmark = pytest.mark.rig
MOST_EXPOSURE = 2.0


@pytest.fixture
def analyse() -> str:
    found = shutil.which("systemd-analyze")
    if found is None:
        pytest.skip("there is no systemd-analyze here")
    return found


@pytest.fixture
def installed(tmp_path: Path) -> list[Path]:
    """The units, with the path of this very installation instead of /opt/broadcaster."""
    program = str(Path(sys.executable).with_name("broadcaster"))
    copies = []
    for path in UNITS:
        copy = tmp_path / path.name
        text = path.read_text(encoding="utf-8")
        copy.write_text(text.replace("/opt/broadcaster/.venv/bin/broadcaster", program))
        copies.append(copy)
    return copies


def test_the_units_verify_without_a_word(analyse: str, installed: list[Path]) -> None:
    words = [analyse, "verify", "--man=no", *map(str, installed)]
    done = subprocess.run(words, capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.name)
def test_exposure_is_low(analyse: str, path: Path) -> None:
    words = [analyse, "security", "--offline=true", "--no-pager", str(path)]
    done = subprocess.run(words, capture_output=True, text=True)
    found = re.search(r"Overall exposure level for .*: ([0-9.]+)", done.stdout)
    assert found, done.stdout + done.stderr
    print(f"{path.name}: exposure {found[1]}")
    assert float(found[1]) <= MOST_EXPOSURE


def confined(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a Python program under the filter of the player's unit."""
    here = Path(__file__).with_name("confined.py")
    command = [sys.executable, str(here), str(PLAYOUT), sys.executable, *words]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True)


@pytest.mark.timeout(400)
def test_the_player_and_all_before_it_live_with_the_filter(analyse: str, tmp_path: Path) -> None:
    done = confined("-m", "broadcaster", "demo", "--fast", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    until = (SystemTime().now() + timedelta(seconds=8)).isoformat()
    player = ("-m", "broadcaster", "--home", "demo-home", "playout", "run")
    done = confined(*player, "--output", "null", "--until", until, cwd=tmp_path)
    assert done.returncode == 0, done.stderr


def test_the_filter_lets_the_clock_be_asked_and_not_be_set(analyse: str, tmp_path: Path) -> None:
    asked = "import ctypes; raise SystemExit(ctypes.CDLL(None).adjtimex(bytes(512)) < 0)"
    assert confined("-c", asked, cwd=tmp_path).returncode == 0
    # A time before 1970 is refused in any case; under the filter it is not even looked at.
    set_it = "import time; time.clock_settime(time.CLOCK_REALTIME, -1)"
    refused = confined("-c", set_it, cwd=tmp_path)
    assert "PermissionError" in refused.stderr
