"""Take a home of an earlier version to the form of this one."""

import sqlite3

from sqlalchemy.exc import SQLAlchemyError

from broadcaster import __version__
from broadcaster.bulletins import actions as bulletins_actions
from broadcaster.desk import Desk
from broadcaster.emergency import actions as emergency_actions
from broadcaster.home import Home
from broadcaster.schedule import actions as schedule_actions
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
from broadcaster.units import actions as units_actions
from broadcaster.upkeep.errors import UpkeepError


def migrate(home: Home, time: TimeSource | None = None) -> str | None:
    """Take the home to this version's form; return the form it had, None if it had this one.

    The database is copied to `backups/` first, and a step that fails leaves it as it was. A home
    of a later version is refused. What the player obeys beside the running orders is written anew
    from the database in any case, so that a lost or spoilt file comes back. Built-in sounds that
    the earlier version did not have are made.
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
    bulletins_actions.publish_withdrawn(desk)
    units_actions.publish_wiring(desk)
    emergency_actions.publish_templates(desk)
    bulletins_actions.approve_new_built_in_sounds(desk)
    schedule_actions.set_default_hours(desk)
    publish_schema(desk)
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


def publish_schema(desk: Desk) -> None:
    """Write the signed note of the home's form, which the player checks without the database."""
    note = {"v": 1, "revision": head_revision(), "software": __version__}
    with desk.database.transaction() as session:
        queue_file(session, desk.home, desk.home.schema, desk.key.sign("schema", note))
    desk.publish()
