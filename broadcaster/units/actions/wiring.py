"""Tell the player which output feeds which clusters: `plan/clusters.json`, signed by the box."""

from datetime import datetime

from sqlalchemy.orm import Session

from broadcaster.desk import Desk
from broadcaster.store import queue_file
from broadcaster.timebase import as_rfc3339
from broadcaster.units import store
from broadcaster.units.actions.authority import Entry
from broadcaster.units.wiring import wire


def queue_wiring(desk: Desk, entry: Entry) -> None:
    """Promise the file, in the transaction that changed a cluster or a zone of this station."""
    _queue(desk, entry.session, entry.at)


def publish_wiring(desk: Desk) -> None:
    """Write the file from the register; a migrated or restored home needs it to be current."""
    with desk.database.transaction() as session:
        _queue(desk, session, desk.time.now())
    desk.publish()


def _queue(desk: Desk, session: Session, at: datetime) -> None:
    station = desk.settings.station
    clusters = [one for one in store.read_clusters(session) if one.station == station]
    made = wire(clusters, store.read_zones(session, station))
    body = {"made": as_rfc3339(at), **made.to_document()}
    queue_file(session, desk.home, desk.home.clusters, desk.key.sign("clusters", body))
