"""Two small files in `run/`: who vouched for the clock in this boot, and the floor.

Losing them, or finding them spoilt, costs trust and never safety.
"""

import json
import os
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from broadcaster.home import Home, write_atomically
from broadcaster.timebase import TimeQuality, as_rfc3339, from_rfc3339
from broadcaster.timetrust.model import BUILT, STEP_MS, Floor, Readings, TimeState

FLOOR_LAG = timedelta(minutes=10)
"""A stored floor stays this far behind, so that the small step back with which a time service
corrects a fast hardware clock is not taken for a clock gone back."""

REFRESH = timedelta(hours=1)
"""How often the floor is stored anew; it costs a write to the disk."""

STATE_NAME = "time.json"
FLOOR_NAME = "floor.json"


def remember(
    home: Home, readings: Readings, state: TimeState | None, quality: TimeQuality, person: str = ""
) -> None:
    """Keep what vouches for the clock, and raise the floor; OSError when the disk refuses.

    A held or operator's clock rests on the state there is, so that is left as it stands.
    """
    if quality is TimeQuality.UNKNOWN:
        return
    vouched = person or quality in (TimeQuality.NTP, TimeQuality.RTC)
    if vouched and (person or _is_news(readings, state, quality)):
        _write_state(
            home,
            TimeState(readings.boot_id, readings.now, readings.monotonic_ns, quality, person),
        )
    _raise_floor(home, readings.now, quality)


def _is_news(readings: Readings, state: TimeState | None, quality: TimeQuality) -> bool:
    # A time service may step its clock by up to what we call a step; half of it is news already.
    return (
        state is None
        or not state.is_of(readings)
        or state.quality is not quality
        or abs(state.parted_ms(readings)) > STEP_MS / 2
    )


def _raise_floor(home: Home, now: datetime, quality: TimeQuality) -> None:
    old, reached = read_floor(home), now - FLOOR_LAG
    sure, seen = old.sure, max(old.seen, reached)
    if quality is TimeQuality.NTP:
        sure = max(old.sure, reached)
    if quality in (TimeQuality.NTP, TimeQuality.OPERATOR):
        seen = reached  # may go down: a better clock puts a hardware clock's error right
    if abs(sure - old.sure) >= REFRESH or abs(seen - old.seen) >= REFRESH:
        document = {"v": 1, "sure": as_rfc3339(sure), "seen": as_rfc3339(seen)}
        write_atomically(home.run / FLOOR_NAME, json.dumps(document).encode())


def read_state(home: Home) -> TimeState | None:
    """Return who vouched for the clock; None when there is no such file, or it is spoilt."""
    document = _read(home.run / STATE_NAME)
    try:
        return TimeState(
            document["boot_id"],
            from_rfc3339(document["wall"]),
            int(document["monotonic_ns"]),
            TimeQuality(document["quality"]),
            str(document["person"]),
        )
    except (KeyError, TypeError, ValueError):
        return None


def _write_state(home: Home, state: TimeState) -> None:
    document = {
        "v": 1,
        "boot_id": state.boot_id,
        "wall": as_rfc3339(state.wall),
        "monotonic_ns": state.monotonic_ns,
        "quality": str(state.quality),
        "person": state.person,
    }
    # Not synced to disk: a power cut ends the boot, and with it all this is worth.
    path = home.run / STATE_NAME
    partial = path.with_name(f".{STATE_NAME}.{os.getpid()}.part")
    path.parent.mkdir(parents=True, exist_ok=True)
    partial.write_text(json.dumps(document), encoding="utf-8")
    partial.replace(path)


def read_floor(home: Home) -> Floor:
    """Return the floor as stored, never below the time this version was built."""
    document = _read(home.run / FLOOR_NAME)
    try:
        sure, seen = from_rfc3339(document["sure"]), from_rfc3339(document["seen"])
    except (KeyError, TypeError, ValueError):
        return Floor()
    return Floor(max(BUILT, sure), max(BUILT, seen))


def _read(path: Path) -> dict[str, Any]:
    try:
        document = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return document if isinstance(document, dict) else {}
