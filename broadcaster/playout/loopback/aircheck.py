"""What a loopback hears while we are on air, and around what nobody ordered, kept as small files.

Fed by the loopback's thread; a process of its own encodes (`relaying/recorder.py`). It begins some
seconds before what calls for it and ends some after, is never longer than an hour, and stops while
the disk has less room than the setting leaves free.
"""

import contextlib
import os
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from broadcaster.playout.relaying.recorder import Recorder
from broadcaster.playout.relaying.ring import SECOND_BYTES
from broadcaster.timebase import NANOSECONDS

SESSION, UNORDERED = "session", "unordered"
"""Why an aircheck was made."""
BEFORE_BYTES = 15 * SECOND_BYTES
"""What is kept of the time before: sound that nobody ordered is noticed some seconds late."""
AFTER_NS = 6 * NANOSECONDS
LONGEST_BYTES = 3600 * SECOND_BYTES
REST_NS = 60 * NANOSECONDS
LOOK_BYTES = 5 * SECOND_BYTES
"""How often the disk's room is looked at."""
BITS_PER_S = 24_000
"""Of Opus: speech is clear, and half an hour a day is 2 GB a year."""
PREFIX, OPEN_SUFFIX, SUFFIX = ".", ".open", ".opus"


@dataclass(frozen=True)
class Made:
    """One aircheck that came to its end; complete once its recorder has a hash."""

    recorder: Recorder
    why: str
    first: datetime
    samples: int


class Aircheck:
    """The airchecks of one input. All but `made` and `is_stopped` is for the loopback's thread."""

    def __init__(
        self, folder: Path, floor_bytes: int, name: str, wall_at: Callable[[int], datetime]
    ) -> None:
        """Record into `folder` while its disk has `floor_bytes` free; `wall_at` dates samples."""
        self.made: deque[Made] = deque()
        self.is_stopped = ""
        """Why nothing can be kept just now; empty while it can."""
        self._folder, self._floor, self._name = folder, floor_bytes, name
        self._wall_at = wall_at
        self._before: deque[tuple[int, bytes]] = deque()
        self._before_bytes = self._bytes = self._looked_bytes = 0
        self._recorder: Recorder | None = None
        self._why, self._first_ns, self._until_ns, self._rest_until_ns = "", 0, 0, 0

    def hear(self, at_ns: int, block: bytes, wanted: str) -> None:
        """Take in what was heard at `at_ns`; `wanted` says why it is to be kept, if it is."""
        if wanted:
            self._until_ns = at_ns + AFTER_NS
            self._why = UNORDERED if UNORDERED in (wanted, self._why) else wanted
        if self._recorder is not None:
            self._add(block)
            is_over = at_ns > self._until_ns or self._bytes >= LONGEST_BYTES
            if is_over or self._is_hindered(self._recorder, at_ns):
                self.end()
            return
        self._remember(at_ns, block)
        if wanted and at_ns >= self._rest_until_ns:
            self._begin(at_ns)

    def end(self) -> None:
        """End what is being recorded, if anything is."""
        recorder, self._recorder = self._recorder, None
        if recorder is not None:
            recorder.finish()
            first = self._wall_at(self._first_ns)
            self.made.append(Made(recorder, self._why, first, self._bytes // 2))
        self._why = ""

    def _begin(self, now_ns: int) -> None:
        self._first_ns = self._before[0][0]
        stamp = f"{self._wall_at(self._first_ns):%Y%m%dT%H%M%S}"
        try:
            self._need_room()
            path = self._folder / f"{PREFIX}{stamp}-{self._name}{OPEN_SUFFIX}"
            self._recorder = Recorder(path, BITS_PER_S)
        except OSError as error:
            self._rest_until_ns = now_ns + REST_NS
            self.is_stopped = error.strerror or str(error)
            return
        self.is_stopped, self._bytes, self._looked_bytes = "", 0, 0
        for _at_ns, block in self._before:
            self._add(block)
        self._before.clear()
        self._before_bytes = 0

    def _add(self, block: bytes) -> None:
        self._bytes += len(block)
        if self._recorder is not None:
            self._recorder.add(block)

    def _remember(self, at_ns: int, block: bytes) -> None:
        self._before.append((at_ns, block))
        self._before_bytes += len(block)
        while self._before_bytes > BEFORE_BYTES:
            self._before_bytes -= len(self._before.popleft()[1])

    def _is_hindered(self, recorder: Recorder, now_ns: int) -> bool:
        """Say whether it cannot be gone on with: no room, or nobody who writes it."""
        reason = "not written" if recorder.has_failed else ""
        if self._bytes - self._looked_bytes >= LOOK_BYTES:
            self._looked_bytes = self._bytes
            try:
                self._need_room()
            except OSError as error:
                reason = error.strerror or str(error)
        if reason:
            self.is_stopped, self._rest_until_ns = reason, now_ns + REST_NS
        return bool(reason)

    def _need_room(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        found = os.statvfs(self._folder)
        if found.f_bavail * found.f_frsize < self._floor:
            raise OSError(0, "too little room on the disk")


def left_open(folder: Path) -> list[Path]:
    """Return what a kill left unnamed."""
    with contextlib.suppress(OSError):
        return sorted(folder.glob(f"{PREFIX}*{OPEN_SUFFIX}"))
    return []
