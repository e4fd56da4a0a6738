"""What lies between an output and a loopback: `room.py FOLDER`, real time, 48 kHz s16 to stdout.

Samples written to `FOLDER/line` are heard a second later, so that a busy machine tears nothing, at
the gain that `FOLDER/gain` names, and beside them what lies in `FOLDER/intruder`, once. Between
them it is as quiet as a good card; while there is `FOLDER/stuck` nothing comes at all.
"""

import contextlib
import os
import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from broadcaster.timebase import NANOSECONDS, SystemTime

TIME = SystemTime()
PIECE, RATE_HZ = 960, 48_000
PIECE_BYTES = PIECE * 2
DELAY_BYTES = RATE_HZ * 2


def main() -> None:
    folder = Path(sys.argv[1])
    line = os.open(folder / "line", os.O_RDONLY | os.O_NONBLOCK)
    noise, waiting, intruder = np.random.default_rng(1), b"", b""
    sounds, began, sent = False, TIME.monotonic(), 0
    while True:
        with contextlib.suppress(BlockingIOError):
            waiting += os.read(line, 1 << 16)
        with contextlib.suppress(FileNotFoundError):
            intruder += (folder / "intruder").read_bytes()
            (folder / "intruder").unlink()
        sounds = len(waiting) >= (PIECE_BYTES if sounds else DELAY_BYTES)
        said = waiting[:PIECE_BYTES] if sounds else b""
        heard = samples(said) * float((folder / "gain").read_text()) + samples(intruder)
        heard += noise.normal(0, 3, PIECE)
        waiting, intruder = waiting[len(said) :], intruder[PIECE_BYTES:]
        if not (folder / "stuck").exists():
            os.write(1, heard.clip(-32768, 32767).astype("<i2").tobytes())
        sent += PIECE
        TIME.sleep_until(began + sent * NANOSECONDS // RATE_HZ)


def samples(data: bytes) -> NDArray[np.float64]:
    return np.frombuffer(data[:PIECE_BYTES].ljust(PIECE_BYTES, b"\0"), "<i2").astype(np.float64)


if __name__ == "__main__":
    main()
