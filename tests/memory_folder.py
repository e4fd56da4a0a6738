"""Where the homes of tests lie: in memory, on a machine that has the room.

Every commit and every record waits for the disk, some forty times a test. What that waiting proves,
it proves to a power cut, and no test makes one; the kills of `make soak` need no disk either.
"""

import os
from pathlib import Path

PLACE = Path("/dev/shm")
ENOUGH_BYTES = 4 << 30
"""A run holds a few hundred megabytes at a time; a container's usual 64 MB are too little."""


def memory_folder(place: Path = PLACE) -> Path | None:
    """Return the folder in memory, or None where it is missing, small, or runs no programs."""
    try:
        disk = os.statvfs(place)
    except OSError:
        return None
    roomy = disk.f_bavail * disk.f_frsize >= ENOUGH_BYTES
    usable = os.access(place, os.W_OK) and not disk.f_flag & os.ST_NOEXEC
    return place if roomy and usable else None
