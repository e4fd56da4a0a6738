"""Which output of the box feeds which clusters, as the player reads it from `plan/clusters.json`.

A feed is one output: of a cluster by itself, or of an FM transmitter with every cluster behind it.
An item goes to the feeds of its zones. A cluster without an output is not reached by this box.
Pure.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from broadcaster.units.model import WHOLE_STATION, Cluster, Zone

Document = dict[str, Any]


@dataclass(frozen=True)
class Feed:
    """One output and whom it feeds."""

    id: str
    """The cluster's id, or its transmitter's."""
    clusters: tuple[str, ...]
    output: str
    """As the setting `output`."""
    latency_ms: int = 0
    stagger_ms: int = 0
    """How much later than the others it sounds, on purpose."""
    cap_percent: int = 100
    """Highest volume; behind a transmitter the lowest cap of its clusters."""
    amplifier: str = ""
    loopback: str = ""
    """What hears what it plays, as the setting `loopback`."""


@dataclass(frozen=True)
class Wiring:
    """All feeds of a station, and the feeds of each zone."""

    feeds: tuple[Feed, ...] = ()
    zones: Mapping[str, frozenset[str]] | None = None
    """Zone id -> ids of its clusters; None where every feed takes everything."""

    def reached(self, zones: Collection[str]) -> frozenset[str]:
        """Return the ids of the feeds that sound in `zones`; none named means all.

        A cluster may be named in place of a zone, to sound there alone.
        """
        if self.zones is None or not zones or WHOLE_STATION in zones:
            return frozenset(feed.id for feed in self.feeds)
        nobody: frozenset[str] = frozenset()
        wanted = nobody.union(*(self.zones.get(zone, frozenset({zone})) for zone in zones))
        return frozenset(feed.id for feed in self.feeds if not wanted.isdisjoint(feed.clusters))

    def to_document(self) -> Document:
        """Return it as JSON values."""
        zones = {zone: sorted(clusters) for zone, clusters in (self.zones or {}).items()}
        return {"feeds": [asdict(feed) for feed in self.feeds], "zones": zones}

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> "Wiring":
        """Read it back. `KeyError`, `TypeError` or `ValueError` for anything else."""
        feeds = tuple(
            Feed(**{**entry, "clusters": tuple(map(str, entry["clusters"]))})
            for entry in document["feeds"]
        )
        zones = {str(zone): frozenset(ids) for zone, ids in document["zones"].items()}
        return cls(feeds, zones)


def wire(clusters: Iterable[Cluster], zones: Iterable[Zone]) -> Wiring:
    """Return the wiring of one station's clusters and zones."""
    every = tuple(clusters)
    fed = [one for one in every if one.output]
    feeds = tuple(_feed(one, _beside(one, every)) for one in fed if _speaks_for(one, fed))
    held = {zone.id: frozenset(zone.clusters) for zone in zones if zone.id != WHOLE_STATION}
    return Wiring(feeds, held)


def clash(wanted: Cluster, others: Iterable[Cluster]) -> Cluster | None:
    """Return a cluster whose output cannot stand beside that of `wanted`, or None.

    Two feeds never share an output, but `null`; a transmitter has one only.
    """
    if not wanted.output:
        return None
    for other in others:
        if other.id == wanted.id or not other.output or other.station != wanted.station:
            continue
        behind_one = bool(wanted.transmitter) and wanted.transmitter == other.transmitter
        same = wanted.output == other.output
        if not same if behind_one else same and wanted.output != "null":
            return other
    return None


def _beside(one: Cluster, every: Iterable[Cluster]) -> list[Cluster]:
    tied = [other for other in every if one.transmitter and other.transmitter == one.transmitter]
    return tied or [one]


def _speaks_for(one: Cluster, fed: Iterable[Cluster]) -> bool:
    """Say whether a cluster is the first with an output behind its transmitter."""
    return next(other for other in _beside(one, fed)).id == one.id


def _feed(one: Cluster, heard_by: list[Cluster]) -> Feed:
    return Feed(
        id=one.transmitter or one.id,
        clusters=tuple(cluster.id for cluster in heard_by),
        output=one.output,
        latency_ms=one.output_latency_ms,
        stagger_ms=one.stagger_ms,
        cap_percent=min(cluster.volume_cap_percent for cluster in heard_by),
        amplifier=one.amplifier,
        loopback=one.loopback,
    )
