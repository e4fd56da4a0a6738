"""How late an item starts, measured from outside the player, beside a bare sleep in the same run.

The real player plays a signed order into a pipe. At the pipe's other end a reader stamps the
first sample of each item above -50 dBFS; the cut's own lead-in, measured on its samples, is
subtracted. The sleep probe is another process that only waits for deadlines.
"""

import subprocess
import sys
import tempfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from broadcaster.desk import Desk
from broadcaster.home import Home
from broadcaster.timebase import NANOSECONDS, SystemTime
from broadcaster.upkeep import actions as upkeep
from tests.bench.figures import Figure
from tests.bench.reader import THRESHOLD
from tests.playout.station import RATE_HZ, TestStation

Errors = NDArray[np.float64]

STARTS = 220
LENGTH_MS = 1000
PITCHES = 8
AHEAD_S = 20
PROBE_EVERY_S = 0.05


def start_error() -> Figure:
    """Play `STARTS` items and compare the 99th percentile of their errors with the probe's."""
    with tempfile.TemporaryDirectory(prefix="starts") as name:
        folder = Path(name)
        start, lead_ins = _station(folder / "home")
        probe = subprocess.Popen(
            [sys.executable, "-m", "tests.bench.starts", str(STARTS * LENGTH_MS / 1000 + AHEAD_S)],
            stdout=subprocess.PIPE,
            text=True,
        )
        _play(folder, start)
        slept_ms = np.array([float(line) for line in probe.communicate()[0].split()])
        errors_ms = _errors_ms(folder / "onsets", start, lead_ins)
    ours, theirs = (float(np.percentile(np.abs(found), 99)) for found in (errors_ms, slept_ms))
    return Figure(
        f"start error p99 from outside over {len(errors_ms)} starts, beside a bare sleep",
        f"{ours:.1f} ms (median {np.median(errors_ms):+.1f}, worst {_worst(errors_ms):+.1f})",
        f"{theirs:.1f} ms (worst {_worst(slept_ms):+.1f})",
        ours / theirs,
    )


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
        [sys.executable, "-m", "broadcaster.playout", "--home", str(folder / "home")]
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


def _worst(found: Errors) -> float:
    return float(found[np.argmax(np.abs(found))])


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
