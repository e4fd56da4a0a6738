"""From which unit each limit of a station's hours comes on a day. Pure."""

from collections.abc import Callable, Hashable, Sequence
from datetime import date

from broadcaster.schedule.hours.limits import Limit
from broadcaster.schedule.hours.policy import HoursPolicy
from broadcaster.schedule.hours.unit_hours import UnitHours
from broadcaster.schedule.hours.windows import Window, minutes_of_week


def sources_of(policy: HoursPolicy, day: date) -> dict[Limit, tuple[str, ...]]:
    """Return the units (ids, nearest first) that each limit in force on `day` comes from.

    Those whose own limit is the one in force; where several only make it together, all of them. A
    limit that nobody sets is not in it.
    """
    together = policy.in_force_on(day)
    if together is None:
        return {}
    found = {limit: _sources(policy, together, day, limit) for limit in Limit}
    return {limit: units for limit, units in found.items() if units}


def _sources(
    policy: HoursPolicy, together: HoursPolicy, day: date, limit: Limit
) -> tuple[str, ...]:
    said = _SAID[limit]
    binding = [one for one in policy.binding_on(day, limit) if one.signed]
    setting = [one for one in binding if said(_of(one.unit, one.signed, limit)) is not None]
    alone = [one for one in setting if said(_of(one.unit, one.signed, limit)) == said(together)]
    return tuple(dict.fromkeys(one.unit.unit for one in alone or setting))


def _of(unit: UnitHours, signed: UnitHours | None, limit: Limit) -> UnitHours:
    """Return where a limit stands: those of exceptions in the unit's newest policy."""
    return unit if limit is Limit.OUTER or signed is None else signed


def _weekly(windows: Sequence[Window] | None) -> Hashable:
    return None if windows is None else minutes_of_week(windows)


_SAID: dict[Limit, Callable[[UnitHours], Hashable]] = {
    Limit.WINDOWS: lambda hours: _weekly(hours.windows),
    Limit.HOLIDAYS: lambda hours: _weekly(hours.holidays),
    Limit.SESSION: lambda hours: hours.session_minutes,
    Limit.DAY: lambda hours: hours.day_minutes,
    Limit.VOLUME: lambda hours: hours.volume or None,
    Limit.OUTER: lambda hours: hours.outer,
}
"""What a policy says of a limit, to be compared; None where it says nothing."""
