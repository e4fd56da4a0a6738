"""The player's pen: what it must have in the log before it acts, and what it may write later.

`write` is durable on return, or raises. `note` states what happened anyway: while the log has no
room it is kept in order and written as soon as there is. One thread writes.
"""

import json
from collections import deque

from broadcaster.journal import JournalError
from broadcaster.journal.model import Kind
from broadcaster.journal.record import Value
from broadcaster.journal.writer import Journal
from broadcaster.playout.log.logbook import Logbook
from broadcaster.timebase import TimeSource


class Scribe:
    """Writes to the log and keeps the logbook in step with it."""

    def __init__(self, journal: Journal, logbook: Logbook, time: TimeSource) -> None:
        self.journal, self.logbook = journal, logbook
        self._time = time
        self._waiting: deque[tuple[Kind, dict[str, Value]]] = deque()

    @property
    def is_behind(self) -> bool:
        """Say whether something still waits for room."""
        return bool(self._waiting)

    @property
    def waiting(self) -> int:
        """How many records wait for room."""
        return len(self._waiting)

    def unwritten(self) -> list[str]:
        """Return what still waits, a JSON document each: for the system's log, when we end."""
        return [
            json.dumps({"kind": kind, **fields}, ensure_ascii=False, default=str)
            for kind, fields in self._waiting
        ]

    def write(self, kind: Kind, **fields: Value) -> None:
        """Put a record on disk now, after everything that waits. JournalError when it cannot."""
        self.catch_up()
        self._append(kind, fields)
        self.logbook.take(kind, self._time.now(), fields)

    def note(self, kind: Kind, **fields: Value) -> None:
        """State something that has happened; it waits while the log cannot take it."""
        self.logbook.take(kind, self._time.now(), fields)
        try:
            self.catch_up()
            self._append(kind, fields)
        except JournalError:
            self._waiting.append((kind, fields))

    def catch_up(self) -> None:
        """Write what waits, oldest first. JournalError when there is still no room."""
        while self._waiting:
            kind, fields = self._waiting[0]
            self._append(kind, fields)
            self._waiting.popleft()

    def checkpoint(self) -> bool:
        """Sign the log as it stands; False when the disk does not take it."""
        try:
            self.catch_up()
            self.journal.checkpoint()
        except JournalError:
            return False
        return True

    def _append(self, kind: Kind, fields: dict[str, Value]) -> None:
        self.journal.append(kind, **fields)
