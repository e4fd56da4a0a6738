"""Groups of units, and everybody a call can be addressed to."""

from collections.abc import Sequence
from datetime import datetime

from broadcaster.desk import Desk
from broadcaster.schedule.demands.addressees import Land
from broadcaster.schedule.demands.addressing import Directory, Group
from broadcaster.schedule.demands.errors import DemandsError
from broadcaster.schedule.demands.store import groups as store
from broadcaster.units import Role
from broadcaster.units import actions as units_actions
from broadcaster.units.choosing import check_name, choose
from broadcaster.units.naming import slug


def land(desk: Desk) -> Land:
    """Return every station, unit and group there is, with the tree over time."""
    stations = units_actions.stations(desk)
    directory = Directory(
        {one.id: one.name for one in units_actions.units(desk)},
        {one.id: one.name for one in stations},
        groups(desk),
    )
    return Land(directory, stations, units_actions.memberships(desk))


def groups(desk: Desk) -> dict[str, Group]:
    """Return the groups that stand, by id."""
    with desk.database.transaction() as session:
        return store.read_all(session)


def set_group(desk: Desk, name: str, units: Sequence[str]) -> Group:
    """Let `name` stand for these units; an operator's or approver's act.

    Calls that stand keep the list they were made with.
    """
    if not units:
        raise DemandsError.empty_group(name)
    known = {one.id: one.name for one in units_actions.units(desk)}
    chosen = tuple(dict.fromkeys(choose(handle, known, "unit") for handle in units))
    shown = check_name(name)
    return _write(desk, slug(shown), shown, chosen)


def remove_group(desk: Desk, handle: str) -> Group:
    """Let a group end; calls that were addressed to it keep their units."""
    group = land(desk).directory.group(handle)
    return _write(desk, group.id, group.name, ())


def _write(desk: Desk, id_: str, name: str, units: tuple[str, ...]) -> Group:
    who = units_actions.require_role(desk, Role.OPERATOR, Role.APPROVER)
    at: datetime = desk.time.now()
    group = Group(id_, name, units, who.person, at)
    with desk.database.transaction() as session:
        store.insert(session, group, who.os_user)
    return group
