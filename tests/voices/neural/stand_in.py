"""A stand-in for Piper's helper, run by the tests as a program: the same protocol, tones for words.

It verifies its files and serves with the real helper's own code; only the network is replaced. A
text with CRASH, HANG, HUNGRY or FAIL in it does that; CRASH-ONCE only as long as the file named by
the next word is not there.
"""

import math
import os
import runpy
import signal
import sys
from pathlib import Path

HELPER = Path(__file__).parents[3] / "broadcaster" / "voices" / "neural" / "helper.py"
helper = runpy.run_path(str(HELPER))
RATE_HZ = 22_050


class Voice:
    """Says each word as a tone; orders are obeyed."""

    rate_hz = RATE_HZ

    def __init__(self, data: str, model: str, config: str) -> None:
        pass

    def speak(self, text: str) -> bytes:
        order, _, rest = text.partition(" ")
        if order == "CRASH" or (order == "CRASH-ONCE" and self.is_first(rest.split()[0])):
            os.kill(os.getpid(), signal.SIGSEGV)
        if order == "HANG":
            signal.pause()
        if order == "HUNGRY":
            bytearray(8 << 30)
        if order == "FAIL":
            raise ValueError(rest)
        return b"".join(self.tone(word) for word in text.split())

    def is_first(self, name: str) -> bool:
        first = not Path(name).exists()
        Path(name).touch()
        return first

    def tone(self, word: str) -> bytes:
        pitch_hz = 200 + 5 * (sum(word.encode()) % 40)
        step = 2 * math.pi * pitch_hz / RATE_HZ
        samples = (int(9000 * math.sin(step * n)) for n in range(RATE_HZ // 8))
        return b"".join(sample.to_bytes(2, "little", signed=True) for sample in samples)


helper["main"].__globals__["Voice"] = Voice
helper["main"]()
sys.exit(0)
