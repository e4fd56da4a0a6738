"""What the machine says about its clocks, who vouched for them, and what times were reached."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from broadcaster.config import Settings
from broadcaster.timebase import TimeQuality

BUILT = datetime(2026, 11, 1, tzinfo=UTC)
"""When this version was made. Raised with every release."""

STEP_MS = 1000
"""How far wall and monotonic clocks may part before we say the wall clock was stepped."""

Uncertainty = Mapping[TimeQuality, int]


@dataclass(frozen=True)
class Readings:
    """What the machine says at one moment."""

    now: datetime
    monotonic_ns: int
    boot_id: str
    is_synchronised: bool = False
    """A time service disciplines the kernel's clock."""
    hardware: datetime | None = None
    """The hardware clock now, if the kernel set the system's clock from one at boot."""


@dataclass(frozen=True)
class TimeState:
    """Who vouched for the wall clock, when, by both clocks; worth something in that boot only."""

    boot_id: str
    wall: datetime
    monotonic_ns: int
    quality: TimeQuality
    person: str = ""

    def parted_ms(self, readings: Readings) -> float:
        """Return by how much the wall clock moved against the monotonic one since then."""
        wall_ms = (readings.now - self.wall) / timedelta(milliseconds=1)
        return wall_ms - (readings.monotonic_ns - self.monotonic_ns) / 1_000_000

    def is_of(self, readings: Readings) -> bool:
        """Say whether it was made in this boot."""
        return self.boot_id == readings.boot_id != "unknown"

    def vouches(self, readings: Readings) -> bool:
        """Say whether this is still the clock that was vouched for: same boot, never stepped."""
        return self.is_of(readings) and abs(self.parted_ms(readings)) <= STEP_MS


@dataclass(frozen=True)
class Floor:
    """Times that were reached, so an earlier one is wrong.

    `sure` rests on the build, a time service, or a verified signature, and binds every clock.
    `seen` was read from a hardware clock or set by a person, either of which may once have been
    years ahead; it binds hardware clocks only, so a better clock can put such an error right.
    """

    sure: datetime = BUILT
    seen: datetime = BUILT

    @property
    def highest(self) -> datetime:
        """The floor of a hardware clock."""
        return max(self.sure, self.seen)


def uncertainty_of(settings: Settings) -> Uncertainty:
    """Return how far off, in ms, a clock of each quality may be."""
    return {
        TimeQuality.NTP: settings.ntp_uncertainty_ms,
        TimeQuality.RTC: settings.rtc_uncertainty_ms,
        TimeQuality.OPERATOR: settings.operator_uncertainty_ms,
        TimeQuality.HELD: settings.held_uncertainty_ms,
        TimeQuality.UNKNOWN: 0,
    }
