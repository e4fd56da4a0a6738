"""The one place that asks what time it is.

Everything that needs the hour takes a `TimeSource`. A station runs on `SystemTime`; rehearsals
and tests run on `VirtualTime`, where a day takes as long as its work. Wall time is UTC and may
step; monotonic time is nanoseconds since some moment of this boot and never goes back.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Protocol

NANOSECONDS = 1_000_000_000
BOOT_ID_FILE = Path("/proc/sys/kernel/random/boot_id")


class TimeQuality(StrEnum):
    """How a wall clock earned its trust (DESIGN law 8), best first."""

    NTP = "ntp"
    RTC = "rtc"
    OPERATOR = "operator"
    HELD = "held"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class TimeTrust:
    """What the wall clock is worth now: its quality, how far off it may be, and why we say so."""

    quality: TimeQuality
    uncertainty_ms: int
    reason: str

    @property
    def is_trusted(self) -> bool:
        """Say whether anything but an emergency may sound on this clock."""
        return self.quality is not TimeQuality.UNKNOWN


class TimeSource(Protocol):
    """A wall clock, a monotonic clock, and a way to wait."""

    def now(self) -> datetime:
        """Return the wall clock as an aware UTC datetime."""

    def monotonic(self) -> int:
        """Return nanoseconds that never go back within a boot."""

    def sleep_until(self, deadline: int) -> None:
        """Wait until `monotonic()` reaches `deadline` (ns); return at once if it has."""


class SystemTime:
    """The machine's own clocks."""

    def now(self) -> datetime:
        """Return the system's wall clock in UTC."""
        return datetime.now(UTC)  # noqa: TID251 - the one place

    def monotonic(self) -> int:
        """Return CLOCK_MONOTONIC in nanoseconds."""
        return time.monotonic_ns()

    def sleep_until(self, deadline: int) -> None:
        """Sleep on the monotonic clock; a step of the wall clock changes nothing."""
        while (left := deadline - time.monotonic_ns()) > 0:
            time.sleep(left / NANOSECONDS)  # noqa: TID251 - the one place


class VirtualTime:
    """A clock that stands still until it is moved.

    `sleep_until` moves it at once. `listeners` are called with the new monotonic time after each
    move, so that a stream can deliver the samples of the stretch that passed.
    """

    def __init__(self, start: datetime) -> None:
        if start.tzinfo is None:
            raise ValueError("a virtual clock starts at an aware datetime")
        self._origin = start.astimezone(UTC)
        self._monotonic = 0
        self._lock = threading.Lock()
        self.listeners: list[Callable[[int], None]] = []

    def now(self) -> datetime:
        """Return the virtual wall clock in UTC, to the microsecond."""
        return self._origin + timedelta(microseconds=self._monotonic // 1000)

    def monotonic(self) -> int:
        """Return virtual nanoseconds since the clock was made."""
        return self._monotonic

    def sleep_until(self, deadline: int) -> None:
        """Move straight to `deadline`, or stay if it has passed."""
        if deadline > self._monotonic:
            self.advance(deadline - self._monotonic)

    def advance(self, nanoseconds: int) -> None:
        """Let `nanoseconds` pass on both clocks. Time never runs backwards here."""
        if nanoseconds < 0:
            raise ValueError("a clock does not go back; use step_wall for a wall clock step")
        with self._lock:
            self._monotonic += nanoseconds
        for listener in self.listeners:
            listener(self._monotonic)

    def step_wall(self, by: timedelta) -> None:
        """Step the wall clock alone, as NTP or a dead battery does."""
        self._origin += by


def boot_id() -> str:
    """Return the kernel's id of this boot, or `unknown` where there is none."""
    try:
        return BOOT_ID_FILE.read_text().strip()
    except OSError:
        return "unknown"


def as_rfc3339(moment: datetime) -> str:
    """Return an aware datetime as RFC 3339 UTC with six decimals, as every record stores it."""
    if moment.tzinfo is None:
        raise ValueError("a stored time is aware")
    # Not strftime, whose years before 1000 have fewer than four digits.
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def from_rfc3339(text: str) -> datetime:
    """Read what `as_rfc3339` wrote; ValueError for anything without an offset."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(f"no offset in {text!r}")
    return moment.astimezone(UTC)
