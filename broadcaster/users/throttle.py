"""From which moment another try to sign in is taken, given the tries that failed.

Some failures in a quarter of an hour are free; then each one doubles the wait, up to a quarter of
an hour, and a quarter of an hour of quiet after a wait forgets it all. Nobody is ever locked out
for good. A failure that lies ahead of now was written before the clock was set back, and counts
for nothing: so no step of the clock keeps anybody out for longer than the longest wait.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

WINDOW = timedelta(minutes=15)
WAITS = tuple(timedelta(seconds=s) for s in (30, 60, 120, 240, 480, 900))
FREE_OF_PERSON = 5
FREE_OF_ADDRESS = 20
REMEMBERED = timedelta(days=1)
"""Failures older than this need not be kept."""


def next_try(
    of_person: Sequence[datetime], of_address: Sequence[datetime], now: datetime
) -> datetime | None:
    """Return the moment from which another try is taken, or None when it is taken now."""
    until = max(
        wait_ends(of_person, FREE_OF_PERSON, now), wait_ends(of_address, FREE_OF_ADDRESS, now)
    )
    return until if until > now else None


def wait_ends(failures: Sequence[datetime], free: int, now: datetime) -> datetime:
    """Return when the wait after `failures` ends; a moment not after `now` when there is none."""
    past = sorted(one for one in failures if one <= now)
    level = 0
    for place, at in enumerate(past):
        if level and at - past[place - 1] > _wait(level) + WINDOW:
            level = 0
        if level or _is_one_too_many(past[: place + 1], free):
            level += 1
    return past[-1] + _wait(level) if level else now


def _is_one_too_many(past: Sequence[datetime], free: int) -> bool:
    """Say whether the last of `past` used up what is free in a window."""
    return len(past) >= free and past[-1] - past[-free] <= WINDOW


def _wait(level: int) -> timedelta:
    return WAITS[min(level, len(WAITS)) - 1]
