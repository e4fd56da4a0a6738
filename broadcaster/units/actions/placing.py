"""Enter stations, loudspeaker sites and the zones made of them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from broadcaster.config import (
    AMPLIFIERS,
    AMPLIFIERS_SHOWN,
    LOOPBACKS,
    LOOPBACKS_SHOWN,
    OUTPUTS,
    OUTPUTS_SHOWN,
)
from broadcaster.desk import Desk
from broadcaster.i18n import _
from broadcaster.units import store
from broadcaster.units.actions.authority import Entry, entering, require_role
from broadcaster.units.actions.lookup import cluster, clusters, station, unit, zone, zones
from broadcaster.units.actions.wiring import queue_wiring
from broadcaster.units.choosing import check_name, check_text, new_id
from broadcaster.units.errors import UnitsError
from broadcaster.units.languages import LANGUAGE
from broadcaster.units.model import (
    WHOLE_STATION,
    Cluster,
    Role,
    Station,
    Technology,
    Zone,
)
from broadcaster.units.naming import slug
from broadcaster.units.wiring import clash
from broadcaster.units.wording import technology_word
from broadcaster.units.zone_map import together

RANGES = {
    "latitude": (-90, 90),
    "longitude": (-180, 180),
    "speakers": (1, 1000),
    "watts": (1, 100_000),
    "volume_cap_percent": (0, 100),
    "output_latency_ms": (0, 10_000),
    "stagger_ms": (0, 1_000),
}
"""What a figure of a cluster may be; the columns and options bear the same names."""


LENGTHS = {
    "village": 200,
    "provider": 200,
    "sim": 40,
    "note": 1000,
    "output": 500,
    "amplifier": 500,
    "loopback": 500,
}
"""How many characters its free fields take."""


def add_station(
    desk: Desk,
    name: str,
    *,
    unit_handle: str | None = None,
    address: str = "",
    id_: str | None = None,
) -> Station:
    """Enter a further station of a unit, with its zone `all`."""
    by = require_role(desk, Role.ADMINISTRATOR)
    where = unit(desk, unit_handle or desk.settings.unit)
    with entering(desk, by) as entry:
        known = store.station_names(entry.session)
        return enter_station(entry, Station(id_ or "", name, where.id, address), known)


def enter_station(entry: Entry, wanted: Station, known: Mapping[str, str]) -> Station:
    """Write one new station with its zone `all`; `wanted` has its unit's id."""
    name = check_name(wanted.name)
    id_ = new_id(name, known, wanted.id or None)
    new = replace(wanted, id=id_, name=name, address=check_text("address", wanted.address))
    store.write_station(entry.session, new)
    store.write_zone(entry.session, Zone(WHOLE_STATION, _("Whole station"), new.id))
    entry.keep("station-add", new.id, new.unit)
    return new


def add_cluster(desk: Desk, wanted: Cluster) -> Cluster:
    """Enter a loudspeaker site.

    Its station and unit are handles, or empty for this home's; its id may be empty too.
    """
    by = require_role(desk, Role.TECHNICIAN)
    placed = replace(
        wanted,
        station=station(desk, wanted.station or None).id,
        unit=unit(desk, wanted.unit or desk.settings.unit).id,
    )
    with entering(desk, by) as entry:
        added = enter_cluster(entry, placed, store.cluster_names(entry.session))
        queue_wiring(desk, entry)
    desk.publish()
    return added


def enter_cluster(entry: Entry, wanted: Cluster, known: Mapping[str, str]) -> Cluster:
    """Write one new site; `wanted` has the ids of its station and unit."""
    checked = _checked(wanted)
    new = replace(checked, id=new_id(checked.name, known, wanted.id or None))
    _check_outputs(new, store.read_clusters(entry.session))
    store.write_cluster(entry.session, new)
    entry.keep("cluster-add", new.id, new.station)
    return new


def set_cluster(desk: Desk, handle: str, changes: Mapping[str, Any]) -> Cluster:
    """Give fields of a site new values; a technician's act.

    With a new transmitter every zone that holds one of its clusters sounds in all of them.
    """
    by = require_role(desk, Role.TECHNICIAN)
    wanted = _checked(replace(cluster(desk, handle), **changes))
    with entering(desk, by) as entry:
        _check_outputs(wanted, store.read_clusters(entry.session))
        store.change_cluster(entry.session, wanted)
        entry.keep("cluster-set", wanted.id, " ".join(f"{k}={v}" for k, v in changes.items()))
        queue_wiring(desk, entry)
    desk.publish()
    return wanted


def sounding_with(desk: Desk, one: Cluster) -> tuple[tuple[Cluster, ...], tuple[Zone, ...]]:
    """Return the other clusters behind the transmitter of `one`, and the zones they all are in."""
    tied = together([one.id], clusters(desk)) - {one.id}
    others = tuple(each for each in clusters(desk) if each.id in tied)
    held = (zone for zone in zones(desk) if zone.id != WHOLE_STATION and one.id in zone.clusters)
    return others, tuple(held) if others else ()


def _checked(wanted: Cluster) -> Cluster:
    """Return a site with its texts tidied, or refuse what no site has."""
    check_figures(wanted)
    texts: dict[str, Any] = {
        field: check_text(field, getattr(wanted, field), longest)
        for field, longest in LENGTHS.items()
    }
    fed_by = slug(check_text("transmitter", wanted.transmitter, 80))
    if fed_by and wanted.technology is Technology.IP:
        raise UnitsError.fed_by_none(wanted.transmitter, technology_word(Technology.IP))
    for field, allowed, shown in (
        ("output", OUTPUTS, OUTPUTS_SHOWN),
        ("amplifier", AMPLIFIERS, AMPLIFIERS_SHOWN),
        ("loopback", LOOPBACKS, LOOPBACKS_SHOWN),
    ):
        if texts[field] and not texts[field].startswith(allowed):
            choices = _("choose from {choices}").format(choices=shown)
            raise UnitsError.bad_value(field, texts[field], choices)
    return replace(wanted, name=check_name(wanted.name), transmitter=fed_by, **texts)


def _check_outputs(wanted: Cluster, others: Sequence[Cluster]) -> None:
    """Refuse an output that is another cluster's, or a second one of a transmitter."""
    if other := clash(wanted, others):
        raise UnitsError.output_taken(wanted.output, other.name, other.output, other.transmitter)


def check_figures(wanted: Cluster) -> None:
    """Refuse a figure that no loudspeaker site has."""
    for field, (low, high) in RANGES.items():
        value = getattr(wanted, field)
        if value is not None and not low <= value <= high:
            allowed = _("it lies between {low} and {high}").format(low=low, high=high)
            raise UnitsError.bad_value(field, value, allowed)


def add_zone(
    desk: Desk,
    name: str,
    cluster_handles: Sequence[str],
    *,
    id_: str | None = None,
    language: str = "",
) -> Zone:
    """Enter a zone of this station made of some of its clusters."""
    by = require_role(desk, Role.TECHNICIAN)
    chosen = tuple(dict.fromkeys(cluster(desk, handle).id for handle in cluster_handles))
    wanted = Zone(id_ or "", name, desk.settings.station, chosen, language)
    with entering(desk, by) as entry:
        added = enter_zone(entry, wanted, store.zone_names(entry.session, wanted.station))
        queue_wiring(desk, entry)
    desk.publish()
    return added


def enter_zone(entry: Entry, wanted: Zone, known: Mapping[str, str]) -> Zone:
    """Write one new zone made of the ids of clusters that stand at its station.

    One that would hold only some of the clusters behind a transmitter is refused: whoever makes
    it must know where it sounds.
    """
    name = check_name(wanted.name)
    check_language(wanted.language)
    here = {c.id: c for c in store.read_clusters(entry.session) if c.station == wanted.station}
    if strange := [one for one in wanted.clusters if one not in here]:
        raise UnitsError.unknown(strange[0], "cluster")
    if not wanted.clusters:
        raise UnitsError.bad_value("clusters", "", _("a zone needs at least one cluster"))
    missing = together(wanted.clusters, here.values()) - set(wanted.clusters)
    if left := [one for one in here.values() if one.id in missing]:
        fed_by = left[0].transmitter
        named = [one.name for one in left if one.transmitter == fed_by]
        raise UnitsError.part_of_transmitter(fed_by, named)
    new = replace(wanted, id=new_id(name, known, wanted.id or None), name=name)
    store.write_zone(entry.session, new)
    entry.keep("zone-add", new.id, " ".join(new.clusters))
    return new


def set_zone_language(desk: Desk, handle: str, language: str) -> Zone:
    """Let a zone of this station ask for a language; an empty one for none in particular."""
    by = require_role(desk, Role.TECHNICIAN)
    check_language(language)
    changed = replace(zone(desk, handle), language=language)
    with entering(desk, by) as entry:
        store.set_zone_language(entry.session, changed)
        entry.keep("zone-language", changed.id, language)
    return changed


def check_language(code: str) -> None:
    """Refuse what is no code of a language; empty is none."""
    if code and not LANGUAGE.fullmatch(code):
        raise UnitsError.bad_language(code)
