"""The reading process, misbehaving on command; run by the tests as a program.

`broken_reader.py MOOD JOB` limits itself as the real one does, and then does what its mood says.
"""

import ctypes
import json
import os
import signal
import struct
import sys

from broadcaster.decoding.reader import limit_itself

SECOND = struct.pack("<I", 4 * 24_000) + b"\0\0\0\x3e" * 24_000
END = struct.pack("<I", 0)


def misbehave(mood: str) -> None:
    out = sys.stdout.buffer
    if mood == "crash":
        ctypes.string_at(0)
    if mood == "hang":
        signal.pause()
    if mood == "spin":
        while True:
            pass
    if mood == "memory":
        kept = [bytearray(1 << 24) for _ in range(10_000)]
        out.write(bytes(len(kept)))
    if mood == "killed":
        os.kill(os.getpid(), signal.SIGKILL)
    while mood == "flood":
        out.write(SECOND)
    sayings = {
        "nothing": b"",
        "huge-piece": struct.pack("<I", 0xFFFFFFFF),
        "odd-piece": struct.pack("<I", 3) + b"abc",
        "half": SECOND[:1000],
        "babble": SECOND + END + b"}{" * 100,
        "endless-answer": SECOND + END + b"[" * 1_000_000,
        "no-numbers": struct.pack("<I", 8) + b"\0\0\xc0\x7f" * 2,
        "lies": SECOND + END + b'{"samples": 1, "promised_s": "\x1b[2J"}',
        "escapes": END + b'{"fault": "\\u001b[2J", "detail": "\\u001b[2J"}',
    }
    out.write(sayings[mood])
    out.flush()


if __name__ == "__main__":
    job = json.loads(sys.argv[2])
    limit_itself(job["memory_bytes"], job["cpu_s"])
    misbehave(sys.argv[1])
