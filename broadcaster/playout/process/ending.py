"""Why a run of the player ended: written by it where it can, else found out by the next one.

What is found stands in the `note` of the next `boot` record. An empty note is a clean stop.
"""

import contextlib
import faulthandler
import json
import os
import sys
import threading
from pathlib import Path
from types import FrameType

from broadcaster.errors import EXIT_BUG
from broadcaster.home import read_plain, remove_durably, write_atomically
from broadcaster.playout.process.control import NOTE_NAME
from broadcaster.timebase import boot_id

FILE_NAME = "ended.json"
LONGEST_NOTE = 500
LARGEST_FILE = 64 * 1024
FRAMES = 4
KILLED = "killed"
"""It ended without a word in this boot of the machine: by a kill, for want of memory, or by the
service manager's watchdog."""
POWER_LOST = "power-lost"
"""It ended without a word, and the machine was started since."""
STUCK, FAULT = "stuck", "fault"


class Ending:
    """How the run before ended, and the last word of this one."""

    def __init__(self, run: Path) -> None:
        self._run = run
        self.before = ""
        """Why the run before ended, once `take` was called."""

    def take(self) -> str:
        """Return why the run before ended, once; empty after a clean stop or the first start.

        To be asked by whoever holds `run/player.lock`, before it says itself that it runs.
        """
        said = _read(self._run / FILE_NAME).get("note")
        with contextlib.suppress(OSError):
            remove_durably(self._run / FILE_NAME)
        if isinstance(said, str) and said:
            self.before = said[:LONGEST_NOTE]
        elif (self._run / NOTE_NAME).exists():
            same_boot = _read(self._run / NOTE_NAME).get("boot_id") == boot_id()
            self.before = KILLED if same_boot else POWER_LOST
        return self.before

    @property
    def was_ours(self) -> bool:
        """Say whether the player itself was to blame; power cuts and kills are ordinary ends."""
        return self.before.partition(":")[0] in (STUCK, FAULT)

    def note_fault(self, fault: BaseException) -> None:
        """Leave for the next start which bug ends this run."""
        self._leave(FAULT, repr(fault))

    def end_stuck(self, thread: str) -> None:
        """End the process, in which nothing can be relied on any more; the next start recovers."""
        self._leave(STUCK, f"{thread} ({where_is(thread)})")
        faulthandler.dump_traceback()
        os._exit(EXIT_BUG)

    def _leave(self, why: str, detail: str) -> None:
        with contextlib.suppress(OSError):
            note = f"{why}: {detail}"[:LONGEST_NOTE]
            write_atomically(self._run / FILE_NAME, json.dumps({"note": note}).encode() + b"\n")


def where_is(thread: str) -> str:
    """Return where a thread stands just now, innermost call first; empty when it is gone."""
    idents = {one.name: one.ident for one in threading.enumerate()}
    frame: FrameType | None = sys._current_frames().get(idents.get(thread) or 0)
    calls: list[str] = []
    while frame is not None and len(calls) < FRAMES:
        code = frame.f_code
        calls.append(f"{Path(code.co_filename).name}:{frame.f_lineno} {code.co_name}")
        frame = frame.f_back
    return ", ".join(calls)


def _read(path: Path) -> dict[str, object]:
    try:
        found = json.loads(read_plain(path, LARGEST_FILE))
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
