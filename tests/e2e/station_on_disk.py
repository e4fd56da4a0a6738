"""A station in a folder for real player processes, and what is found out about it afterwards."""

import os
import signal
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from broadcaster.home import Home
from broadcaster.journal.inspection import inspect, trust_of
from broadcaster.journal.logs import read_logs
from broadcaster.journal.record import Record
from broadcaster.playout.sound import wave_file
from broadcaster.signed import BoxKey
from broadcaster.timebase import SystemTime, TimeQuality
from broadcaster.timetrust import read_clocks, remember
from tests.e2e.killing_player import VARIABLE
from tests.playout.rig import find
from tests.playout.station import TestStation

PLAYER = [sys.executable, "-m", "broadcaster.playout"]
KILLING_PLAYER = [sys.executable, "-m", "tests.e2e.killing_player"]
KILLED = -signal.SIGKILL


@dataclass
class Broadcast:
    """A station on disk, its recordings and its log."""

    home: Home
    station: TestStation
    recordings: Path
    environment: dict[str, str] = field(default_factory=dict)
    output: str = ""
    """The output's spec; empty for the recordings."""
    said: Path | None = None
    """Where to a player that is left running says what it has to say."""
    left: "list[subprocess.Popen[bytes]]" = field(default_factory=list)
    """Players that were left running."""

    @classmethod
    def build(cls, root: Path) -> "Broadcast":
        """Make a station; its clock is one that an operator confirmed."""
        home = Home(root / "home")
        home.root.mkdir()
        # What sounds is the cut, sample by sample, from the first one on.
        said = 'station = "khe-ren"\nunit = "khe-ren"\nfade_in_ms = 0\n'
        home.config.write_text(said, encoding="utf-8")
        for folder in (home.audio_cache, home.approvals, home.journal, home.run):
            folder.mkdir(parents=True)
        BoxKey.generate().save(home.keys)
        remember(home, read_clocks(SystemTime()), None, TimeQuality.OPERATOR, "operator")
        return cls(home, TestStation.build(home), root / "recordings")

    def command(self, *words: str, player: list[str] = PLAYER) -> list[str]:
        """Return the words that start a player of this home."""
        output = self.output or f"file:{self.recordings}"
        return [*player, "--home", str(self.home.root), "--output", output, *words]

    def run(self, *words: str, kill_at: str = "", expect: int = 0) -> str:
        """Run a player to its end, or to its death at `kill_at`; return what it said."""
        player = KILLING_PLAYER if kill_at else PLAYER
        done = subprocess.run(
            self.command(*words, player=player),
            env={**os.environ, "BROADCASTER_LANG": "en", VARIABLE: kill_at, **self.environment},
            capture_output=True,
            text=True,
            timeout=100,
        )
        assert done.returncode == expect, f"{done.returncode}: {done.stderr}"
        return done.stderr

    def start(self, *words: str, player: list[str] = PLAYER) -> "subprocess.Popen[bytes]":
        """Start a player and leave it running."""
        with (self.said or Path(os.devnull)).open("a") as said:
            started = subprocess.Popen(
                self.command(*words, player=player),
                env={**os.environ, "BROADCASTER_LANG": "en", **self.environment},
                stderr=said,
            )
        self.left.append(started)
        return started

    def end_all(self) -> None:
        """End what a failed test left running, or its disk could not be taken away."""
        for player in self.left:
            player.kill()
            player.wait()

    def records(self, kind: str = "", which: str = "all") -> list[Record]:
        """Return what stands in the logs."""
        every = [record for log in read_logs(self.home, which) for record in log.records()]
        return [record for record in every if not kind or record.kind == kind]

    def parts(self) -> list[tuple[datetime, bytes]]:
        """Return when sample 0 of each recording sounded, and its samples."""
        found = []
        for path in sorted(self.recordings.glob("*.wav")):
            data = path.read_bytes()
            found.append((wave_file.read_header(data).start, data[wave_file.HEADER_BYTES :]))
        return found

    def heard(self, pcm: bytes) -> list[tuple[datetime, int]]:
        """Return when and for how many samples a cut was heard, over all recordings."""
        return [
            (start + timedelta(microseconds=at * 1_000_000 // 48_000), count)
            for start, data in self.parts()
            for at, count in find(data, pcm)
        ]

    def assert_nothing_is_lost_or_heard_twice(self) -> None:
        """Hold the log and the recordings to the laws that a kill may not break."""
        self.assert_nothing_is_lost()
        intents = [*self.records("start"), *self.records("unplanned")]
        begun = Counter(record.text("cut") for record in intents)
        for cut in self.station.cuts.values():
            sounded = sum(count for _at, count in self.heard(cut.pcm))
            assert sounded <= begun[cut.approval.cut] * len(cut.pcm) // 2

    def assert_nothing_is_lost(self) -> None:
        """Hold the log alone to them."""
        reports = inspect(self.home.journal, trust_of(self.home))
        assert all(report.is_sound for report in reports), reports
        planned = [
            f"{record.text('session')}/{text.split(':')[0]}"
            for record in self.records("plan")
            for text in record["items"]
        ]
        outcomes = Counter(record.text("item") for record in self.records("outcome"))
        assert outcomes == Counter(planned)
        starts = Counter(record.text("item") for record in self.records("start"))
        assert set(starts.values()) <= {1}
