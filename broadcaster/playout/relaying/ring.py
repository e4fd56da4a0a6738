"""Samples that have come and not yet sounded: bounded, with two ends in two threads.

Pure but for its lock. Before a live source is joined its oldest samples give way, so that it is
joined where it is now; a recording, and whatever is on air, waits instead.
"""

import threading
from collections import deque

from broadcaster.quantities import BUS_RATE_HZ

SAMPLE_BYTES = 2
SECOND_BYTES = BUS_RATE_HZ * SAMPLE_BYTES
HELD_S = 30
"""Never more than this: 2.9 MB."""


class Ring:
    """A queue of bytes, whole samples only."""

    def __init__(self, most_s: float = HELD_S) -> None:
        self.most = int(most_s * SECOND_BYTES)
        """Bytes after which nothing more is put."""
        self._pieces: deque[bytes] = deque()
        self._held = 0
        self._changed = threading.Condition()

    @property
    def held(self) -> int:
        """How many bytes wait."""
        return self._held

    def put(self, piece: bytes, *, wait_s: float) -> bool:
        """Add a piece when there is room, waiting so long at most; False when there was none."""
        with self._changed:
            has_room = self._changed.wait_for(lambda: self._held < self.most, wait_s)
            if has_room:
                self._pieces.append(piece)
                self._held += len(piece)
            return has_room

    def keep_newest(self, most: int) -> None:
        """Let go of the oldest, so that at most so many bytes wait."""
        with self._changed:
            self._drop(max(0, self._held - most))

    def take(self, most: int) -> bytes:
        """Return the oldest bytes, at most so many. Never waits."""
        with self._changed:
            return self._drop(most)

    def _drop(self, most: int) -> bytes:
        taken = bytearray()
        while self._pieces and len(taken) < most:
            piece = self._pieces.popleft()
            rest = most - len(taken)
            taken += piece[:rest]
            if len(piece) > rest:
                self._pieces.appendleft(piece[rest:])
        self._held -= len(taken)
        self._changed.notify_all()
        return bytes(taken)
