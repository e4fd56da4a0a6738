"""When a captured sample sounded, from when pieces of it came. Pure.

Pieces come late by what they waited in buffers and never early, so the earliest of them tells.
The input's clock may be slower than ours: the estimate gives way at `DRIFT`, and when it is off
by more than a buffer may hold, samples were lost and it begins anew.
"""

from broadcaster.quantities import BUS_RATE_HZ
from broadcaster.timebase import NANOSECONDS

DRIFT = 500e-6
LOST_NS = 400_000_000


class Arrivals:
    """The count of one input's samples against our monotonic clock."""

    def __init__(self) -> None:
        self._samples = 0
        self._first_ns: int | None = None
        self._seen_ns = 0

    def take(self, arrived_ns: int, count: int) -> int:
        """Take in `count` samples that are here at `arrived_ns`; return when the first sounded."""
        length_ns = count * NANOSECONDS // BUS_RATE_HZ
        latest_ns = arrived_ns - length_ns - self._samples * NANOSECONDS // BUS_RATE_HZ
        if self._first_ns is None or latest_ns - self._first_ns > LOST_NS:
            self._first_ns = latest_ns
        else:
            leak_ns = int((arrived_ns - self._seen_ns) * DRIFT)
            self._first_ns = min(latest_ns, self._first_ns + leak_ns)
        self._seen_ns = arrived_ns
        sounded_ns = self._first_ns + self._samples * NANOSECONDS // BUS_RATE_HZ
        self._samples += count
        return sounded_ns
