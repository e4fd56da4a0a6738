"""Bulletins being spoken in the background, so that a page answers at once and shows how far.

One bulletin after the other: a station has few processors, and the player comes first. What is
under way is known to this process only. After a restart the bulletin is simply not spoken yet,
and the page offers it again; nothing is ever "being spoken" for good.
"""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass, replace

from broadcaster.bulletins import actions as bulletins_actions
from broadcaster.desk import Desk
from broadcaster.errors import BroadcasterError
from broadcaster.i18n import _

MOST_WAITING = 20

Then = Callable[[Desk, str], object]
"""What is done with the bulletin (id) once it is spoken."""


class SpeakingError(BroadcasterError):
    """The queue takes no more."""


@dataclass(frozen=True)
class Progress:
    """How far one bulletin is; `trouble` is a sentence once it has failed."""

    done: int = 0
    whole: int = 0
    trouble: str = ""


class Speaking:
    """The queue and what is known of each bulletin in it."""

    def __init__(self) -> None:
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="speaking")
        self._lock = threading.Lock()
        self._known: dict[str, Progress] = {}

    def begin(
        self, desk: Desk, bulletin: str, voice: str | None = None, then: Then | None = None
    ) -> None:
        """Speak a bulletin as soon as those before it are done; one under way is left alone."""
        with self._lock:
            waiting = [name for name, known in self._known.items() if not known.trouble]
            if bulletin in waiting:
                return
            if len(waiting) >= MOST_WAITING:
                raise SpeakingError(
                    _(
                        "{count} bulletins are waiting to be spoken already. "
                        "Wait until some are done, then press the button again."
                    ).format(count=len(waiting))
                )
            self._known[bulletin] = Progress()
        # The copy carries the language of whoever asked, in which a refusal will be read.
        self._worker.submit(copy_context().run, self._speak, desk, bulletin, voice, then)

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

    def _speak(self, desk: Desk, bulletin: str, voice: str | None, then: Then | None) -> None:
        try:
            bulletins_actions.render(
                desk, bulletin, voice=voice, progress=lambda *far: self._note(bulletin, *far)
            )
            if then is not None:
                then(desk, bulletin)
        except BroadcasterError as error:
            self._fail(bulletin, error.on_page)
        except Exception:
            self._fail(bulletin, _("This is a fault of the program. Please report it."))
            raise
        else:
            with self._lock:
                self._known.pop(bulletin, None)

    def _note(self, bulletin: str, done: int, whole: int) -> None:
        with self._lock:
            self._known[bulletin] = replace(self._known[bulletin], done=done, whole=whole)

    def _fail(self, bulletin: str, sentence: str) -> None:
        with self._lock:
            self._known[bulletin] = Progress(trouble=sentence)
