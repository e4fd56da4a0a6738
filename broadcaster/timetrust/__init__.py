"""What the wall clock is worth now, and who vouches for it (DESIGN law 8).

`assess` decides from plain readings; `current_trust` reads the machine and remembers, in `run/`,
who vouched for the clock in this boot and which times were reached, below which no clock is
believed.
"""

import contextlib
from datetime import datetime

from broadcaster.config import Settings
from broadcaster.home import Home
from broadcaster.i18n import _
from broadcaster.timebase import TimeQuality, TimeSource, TimeTrust, VirtualTime, boot_id
from broadcaster.timetrust.assessment import assess
from broadcaster.timetrust.kernel import hardware_clock, is_synchronised
from broadcaster.timetrust.memory import read_floor, read_state, remember
from broadcaster.timetrust.model import BUILT, Floor, Readings, TimeState, uncertainty_of

__all__ = [
    "BUILT",
    "Floor",
    "Readings",
    "TimeState",
    "assess",
    "current_trust",
    "read_clocks",
    "read_floor",
    "read_state",
    "remember",
    "uncertainty_of",
]


def current_trust(
    home: Home, settings: Settings, time: TimeSource, signed: datetime | None = None
) -> TimeTrust:
    """Read the machine's clocks and say what they are worth now; cheap enough for every record.

    `signed` is the newest time in a signature that was verified. A virtual clock is its own
    truth. Never fails: state that cannot be read or kept only costs trust.
    """
    if isinstance(time, VirtualTime):
        return TimeTrust(TimeQuality.OPERATOR, 0, _("a rehearsal on a virtual clock"))
    state, floor = read_state(home), read_floor(home)
    if signed:
        floor = Floor(max(floor.sure, signed), floor.seen)
    readings = read_clocks(time, state)
    trust = assess(readings, state, floor, uncertainty_of(settings))
    with contextlib.suppress(OSError):
        remember(home, readings, state, trust.quality)
    return trust


def read_clocks(time: TimeSource, state: TimeState | None = None) -> Readings:
    """Read the machine's clocks.

    The hardware clock, slow to read, is asked only where it matters: no time service, and it has
    not vouched for the clock earlier in this boot.
    """
    readings = Readings(time.now(), time.monotonic(), boot_id(), is_synchronised())
    known = state and state.quality is TimeQuality.RTC and state.vouches(readings)
    if readings.is_synchronised or known:
        return readings
    return Readings(readings.now, readings.monotonic_ns, readings.boot_id, False, hardware_clock())
