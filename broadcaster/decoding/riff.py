"""What a WAV file says of its own length, which FFmpeg forgets when the file is cut off."""

import struct
from pathlib import Path

_UNKNOWN = {0, 0xFFFFFFFF}
"""What recorders write that do not know the length yet."""


def promised_s(path: Path) -> float | None:
    """Return how long a WAV file says it lasts; None when it says nothing or is none.

    OSError when the file cannot be read.
    """
    with path.open("rb") as file:
        riff, _size, kind = struct.unpack("<4sI4s", file.read(12).ljust(12, b"\0"))
        if riff != b"RIFF" or kind != b"WAVE":
            return None
        bytes_per_second = 0
        while len(header := file.read(8)) == 8:
            name, size = struct.unpack("<4sI", header)
            if name == b"data":
                known = bytes_per_second and size not in _UNKNOWN
                return size / bytes_per_second if known else None
            if name == b"fmt ":
                bytes_per_second = struct.unpack("<8xI", file.read(12).ljust(12, b"\0"))[0]
                file.seek(-12, 1)
            file.seek(size + size % 2, 1)
    return None
