"""The hours guard: the last decision before the samples (DESIGN law 3).

It knows the signed hours policy as read just now, and what the clock is worth. It does not know
bulletins, programmes or caps. Whatever the plan says, an item it refuses does not sound.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from broadcaster.journal.model import Cause
from broadcaster.schedule.hours.policy import HoursPolicy
from broadcaster.timebase import TimeTrust

FULL_VOLUME = 100


@dataclass(frozen=True)
class Hours:
    """The hours policy as read just now, or why there is none to obey."""

    policy: HoursPolicy | None
    missing: Cause = Cause.HOURS_MISSING
    """Why `policy` is None: `hours-missing`, or `hours-unsigned` for unsigned and unreadable."""


@dataclass(frozen=True)
class Ruling:
    """May the item start? `refused` says why not; `wait_until` when it may, but only later."""

    refused: Cause | None = None
    wait_until: datetime | None = None
    volume_percent: int = FULL_VOLUME
    """The volume it may sound with: its own, under the policy's ceiling."""


def rule(
    hours: Hours,
    trust: TimeTrust,
    *,
    start: datetime,
    length_ms: int,
    volume_percent: int = FULL_VOLUME,
    emergency_order: bool = False,
) -> Ruling:
    """Say whether an item of `length_ms` may have its first sample at `start` (aware UTC).

    Only a valid emergency order passes without a policy, outside the windows or on an unknown
    clock. Everything else needs a policy and a clock that is trusted, and must finish inside the
    window narrowed by the clock's uncertainty; at the window's start it waits the narrowing out.
    The volume is held under the lowest ceiling that holds while it sounds.
    """
    if emergency_order:
        return Ruling(volume_percent=volume_percent)
    if hours.policy is None:
        return Ruling(hours.missing)
    if not trust.is_trusted:
        return Ruling(Cause.CLOCK_UNKNOWN)
    verdict = hours.policy.fits(start, length_ms, trust.uncertainty_ms)
    if not verdict.ok:
        return Ruling(Cause(verdict.cause))
    first = verdict.wait_until or start
    ceiling = lowest_ceiling(hours.policy, first, length_ms)
    return Ruling(None, verdict.wait_until, min(volume_percent, ceiling))


def lowest_ceiling(policy: HoursPolicy, start: datetime, length_ms: int) -> int:
    """Return the lowest volume ceiling, in percent, that holds while the item sounds.

    Ceilings change at whole minutes, so one look a minute and one at the end see them all.
    """
    end = start + timedelta(milliseconds=length_ms)
    looks = [start + timedelta(minutes=n) for n in range(length_ms // 60_000 + 1)]
    return min(policy.ceiling_at(moment) for moment in (*looks, end))
