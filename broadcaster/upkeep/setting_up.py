"""Make a home, with everything the player needs signed by its new key."""

import json
from dataclasses import replace
from pathlib import Path

from broadcaster.bulletins import actions as bulletins_actions
from broadcaster.config import Settings, read_settings
from broadcaster.desk import Desk
from broadcaster.home import Home, write_atomically
from broadcaster.i18n import _, language
from broadcaster.schedule import actions as schedule_actions
from broadcaster.signed import BoxKey
from broadcaster.store import Database
from broadcaster.store.migration import upgrade
from broadcaster.timebase import SystemTime, TimeSource
from broadcaster.units import Station, Unit
from broadcaster.units import actions as units_actions
from broadcaster.upkeep.building import built_whole
from broadcaster.upkeep.errors import UpkeepError
from broadcaster.upkeep.migrating import publish_schema

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
        _furnish(replace(desk, person=person.id))
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
    """Return the settings file of a new home: whose it is, and nothing that has a default."""
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
    bulletins_actions.publish_withdrawn(desk)
    schedule_actions.set_default_hours(desk)
    bulletins_actions.approve_built_in_sounds(desk)
    schedule_actions.copy_templates(desk)
    schedule_actions.copy_holiday_file(desk)
    schedule_actions.apply_programme(desk, confirmed=True)
    schedule_actions.plan(desk)  # silent sessions are a plan too; none at all is an alarm
    publish_schema(desk)
