"""What somebody means by `--to`: a unit, a station or a group, by id, full name or tail.

One name often fits a commune and its only station; then the unit is meant, which holds both.
`unit:`, `station:` and `group:` before the name say which.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from broadcaster.schedule.demands.errors import DemandsError
from broadcaster.schedule.demands.model import Address, Reach
from broadcaster.units.choosing import choose
from broadcaster.units.naming import is_same_name


@dataclass(frozen=True)
class Group:
    """A named list of units that calls may be addressed to. `at` is aware UTC."""

    id: str
    name: str
    units: tuple[str, ...]
    by: str
    at: datetime


@dataclass(frozen=True)
class Directory:
    """The names there are: id -> name of units and stations, and the groups by id."""

    units: Mapping[str, str]
    stations: Mapping[str, str]
    groups: Mapping[str, Group]

    def address(self, handle: str) -> Address:
        """Return whom `handle` means; `UnitsError` or `DemandsError` when nobody."""
        kind, mark, name = handle.partition(":")
        if mark and kind in set(Reach):
            return self._named(Reach(kind), name)
        names = {
            Reach.UNIT: self.units,
            Reach.STATION: self.stations,
            Reach.GROUP: self.group_names,
        }
        for reach, known in names.items():
            if handle in known or any(is_same_name(one, handle) for one in known.values()):
                return self._named(reach, handle)
        return self._named(Reach.UNIT, handle)

    @property
    def group_names(self) -> dict[str, str]:
        """Group id -> name."""
        return {id_: group.name for id_, group in self.groups.items()}

    def name_of(self, address: Address) -> str:
        """Return an address as people read it."""
        return self._names[address.reach].get(address.id, address.id)

    @property
    def _names(self) -> dict[Reach, Mapping[str, str]]:
        """What each sort of address may name, in the order in which a bare name is tried."""
        return {
            Reach.UNIT: self.units,
            Reach.STATION: self.stations,
            Reach.GROUP: self.group_names,
        }

    def _named(self, reach: Reach, name: str) -> Address:
        if reach is Reach.UNIT:
            return Address(reach, choose(name, self.units, "unit"))
        if reach is Reach.STATION:
            return Address(reach, choose(name, self.stations, "station"))
        group = self.group(name)
        return Address(reach, group.id, group.units)

    def group(self, handle: str) -> Group:
        """Return the group of that id or name."""
        for group in self.groups.values():
            if group.id == handle or is_same_name(group.name, handle):
                return group
        raise DemandsError.no_group(handle)


def call_id(unit: str, day: date, letter: str, taken: int) -> str:
    """Return the id of a unit's next call (or standing answer) after `taken` others that year."""
    return f"{unit}-{day.year}-{letter}{taken + 1:04}"
