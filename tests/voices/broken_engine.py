"""The helper program with an engine that misbehaves on command; run by the tests as a program.

A text that begins with CRASH, HANG, SPIN, DEAF, SWELL, FLOOD, POUR, WRITE or FAIL does that to its
child; CRASH-ONCE only as long as the file named by the rest of the text is not there.
"""

import os
import runpy
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

HELPER = Path(__file__).parents[2] / "broadcaster" / "voices" / "espeak_helper.py"
helper = runpy.run_path(str(HELPER))
honest = helper["Engine"].speak


def crash(_rest: str) -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def crash_once(rest: str) -> None:
    if not Path(rest).exists():
        Path(rest).touch()
        crash(rest)


def be_deaf(_rest: str) -> None:
    signal.signal(signal.SIGALRM, signal.SIG_IGN)
    while True:
        signal.pause()


def spin(_rest: str) -> None:
    signal.signal(signal.SIGALRM, signal.SIG_IGN)
    while True:
        pass


def fail(rest: str) -> None:
    raise ValueError(rest)


ORDERS: dict[str, Callable[[str], object]] = {
    "CRASH": crash,
    "CRASH-ONCE": crash_once,
    "DEAF": be_deaf,
    "FAIL": fail,
    "FLOOD": lambda _rest: os._exit(4),
    "HANG": lambda _rest: signal.pause(),
    "SPIN": spin,
    "SWELL": lambda _rest: bytearray(1 << 30),
    "WRITE": lambda rest: Path(rest).write_bytes(b"x"),
}


def speak(engine: Any, request: dict[str, object], timeout_s: int) -> Any:
    order, _, rest = str(request["text"]).partition(" ")
    if order in ("POUR", *ORDERS):
        helper["limit_itself"](timeout_s)  # as the honest one does before it speaks
    if order == "POUR":
        return bytes(80_000_000), []
    if order in ORDERS:
        ORDERS[order](rest)
    return honest(engine, request, timeout_s)


helper["Engine"].speak = speak
helper["main"]()
sys.exit(0)
