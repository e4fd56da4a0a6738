"""One writer at a time."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from broadcaster.home import Home
from broadcaster.journal.errors import JournalError
from broadcaster.journal.lock import WriterLock, is_locked

HOLD = """
import sys
from pathlib import Path
from broadcaster.home import Home
from broadcaster.journal.lock import WriterLock
lock = WriterLock(Home(Path(sys.argv[1])))
lock.acquire()
print("held", flush=True)
sys.stdin.read()
"""


def holder(root: Path) -> subprocess.Popen[bytes]:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(root)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"held\n"
    return process


def test_a_second_writer_is_refused_and_told_who_writes(home: Home) -> None:
    with holder(home.root) as process:
        assert is_locked(home)
        with pytest.raises(JournalError, match=f"process {process.pid}") as caught:
            WriterLock(home).acquire()
        assert caught.value.reason == "in-use"
        process.communicate()
    assert not is_locked(home)


def test_a_killed_writer_holds_nothing(home: Home) -> None:
    with holder(home.root) as process:
        os.kill(process.pid, signal.SIGKILL)
        process.communicate()
    with WriterLock(home) as lock:
        assert lock.is_held
        assert is_locked(home)
    assert not lock.is_held


def test_a_lock_let_go_may_be_taken_again(home: Home) -> None:
    lock = WriterLock(home)
    lock.acquire()
    lock.release()
    lock.release()
    lock.acquire()
    lock.release()
