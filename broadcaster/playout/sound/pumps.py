"""What drives a stream: a thread in real time, the clock itself in a rehearsal."""

import contextlib
import threading
from typing import Protocol

from broadcaster.playout.sound.stream import Stream
from broadcaster.timebase import TimeSource, VirtualTime


class Pump(Protocol):
    """Delivers the samples of one stream at a time."""

    def start(self, stream: Stream) -> None:
        """Deliver from now on."""

    def stop(self) -> None:
        """Deliver nothing any more; returns when the last block has left."""


class ThreadPump:
    """One thread per stream, asleep on the monotonic clock until the next block is due."""

    def __init__(self, time: TimeSource) -> None:
        self._time = time
        self._thread: threading.Thread | None = None
        self._stopping = threading.Event()

    def start(self, stream: Stream) -> None:
        """Start the thread."""
        self._stopping.clear()
        self._thread = threading.Thread(
            target=self._run, args=(stream,), name="stream", daemon=True
        )
        self._thread.start()

    def stop(self) -> None:
        """End the thread after the block it is writing."""
        self._stopping.set()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def _run(self, stream: Stream) -> None:
        try:
            while not self._stopping.is_set() and stream.failed is None:
                self._time.sleep_until(stream.next_due())
                stream.pump(self._time.monotonic())
        except BaseException as fault:
            # The session goes on with another output or none; the traceback is still shown.
            stream.fail(repr(fault))
            raise


class VirtualPump:
    """No thread: whenever the virtual clock moves, the samples of that stretch are delivered."""

    def __init__(self, time: VirtualTime) -> None:
        self._time = time
        self._stream: Stream | None = None

    def start(self, stream: Stream) -> None:
        """Listen to the clock."""
        self._stream = stream
        self._time.listeners.append(stream.pump)

    def stop(self) -> None:
        """Listen no more."""
        if self._stream is not None:
            with contextlib.suppress(ValueError):
                self._time.listeners.remove(self._stream.pump)
        self._stream = None
