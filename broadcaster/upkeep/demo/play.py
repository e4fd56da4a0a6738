"""One run of the demo: who plays, where, and what has been said so far."""

import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from broadcaster.timebase import TimeSource
from broadcaster.upkeep.demo.script import LOCK_LEAD_S, POLICY
from broadcaster.upkeep.demo.stage import TYPED_AS, Say, Stage

STEPS = 11


@dataclass
class Play:
    """The stage, the clock and the two officers. `show` is for data a command was asked for."""

    stage: Stage
    time: TimeSource
    fast: bool
    say: Say
    show: Say
    author: str = ""
    approver: str = ""
    number: int = 0

    def step(self, sentence: str) -> None:
        """Announce the next step."""
        self.number += 1
        self.say("")
        self.say(f"{self.number}/{STEPS}  {sentence}")

    def note(self, sentence: str) -> None:
        """Say what came of it, or where to look."""
        self.say(f"     {sentence}")

    def typed(self, command: str) -> str:
        """Return a command as the person would type it where the demo was started."""
        return f"`{program()} --home {self.stage.shown} {command}`"

    def set_hours(self, window: str) -> None:
        """Sign one window a day under the document number DEMO, as the approver."""
        words = ("--window", window, "--document", POLICY, "--title", POLICY)
        lead = ("--lock-lead", str(LOCK_LEAD_S), "--yes")
        self.stage.run("hours", "set", *words, *lead, by=self.approver)


def program() -> str:
    """Return how to start the program from here: its name, or where a checkout keeps it."""
    if shutil.which(TYPED_AS):
        return TYPED_AS
    path = Path(sys.executable).with_name(TYPED_AS)
    return str(path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path)
