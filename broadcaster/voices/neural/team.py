"""How many helpers speak one bulletin, and their answers in one order."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from broadcaster.voices.helper_process import Answer

MEMORY_EACH = 600 * 1024 * 1024
"""Bytes. Measured: 250 MB for usual sentences, 460 MB for the longest that is given at once."""
LEAST_EACH = 4
"""Sentences that make up for loading the voice once more."""


def helpers_for(sentences: int, processors: int, free_memory: int) -> int:
    """Return how many helpers are worth starting, and have room: at least one."""
    return max(1, min(processors, sentences // LEAST_EACH, free_memory // MEMORY_EACH))


def processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0))


def free_memory(proc: Path = Path("/proc"), groups: Path = Path("/sys/fs/cgroup")) -> int:
    """Return the bytes that helpers may take; 0 where the kernel does not say.

    What can be had without swapping, and no more than the service this runs in may have.
    """
    try:
        lines = dict(line.split(":", 1) for line in (proc / "meminfo").read_text().splitlines())
        available = int(lines["MemAvailable"].split()[0]) * 1024
    except (OSError, KeyError, ValueError):
        return 0
    return min(available, _most_of_the_service(proc, groups, available))


def _most_of_the_service(proc: Path, groups: Path, otherwise: int) -> int:
    """Return the MemoryMax= of this process's control group (version 2), if it has one."""
    try:
        line = (proc / "self" / "cgroup").read_text().strip().rpartition("0::/")[2]
        return int((groups / line / "memory.max").read_text())
    except (OSError, ValueError):
        return otherwise


def in_turn(streams: Sequence[Iterator[Answer]], count: int) -> Iterator[Answer]:
    """Give `count` answers, one from each stream after the other."""
    for number in range(count):
        yield next(streams[number % len(streams)])
