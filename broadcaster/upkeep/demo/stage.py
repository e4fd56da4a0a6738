"""Where the demo happens: a home of its own, and the installed program run on it.

Every step is a command a person could type, run as a process of its own and shown as typed.
"""

import json
import os
import shlex
import shutil
import subprocess
import sys
import wave
from array import array
from collections.abc import Callable
from pathlib import Path
from typing import Any

from broadcaster.config import ConfigError, read_settings
from broadcaster.home import CONFIG_NAME, Home
from broadcaster.i18n import ENVIRONMENT as LANGUAGE_ENVIRONMENT
from broadcaster.i18n import _, language
from broadcaster.journal import JournalError
from broadcaster.journal.lock import WriterLock
from broadcaster.upkeep.demo.script import STATION_ID
from broadcaster.upkeep.errors import UpkeepError

LONGEST_COMMAND_S = 120
EARLIER = ".earlier"
TYPED_AS = "broadcaster"

Say = Callable[[str], None]


class DemoError(UpkeepError):
    """Something the demo promises did not hold."""

    @classmethod
    def not_ours(cls, root: Path) -> "DemoError":
        """Refuse a folder that an earlier demo did not make."""
        return cls(
            _(
                '"{root}" was not made by the demo, so it is left alone. '
                "Move it away, or run the demo in another folder."
            ).format(root=root)
        )

    @classmethod
    def step_failed(cls, typed: str, code: int, said: str) -> "DemoError":
        """Say which command failed, and its own words."""
        return cls(
            _("The demo stopped at `{typed}`, which ended with {code}: {said}").format(
                typed=typed, code=code, said=said.strip()
            )
        )

    @classmethod
    def broken_promise(cls, promise: str, found: str) -> "DemoError":
        """Say what did not hold."""
        return cls(
            _("The demo promised: {promise}. It found: {found}.").format(
                promise=promise, found=found
            )
        )


class Stage:
    """The demo's home, and the program on it. `say` tells the person what happens."""

    def __init__(self, root: Path, say: Say) -> None:
        self.home = Home(root.absolute())
        self.shown = str(root)
        """The folder as the person named it."""
        self._say = say

    def run(self, *words: str, by: str = "") -> str:
        """Run one command and return what it wrote to stdout; `DemoError` unless it ends 0."""
        words = (*words, "--as", by) if by else words
        typed = shlex.join([TYPED_AS, *words])
        self._say(f"   $ {typed}")
        done = subprocess.run(
            self._command(*words),
            env=self._environment(),
            capture_output=True,
            encoding="utf-8",
            timeout=LONGEST_COMMAND_S,
        )
        if done.returncode:
            raise DemoError.step_failed(typed, done.returncode, done.stderr)
        return done.stdout

    def json(self, *words: str, by: str = "") -> Any:
        """Run one command with `--json` and return its document."""
        return json.loads(self.run(*words, "--json", by=by))

    def begin(self, *words: str) -> "subprocess.Popen[bytes]":
        """Start one command that goes on; what it says appears as it says it."""
        self._say(f"   $ {shlex.join([TYPED_AS, *words])} &")
        return subprocess.Popen(self._command(*words), env=self._environment(), stdout=sys.stderr)

    def show_path(self, path: Path) -> str:
        """Return a path inside the home as the person would type it."""
        return str(Path(self.shown) / path.relative_to(self.home.root))

    def _command(self, *words: str) -> list[str]:
        return [sys.executable, "-m", "broadcaster", *words]

    def _environment(self) -> dict[str, str]:
        return {
            **os.environ,
            LANGUAGE_ENVIRONMENT: language(),
            "BROADCASTER_HOME": str(self.home.root),
            "BROADCASTER_PERSON": "",
            "PYTHONWARNINGS": "ignore",
        }


def clear_stage(root: Path) -> Path | None:
    """Move an earlier demo at `root` aside; return where it went, None when there was none.

    One earlier demo is kept. `DemoError` for anything the demo did not make, `UpkeepError` while
    a player runs there.
    """
    if not root.exists() or (root.is_dir() and not any(root.iterdir())):
        return None
    if not is_demo(root):
        raise DemoError.not_ours(root)
    try:
        WriterLock(Home(root)).__enter__().release()
    except JournalError as error:
        raise UpkeepError.player_runs(root) from error
    aside = root.with_name(root.name + EARLIER)
    if aside.exists():
        if not is_demo(aside):
            raise DemoError.not_ours(aside)
        shutil.rmtree(aside)
    root.rename(aside)
    return aside


def is_demo(root: Path) -> bool:
    """Say whether `root` is a home that the demo made."""
    try:
        return read_settings(root / CONFIG_NAME).station == STATION_ID
    except ConfigError:
        return False


def loudest_sample(recordings: list[Path]) -> int:
    """Return the largest sample of 16-bit recordings, 0 for silence or for none."""
    loudest = 0
    for path in recordings:
        with wave.open(str(path), "rb") as file:
            samples = array("h", file.readframes(file.getnframes()))
        if samples:
            loudest = max(loudest, max(samples), -min(samples))
    return loudest
