"""What systemd itself says of the units: they are understood, and they expose little."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.test_systemd import SERVICES, UNITS

pytestmark = pytest.mark.rig
MOST_EXPOSURE = 2.0


@pytest.fixture(scope="module")
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
