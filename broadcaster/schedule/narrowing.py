"""Where wanted hours reach beyond those of the units above, limit by limit. Pure.

Only what the hours themselves say is compared: caps, ceilings, holidays and outer limits that they
leave out are those from above.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from broadcaster.schedule.hours_limits import Limit
from broadcaster.schedule.station_time import DAY_MINUTES
from broadcaster.schedule.unit_hours import BUILT_IN, DEFAULT_OUTER, UnitHours
from broadcaster.schedule.upper_hours import UpperHours
from broadcaster.schedule.windows import Ceiling, Window, widens


@dataclass(frozen=True)
class Excess:
    """The limits in which hours reach beyond those of one unit above."""

    unit: str
    limits: tuple[Limit, ...]


def excesses(wanted: UnitHours, above: Iterable[UpperHours], day: date) -> tuple[Excess, ...]:
    """Return the units above that `wanted` exceeds, nearest first, as they bind on its first day.

    `day` counts where `wanted` names no first day. Standing hours are held against what stands
    without dates above, if there is any: a dated policy above narrows them in its time anyhow.
    """
    first = wanted.valid_from or day
    found = []
    for upper in above:
        signed = _comparable(upper, wanted, first)
        limits = tuple(_exceeded(wanted, signed)) if signed else ()
        if signed and limits:
            found.append(Excess(signed.unit, limits))
    return tuple(found)


def _comparable(upper: UpperHours, wanted: UnitHours, first: date) -> UnitHours | None:
    binding = upper.signed_for(first)
    lowest: UnitHours | None = upper.hours
    while lowest is not None and (lowest.valid_from or lowest.valid_until):
        lowest = lowest.standing
    is_standing = wanted.valid_from is None and wanted.valid_until is None
    if binding and is_standing and lowest and lowest.origin != BUILT_IN:
        return lowest
    return binding


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
