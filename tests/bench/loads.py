"""What else a machine may be doing while the player plays."""

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from tests.bench.memory import LONG
from tests.bench.texts import fresh_desk

Load = Callable[[], AbstractContextManager[None]]
HOGS = 4


@contextmanager
def idle() -> Iterator[None]:
    """Nothing."""
    yield


@contextmanager
def hogs() -> Iterator[None]:
    """Let four processes count as fast as they can."""
    running = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _n in range(HOGS)]
    try:
        yield
    finally:
        for process in running:
            process.kill()
            process.wait()


@contextmanager
def rendering() -> Iterator[None]:
    """Render an hour of speech, one after the other, as `broadcaster render` does."""
    with tempfile.TemporaryDirectory(prefix="render") as name:
        homes = [fresh_desk(Path(name) / str(n)).home.root for n in range(12)]
        turn = (
            "import subprocess, sys\n"
            "for home in sys.argv[2:]:\n"
            "    subprocess.run([sys.executable, '-m', 'tests.bench.memory', home, sys.argv[1]],\n"
            "                   stdout=subprocess.DEVNULL)\n"
        )
        words = [sys.executable, "-c", turn, str(LONG), *map(str, homes)]
        process = subprocess.Popen(words, start_new_session=True)
        try:
            yield
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


LOADS: dict[str, Load] = {
    "idle": idle,
    "four processes that only count": hogs,
    "an hour being rendered": rendering,
}
