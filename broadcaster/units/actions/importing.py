"""Enter whole lists from a spreadsheet: all of its rows, or none and every mistake named."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from broadcaster.desk import Desk
from broadcaster.i18n import _
from broadcaster.units import store
from broadcaster.units.actions.authority import Entry, entering, require_role
from broadcaster.units.actions.organising import enter_unit
from broadcaster.units.actions.placing import enter_cluster, enter_station, enter_zone
from broadcaster.units.actions.staffing import enter_person, enter_role
from broadcaster.units.actions.wiring import queue_wiring
from broadcaster.units.choosing import choose
from broadcaster.units.errors import UnitsError
from broadcaster.units.model import (
    Appointment,
    Cluster,
    Person,
    Role,
    Station,
    Term,
    Unit,
    UnitKind,
    Zone,
)
from broadcaster.units.sheet import Column, Record, read_records
from broadcaster.units.sheet_columns import (
    CLUSTER_COLUMNS,
    PERSON_COLUMNS,
    STATION_COLUMNS,
    UNIT_COLUMNS,
    ZONE_COLUMNS,
)
from broadcaster.units.workbook import read_workbook


@dataclass
class Register:
    """The names there are while rows are entered, new ones included."""

    entry: Entry
    own_station: str
    own_unit: str
    units: dict[str, str] = field(default_factory=dict)
    people: dict[str, str] = field(default_factory=dict)
    stations: dict[str, str] = field(default_factory=dict)
    clusters: dict[str, str] = field(default_factory=dict)
    zones: dict[str, str] = field(default_factory=dict)

    @classmethod
    def open(cls, desk: Desk, entry: Entry) -> "Register":
        """Read the names as they stand before the import."""
        session, station = entry.session, desk.settings.station
        return cls(
            entry,
            station,
            desk.settings.unit,
            store.unit_names(session),
            store.person_names(session),
            store.station_names(session),
            store.cluster_names(session),
            store.zone_names(session, station),
        )


Enter = Callable[[Register, Record], str]


def import_units(desk: Desk, path: Path) -> tuple[str, ...]:
    """Enter units; a parent may stand in an earlier row. Returns the new ids."""
    return _import(desk, path, UNIT_COLUMNS, _enter_unit, Role.ADMINISTRATOR)


def import_people(desk: Desk, path: Path) -> tuple[str, ...]:
    """Enter people, each with the role of their row. Returns the new ids."""
    return _import(desk, path, PERSON_COLUMNS, _enter_person, Role.ADMINISTRATOR)


def import_stations(desk: Desk, path: Path) -> tuple[str, ...]:
    """Enter stations. Returns the new ids."""
    return _import(desk, path, STATION_COLUMNS, _enter_station, Role.ADMINISTRATOR)


def import_clusters(desk: Desk, path: Path) -> tuple[str, ...]:
    """Enter loudspeaker sites. Returns the new ids."""
    return _import(desk, path, CLUSTER_COLUMNS, _enter_cluster, Role.TECHNICIAN)


def import_zones(desk: Desk, path: Path) -> tuple[str, ...]:
    """Enter zones of this station with their clusters. Returns the new ids."""
    return _import(desk, path, ZONE_COLUMNS, _enter_zone, Role.TECHNICIAN)


def _import(
    desk: Desk, path: Path, columns: Sequence[Column], enter: Enter, role: Role
) -> tuple[str, ...]:
    by = require_role(desk, role)
    records, mistakes = read_records(read_workbook(path), columns)
    if mistakes:
        raise UnitsError.bad_rows(path.name, mistakes)
    with entering(desk, by) as entry:
        register = Register.open(desk, entry)
        entered = [_try(enter, register, record, mistakes) for record in records]
        if mistakes:  # leaving by an exception keeps nothing of what was entered
            raise UnitsError.bad_rows(path.name, mistakes)
        if columns in (CLUSTER_COLUMNS, ZONE_COLUMNS):
            queue_wiring(desk, entry)
    desk.publish()
    return tuple(entered)


def _try(enter: Enter, register: Register, record: Record, mistakes: list[str]) -> str:
    try:
        return enter(register, record)
    except UnitsError as error:
        mistakes.append(_("row {row}: {mistake}").format(row=record.row, mistake=error))
        return ""


def _term(values: Mapping[str, object]) -> Term:
    return Term(values.get("from"), values.get("until"))  # type: ignore[arg-type]


def _enter_unit(register: Register, record: Record) -> str:
    values = record.values
    parent = choose(values["parent"], register.units, "unit") if "parent" in values else ""
    wanted = Unit(
        values.get("id", ""),
        values["name"],
        values.get("kind", UnitKind.COMMUNE),
        values.get("code", ""),
        _term(values),
        parent=parent,
    )
    new = enter_unit(register.entry, wanted, register.units)
    register.units[new.id] = new.name
    return new.id


def _enter_person(register: Register, record: Record) -> str:
    values = record.values
    where = choose(values.get("unit", register.own_unit), register.units, "unit")
    wanted = Person(values.get("id", ""), values["name"], values.get("phone", ""))
    new = enter_person(register.entry, wanted, register.people)
    register.people[new.id] = new.name
    if "role" in values:
        role = Appointment(new.id, values["role"], where, _term(values), values.get("document", ""))
        enter_role(register.entry, role, new.name, register.units[where])
    return new.id


def _enter_station(register: Register, record: Record) -> str:
    values = record.values
    where = choose(values.get("unit", register.own_unit), register.units, "unit")
    wanted = Station(values.get("id", ""), values["name"], where, values.get("address", ""))
    new = enter_station(register.entry, wanted, register.stations)
    register.stations[new.id] = new.name
    return new.id


def _enter_cluster(register: Register, record: Record) -> str:
    values = dict(record.values)
    station = values.pop("station", register.own_station)
    unit = values.pop("unit", register.own_unit)
    wanted = Cluster(
        id=values.pop("id", ""),
        name=values.pop("name"),
        station=choose(station, register.stations, "station"),
        unit=choose(unit, register.units, "unit"),
        **values,
    )
    new = enter_cluster(register.entry, wanted, register.clusters)
    register.clusters[new.id] = new.name
    return new.id


def _enter_zone(register: Register, record: Record) -> str:
    values = record.values
    session, station = register.entry.session, register.own_station
    here = store.cluster_names(session, station)
    chosen = dict.fromkeys(choose(one, here, "cluster") for one in values["clusters"])
    language = values.get("language", "")
    wanted = Zone(values.get("id", ""), values["name"], station, tuple(chosen), language)
    new = enter_zone(register.entry, wanted, register.zones)
    register.zones[new.id] = new.name
    return new.id
