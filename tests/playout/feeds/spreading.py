"""A stream with several real outputs in real time, and what each of them was handed."""

import shlex
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from broadcaster.playout.feeds.pacing import lead_ms
from broadcaster.playout.feeds.spread import Spread
from broadcaster.playout.log.position import PositionFile
from broadcaster.playout.outputs import Opening, Output, make_output
from broadcaster.playout.reckoning import Reckoning
from broadcaster.playout.sound.pumps import ThreadPump
from broadcaster.playout.sound.stream import Stream
from broadcaster.playout.sound.timeline import Audience, Segment
from broadcaster.quantities import BUS_RATE_HZ
from broadcaster.timebase import NANOSECONDS, SystemTime
from broadcaster.units.wiring import Feed, Wiring

STAMPING = """
import os, sys, time
out = open(sys.argv[1], 'wb')
while data := os.read(0, 65536):
    out.write(b'%d %d ' % (time.monotonic_ns(), len(data)) + data)
    out.flush()
"""
"""A program that keeps what it reads, and when it read it."""


def noise(samples: int, seed: int = 1) -> bytes:
    """Return loud noise without a zero in it, so that every sample is told from silence."""
    drawn = np.random.default_rng(seed).integers(1_000, 20_000, samples)
    return drawn.astype("<i2").tobytes()


@dataclass
class Blocked:
    """An output whose calls do not come back until it is let go: a driver stuck in the kernel."""

    on: str = "write"
    free: threading.Event = field(default_factory=threading.Event)
    name: str = "blocked"
    grade: int = 1
    paces: bool = False
    gaps: int = 0
    opened: int = 0

    def check(self) -> str | None:
        return None

    def open(self, _opening: Opening) -> None:
        self.opened += 1
        if self.on == "open":
            self.free.wait()

    def write(self, _block: bytes) -> None:
        if self.on == "write":
            self.free.wait()

    def position(self) -> int | None:
        return None

    def close(self) -> None:
        return


class Station:
    """Some feeds, a stream into all of them, and the thread that drives it."""

    def __init__(
        self,
        folder: Path,
        feeds: tuple[Feed, ...],
        others: dict[str, Callable[[], Output]] | None = None,
        fade_in_ms: int = 0,
        hang_ms: int = 0,
    ) -> None:
        made, self.is_closed = others or {}, False
        self.time, self.folder = SystemTime(), folder
        self.spread = Spread(
            Wiring(feeds),
            lambda spec: made[spec]() if spec in made else make_output(spec),
            self.time,
            fade_in_ms=fade_in_ms,
            hang_ms=hang_ms,
        )
        self.position = PositionFile(folder / "position")
        reckoning = Reckoning(self.time)
        self.stream = Stream(self.spread, reckoning, self.position, "log", lead_ms(feeds))
        self.pump = ThreadPump(self.time)
        self.stream.open("session", self.time.monotonic())
        self.pump.start(self.stream)

    def place(
        self, pcm: bytes, in_s: float, feeds: set[str] | None = None, volume: int = 100
    ) -> Segment:
        """Let something sound so many seconds from now, on some feeds or on all."""
        whom = Audience(frozenset(feeds), volume) if feeds is not None else None
        at = self.stream.clock.left_by(self.time.monotonic()) + int(in_s * BUS_RATE_HZ)
        return self.stream.place(f"item-{at}", pcm, at, audience=whom)

    def wait_for(self, segment: Segment, seconds: float = 20) -> None:
        """Wait until an item is over."""
        self.until(lambda: self.stream.is_over(segment), seconds)

    def until(self, holds: Callable[[], bool], seconds: float = 20) -> None:
        """Wait until something holds."""
        deadline = self.time.monotonic() + int(seconds * NANOSECONDS)
        while not holds():
            assert self.time.monotonic() < deadline, self.spread.reports()
            self.time.sleep_until(self.time.monotonic() + 5_000_000)

    def sleep(self, seconds: float) -> None:
        self.time.sleep_until(self.time.monotonic() + int(seconds * NANOSECONDS))

    def close(self) -> None:
        if not self.is_closed:
            self.is_closed = True
            self.pump.stop()
            self.stream.close()
            self.position.close()


def stamping(target: Path) -> str:
    """Return the spec of a pipe whose program keeps what it read and when."""
    return "pipe:" + shlex.join([sys.executable, "-c", STAMPING, str(target)])


def heard_at(target: Path) -> int:
    """Return the monotonic nanosecond at which a stamping program read its first sound."""
    data, at, before = target.read_bytes(), 0, 0
    while at < len(data):
        stamp, _, rest = data[at:].partition(b" ")
        size, _, _rest = rest.partition(b" ")
        begins = at + len(stamp) + len(size) + 2
        samples = np.frombuffer(data[begins : begins + int(size) // 2 * 2], "<i2")
        if samples.any():
            first = int(np.flatnonzero(samples)[0])
            return int(stamp) + first * NANOSECONDS // BUS_RATE_HZ
        at, before = begins + int(size), before + int(size) // 2
    raise AssertionError(f"nothing sounded in {target}")
