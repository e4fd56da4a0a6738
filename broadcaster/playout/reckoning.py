"""From wall time to monotonic time and back, and noticing when the wall clock steps.

The stream counts samples against the monotonic clock; people and files speak in wall time. The
two are compared often. A small difference is measuring noise or a clock being slewed and is
followed in silence; a larger one is a step, which the log records.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from broadcaster.timebase import NANOSECONDS, TimeSource

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
NOISE_NS = 1_000_000
"""Differences up to here are the noise of two clock readings; the old offset is kept."""
STEP_NS = 50_000_000
"""From here on the wall clock was stepped, not slewed."""
READINGS = 3


@dataclass(frozen=True)
class ClockStep:
    """The wall clock jumped."""

    before: datetime
    after: datetime

    @property
    def by(self) -> timedelta:
        """How far, forward positive."""
        return self.after - self.before


class Reckoning:
    """The offset between the two clocks, measured and kept."""

    def __init__(self, time: TimeSource) -> None:
        self.steps = 0
        """How often the wall clock was stepped so far."""
        self._time = time
        self._offset_ns = self._measure()

    def now(self) -> datetime:
        """Return the present moment, on the kept offset (aware UTC, to the microsecond)."""
        return self.wall_at(self._time.monotonic())

    def wall_at(self, monotonic_ns: int) -> datetime:
        """Return the wall time of a monotonic moment."""
        return _EPOCH + timedelta(microseconds=(monotonic_ns + self._offset_ns) // 1000)

    def monotonic_at(self, moment: datetime) -> int:
        """Return the monotonic nanosecond of a wall time; in the past it may be negative."""
        return (moment - _EPOCH) // timedelta(microseconds=1) * 1000 - self._offset_ns

    def compare(self) -> ClockStep | None:
        """Measure again; return the step the wall clock made since, or None."""
        offset_ns = self._measure()
        change_ns = offset_ns - self._offset_ns
        if abs(change_ns) <= NOISE_NS:
            return None
        before = self.now()
        self._offset_ns = offset_ns
        if abs(change_ns) < STEP_NS:
            return None
        self.steps += 1
        return ClockStep(before, self.now())

    def _measure(self) -> int:
        """Return wall minus monotonic in nanoseconds, from the reading least disturbed."""
        best_gap, best_offset = NANOSECONDS, 0
        for _reading in range(READINGS):
            before = self._time.monotonic()
            wall_ns = (self._time.now() - _EPOCH) // timedelta(microseconds=1) * 1000
            gap = self._time.monotonic() - before
            if gap <= best_gap:
                best_gap, best_offset = gap, wall_ns - before - gap // 2
        return best_offset
