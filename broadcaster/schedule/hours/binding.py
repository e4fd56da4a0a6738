"""Which units' hours bind a station in which limit, and what they come to together. Pure.

The built-in hours give way to whatever a unit above signed. A unit above does not bind where a
policy below was allowed to exceed it.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any

from broadcaster.schedule.hours.limits import Limit
from broadcaster.schedule.hours.shared_windows import shared_holidays, shared_windows
from broadcaster.schedule.hours.unit_hours import BUILT_IN, UnitHours
from broadcaster.schedule.hours.windows import Stretch, within


@dataclass(frozen=True)
class Binding:
    """One unit's hours, and which of its policies holds on a day: None allows nothing."""

    unit: UnitHours
    signed: UnitHours | None

    def may_exceed(self, above: "Binding", limit: Limit) -> bool:
        """Say whether it need not keep a limit of the other, which is above it.

        On holidays for which neither has windows of its own, it is the windows that count.
        """
        signed, other = self.signed, above.signed
        if signed is None or other is None:
            return False
        if limit is Limit.HOLIDAYS and signed.holidays is None and other.holidays is None:
            limit = Limit.WINDOWS
        return signed.may_exceed(other, limit)


def who_binds(own: Binding, uppers: Sequence[Binding], limit: Limit) -> tuple[Binding, ...]:
    """Return those of the station's unit and the units above that must be kept, nearest first."""
    inherits = own.signed is not None and own.signed.origin == BUILT_IN and bool(uppers)
    binding: list[Binding] = []
    for one in uppers if inherits else (own, *uppers):
        if not any(below.may_exceed(one, limit) for below in binding):
            binding.append(one)
    return tuple(binding)


def as_one(own: UnitHours, binding: Callable[[Limit], Sequence[Binding]]) -> dict[str, Any]:
    """Return what all that bind come to, as the fields of one policy without dates.

    Title and document are those of the nearest unit. The lead of the lock is no limit: the
    nearest that names one decides.
    """

    def held(limit: Limit) -> list[UnitHours]:
        return [one.signed for one in binding(limit) if one.signed]

    windows = held(Limit.WINDOWS)
    nearest = windows[0]
    return {
        "unit": nearest.unit,
        "title": nearest.title,
        "document": nearest.document,
        "origin": nearest.origin,
        "by": nearest.by,
        "at": nearest.at,
        "windows": shared_windows(tuple(policy.windows for policy in windows)),
        "holidays": shared_holidays(held(Limit.HOLIDAYS)),
        "session_minutes": _least(policy.session_minutes for policy in held(Limit.SESSION)),
        "day_minutes": _least(policy.day_minutes for policy in held(Limit.DAY)),
        "volume": tuple(c for policy in held(Limit.VOLUME) for c in policy.volume),
        "lock_lead_s": next((p.lock_lead_s for p in (own, *windows) if p.lock_lead_s), None),
        "outer": tuple(_shared_outer([one.unit.outer for one in binding(Limit.OUTER)])),
    }


def _shared_outer(every: Sequence[Sequence[Stretch]]) -> Sequence[Stretch]:
    return reduce(within, every)


def _least(caps: Iterable[int | None]) -> int | None:
    return min((cap for cap in caps if cap is not None), default=None)
