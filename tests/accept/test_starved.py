"""A player with a tenth of one processor still starts in time (table b, row 27).

The kernel holds it to that: a control group of its own, of the second version or of the first,
whichever this machine has; without the right to make one it is not run. What is heard is timed
outside the group, at the other end of a pipe.
"""

import os
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from broadcaster.timebase import SystemTime
from tests.bench.reader import THRESHOLD
from tests.e2e.station_on_disk import Broadcast
from tests.e2e.test_process import is_up, wait_for

pytestmark = [pytest.mark.rig, pytest.mark.timeout(200)]
TIME = SystemTime()
ROOTS = (Path("/sys/fs/cgroup"), Path("/sys/fs/cgroup/cpu"), Path("/sys/fs/cgroup/cpu,cpuacct"))
PERIOD_US = 100_000
SHARE = 0.1
JITTER = timedelta(milliseconds=200)
NAMES, ITEM_MS = "abcde", 3_000


@pytest.fixture
def group() -> Iterator[Path]:
    """A control group that gives a tenth of one processor."""
    made = next((found for root in ROOTS if (found := _group_in(root))), None)
    if made is None:
        pytest.skip("no control group for processors may be made here")
    yield made
    made.rmdir()


def _group_in(root: Path) -> Path | None:
    path = root / f"broadcaster-{os.getpid()}"
    quota = int(PERIOD_US * SHARE)
    words = {
        "cpu.max": f"{quota} {PERIOD_US}",
        "cpu.cfs_quota_us": str(quota),
    }
    try:
        path.mkdir()
    except OSError:
        return None
    for name, word in words.items():
        try:
            if (path / name).exists():
                (path / name).write_text(word)
                return path
        except OSError:
            continue
    path.rmdir()
    return None


@pytest.fixture
def broadcast(tmp_path: Path, group: Path) -> Iterator[Broadcast]:
    made = Broadcast.build(tmp_path)
    for name in NAMES:
        made.station.approve(name, ITEM_MS)
    made.station.made = TIME.now() - timedelta(minutes=1)
    made.station.withdraw({})
    out, ear = group.parent / "cgroup.procs", f"{sys.executable} -m tests.bench.reader"
    made.output = f"pipe:sh -c 'echo $$ > {out} && exec {ear} {tmp_path / 'onsets'}'"
    yield made
    made.end_all()


def test_items_start_in_time_on_a_tenth_of_a_processor(
    broadcast: Broadcast, group: Path, tmp_path: Path
) -> None:
    player = broadcast.start()
    wait_for(lambda: is_up(broadcast))
    (group / "cgroup.procs").write_text(str(player.pid))
    start = TIME.now().replace(microsecond=0) + timedelta(seconds=15)
    broadcast.station.plan(start, NAMES, lock_lead_s=5)
    wait_for(lambda: len(broadcast.records("outcome")) == len(NAMES), 60)
    player.terminate()
    assert player.wait(60) == 0
    broadcast.assert_nothing_is_lost()
    assert {record.text("outcome") for record in broadcast.records("outcome")} == {"aired"}
    errors = _errors(broadcast, start, tmp_path / "onsets")
    held = _times_held(group)
    told = ", ".join(f"{error / timedelta(milliseconds=1):+.1f}" for error in errors)
    print(f"{SHARE:.0%} of a processor, held back {held} times: errors of {told} ms")
    assert held > 0  # the kernel did hold it
    assert len(errors) == len(NAMES)
    assert max(map(abs, errors)) <= JITTER


def _times_held(group: Path) -> int:
    counted = dict(line.split() for line in (group / "cpu.stat").read_text().splitlines())
    return int(counted["nr_throttled"])


def _errors(broadcast: Broadcast, start: datetime, onsets: Path) -> list[timedelta]:
    origin = datetime(1970, 1, 1, tzinfo=UTC)
    heard = [
        origin + timedelta(microseconds=int(line) // 1000) for line in onsets.read_text().split()
    ]
    wanted = []
    for number, name in enumerate(NAMES):
        samples = np.abs(np.frombuffer(broadcast.station.cuts[name].pcm, "<i2").astype(np.int32))
        lead_in = timedelta(seconds=int(np.flatnonzero(samples > THRESHOLD)[0]) / 48_000)
        wanted.append(start + timedelta(milliseconds=number * ITEM_MS) + lead_in)
    return [at - due for at, due in zip(heard, wanted, strict=False)]
