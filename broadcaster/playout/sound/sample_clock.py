"""Where a sample is in time. A sample sounds `latency` after the output's clock let it go.

Samples are counted against the monotonic clock from the moment sample 0 left. An output with a
clock of its own drifts against ours; then the count is anchored anew whenever it is off by more
than a start may be.
"""

from datetime import datetime

from broadcaster.playout.reckoning import Reckoning
from broadcaster.quantities import BUS_RATE_HZ
from broadcaster.timebase import NANOSECONDS

SLACK_NS = 5_000_000
"""How far the output's clock may drift before the samples are anchored anew (5 ms)."""


class SampleClock:
    """Sample numbers to moments and back, for one opened output."""

    def __init__(self, reckoning: Reckoning, latency_ms: int) -> None:
        self._reckoning = reckoning
        self._latency_ns = latency_ms * 1_000_000
        self._sample_0_ns = 0

    def start(self, monotonic_ns: int) -> None:
        """Let sample 0 leave at this moment."""
        self._sample_0_ns = monotonic_ns

    def follow(self, monotonic_ns: int, played: int | None) -> None:
        """Anchor the samples on an output that says how many have sounded by now."""
        if played is None:
            return
        anchored = monotonic_ns - _nanoseconds_of(played)
        if abs(anchored - self._sample_0_ns) > SLACK_NS:
            self._sample_0_ns = anchored

    def leaves_at(self, sample: int) -> int:
        """Return when a sample leaves, on the monotonic clock."""
        return self._sample_0_ns + _nanoseconds_of(sample)

    def monotonic_of(self, sample: int) -> int:
        """Return when a sample sounds, on the monotonic clock."""
        return self.leaves_at(sample) + self._latency_ns

    def wall_of(self, sample: int) -> datetime:
        """Return when a sample sounds (aware UTC)."""
        return self._reckoning.wall_at(self.monotonic_of(sample))

    def sample_at(self, moment: datetime) -> int:
        """Return the sample that sounds at a wall time; negative before sample 0."""
        sounds = self._reckoning.monotonic_at(moment)
        passed = sounds - self._latency_ns - self._sample_0_ns
        return (passed * BUS_RATE_HZ + NANOSECONDS // 2) // NANOSECONDS

    def left_by(self, monotonic_ns: int) -> int:
        """Return how many samples have left by a moment, if none was late."""
        return (monotonic_ns - self._sample_0_ns) * BUS_RATE_HZ // NANOSECONDS


def _nanoseconds_of(samples: int) -> int:
    return samples * NANOSECONDS // BUS_RATE_HZ
