"""Find and list what the register holds. Nothing here writes or asks for a role."""

from datetime import date

from broadcaster.desk import Desk
from broadcaster.units import store
from broadcaster.units.choosing import choose
from broadcaster.units.errors import UnitsError
from broadcaster.units.model import (
    Change,
    Cluster,
    Membership,
    Person,
    PersonRecord,
    Station,
    Unit,
    Zone,
)
from broadcaster.units.tree import DEEPEST


def today(desk: Desk) -> date:
    """Return the day it is at the station."""
    return desk.time.now().astimezone(desk.settings.zone_info).date()


def units(desk: Desk, day: date | None = None) -> tuple[Unit, ...]:
    """Return every unit with its parent on `day`, today unless one is given."""
    with desk.database.transaction() as session:
        return store.read_units(session, day or today(desk))


def unit(desk: Desk, handle: str, day: date | None = None) -> Unit:
    """Return the unit that `handle` (id, name or tail) means."""
    every = {one.id: one for one in units(desk, day)}
    names = {id_: one.name for id_, one in every.items()}
    return every[choose(handle, names, "unit")]


def line_above(desk: Desk, day: date | None = None) -> tuple[Unit, ...]:
    """Return the station's unit and then every unit above it on `day`, nearest first."""
    every = {one.id: one for one in units(desk, day)}
    found: list[Unit] = []
    id_ = desk.settings.unit
    while id_ in every and len(found) < DEEPEST:
        found.append(every[id_])
        id_ = every[id_].parent
    return tuple(found)


def memberships(desk: Desk) -> tuple[Membership, ...]:
    """Return which unit belonged to which, and when; ended ones too."""
    with desk.database.transaction() as session:
        return store.read_memberships(session)


def people(desk: Desk) -> tuple[Person, ...]:
    """Return everybody."""
    with desk.database.transaction() as session:
        return store.read_people(session)


def person(desk: Desk, handle: str) -> Person:
    """Return the person that `handle` (id, full name or tail) means."""
    every = {one.id: one for one in people(desk)}
    return every[choose(handle, {id_: one.name for id_, one in every.items()}, "person")]


def person_record(desk: Desk, handle: str) -> PersonRecord:
    """Return a person with all their roles and delegations, ended ones included."""
    who = person(desk, handle)
    return next(record for record in person_records(desk) if record.person.id == who.id)


def person_records(desk: Desk) -> tuple[PersonRecord, ...]:
    """Return everybody with all their roles and delegations, ended ones included."""
    with desk.database.transaction() as session:
        rules = store.read_rulebook(session)
        spoken = {who.id: store.read_languages(session, who.id) for who in rules.people}
    return tuple(
        PersonRecord(
            who,
            tuple(held for held in rules.appointments if held.person == who.id),
            tuple(loan for loan in rules.delegations if loan.giver == who.id),
            tuple(loan for loan in rules.delegations if loan.receiver == who.id),
            spoken[who.id],
        )
        for who in rules.people
    )


def stations(desk: Desk) -> tuple[Station, ...]:
    """Return every station."""
    with desk.database.transaction() as session:
        return store.read_stations(session)


def station(desk: Desk, handle: str | None = None) -> Station:
    """Return the station that `handle` means, or the one this home is."""
    every = {one.id: one for one in stations(desk)}
    names = {id_: one.name for id_, one in every.items()}
    return every[choose(handle or desk.settings.station, names, "station")]


def clusters(desk: Desk) -> tuple[Cluster, ...]:
    """Return every loudspeaker site."""
    with desk.database.transaction() as session:
        return store.read_clusters(session)


def cluster(desk: Desk, handle: str) -> Cluster:
    """Return the loudspeaker site that `handle` means."""
    every = {one.id: one for one in clusters(desk)}
    return every[choose(handle, {id_: one.name for id_, one in every.items()}, "cluster")]


def zones(desk: Desk) -> tuple[Zone, ...]:
    """Return the zones of this station, the whole station first."""
    with desk.database.transaction() as session:
        return store.read_zones(session, desk.settings.station)


def zone(desk: Desk, handle: str) -> Zone:
    """Return the zone of this station that `handle` means."""
    every = {one.id: one for one in zones(desk)}
    return every[choose(handle, {id_: one.name for id_, one in every.items()}, "zone")]


def zone_ids(desk: Desk) -> tuple[str, ...]:
    """Return the ids of this station's zones; `all` is always among them."""
    return tuple(one.id for one in zones(desk))


def zone_languages(desk: Desk) -> dict[str, str]:
    """Return the language that each zone of this station asks for, of those that ask for one."""
    return {one.id: one.language for one in zones(desk) if one.language}


def zone_ids_of(desk: Desk, station: str) -> tuple[str, ...]:
    """Return the ids of any station's zones; `station` is its id."""
    with desk.database.transaction() as session:
        return tuple(store.zone_names(session, station))


def changes_of(desk: Desk, subject: str) -> tuple[Change, ...]:
    """Return who changed the thing of this id, and when."""
    with desk.database.transaction() as session:
        return store.read_changes(session, subject)


def check_open(one: Unit, day: date) -> None:
    """Refuse a unit that does not exist on `day`."""
    if not one.term.covers(day):
        raise UnitsError.closed(one.name, day)
