"""SIGKILL is a normal way to stop: the log opens, verifies, and holds all it acknowledged."""

import random
import select
import signal
import subprocess
import sys

from broadcaster.home import Home
from broadcaster.journal.inspection import inspect, trust_of
from broadcaster.journal.logs import read_logs

KILLS = 30

WRITE = """
import os, signal, sys
from pathlib import Path

from broadcaster.home import Home
from broadcaster.journal.lock import WriterLock
from broadcaster.journal.model import Kind
from broadcaster.journal.writer import Journal
from broadcaster.signed import BoxKey
from broadcaster.timebase import SystemTime, TimeQuality, TimeTrust

home, torn = Home(Path(sys.argv[1])), int(sys.argv[2])
key = BoxKey.load(home.keys)
sys.stdout.write("ready\\n")
sys.stdout.flush()
sys.stdin.readline()
real_write = os.write

def cut_short(handle, data):
    # The kill of a machine: part of a write reaches the disk, and then nothing runs any more.
    real_write(handle, data[: len(data) * torn // 100])
    os.kill(os.getpid(), signal.SIGKILL)

with WriterLock(home):
    journal = Journal.open(
        home, station="khe-ren", unit="khe-ren", key=key, time=SystemTime(),
        trust=lambda: TimeTrust(TimeQuality.NTP, 100, ""),
    )
    print(journal.size - 1, flush=True)
    for number in range(10_000):
        if torn and number == torn % 7:
            os.write = cut_short
        print(journal.append(Kind.ALARM, code="x", text="Mất điện " * (number % 9)).seq, flush=True)
        if number % 40 == 39:
            journal.checkpoint()
"""


def start(home: Home, torn: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WRITE, str(home.root), str(torn)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def kill_after(process: subprocess.Popen[str], lines: int, seconds: float) -> list[int]:
    """Let the writer acknowledge so many records, kill it a moment later; return what it said.

    One that kills itself in mid-write says less.
    """
    with process:
        assert process.stdout is not None
        assert process.stdin is not None
        assert process.stdout.readline() == "ready\n"
        process.stdin.write("go\n")
        process.stdin.flush()
        said = [process.stdout.readline() for _line in range(lines)]
        select.select([], [], [], seconds)
        process.send_signal(signal.SIGKILL)
        said += process.stdout.readlines()
    return [int(line) for line in said if line.strip().isdigit()]


def test_no_kill_loses_what_was_acknowledged_or_spoils_the_log(home: Home) -> None:
    chance = random.Random(20261122)
    acknowledged: set[int] = set()
    waiting = start(home, 0)
    for number in range(KILLS):
        # The next one loads its libraries while this one writes, which halves the time.
        torn = chance.choice([0, 0, 0, 1, 30, 99])
        process, waiting = waiting, start(home, torn)
        acknowledged |= set(kill_after(process, chance.randrange(9), chance.uniform(0, 0.005)))
        if read_logs(home):
            (report,) = inspect(home.journal, trust_of(home))
            assert report.is_whole, (number, report)
    kill_after(waiting, 0, 0)
    (log,) = read_logs(home)
    there = {record.seq for record in log.records()}
    assert acknowledged <= there
    assert len(acknowledged) > KILLS
    (report,) = inspect(home.journal, trust_of(home))
    assert report.survey is not None
    assert report.survey.torn > 5
