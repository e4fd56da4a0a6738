"""Cuts decoded beside the player's thread, so that nothing it must do at once waits for a long one.

Whoever needs a cut asks for it under a name, again and again, until it is there; asking for another
under the same name drops the one before, and its decoding ends with its next frame. A decoding that
stands still, or that dies of something else than its file, is told of and left behind: its cut
counts as one that cannot be decoded, and the next one has a thread of its own.

On a virtual clock all is decoded where it is asked for (`at_once`), so a rehearsal stays the same.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass

from broadcaster.decoding.samples import Heed
from broadcaster.journal.model import Cause, Outcome
from broadcaster.playout.model import Passed
from broadcaster.playout.sound.cuts import Audio
from broadcaster.timebase import NANOSECONDS, TimeSource

ITEM = "item"
"""The name under which the next item of a session is asked for."""
STUCK_NS = 30 * NANOSECONDS
"""A decoding that gives no frame for so long stands still; a starved machine is slower than slow.
What surrounds it, reading and hashing, takes a second or two for the longest cut."""
LONGEST_LOOK_NS = 2 * NANOSECONDS
"""Who comes to look after longer was held up too, and so was the decoding."""
UNREADABLE = Passed(Outcome.MISSED, Cause.CUT_UNREADABLE)

Aside = Callable[[str, Callable[[], None]], None]
"""Has some work done under a thread's name."""
Load = Callable[[str, Heed], Audio | Passed]


class _DroppedError(Exception):
    """Nobody wants this cut any more."""


@dataclass(eq=False)
class _Decoding:
    cut: str
    looked_at: int
    frames: int = 0
    seen: int = 0
    idle_ns: int = 0
    result: Audio | Passed | None = None
    died_of: str = ""

    @property
    def thread(self) -> str:
        return f"decode {self.cut[:8]}"


def at_once(_name: str, work: Callable[[], None]) -> None:
    """Do the work here and now."""
    work()


def in_a_thread(name: str, work: Callable[[], None]) -> None:
    """Do the work beside; it ends with the process."""
    threading.Thread(target=work, name=name, daemon=True).start()


class Loader:
    """Decodes what is asked for. One thread asks."""

    def __init__(self, load: Load, time: TimeSource, aside: Aside = at_once) -> None:
        self._load, self._time, self._aside = load, time, aside
        self._wanted: dict[str, _Decoding] = {}
        self.wake: Callable[[], None] = lambda: None
        """Called from a decoding thread when there is something to fetch."""
        self.lost: Callable[[str, str], None] = lambda _thread, _died_of: None
        """Told of a thread that stands still, or of what it died of."""

    def look(self, name: str, cut: str) -> Audio | Passed | None:
        """Return the cut or why it cannot be played; None while it is decoded. Never waits long."""
        decoding = self._wanted.get(name)
        if decoding is None or decoding.cut != cut:
            decoding = self._begin(name, cut)
        if decoding.result is None:
            self._look_after(decoding)
        return decoding.result

    def forget(self, name: str) -> None:
        """Let go of what was asked for under a name, decoded or not."""
        self._wanted.pop(name, None)

    def _begin(self, name: str, cut: str) -> _Decoding:
        decoding = self._wanted[name] = _Decoding(cut, self._time.monotonic())
        self._aside(decoding.thread, lambda: self._decode(name, decoding))
        return decoding

    def _decode(self, name: str, decoding: _Decoding) -> None:
        def heed() -> None:
            decoding.frames += 1
            if self._wanted.get(name) is not decoding:
                raise _DroppedError

        try:
            decoding.result = self._load(decoding.cut, heed)
        except _DroppedError:
            return
        except Exception as fault:  # no memory, or a bug: it costs an item and not the station
            decoding.died_of = repr(fault)
        self.wake()

    def _look_after(self, decoding: _Decoding) -> None:
        now = self._time.monotonic()
        elapsed, decoding.looked_at = now - decoding.looked_at, now
        if decoding.frames != decoding.seen:
            decoding.seen, decoding.idle_ns = decoding.frames, 0
        else:
            decoding.idle_ns += min(elapsed, LONGEST_LOOK_NS)
        if decoding.died_of or decoding.idle_ns >= STUCK_NS:
            self.lost(decoding.thread, decoding.died_of)
            decoding.result = UNREADABLE
