"""Bulletins being spoken in the background, so that a page answers at once and shows how far.

One bulletin after the other: a station has few processors, and the player comes first. What is
under way is known to this process only. After a restart the bulletin is simply not spoken yet,
and the page offers it again; nothing is ever "being spoken" for good.
"""

import sys
import threading
import traceback
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass
from typing import Any

from broadcaster.bulletins import Bulletin
from broadcaster.bulletins import actions as bulletins_actions
from broadcaster.desk import Desk
from broadcaster.errors import BroadcasterError
from broadcaster.i18n import _
from broadcaster.production.time_left import TimeLeft
from broadcaster.timebase import NANOSECONDS

MOST_WAITING = 20

Then = Callable[[Desk, Bulletin], object]
"""What is done with the bulletin once it is spoken, as it stands then."""


class SpeakingError(BroadcasterError):
    """The queue takes no more."""


@dataclass(frozen=True)
class Progress:
    """How far one bulletin is; `trouble` is a sentence once it has failed."""

    turn: int
    """At which it was asked for."""
    done: int = 0
    whole: int = 0
    trouble: str = ""
    left_s: int | None = None
    """How long it still takes, once there is a pace to tell by."""


class Speaking:
    """The queue and what is known of each bulletin in it."""

    def __init__(self) -> None:
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="speaking")
        self._lock = threading.Lock()
        self._known: dict[str, Progress] = {}

    def begin(
        self, desk: Desk, bulletin: str, agreed: Mapping[str, Any], then: Then | None = None
    ) -> None:
        """Speak a bulletin as soon as those before it are done.

        `agreed` is what `render` wants to know of whoever asked: the turn they saw above all. The
        same turn under way is left alone; what has moved on meanwhile is refused when it is due.
        """
        turn: int = agreed["turn"]
        with self._lock:
            waiting = [known for known in self._known.values() if not known.trouble]
            if then is None and self._is_of(bulletin, turn) and not self._known[bulletin].trouble:
                return
            if len(waiting) >= MOST_WAITING:
                raise SpeakingError(
                    _(
                        "{count} bulletins are waiting to be spoken already. "
                        "Wait until some are done, then press the button again."
                    ).format(count=len(waiting))
                )
            self._known[bulletin] = Progress(turn)
        # The copy carries the language of whoever asked, in which a refusal will be read.
        self._worker.submit(copy_context().run, self._speak, desk, bulletin, agreed, then)

    def progress(self, bulletin: str) -> Progress | None:
        """Return how far a bulletin is, None when nothing is known of it."""
        with self._lock:
            return self._known.get(bulletin)

    def forget(self, bulletin: str) -> None:
        """Forget that it failed, because something was done about it."""
        with self._lock:
            if (known := self._known.get(bulletin)) and known.trouble:
                del self._known[bulletin]

    def stop(self) -> None:
        """Begin nothing more; what is under way ends with the process."""
        self._worker.shutdown(wait=False, cancel_futures=True)

    def _speak(
        self, desk: Desk, bulletin: str, agreed: Mapping[str, Any], then: Then | None
    ) -> None:
        turn: int = agreed["turn"]
        left, sentences = TimeLeft(), (0, 0)

        def spoken(done: int, whole: int) -> None:
            nonlocal sentences
            sentences = done, whole
            left_s = left.spoken(_now_s(desk), done, whole)
            self._note(bulletin, Progress(turn, done, whole, left_s=left_s))

        def mastered(done: int, whole: int) -> None:
            left_s = left.mastered(_now_s(desk), done, whole)
            self._note(bulletin, Progress(turn, *sentences, left_s=left_s))

        try:
            done = bulletins_actions.render(
                desk, bulletin, progress=spoken, step=mastered, **agreed
            )
            if then is not None:
                then(desk, done.bulletin)
        except BroadcasterError as error:
            self._end(bulletin, turn, error.on_page)
        except BaseException:
            # Nobody asks the worker what became of it: what the technician needs is said here. Also
            # what would end a thread leaves nothing that is "being spoken" for good.
            traceback.print_exc(file=sys.stderr)
            self._end(bulletin, turn, _("This is a fault of the program. Tell the technician."))
        else:
            self._end(bulletin, turn)

    def _is_of(self, bulletin: str, turn: int) -> bool:
        known = self._known.get(bulletin)
        return known is not None and known.turn == turn

    def _note(self, bulletin: str, far: Progress) -> None:
        with self._lock:
            if self._is_of(bulletin, far.turn):
                self._known[bulletin] = far

    def _end(self, bulletin: str, turn: int, trouble: str = "") -> None:
        with self._lock:
            if not self._is_of(bulletin, turn):
                return  # somebody asked again meanwhile; their turn is the one to tell of
            del self._known[bulletin]
            if trouble:
                self._known[bulletin] = Progress(turn, trouble=trouble)


def _now_s(desk: Desk) -> float:
    return desk.time.monotonic() / NANOSECONDS
