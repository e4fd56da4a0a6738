"""Where wanted hours reach beyond those of the units above, limit by limit. Pure.

Only what the hours themselves say is compared: caps, ceilings, holidays and outer limits that they
leave out are those from above.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from broadcaster.schedule.hours.limits import Limit
from broadcaster.schedule.hours.unit_hours import BUILT_IN, DEFAULT_OUTER, UnitHours
from broadcaster.schedule.hours.upper_hours import UpperHours
from broadcaster.schedule.hours.windows import Ceiling, Window, widens
from broadcaster.schedule.station_time import DAY_MINUTES


@dataclass(frozen=True)
class Excess:
    """The limits in which hours reach beyond those of one unit above."""

    unit: str
    limits: tuple[Limit, ...]


def measures(wanted: UnitHours, above: Iterable[UpperHours], day: date) -> tuple[UnitHours, ...]:
    """Return what `wanted` is held against of the units above on its first day, nearest first.

    `day` counts where `wanted` names no first day. Hours with dates are held against what binds
    then. Standing ones are held against what stands above: a dated policy narrows them in its
    time anyhow.
    """
    first = wanted.valid_from or day
    is_standing = wanted.valid_from is None and wanted.valid_until is None
    every = (
        _standing(upper.hours) if is_standing else upper.signed_for(first)
        for upper in above
        if upper.is_above(first)
    )
    return tuple(policy for policy in every if policy and policy.origin != BUILT_IN)


def excesses(wanted: UnitHours, measured: Iterable[UnitHours]) -> tuple[Excess, ...]:
    """Return the units above that `wanted` exceeds, of those it is measured by."""
    found = ((policy.unit, tuple(_exceeded(wanted, policy))) for policy in measured)
    return tuple(Excess(unit, limits) for unit, limits in found if limits)


def _standing(policy: UnitHours) -> UnitHours | None:
    """Return what stands without dates at the bottom, if anything does."""
    lowest: UnitHours | None = policy
    while lowest is not None and (lowest.valid_from or lowest.valid_until):
        lowest = lowest.standing
    return lowest


def _exceeded(wanted: UnitHours, above: UnitHours) -> Iterator[Limit]:
    if widens(wanted.windows, above.windows):
        yield Limit.WINDOWS
    special = above.windows if above.holidays is None else above.holidays
    if wanted.holidays is not None and widens(wanted.holidays, special):
        yield Limit.HOLIDAYS
    if _is_more(wanted.session_minutes, above.session_minutes):
        yield Limit.SESSION
    if _is_more(wanted.day_minutes, above.day_minutes):
        yield Limit.DAY
    if _is_louder(wanted.volume, above.volume):
        yield Limit.VOLUME
    limits = ([Window(stretch) for stretch in policy.outer] for policy in (wanted, above))
    if wanted.outer != DEFAULT_OUTER and widens(*limits):
        yield Limit.OUTER


def _is_more(wanted: int | None, above: int | None) -> bool:
    return wanted is not None and above is not None and wanted > above


def _is_louder(wanted: Sequence[Ceiling], above: Sequence[Ceiling]) -> bool:
    """Say whether some minute of the day would be louder than allowed above, by both's word."""

    def at(ceilings: Sequence[Ceiling], minute: int) -> int | None:
        return min((c.percent for c in ceilings if c.stretch.covers(minute)), default=None)

    return any(_is_more(at(wanted, minute), at(above, minute)) for minute in range(DAY_MINUTES))
