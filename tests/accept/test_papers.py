"""Papers from two virtual environments, in two zones and locales: the same bytes."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from broadcaster.i18n import use_language
from broadcaster.reports.paper import FORMATS
from tests.reports.paper_year import live, station
from tests.reports.test_paper_year import MAKE, ROOT

pytestmark = pytest.mark.rig

INSTALL = ("-m", "pip", "install", "--quiet", "--disable-pip-version-check")


def another_environment(place: Path) -> Path:
    """Make a second environment as the Makefile makes the first; skip where there is no index."""
    subprocess.run([sys.executable, "-m", "venv", str(place)], check=True)
    python = place / "bin" / "python"
    pinned = ["--require-hashes", "-r", str(ROOT / "constraints.txt")]
    made = subprocess.run(
        [str(python), *INSTALL, *pinned], capture_output=True, text=True, check=False
    )
    if made.returncode:
        pytest.skip(f"no second environment could be made: {made.stderr.strip()[-200:]}")
    return python


@pytest.mark.timeout(600)
def test_two_environments_make_the_same_papers(tmp_path: Path) -> None:
    use_language("vi")
    desk = station(tmp_path / "a" / "home")
    live(desk)
    shutil.copytree(desk.home.root, tmp_path / "b" / "home")
    runs = {
        "a": (sys.executable, {"TZ": "Asia/Ho_Chi_Minh", "LC_ALL": "C.UTF-8", "LANG": "vi_VN"}),
        "b": (
            str(another_environment(tmp_path / "second")),
            {"TZ": "Pacific/Apia", "LC_ALL": "C", "LANG": "tr_TR"},
        ),
    }
    for name, (python, environment) in runs.items():
        out = tmp_path / name / "out"
        out.mkdir()
        subprocess.run(
            [python, "-c", MAKE, str(tmp_path / name / "home"), str(out)],
            env={**os.environ, **environment, "PYTHONPATH": str(ROOT)},
            cwd=out,
            check=True,
        )
    for shape in FORMATS:
        for paper in ("book", "quarter"):
            one, other = (tmp_path / name / "out" / f"{paper}.{shape}" for name in runs)
            assert one.read_bytes() == other.read_bytes(), f"{paper}.{shape}"
