"""Who would hear a call, and whether the one who asks may ask them. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from broadcaster.schedule.demands.addressing import Directory
from broadcaster.schedule.demands.errors import DemandsError
from broadcaster.schedule.demands.model import Address, Call, CallKind
from broadcaster.schedule.demands.reach import Place, days_of_change, stretches
from broadcaster.units.model import WHOLE_STATION, Membership, Station


@dataclass(frozen=True)
class Land:
    """Every station there is, in the tree over time."""

    directory: Directory
    stations: Sequence[Station]
    memberships: Sequence[Membership]

    @cached_property
    def places(self) -> tuple[tuple[Station, Place], ...]:
        """Each station with its place."""
        changes = days_of_change(self.memberships)
        return tuple(
            (one, Place(one.id, one.unit, self.memberships, changes)) for one in self.stations
        )

    def reached(self, call: Call) -> tuple[Station, ...]:
        """Return the stations a call reaches on any of its days."""
        return tuple(one for one, place in self.places if stretches(call, place))

    def would_reach_any(self, address: Address, call: Call) -> bool:
        """Say whether an address holds a station on any day, whoever asked."""
        asked = replace(call, kind=CallKind.MANDATE, to=(address,))
        return any(stretches(replace(asked, unit=one.unit), place) for one, place in self.places)


def require_reach(call: Call, land: Land) -> tuple[Station, ...]:
    """Return the stations a call reaches; refuse it when any address reaches none."""
    for address in call.to:
        _require_one(address, replace(call, to=(address,)), land)
    return land.reached(call)


def _require_one(address: Address, call: Call, land: Land) -> None:
    if land.reached(call):
        return
    unit = land.directory.units.get(call.unit, call.unit)
    name = land.directory.name_of(address)
    if land.reached(replace(call, kind=CallKind.MANDATE)):
        raise DemandsError.offer_to_oneself(unit)
    if land.would_reach_any(address, call):
        raise DemandsError.not_below(name, unit)
    raise DemandsError.nobody_there(name, call.since, call.until)


def require_zones(wanted: Sequence[str], zones: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Return the zones asked for; refuse one that no station of `zones` (station -> ids) has.

    The whole station is no limit, so it is left out.
    """
    known = sorted({zone for ids in zones.values() for zone in ids})
    for zone in wanted:
        if zone not in known:
            raise DemandsError.no_such_zone(zone, known)
    return () if WHOLE_STATION in wanted else tuple(dict.fromkeys(wanted))
