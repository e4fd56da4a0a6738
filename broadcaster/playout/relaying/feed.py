"""One source kept connected: a thread listens, and what comes waits in a ring.

Connected some seconds ahead; nothing of it sounds before somebody takes it. A live source that
ends, stalls or sends rubbish is connected anew, at once and then ever more slowly. A recording
that came to its end has ended.
"""

import threading
from collections.abc import Callable, Sequence

from broadcaster.playout.relaying.listener import About, Ended, Job, Listener
from broadcaster.playout.relaying.ring import SECOND_BYTES, Ring

BACK_OFF_S = (0.2, 0.5, 1.0, 2.0, 4.0)
"""Pauses before one more attempt; the last again and again."""
LIVE_S = 1.0
"""How much of a live stream waits when it is joined: what its network may be late."""
SEGMENTED_S = 20.0
"""Of one that comes in files of many seconds, which arrive one at a time."""
READ_AHEAD = 0.8
"""Of its own length a piece takes at least while nobody listens: a flood costs no more."""
LOOK_S = 0.5

Hear = Callable[[Job], Listener]


class Feed:
    """What comes from a source. Made by one thread, taken from by another."""

    def __init__(
        self,
        job: Job,
        hear: Hear = Listener,
        *,
        rests_s: Sequence[float] = BACK_OFF_S,
        steady_s: float = 0,
    ) -> None:
        """Hear `job`; a connection that gave no more than `steady_s` counts as failed."""
        self.job, self._rests_s = job, rests_s
        self._steady_bytes = int(steady_s * SECOND_BYTES)
        self.has_ended = False
        """A recording came to its end; nothing more will come."""
        self.reason = ""
        """Why nothing comes just now, as the border said it; empty while it does."""
        self.connections = 0
        self._hear, self._about, self._ring = hear, About(), Ring()
        self._listener: Listener | None = None
        self._stopping, self._is_joined = threading.Event(), False
        self._thread = threading.Thread(target=self._run, name="relay", daemon=True)

    def start(self) -> None:
        """Connect, and stay connected until `close`."""
        self._thread.start()

    @property
    def waiting(self) -> int:
        """How many bytes could be taken now."""
        return self._ring.held

    def take(self, most: int) -> bytes:
        """Return the oldest bytes that wait, at most so many. Never waits."""
        return self._ring.take(most)

    def join(self) -> None:
        """Begin to be heard: a live source from where it is now, a recording from its start."""
        self._is_joined = True
        self._ring.keep_newest(self._most_waiting)

    def close(self) -> None:
        """Disconnect; returns at once. From any thread."""
        self._stopping.set()
        listener = self._listener
        if listener is not None:
            listener.kill()

    def wait_closed(self, seconds: float) -> None:
        """Wait for the process to be gone, so long at most."""
        if self._thread.is_alive():
            self._thread.join(seconds)

    @property
    def _most_waiting(self) -> int:
        if self._about.recorded:
            return self._ring.most
        return int((SEGMENTED_S if self._about.segmented else LIVE_S) * SECOND_BYTES)

    def _run(self) -> None:
        failures = 0
        while not self._stopping.is_set() and not self.has_ended:
            came = self._listen()
            failures = 0 if came else failures + 1
            if not self.has_ended:
                self._stopping.wait(self._rests_s[min(failures, len(self._rests_s) - 1)])

    def _listen(self) -> bool:
        """Hear the source until it ends; say whether enough came."""
        try:
            self._listener = listener = self._hear(self.job)
        except OSError as error:
            self.reason = error.strerror or str(error)
            return False
        came, count = False, 0
        try:
            while not self._stopping.is_set():
                piece = listener.next_piece()
                if isinstance(piece, Ended):
                    self.reason = piece.fault or "ended"
                    self.has_ended = came and self._about.recorded and not piece.fault
                    return count > self._steady_bytes
                if isinstance(piece, About):
                    self._about = piece
                    continue
                came, self.reason = self._note_connection(came), ""
                count += len(piece)
                self._keep(piece)
        finally:
            listener.close()
        return count > self._steady_bytes

    def _note_connection(self, came: bool) -> bool:
        self.connections += not came
        return True

    def _keep(self, piece: bytes) -> None:
        """Put samples where they wait; before a live source is joined the oldest give way."""
        gives_way = not self._is_joined and not self._about.recorded
        if gives_way and self._ring.held + len(piece) > self._most_waiting:
            self._ring.keep_newest(max(0, self._most_waiting - len(piece)))
            self._stopping.wait(READ_AHEAD * len(piece) / SECOND_BYTES)
        while not self._stopping.is_set() and not self._ring.put(piece, wait_s=LOOK_S):
            if not self._is_joined and not self._about.recorded:
                self._ring.keep_newest(self._most_waiting)


def connect(job: Job) -> Feed:
    """Connect a source now."""
    feed = Feed(job)
    feed.start()
    return feed
