"""What a WAV file says of its own length, which FFmpeg forgets when the file is cut off."""

import struct
from typing import IO

_UNKNOWN = {0, 0xFFFFFFFF}
"""What recorders write that do not know the length yet."""
MOST_CHUNKS = 1000
"""A header has a handful; one without end must not be followed."""


def riff_s(file: IO[bytes]) -> float | None:
    """Return how long a WAV file says it lasts; None when it says nothing or is none.

    OSError when the file cannot be read.
    """
    riff, _size, kind = struct.unpack("<4sI4s", file.read(12).ljust(12, b"\0"))
    if riff != b"RIFF" or kind != b"WAVE":
        return None
    bytes_per_second = 0
    for _chunk in range(MOST_CHUNKS):
        name, size = struct.unpack("<4sI", file.read(8).ljust(8, b"\0"))
        if name == b"data":
            known = bytes_per_second and size not in _UNKNOWN
            return size / bytes_per_second if known else None
        if name == b"fmt ":
            bytes_per_second = struct.unpack("<8xI", file.read(12).ljust(12, b"\0"))[0]
            file.seek(-12, 1)
        file.seek(size + size % 2, 1)
    return None
