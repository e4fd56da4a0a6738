"""Make a home and take one to the form of this version."""

import json
import sqlite3
from importlib import import_module
from pathlib import Path
from typing import Any

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from broadcaster import __version__
from broadcaster.config import Settings, read_settings
from broadcaster.desk import Desk
from broadcaster.home import Home, write_atomically
from broadcaster.i18n import _, language
from broadcaster.signed import BoxKey
from broadcaster.store import Database, queue_file
from broadcaster.store.migration import (
    MigrationError,
    copy_database,
    current_revision,
    head_revision,
    revisions,
    upgrade,
)
from broadcaster.timebase import SystemTime, TimeSource
from broadcaster.units import Station, Unit
from broadcaster.units import actions as units_actions
from broadcaster.upkeep.building import built_whole
from broadcaster.upkeep.errors import UpkeepError

STATION_ROLE = "station"


def initialise(
    root: Path,
    *,
    as_name: str,
    role: str = STATION_ROLE,
    station_name: str | None = None,
    unit_name: str | None = None,
    time: TimeSource | None = None,
) -> Home:
    """Make a station in `root`, with `as_name` as its administrator, whole or not at all.

    The unit is called `unit_name`, else as the station, else as the folder. The station gets
    its key, the default hours, its sounds and the shipped programmes. `UpkeepError` when the
    folder is not free or `role` asks for a hub.
    """
    if role != STATION_ROLE:
        raise UpkeepError.no_hub(role)
    target = root.absolute()
    unit = units_actions.first_unit(unit_name or station_name or target.name)
    station = units_actions.first_station(station_name or unit.name, unit)
    with built_whole(target) as building:
        desk = _lay_out(Home(building), unit, station, time or SystemTime())
        person = units_actions.found(desk, unit=unit, station=station, administrator=as_name)
        _furnish(Desk(desk.home, desk.settings, desk.time, desk.database, person.id))
    return Home(target)


def _lay_out(home: Home, unit: Unit, station: Station, time: TimeSource) -> Desk:
    for folder in (home.playlists, home.audio_cache, home.approvals, home.orders, home.checkpoints):
        folder.mkdir(parents=True)
    home.run.mkdir(mode=0o750)
    BoxKey.generate().save(home.keys)
    write_atomically(home.config, settings_text(station, unit).encode())
    upgrade(Database(home.database))
    return Desk(home, read_settings(home.config), time, Database(home.database))


def settings_text(station: Station, unit: Unit) -> str:
    """Return the settings file of a new home: what differs from the defaults, and no more."""
    pairs = {
        "station": station.id,
        "unit": unit.id,
        "zone": Settings.zone,
        "language": language(),
    }
    note = _("Settings of this station. What is not named here has its default value.")
    lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in pairs.items()]
    return "\n".join([f"# {note}", *lines, ""])


def _furnish(desk: Desk) -> None:
    """Give a new home everything the player needs, signed by its key."""
    bulletins: Any = import_module("broadcaster.bulletins.actions")
    sounds: Any = import_module("broadcaster.production.sounds")
    schedule: Any = import_module("broadcaster.schedule.actions")
    bulletins.publish_withdrawn(desk)
    schedule.set_default_hours(desk)
    sounds.make_sounds(desk)
    bulletins.approve_built_in_sounds(desk)
    schedule.copy_templates(desk)
    with desk.database.transaction() as session:
        publish_schema(session, desk.home, desk.key)
    desk.publish()


def publish_schema(session: Session, home: Home, key: BoxKey) -> None:
    """Promise the signed note of the home's form, which the player checks without the database."""
    note = {"v": 1, "revision": head_revision(), "software": __version__}
    queue_file(session, home, home.schema, key.sign("schema", note))


def migrate(home: Home, time: TimeSource | None = None) -> str | None:
    """Take a home of an earlier version to this one's form; return the form it had.

    None when there was nothing to do. The database is copied to `backups/` first, and a step
    that fails leaves it as it was. A home of a later version is refused.
    """
    database = Database(home.database)
    before = current_revision(database)
    if before is None:
        raise MigrationError.missing(home.database)
    if before not in revisions():
        raise MigrationError.newer(home.root, before)
    if before != head_revision():
        _upgrade_after_backup(database, home, before, time or SystemTime())
    desk = Desk.open(home, time=time)
    with desk.database.transaction() as session:
        publish_schema(session, home, desk.key)
    desk.publish()
    return None if before == head_revision() else before


def _upgrade_after_backup(database: Database, home: Home, before: str, time: TimeSource) -> None:
    backup = home.backups / f"station-{before}-{time.now():%Y%m%dT%H%M%SZ}.db"
    try:
        home.backups.mkdir(mode=0o700, exist_ok=True)
        copy_database(home.database, backup)
    except (OSError, sqlite3.Error) as error:
        raise UpkeepError.no_backup(backup, str(error)) from error
    try:
        upgrade(database)
    except (SQLAlchemyError, ValueError) as error:
        raise MigrationError.failed(home.database, str(error), backup) from error
