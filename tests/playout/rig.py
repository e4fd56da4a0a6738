"""A player on the virtual clock, moved by a test, with everything it sent and wrote at hand."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import numpy as np

from broadcaster.home import Home
from broadcaster.journal.logs import read_logs
from broadcaster.journal.record import Record
from broadcaster.playout.errors import OutputError
from broadcaster.playout.opening import Opened, Terms, open_player
from broadcaster.playout.outputs import Opening
from broadcaster.playout.player import Player
from broadcaster.playout.relaying.carried import LiveSource
from broadcaster.playout.relaying.listener import Job
from broadcaster.playout.relaying.stand_in import StandIn
from broadcaster.playout.sound.cuts import Source, load_cut
from broadcaster.playout.sound.loading import Aside, at_once
from broadcaster.playout.sound.pumps import VirtualPump
from broadcaster.playout.studio import POLL
from broadcaster.timebase import TimeQuality, TimeTrust, VirtualTime

RATE_HZ = 48_000
TRUSTED = TimeTrust(TimeQuality.NTP, 0, "a test")


@dataclass
class Recorder:
    """An output that keeps every sample, part by part, and fails when it is told to."""

    parts: list[tuple[datetime, bytearray]] = field(default_factory=list)
    fails: bool = False
    cannot_open: bool = False
    name: str = "recorder"
    grade: int = 1
    paces: bool = False
    gaps: int = 0

    def check(self) -> str | None:
        return None

    def open(self, opening: Opening) -> None:
        if self.cannot_open:
            raise OutputError(self.name, "unplugged")
        self.parts.append((opening.start, bytearray()))

    def write(self, block: bytes) -> None:
        if self.fails:
            raise OutputError(self.name, "pulled out")
        self.parts[-1][1].extend(block)

    def position(self) -> int | None:
        return None

    def close(self) -> None:
        return

    def heard_at(self, pcm: bytes) -> list[tuple[datetime, int]]:
        """Return when each stretch of `pcm` from its beginning sounded, and how many samples."""
        found = []
        for start, data in self.parts:
            for at, count in find(bytes(data), pcm):
                found.append((start + timedelta(microseconds=at * 1_000_000 // RATE_HZ), count))
        return found

    def is_silent(self) -> bool:
        return all(not any(data) for _start, data in self.parts)


def find(recording: bytes, pcm: bytes) -> list[tuple[int, int]]:
    """Return (sample, count) of each place where `pcm` is heard from its first audible sample.

    `sample` is where its first sample lies, lead-in included; `count` how far it goes on.
    """
    cut, heard = np.frombuffer(pcm, "<i2"), np.frombuffer(recording, "<i2")
    onset = int(np.flatnonzero(cut)[0])
    needle = cut[onset : onset + 64].tobytes()
    found, at = [], recording.find(needle)
    while at >= 0:
        if at % 2 == 0:
            first = at // 2 - onset
            room = min(len(cut), len(heard) - first)
            same = cut[onset:room] == heard[first + onset : first + room]
            found.append((first, onset + (int(np.argmin(same)) if not same.all() else len(same))))
        at = recording.find(needle, at + 2)
    return found


@dataclass
class Rig:
    """The player of a home on a virtual clock."""

    home: Home
    time: VirtualTime
    recorder: Recorder = field(default_factory=Recorder)
    trust: Callable[[], TimeTrust] = lambda: TRUSTED
    opened: Opened | None = None
    fade_in_ms: int = 0
    """So that what sounds is the cut, sample by sample."""
    source: Source = load_cut
    aside: Aside = at_once
    poll: timedelta = POLL
    connected: list[Job] = field(default_factory=list)

    def connect(self, job: Job) -> LiveSource:
        """Stand in for a relay's source, and note that it was asked for."""
        self.connected.append(job)
        return StandIn()

    def start(self, **terms: object) -> Player:
        """Open the home and recover, as a start of the real player does."""
        self.opened = open_player(
            self.home,
            Terms(
                self.time,
                lambda: self.trust(),
                VirtualPump(self.time),
                "null",
                source=self.source,
                aside=self.aside,
                poll=self.poll,
            ),
        )
        studio = self.opened.player.studio
        studio.make_output = lambda: self.recorder
        # A source in real time would come too late for a day that passes in a second.
        studio.connect, studio.records = self.connect, False
        studio.settings = replace(studio.settings, fade_in_ms=self.fade_in_ms)
        self.opened.player.recover()
        return self.opened.player

    @property
    def player(self) -> Player:
        assert self.opened is not None
        return self.opened.player

    def run_until(self, moment: datetime, each_step: Callable[[], None] = lambda: None) -> None:
        """Step the player until the clock reads `moment`."""
        reckoning = self.player.studio.reckoning
        while (now := reckoning.now()) < moment:
            look = min(self.player.step(), moment)
            each_step()
            deadline = reckoning.monotonic_at(look) if look > now else 0
            self.time.sleep_until(max(deadline, self.time.monotonic() + 1_000_000))

    def stop(self) -> None:
        """Stop cleanly."""
        self.player.stop()
        assert self.opened is not None
        self.opened.close()
        self.opened = None

    def drop(self) -> None:
        """Let go of everything without a last word, as a kill does."""
        assert self.opened is not None
        conductor = self.opened.player.conductor
        if conductor is not None:
            conductor.air.close()
        self.opened.close(cleanly=False)
        self.opened = None

    def records(self, kind: str = "") -> list[Record]:
        """Return what stands in the real logs."""
        every = [record for log in read_logs(self.home) for record in log.records()]
        return [record for record in every if not kind or record.kind == kind]

    def outcomes(self) -> dict[str, tuple[str, str]]:
        """Return (outcome, cause) by bulletin or sound."""
        return {
            record.text("bulletin") or record.text("sound"): (
                record.text("outcome"),
                record.text("cause"),
            )
            for record in self.records("outcome")
        }


def play(rig: Rig, until: datetime) -> None:
    """Start the player, let it live until then, and stop it."""
    rig.start()
    rig.run_until(until)
    rig.stop()
