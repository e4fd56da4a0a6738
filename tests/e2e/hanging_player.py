"""The player, made to hang in a named part: `HANG_AT=<part>[,<part>]`, once per `HANG_ONCE` file.

Product code knows nothing of this. A call that the part makes again and again is wrapped from
outside; once an item sounds, or the player waits for one, it does not return any more.

    player     in the middle of a step, while a session is on
    stream     in the output's `write`, while an item sounds
    control    where the socket's thread begins to listen
    arming     in the beat of the alarm clock
    loopback   where what a loopback heard is taken in
    decoder    in the decoding of a cut; here it is given up after `DECODER_S`
"""

import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from broadcaster.playout.__main__ import main
from broadcaster.playout.conductor import Conductor
from broadcaster.playout.loopback.ear import Ear
from broadcaster.playout.outputs.file import FileOutput
from broadcaster.playout.process.arming import Arming
from broadcaster.playout.process.control import ControlServer
from broadcaster.playout.sound import cuts, loading
from broadcaster.timebase import NANOSECONDS

PARTS, ONCE = "HANG_AT", "HANG_ONCE"
DECODER_S = 4


def hang_once(part: str) -> None:
    """Never return, the first time this part comes here in all runs of the player."""
    mark = Path(f"{os.environ[ONCE]}.{part}")
    if not mark.exists():
        mark.touch()
        threading.Event().wait()


def _wrap(owner: Any, name: str, part: str, is_time: Callable[..., bool]) -> None:
    call = getattr(owner, name)

    def watched(self: Any, *words: Any, **more: Any) -> Any:
        if is_time(self, *words):
            hang_once(part)
        return call(self, *words, **more)

    setattr(owner, name, watched)


def _is_on(conductor: Conductor) -> bool:
    return conductor.air.is_sounding


def _is_audible(_output: FileOutput, block: bytes) -> bool:
    return any(block)


def _always(*_words: object) -> bool:
    return True


WRAPPED: dict[str, tuple[Any, str, Callable[..., bool]]] = {
    "player": (Conductor, "step", _is_on),
    "stream": (FileOutput, "write", _is_audible),
    "control": (ControlServer, "_listen", _always),
    "arming": (Arming, "_on_beat", _always),
    "loopback": (Ear, "listen", _always),
    "decoder": (cuts, "decoded", _always),
}


if __name__ == "__main__":
    loading.STUCK_NS = DECODER_S * NANOSECONDS
    for wanted in os.environ[PARTS].split(","):
        owner, name, is_time = WRAPPED[wanted]
        _wrap(owner, name, wanted, is_time)
    sys.exit(main())
