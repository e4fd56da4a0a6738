"""A relay on the output's line: samples that are settled while they sound, once and for all.

To the timeline it looks like any cut. Whoever asks first for a stretch settles what sounds in it:
what the source gave, or silence where it gave nothing; everybody after gets the same, and so does
the recording. Nothing here waits.
"""

import threading
from collections.abc import Callable
from typing import Protocol

import numpy as np

from broadcaster.playout.sound.cuts import at_volume
from broadcaster.playout.sound.timeline import SAMPLE_BYTES, Coming
from broadcaster.quantities import BUS_RATE_HZ

KEPT_BYTES = 2 * BUS_RATE_HZ * SAMPLE_BYTES
"""What was settled lately, for outputs that come a little later and for the level."""
GATHER_BYTES = BUS_RATE_HZ * SAMPLE_BYTES // 2
"""After a gap so much has to wait before it sounds again, or a slow source would stutter."""
SILENT = 10 ** (-50 / 20) * 32768
"""A block whose highest sample lies under -50 dBFS is silence; no programme is so quiet."""


class LiveSource(Protocol):
    """What gives the samples: `feed.Feed`, or what stands in for it in a rehearsal."""

    @property
    def reason(self) -> str:
        """Why nothing comes just now, as the border said it."""

    @property
    def has_ended(self) -> bool:
        """Whether it came to an end of its own, so that nothing more will come."""

    @property
    def waiting(self) -> int:
        """Bytes that could be taken now."""

    def join(self) -> None:
        """Begin to be heard."""

    def take(self, most: int) -> bytes:
        """Take the oldest of them."""

    def close(self) -> None:
        """Disconnect; returns at once."""


class Carried(Coming):
    """The samples of one relay: of its planned `length`, those from `begins` on."""

    def __init__(
        self,
        source: LiveSource,
        length: int,
        begins: int = 0,
        record: Callable[[bytes], None] = lambda _block: None,
    ) -> None:
        self._source, self._record = source, record
        self._length, self._settled = length * SAMPLE_BYTES, begins * SAMPLE_BYTES
        self._begins, self._last_sound = self._settled, self._settled
        self._kept, self._missing = bytearray(), 0
        self._gathers = True
        self._lock = threading.Lock()

    def __len__(self) -> int:
        """Return its length in bytes, as planned."""
        return self._length

    def __getitem__(self, span: slice) -> bytes:
        """Return the bytes of a stretch, settling what nobody asked for before."""
        start, stop = span.start or 0, min(span.stop, self._length)
        with self._lock:
            if stop > self._settled:
                self._settle(stop - self._settled)
            first = self._settled - len(self._kept)
            kept = bytes(self._kept[max(0, start - first) : stop - first])
            return kept.rjust(stop - start, b"\0")

    @property
    def missing(self) -> int:
        """How many samples sounded as silence because the source gave none."""
        return self._missing // SAMPLE_BYTES

    @property
    def silent_ms(self) -> int:
        """For how long up to now nothing was heard of it."""
        return (self._settled - self._last_sound) * 1000 // (BUS_RATE_HZ * SAMPLE_BYTES)

    @property
    def is_over(self) -> bool:
        """Say whether the source came to its end and all of it has sounded."""
        return self._source.has_ended and not self._source.waiting

    @property
    def gives_nothing(self) -> bool:
        """Say whether it is silent because nothing comes, not because silence does."""
        return self._gathers

    def _settle(self, count: int) -> None:
        if self._settled == self._begins:
            self._source.join()
        block = self._given(count)
        self._gathers = len(block) < count
        self._missing += count - len(block)
        block = at_volume(block, self.volume_percent)
        if block and np.abs(np.frombuffer(block, "<i2").astype(np.int32)).max() > SILENT:
            self._last_sound = self._settled + len(block)
        block = block.ljust(count, b"\0")
        self._settled += count
        self._kept += block
        del self._kept[:-KEPT_BYTES]
        self._record(block)

    def _given(self, count: int) -> bytes:
        source = self._source
        if self._gathers and source.waiting < GATHER_BYTES and not source.has_ended:
            return b""
        return source.take(count)
