"""A player in a process of its own, to be killed, on the virtual clock and in the station's log.

The process is forked from one that has loaded everything, so that a thousand of them take minutes.
What the player was promised to be on disk it tells through a pipe, which outlives it.
"""

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from broadcaster.home import Home
from broadcaster.journal.record import Record
from broadcaster.playout.opening import Terms, open_player
from broadcaster.playout.rehearsal import play_until
from broadcaster.playout.sound.pumps import VirtualPump
from broadcaster.timebase import TimeQuality, TimeTrust, VirtualTime, as_rfc3339, from_rfc3339
from tests.e2e.killing_player import Executioner, arm, kill

TRUST = TimeTrust(TimeQuality.OPERATOR, 0, "a soak")


@dataclass(frozen=True)
class Promise:
    """A record that the player was told is on disk."""

    log_id: str
    seq: int
    leaf: str
    at: datetime


@dataclass(frozen=True)
class Life:
    """How one player lived: its exit code, negative for a signal, and what it was promised."""

    code: int
    promises: tuple[Promise, ...]
    said: str


@dataclass(frozen=True)
class Script:
    """From when to when a player lives, where it ends before, and how."""

    start: datetime
    until: datetime
    end_at: str = ""
    """`<point>:<nth>` of `killing_player`; empty lets it come to its end."""
    end: Callable[[], None] = kill
    before: Callable[[], None] = lambda: None
    """Done in the process before the player opens its home."""


def play(home: Home, output: Path, script: Script) -> Life:
    """Let a player live as the script says."""
    return run(lambda write: _play(home, output, script, write))


def run(work: Callable[[Callable[[Record], None]], None]) -> Life:
    """Do work in a forked process, which may acknowledge records."""
    reading, writing = os.pipe()
    errors = os.memfd_create("errors")
    pid = os.fork()
    if not pid:
        _be_the_child(reading, writing, errors, work)
    os.close(writing)
    with os.fdopen(reading, encoding="ascii") as pipe:
        promises = tuple(_promise(line) for line in pipe if line.endswith("\n"))
    code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    os.lseek(errors, 0, os.SEEK_SET)
    with os.fdopen(errors, "r", errors="replace") as said:
        return Life(code, promises, said.read())


def _be_the_child(
    reading: int, writing: int, errors: int, work: Callable[[Callable[[Record], None]], None]
) -> None:
    code = 1
    try:
        os.close(reading)
        os.dup2(errors, 2)
        work(lambda record: _acknowledge(writing, record))
        code = 0
    except BaseException:
        sys.excepthook(*sys.exc_info())
    finally:
        sys.stderr.flush()
        os._exit(code)


def _play(home: Home, output: Path, script: Script, write: Callable[[Record], None]) -> None:
    script.before()
    arm(Executioner(script.end_at, script.end), write)
    time = VirtualTime(script.start)
    terms = Terms(time, lambda: TRUST, VirtualPump(time), f"file:{output}")
    opened = open_player(home, terms)
    play_until(opened.player, time, script.until)
    opened.close()


def _acknowledge(writing: int, record: Record) -> None:
    at = as_rfc3339(record.at)
    line = f"{record.text('log_id')} {record.seq} {record.leaf_hash.hex()} {at}\n"
    os.write(writing, line.encode("ascii"))


def _promise(line: str) -> Promise:
    log_id, seq, leaf, at = line.split()
    return Promise(log_id, int(seq), leaf, from_rfc3339(at))
