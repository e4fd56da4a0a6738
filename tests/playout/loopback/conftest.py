"""A player on the real clock whose output is heard back, by way of a program that is a room."""

import contextlib
import os
import shlex
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from broadcaster.home import Home
from broadcaster.journal.inspection import inspect, trust_of
from broadcaster.schedule import RunningOrder
from broadcaster.timebase import SystemTime
from tests.playout.loopback import room
from tests.playout.loopback.speechlike import s16, spoken
from tests.playout.relaying.conftest import LiveRig
from tests.playout.rig import Recorder
from tests.playout.station import TestStation


@dataclass
class Loudspeaker(Recorder):
    """An output that plays into a room."""

    line: int = -1

    def write(self, block: bytes) -> None:
        super().write(block)
        with contextlib.suppress(BlockingIOError):  # nobody is in the room
            os.write(self.line, block)


@dataclass
class HeardRig(LiveRig):
    """A player with a loopback."""

    folder: Path = field(default_factory=Path)

    def speak(self, *seconds: float, **more: Any) -> RunningOrder:
        """Plan bulletins `one`, `two` and so on of these lengths, in a session soon."""
        names = ["one", "two", "three"][: len(seconds)]
        for seed, (name, length) in enumerate(zip(names, seconds, strict=True)):
            pcm = s16(spoken(length, seed))
            self.station.approve(name, int(length * 1000), pcm=pcm)
        return self.plan_soon(names, **more)

    def plan_soon(self, names: Sequence[str], **more: Any) -> RunningOrder:
        """Plan what is approved under these names in a session that starts in some seconds."""
        start = SystemTime().now().replace(microsecond=0) + timedelta(seconds=6)
        return self.station.plan(start, names, **more)

    def set_more(self, lines: str) -> None:
        """Add settings."""
        with self.home.config.open("a", encoding="utf-8") as file:
            file.write(lines)

    def faults(self) -> list[str]:
        """Return what verification finds in the log."""
        reports = inspect(self.home.journal, trust_of(self.home))
        return [str(one.sort) for report in reports for one in report.discrepancies]

    def say_nothing(self) -> None:
        (self.folder / "gain").write_text("0")

    def intrude(self, seconds: float, amplitude: float = 3000) -> None:
        """Let somebody else be heard."""
        late = self.folder / "intruder.new"
        late.write_bytes(s16(spoken(seconds, 99, amplitude)))
        late.rename(self.folder / "intruder")

    def alarms(self) -> list[str]:
        return [record.text("code") for record in self.records("alarm")]


@pytest.fixture
def heard(home: Home, station: TestStation, tmp_path: Path) -> Iterator[HeardRig]:
    folder = tmp_path / "room"
    folder.mkdir()
    os.mkfifo(folder / "line")
    (folder / "gain").write_text("0.5")
    loopback = "pipe:" + shlex.join([sys.executable, room.__file__, str(folder)])
    settings = f"fade_in_ms = 0\nloopback = {loopback!r}\nloopback_alarm_s = 2\n"
    home.config.write_text(settings, encoding="utf-8")
    speaker = Loudspeaker(line=os.open(folder / "line", os.O_RDWR | os.O_NONBLOCK))
    rig = HeardRig(home, station, speaker, folder=folder)
    yield rig
    rig.stop()
    os.close(speaker.line)
