"""Where the hours let a session sound, with its amplifier switched on before it. Pure.

The amplifier's lead belongs to the session: from the moment it is switched on until the last
sample, all of it lies in one window, with the clock at its worst on both sides.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from broadcaster.schedule.hours.policy import HoursPolicy


@dataclass(frozen=True)
class HoursRoom:
    """What the hours leave to a session: its earliest first sample, and how long from there."""

    first: datetime
    length_ms: int


def hours_room(
    policy: HoursPolicy, start: datetime, *, lead_ms: int, doubt_ms: int
) -> HoursRoom | None:
    """Return the room of a session at `start` (aware UTC), or None when it has none.

    A start that leaves no `lead_ms` after its window opens has none: the amplifier would be
    switched on outside the hours. Where only the clock's doubt reaches before the window, the
    player waits it out and the whole session moves by as much.
    """
    lead, doubt = timedelta(milliseconds=lead_ms), timedelta(milliseconds=doubt_ms)
    window = policy.covering(start)
    if window is None or start - lead < window.start:
        return None
    first = max(start, window.start + lead + doubt)
    left = (window.end - doubt - first) // timedelta(milliseconds=1)
    return HoursRoom(first, left) if left > 0 else None
