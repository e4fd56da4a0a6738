"""When a sample leaves for each feed, so that all of them sound together. Pure.

The stream counts samples on one clock and runs ahead of what is heard by the largest latency of
its feeds. A feed that is quicker holds its samples back by the difference; one with a stagger by
that much more. An output with a clock of its own is brought into line while it is silent, and
speech is never stretched or shortened for it.
"""

from collections.abc import Iterable

from broadcaster.playout.outputs import has_own_clock
from broadcaster.quantities import BUS_RATE_HZ
from broadcaster.timebase import NANOSECONDS
from broadcaster.units.wiring import Feed

CHUNK = BUS_RATE_HZ // 50
"""Samples that a driver hands on at once: 20 ms, a tenth of an output's buffer."""
CHUNK_MS = 20
BUFFERED_MS = 300
"""What an output with its own clock is given to buffer."""
SLACK_NS = 5_000_000
"""How far an output's clock may drift before it is brought into line (5 ms)."""
FIRST_WAIT_S, LONGEST_WAIT_S = 1.0, 30.0


def lead_ms(feeds: Iterable[Feed]) -> int:
    """Return how far the stream runs ahead of what is heard, for all of these feeds."""
    return max((_needs_ms(feed) for feed in feeds), default=0) + CHUNK_MS


def hold_ns(feed: Feed, lead: int) -> int:
    """Return how long an output without a clock of its own holds a sample back.

    `lead` is that of the stream in milliseconds, and not less than the feed needs.
    """
    return (lead - feed.latency_ms + feed.stagger_ms) * 1_000_000


def correction(error_ns: int, samples: int, *, is_silent: bool, is_aligned: bool) -> int:
    """Return how many samples of silence to add before a piece of `samples`, negative to leave out.

    `error_ns` is how much too early it would sound. Speech may be put off only before anything
    was in line, as after an output came back in the middle of an item.
    """
    if abs(error_ns) <= SLACK_NS:
        return 0
    off = error_ns * BUS_RATE_HZ // NANOSECONDS
    if off > 0:
        return off if is_silent or not is_aligned else 0
    return max(off, -samples) if is_silent else 0


def wait_s(failures: int) -> float:
    """Return how long an output rests after it failed so often in a row."""
    return float(min(FIRST_WAIT_S * 2 ** min(failures - 1, 10), LONGEST_WAIT_S))


def _needs_ms(feed: Feed) -> int:
    return feed.latency_ms + (BUFFERED_MS if has_own_clock(feed.output) else 0)
