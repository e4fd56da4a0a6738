"""Programs of the rig that are Debian packages: installed on the spot where this may be done."""

import fcntl
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

ENVIRONMENT = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}


def find(program: str, *wanted: str) -> str:
    """Return a program's path; skip where it is missing and cannot be installed.

    `wanted` is its package, and options for `apt-get install`.
    """
    found = shutil.which(program)
    if found is None and os.geteuid() == 0 and shutil.which("apt-get"):
        _install(program, wanted)
        found = shutil.which(program)
    if found is None:
        pytest.skip(f"there is no {program} here, and it cannot be installed")
    return found


def _install(program: str, wanted: tuple[str, ...]) -> None:
    """Let apt install it; of the tests that run side by side, one after the other."""
    with (Path(tempfile.gettempdir()) / "broadcaster-rig-apt.lock").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        if shutil.which(program):
            return
        for words in (("update",), ("install", "-y", *wanted)):
            subprocess.run(
                ["apt-get", *words],
                env=ENVIRONMENT,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                check=False,
            )
