"""The helper program with an engine that misbehaves on command; run by the tests as a program.

A text that begins with CRASH, HANG, FLOOD or FAIL does that to its child; CRASH-ONCE only as long
as the file named by the rest of the text is not there.
"""

import os
import runpy
import signal
import sys
from pathlib import Path
from typing import Any

HELPER = Path(__file__).parents[2] / "broadcaster" / "voices" / "espeak_helper.py"
helper = runpy.run_path(str(HELPER))
honest = helper["Engine"].speak


def speak(engine: Any, request: dict[str, object]) -> Any:
    order, _, rest = str(request["text"]).partition(" ")
    if order == "CRASH-ONCE" and not Path(rest).exists():
        Path(rest).touch()
        os.kill(os.getpid(), signal.SIGSEGV)
    if order == "CRASH":
        os.kill(os.getpid(), signal.SIGSEGV)
    if order == "HANG":
        signal.pause()
    if order == "FAIL":
        raise ValueError(rest)
    if order == "FLOOD":
        os._exit(4)
    return honest(engine, request)


helper["Engine"].speak = speak
helper["main"]()
sys.exit(0)
