"""The memory of a render: that an hour of speech takes no more than five minutes of it.

Each render has a process of its own, which tells its peak and that of the largest process it
started, by the kernel's `VmHWM`. (`ru_maxrss` begins with what the parent had when it forked.)
"""

import contextlib
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

from broadcaster.desk import Desk
from broadcaster.home import Home
from broadcaster.production import actions as production
from broadcaster.reading import read
from tests.bench.figures import Figure
from tests.bench.texts import fresh_desk, text_of

SHORT, LONG = 36, 432
"""Sentences that last about five minutes, and about an hour."""
GLANCE_S = 0.02


def memory_of_length() -> Iterator[Figure]:
    """Compare the peak memory of an hour with that of five minutes: ours, and the largest child."""
    long, short = _peaks_mb(LONG), _peaks_mb(SHORT)
    for name, ours, theirs in zip(("rendering", "its largest child"), long, short, strict=True):
        yield Figure(
            f"peak memory of {name}, an hour of speech beside five minutes",
            f"{ours:.0f} MB",
            f"{theirs:.0f} MB",
            ours / theirs,
        )


def _peaks_mb(sentences: int) -> list[float]:
    """Render in a home that is there already, as a station does."""
    with tempfile.TemporaryDirectory() as folder:
        home = fresh_desk(Path(folder)).home.root
        command = [sys.executable, "-m", "tests.bench.memory", str(home), str(sentences)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    return [float(word) for word in done.stdout.split()]


def _peak_mb(process: int) -> float:
    """Return the most that a process had in memory since it began to run its program."""
    try:
        told = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    except OSError:
        return 0.0  # it has ended
    (line,) = [line for line in told.splitlines() if line.startswith("VmHWM")] or ["VmHWM: 0 kB"]
    return int(line.split()[1]) / 1024


class Children(threading.Thread):
    """Looks at the processes this one has started until it is told to stop."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.largest_mb = 0.0
        self.over = threading.Event()

    def run(self) -> None:
        """Keep the largest peak seen; each only grows, so the last look counts."""
        before_exec = _peak_mb(os.getpid())
        while not self.over.wait(GLANCE_S):
            for list_of_task in Path("/proc/self/task").glob("*/children"):
                with contextlib.suppress(OSError):  # a thread that ended in between
                    for child in list_of_task.read_text(encoding="ascii").split():
                        self._note(_peak_mb(int(child)), before_exec)

    def _note(self, peak_mb: float, parent_mb: float) -> None:
        if peak_mb < parent_mb / 2:  # until it runs its own program, a child has its parent's
            self.largest_mb = max(self.largest_mb, peak_mb)


def main() -> None:
    """Render so many sentences and print this process's peak memory and its child's, in MB."""
    desk = Desk.open(Home(Path(sys.argv[1])), person="bench")
    script, children = read(text_of(int(sys.argv[2]))), Children()
    children.start()
    production.render(desk, script)
    children.over.set()
    children.join()
    print(_peak_mb(os.getpid()), children.largest_mb)


if __name__ == "__main__":
    main()
