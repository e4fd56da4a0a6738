"""The ear outside the player: reads its pipe and stamps the first loud sample of every item.

`python -m tests.bench.reader FILE` reads raw 48 kHz s16 mono from standard input and writes to FILE
one wall time (nanoseconds since 1970) per onset: the moment at which the chunk came in that holds
the first sample above -50 dBFS after a quarter of a second of silence.
"""

import os
import sys
import time
from pathlib import Path

import numpy as np

THRESHOLD = round(32768 * 10 ** (-50 / 20))
SILENCE = 48_000 // 4
CHUNK_BYTES = 65_536


def main() -> None:
    """Read to the end of the stream."""
    onsets: list[int] = []
    quiet, odd = SILENCE, b""
    while chunk := os.read(0, CHUNK_BYTES):
        came = time.time_ns()
        data = odd + chunk
        whole = len(data) // 2 * 2
        data, odd = data[:whole], data[whole:]
        loud = np.flatnonzero(np.abs(np.frombuffer(data, dtype="<i2").astype(np.int32)) > THRESHOLD)
        if len(loud):
            if quiet + int(loud[0]) >= SILENCE:
                onsets.append(came)
            quiet = whole // 2 - 1 - int(loud[-1])
        else:
            quiet += whole // 2
    Path(sys.argv[1]).write_text("\n".join(map(str, onsets)), encoding="ascii")


if __name__ == "__main__":
    main()
