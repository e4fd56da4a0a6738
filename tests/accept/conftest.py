"""The acceptance rig: the data folder, and the installed program driven as people drive it."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]


@dataclass
class Program:
    """`broadcaster` as installed beside this interpreter, on one home."""

    home: Path
    person: str = ""
    environment: dict[str, str] = field(default_factory=dict)

    def run(
        self, *words: str, check: bool = True, stdin: str | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Run one command; on an unexpected exit code show what it said."""
        environment = {**os.environ, "BROADCASTER_LANG": "en", **self.environment}
        environment["BROADCASTER_HOME"] = str(self.home)
        if self.person:
            environment["BROADCASTER_PERSON"] = self.person
        done = subprocess.run(
            [str(Path(sys.executable).with_name("broadcaster")), *words],
            env=environment,
            input=stdin,
            capture_output=True,
            text=True,
            timeout=900,
        )
        if check and done.returncode:
            pytest.fail(f"{' '.join(words)} ended {done.returncode}\n{done.stdout}\n{done.stderr}")
        return done

    def json(self, *words: str) -> Any:
        """Run a command with `--json` and return its document."""
        return json.loads(self.run(*words, "--json").stdout)

    def as_(self, person: str) -> "Program":
        """The same home, with another person giving the orders."""
        return Program(self.home, person, self.environment)


def data_folder() -> Path:
    """Where the shared texts lie: `BROADCASTER_DATA`, default `../shared/data`."""
    named = os.environ.get("BROADCASTER_DATA")
    return Path(named) if named else REPOSITORY.parent / "shared" / "data"


@pytest.fixture(scope="session")
def data() -> Path:
    folder = data_folder()
    if not folder.is_dir():
        pytest.skip(f"no data folder at {folder}")
    return folder
