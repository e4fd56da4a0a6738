"""Who may do what on a day: directly, from a unit above, or in somebody's name.

An administrator counts as operator and technician, never as approver: whoever runs the box does
not thereby sign what it says. A delegation carries what its giver holds that day and no more, and
cannot be passed on.
"""

from collections.abc import Iterator
from datetime import date

from broadcaster.units.model import Appointment, Authority, Role, Rulebook
from broadcaster.units.tree import line_of

ALSO = {Role.ADMINISTRATOR: frozenset({Role.OPERATOR, Role.TECHNICIAN})}


def find_authority(
    rules: Rulebook, person: str, roles: tuple[Role, ...], unit: str, day: date
) -> Authority | None:
    """Return the ground on which `person` (id) holds one of `roles` in `unit` on `day`.

    The roles are tried in the order given, each directly before by delegation; None when there
    is no ground.
    """
    name = rules.name_of(person)
    for role in roles:
        for held in _held(rules, person, role, unit, day):
            return Authority(person, name, held.role, held.unit)
        for ground in _lent(rules, person, role, unit, day):
            return ground
    return None


def holds_directly(rules: Rulebook, person: str, role: Role, unit: str, day: date) -> bool:
    """Say whether `person` holds `role` in `unit` without anybody's delegation."""
    return any(True for _held_role in _held(rules, person, role, unit, day))


def _held(rules: Rulebook, person: str, role: Role, unit: str, day: date) -> Iterator[Appointment]:
    where = tuple(line_of(rules.memberships, unit, day))
    for appointment in rules.appointments:
        if appointment.person != person or not appointment.term.covers(day):
            continue
        counts = appointment.role is role or role in ALSO.get(appointment.role, ())
        if counts and appointment.unit in where:
            yield appointment


def _lent(rules: Rulebook, person: str, role: Role, unit: str, day: date) -> Iterator[Authority]:
    where = tuple(line_of(rules.memberships, unit, day))
    for loan in rules.delegations:
        fits = loan.receiver == person and loan.role is role and loan.unit in where
        if fits and loan.term.covers(day) and holds_directly(rules, loan.giver, role, unit, day):
            name = rules.name_of(person)
            yield Authority(person, name, role, loan.unit, loan.giver, loan.document)
