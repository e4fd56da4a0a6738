"""Where zones sound: a zone is a set of clusters, and a transmitter's clusters are never apart.

Whatever goes into an FM transmitter comes out of every loudspeaker tuned to it, so a zone that
holds one of its clusters sounds in all of them. Two zones meet when a cluster is in both,
whatever they are called; the whole station meets every zone. Pure.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from broadcaster.units.model import WHOLE_STATION, Cluster, Zone


def together(chosen: Collection[str], clusters: Iterable[Cluster]) -> frozenset[str]:
    """Return the ids `chosen` and those of all `clusters` that a transmitter ties to them."""
    every = tuple(clusters)
    fed = {one.transmitter for one in every if one.transmitter and one.id in chosen}
    return frozenset(chosen) | {one.id for one in every if one.transmitter in fed}


@dataclass(frozen=True)
class ZoneMap:
    """Which clusters each zone of a station holds; a zone unknown to it is a place of its own."""

    clusters: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Zone id -> ids of its clusters, with everything behind their transmitters."""

    @classmethod
    def of(cls, zones: Iterable[Zone]) -> "ZoneMap":
        """Return the map of zones as `store.read_zones` gives them."""
        return cls({zone.id: frozenset(zone.clusters) for zone in zones})

    def meet(self, one: Collection[str], other: Collection[str]) -> bool:
        """Say whether some loudspeaker stands in a zone of `one` and in a zone of `other`."""
        if WHOLE_STATION in one or WHOLE_STATION in other:
            return True
        return not self._places(one).isdisjoint(self._places(other))

    def met(self, one: Collection[str], other: Collection[str]) -> tuple[str, ...]:
        """Return, by name, the zones of `other` in which `one` is heard too; the whole station
        leaves the choice to the other side.
        """
        if WHOLE_STATION in other:
            return tuple(sorted(one))
        return tuple(zone for zone in sorted(other) if self.meet(one, (zone,)))

    def _places(self, zones: Iterable[str]) -> frozenset[str]:
        unknown = (frozenset({f"zone {zone}"}) for zone in zones if zone not in self.clusters)
        known = (self.clusters[zone] for zone in zones if zone in self.clusters)
        return frozenset().union(*unknown, *known)
