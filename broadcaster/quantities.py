"""Units of sound and time as types, and the few conversions between them.

Lengths are whole samples or whole milliseconds; a sum of floats never measures audio. Stored
loudness is in hundredths (`clufs`, `cdbtp`), because a journal record holds no floats.
"""

from typing import NewType

from broadcaster.i18n import _

Milliseconds = NewType("Milliseconds", int)
Samples = NewType("Samples", int)
Lufs = NewType("Lufs", float)
Dbtp = NewType("Dbtp", float)

BUS_RATE_HZ = 48_000
"""The player's bus: 48 kHz, 16 bit, one channel (DESIGN section 8)."""

CUT_RATE_HZ = 24_000
"""A mastered cut: 24 kHz, one channel."""


def samples_in(duration_ms: int, rate_hz: int = BUS_RATE_HZ) -> Samples:
    """Return how many samples `duration_ms` lasts, rounded down."""
    return Samples(duration_ms * rate_hz // 1000)


def duration_of(samples: int, rate_hz: int = BUS_RATE_HZ) -> Milliseconds:
    """Return how long `samples` last in milliseconds, rounded up so that nothing is cut short."""
    return Milliseconds(-(-samples * 1000 // rate_hz))


def hundredths(value: float) -> int:
    """Return `value` in whole hundredths, as a journal record stores loudness and level."""
    return round(value * 100)


def length_in_words(duration_ms: int) -> str:
    """Return a length as people say it, in the language in use: `2 min 05 s`."""
    minutes, seconds = divmod(round(duration_ms / 1000), 60)
    if minutes:
        return _("{minutes} min {seconds:02} s").format(minutes=minutes, seconds=seconds)
    return _("{seconds} s").format(seconds=seconds)
