"""The first entries of a new home, made by `init` before anybody could hold a role."""

from broadcaster.desk import Desk
from broadcaster.i18n import _
from broadcaster.units import store
from broadcaster.units.actions.authority import entering, os_user
from broadcaster.units.actions.lookup import today
from broadcaster.units.choosing import check_name, new_id
from broadcaster.units.errors import UnitsError
from broadcaster.units.model import (
    WHOLE_STATION,
    Appointment,
    Authority,
    Person,
    Role,
    Station,
    Term,
    Unit,
    UnitKind,
    Zone,
)


def found(desk: Desk, *, unit: Unit, station: Station, administrator: str) -> Person:
    """Enter the first unit, its station with the zone `all`, and its administrator (a name).

    The administrator's role begins today. Refused when anybody is entered already.
    """
    name = check_name(administrator)
    person = Person(new_id(name, {}), name)
    start = Term(since=today(desk))
    role = Appointment(person.id, Role.ADMINISTRATOR, unit.id, start)
    by = Authority(person.id, person.name, role.role, unit.id, os_user=os_user())
    with entering(desk, by) as entry:
        session = entry.session
        if known := store.read_people(session):
            raise UnitsError.name_taken(known[0].name, known[0].id)
        store.write_unit(session, unit)
        store.write_person(session, person)
        store.write_appointment(session, role)
        store.write_station(session, station)
        store.write_zone(session, Zone(WHOLE_STATION, _("Whole station"), station.id))
        entry.keep("found", unit.id, station.id)
    return person


def first_unit(name: str, kind: UnitKind = UnitKind.COMMUNE) -> Unit:
    """Return a new home's unit under the id its name gives."""
    shown = check_name(name)
    return Unit(new_id(shown, {}), shown, kind)


def first_station(name: str, unit: Unit) -> Station:
    """Return a new home's station under the id its name gives."""
    shown = check_name(name)
    return Station(new_id(shown, {}), shown, unit.id)
