"""Enter stations, loudspeaker sites and the zones made of them."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from broadcaster.desk import Desk
from broadcaster.i18n import _
from broadcaster.units import store
from broadcaster.units.actions.authority import keep_change, require_role
from broadcaster.units.actions.lookup import cluster, station, unit
from broadcaster.units.choosing import check_name, new_id
from broadcaster.units.errors import UnitsError
from broadcaster.units.model import WHOLE_STATION, Authority, Cluster, Role, Station, Zone
from broadcaster.units.naming import tidy

RANGES = {
    "latitude": (-90, 90),
    "longitude": (-180, 180),
    "speakers": (1, 1000),
    "watts": (1, 100_000),
    "volume_cap_percent": (0, 100),
}
"""What a figure of a cluster may be; the columns and options bear the same names."""


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
    with desk.database.transaction() as session:
        return enter_station(session, desk, by, Station("", name, where.id, address), id_)


def enter_station(
    session: Session, desk: Desk, by: Authority, wanted: Station, id_: str | None
) -> Station:
    """Write one new station in an open transaction; shared with the import."""
    name = check_name(wanted.name)
    known = {one.id: one.name for one in store.read_stations(session)}
    new = replace(wanted, id=new_id(name, known, id_), name=name, address=tidy(wanted.address))
    store.write_station(session, new)
    store.write_zone(session, Zone(WHOLE_STATION, _("Whole station"), new.id))
    keep_change(session, desk, by, "station-add", new.id, new.unit)
    return new


def add_cluster(desk: Desk, wanted: Cluster, *, id_: str | None = None) -> Cluster:
    """Enter a loudspeaker site; its station and unit are handles, or empty for this home's."""
    by = require_role(desk, Role.TECHNICIAN)
    placed = replace(
        wanted,
        station=station(desk, wanted.station or None).id,
        unit=unit(desk, wanted.unit or desk.settings.unit).id,
    )
    with desk.database.transaction() as session:
        return enter_cluster(session, desk, by, placed, id_)


def enter_cluster(
    session: Session, desk: Desk, by: Authority, wanted: Cluster, id_: str | None
) -> Cluster:
    """Write one new site in an open transaction; shared with the import."""
    check_figures(wanted)
    name = check_name(wanted.name)
    known = {one.id: one.name for one in store.read_clusters(session)}
    new = replace(wanted, id=new_id(name, known, id_), name=name, village=tidy(wanted.village))
    store.write_cluster(session, new)
    keep_change(session, desk, by, "cluster-add", new.id, new.station)
    return new


def check_figures(wanted: Cluster) -> None:
    """Refuse a figure that no loudspeaker site has."""
    for field, (low, high) in RANGES.items():
        value = getattr(wanted, field)
        if value is not None and not low <= value <= high:
            allowed = _("it lies between {low} and {high}").format(low=low, high=high)
            raise UnitsError.bad_value(field, value, allowed)


def add_zone(
    desk: Desk, name: str, cluster_handles: Sequence[str], *, id_: str | None = None
) -> Zone:
    """Enter a zone of this station made of some of its clusters."""
    by = require_role(desk, Role.TECHNICIAN)
    chosen = tuple(dict.fromkeys(cluster(desk, handle).id for handle in cluster_handles))
    wanted = Zone("", name, desk.settings.station, chosen)
    with desk.database.transaction() as session:
        return enter_zone(session, desk, by, wanted, id_)


def enter_zone(session: Session, desk: Desk, by: Authority, wanted: Zone, id_: str | None) -> Zone:
    """Write one new zone in an open transaction; shared with the import."""
    name = check_name(wanted.name)
    here = {one.id for one in store.read_clusters(session) if one.station == wanted.station}
    if strange := [one for one in wanted.clusters if one not in here]:
        raise UnitsError.unknown(strange[0], "cluster")
    if not wanted.clusters:
        raise UnitsError.bad_value("clusters", "", _("a zone needs at least one cluster"))
    known = {one.id: one.name for one in store.read_zones(session, wanted.station)}
    new = replace(wanted, id=new_id(name, known, id_), name=name)
    store.write_zone(session, new)
    keep_change(session, desk, by, "zone-add", new.id, " ".join(new.clusters))
    return new
