"""How late an item starts, measured from outside the player, beside what others do instead.

The real player plays a signed order into a pipe. At the pipe's other end a reader stamps the
first sample of each item above -50 dBFS; the cut's own lead-in, measured on its samples, is
subtracted. The same ear then hears, under the same load, ffmpeg started at the second, as a cron
job does it, and Liquidsoap's timed switch where it is installed. All the while another process
only sleeps towards deadlines: what the machine itself does to a moment. All have the priority
of the player's service, where it may be had.
"""

import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from broadcaster.desk import Desk
from broadcaster.home import Home
from broadcaster.timebase import NANOSECONDS, SystemTime
from broadcaster.upkeep import actions as upkeep
from tests.bench.contenders import ffmpeg_onsets, liquidsoap_onsets
from tests.bench.figures import Figure
from tests.bench.loads import LOADS, Load
from tests.bench.priority import named, prefix
from tests.bench.reader import THRESHOLD
from tests.playout.station import RATE_HZ, TestStation

Errors = NDArray[np.float64]

STARTS = 80
LENGTH_MS = 500
PITCHES = 8
AHEAD_S = 20
"""Until the first start: on a busy machine the player takes a while to load."""
PROBE_EVERY_S = 0.05
GOALS_MS = {"idle": 20, "four processes that only count": 100, "an hour being rendered": 100}


@dataclass(frozen=True)
class Found:
    """The errors of one way to start things, in milliseconds; late is positive."""

    errors_ms: Errors

    @property
    def p99(self) -> float:
        """Return the 99th percentile of their sizes."""
        return float(np.percentile(np.abs(self.errors_ms), 99))

    def __str__(self) -> str:
        worst = float(self.errors_ms[np.argmax(np.abs(self.errors_ms))])
        return f"{self.p99:.1f} ms (median {np.median(self.errors_ms):+.1f}, worst {worst:+.1f})"


def start_errors() -> Iterator[Figure]:
    """Compare the 99th percentiles of the errors, idle and under each load."""
    for name, load in LOADS.items():
        yield from start_error_under(name, load)


def start_error_under(name: str, load: Load) -> Iterator[Figure]:
    """Compare them under one load, all in one run."""
    with tempfile.TemporaryDirectory(prefix="starts") as folder, load():
        ours, slept = _of_the_player(Path(folder))
        yield _figure(f"{name}, goal {GOALS_MS[name]} ms, beside a bare sleep", ours, slept)
        yield _figure(f"{name}, beside ffmpeg at the second", ours, _of(ffmpeg_onsets, folder))
        switched = _of(liquidsoap_onsets, folder)
        yield _figure(f"{name}, beside Liquidsoap's timed switch", ours, switched)


def _figure(beside: str, ours: Found, theirs: Found | None) -> Figure:
    title = f"start error p99 over {len(ours.errors_ms)} starts at {named()}, {beside}"
    if theirs is None:
        return Figure(title, str(ours), "not installed", None)
    return Figure(title, str(ours), str(theirs), ours.p99 / theirs.p99)


def _of_the_player(folder: Path) -> tuple[Found, Found]:
    start, lead_ins = _station(folder / "home")
    probe = subprocess.Popen(
        [
            *prefix(),
            sys.executable,
            "-m",
            "tests.bench.starts",
            str(STARTS * LENGTH_MS / 1000 + AHEAD_S),
        ],
        stdout=subprocess.PIPE,
        text=True,
    )
    _play(folder, start)
    slept_ms = np.array([float(line) for line in probe.communicate()[0].split()])
    return Found(_errors_ms(folder / "onsets", start, lead_ins)), Found(slept_ms)


def _of(hear: Callable[[Path, int], list[float] | None], folder: str) -> Found | None:
    errors_ms = hear(Path(folder), STARTS)
    return None if errors_ms is None else Found(np.array(errors_ms))


def _station(root: Path) -> tuple[datetime, list[float]]:
    """Make a station whose next session holds every item; return its start and the lead-ins."""
    home = upkeep.initialise(root, as_name="Bench")
    upkeep.confirm_time(replace(Desk.open(Home(root)), person="bench"))
    station = TestStation.build(home)
    cuts = [station.approve(f"tone{n}", LENGTH_MS) for n in range(PITCHES)]
    now = SystemTime().now()
    station.made = now - timedelta(minutes=1)
    station.withdraw({})
    start = now.replace(microsecond=0) + timedelta(seconds=AHEAD_S)
    names = [f"tone{n % PITCHES}" for n in range(STARTS)]
    station.plan(start, names, lock_lead_s=5)
    loud = [
        np.flatnonzero(np.abs(np.frombuffer(cut.pcm, dtype="<i2")) > THRESHOLD)[0] for cut in cuts
    ]
    return start, [float(at) / RATE_HZ for at in loud]


def _play(folder: Path, start: datetime) -> None:
    until = start + timedelta(milliseconds=STARTS * LENGTH_MS, seconds=3)
    ear = f"{sys.executable} -m tests.bench.reader {folder / 'onsets'}"
    subprocess.run(
        [*prefix(), sys.executable, "-m", "broadcaster.playout", "--home", str(folder / "home")]
        + ["--until", until.isoformat(), "--output", f"pipe:{ear}"],
        check=True,
        capture_output=True,
    )


def _errors_ms(onsets: Path, start: datetime, lead_ins: list[float]) -> Errors:
    stamps = [int(line) for line in onsets.read_text(encoding="ascii").split()]
    if len(stamps) != STARTS:
        raise RuntimeError(f"{len(stamps)} starts were heard, {STARTS} were ordered")
    origin = datetime(1970, 1, 1, tzinfo=UTC)
    began = (start - origin) // timedelta(microseconds=1) / 1e6
    heard = np.array(stamps) / NANOSECONDS
    wanted = [began + n * LENGTH_MS / 1000 + lead_ins[n % PITCHES] for n in range(STARTS)]
    errors: Errors = (heard - np.array(wanted)) * 1000
    return errors


def _probe(duration_s: float) -> None:
    """Wait for one deadline after another and print how many milliseconds late each was."""
    clock = SystemTime()
    began = clock.monotonic()
    for n in range(1, int(duration_s / PROBE_EVERY_S)):
        deadline = began + int(n * PROBE_EVERY_S * NANOSECONDS)
        clock.sleep_until(deadline)
        print((clock.monotonic() - deadline) / 1e6)


if __name__ == "__main__":
    _probe(float(sys.argv[1]))
