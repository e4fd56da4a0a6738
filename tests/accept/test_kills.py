"""Kills and power cuts in small: what `make soak` does a thousand times. See `tests/soak/`."""

import subprocess
import sys

import pytest

from tests.accept.conftest import REPOSITORY
from tests.soak import power

pytestmark = [pytest.mark.rig, pytest.mark.timeout(600)]
SEED = "2026"


def soaked(module: str, *counts: str) -> str:
    """Soak in a process without threads, since players are forked from it; return its report."""
    done = subprocess.run(
        [sys.executable, "-m", f"tests.soak.{module}", SEED, *counts],
        capture_output=True,
        text=True,
        timeout=580,
        cwd=REPOSITORY,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_fifty_kills_lose_nothing_and_play_nothing_twice() -> None:
    assert "50 SIGKILLs" in soaked("kills", "46", "4")


def test_twenty_power_cuts_lose_nothing_that_was_promised_and_the_control_does() -> None:
    """Root and a loop device are wanted; elsewhere it is counted as not run."""
    if reason := power.why_not():
        pytest.skip(f"no loop file system: {reason}")
    report = soaked("power", "16", "4", "2")
    assert "16 power cuts" in report
    assert "4 power cuts while a plan" in report
