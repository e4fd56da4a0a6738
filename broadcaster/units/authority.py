"""Who may do what on a day: directly, from a unit above, or in somebody's name.

An administrator counts as operator and technician, never as approver: whoever runs the box does
not thereby sign what it says. A delegation carries what its giver holds that day and no more, and
cannot be passed on.
"""

from collections.abc import Iterator
from datetime import date

from broadcaster.units.model import (
    Appointment,
    Authority,
    Delegation,
    Ground,
    Person,
    Role,
    Rulebook,
    Standing,
)
from broadcaster.units.tree import line_of

ALSO = {Role.ADMINISTRATOR: frozenset({Role.OPERATOR, Role.TECHNICIAN})}


def find_authority(
    rules: Rulebook, person: str, roles: tuple[Role, ...], unit: str, day: date
) -> Authority | None:
    """Return the ground on which `person` (id) holds one of `roles` in `unit` on `day`.

    The roles are tried in the order given, each directly before by delegation; None when there
    is no ground.
    """
    for role in roles:
        for ground in _grounds(rules, person, role, unit, day):
            return ground.authority
    return None


def standing_of(rules: Rulebook, person: Person, unit: str, day: date) -> Standing:
    """Return every role that `person` holds in `unit` on `day`, each with its first ground.

    The grounds are those `find_authority` names when asked for that role alone.
    """
    first = {role: next(_grounds(rules, person.id, role, unit, day), None) for role in Role}
    found = {role: ground for role, ground in first.items() if ground is not None}
    return Standing(person, unit, day, found)


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


def _grounds(rules: Rulebook, person: str, role: Role, unit: str, day: date) -> Iterator[Ground]:
    name = rules.name_of(person)
    for held in _held(rules, person, role, unit, day):
        yield Ground(Authority(person, name, held.role, held.unit), held.term.until)
    for loan in _lent(rules, person, role, unit, day):
        authority = Authority(person, name, role, loan.unit, loan.giver, loan.document)
        yield Ground(authority, loan.term.until, rules.name_of(loan.giver))


def _lent(rules: Rulebook, person: str, role: Role, unit: str, day: date) -> Iterator[Delegation]:
    where = tuple(line_of(rules.memberships, unit, day))
    for loan in rules.delegations:
        fits = loan.receiver == person and loan.role is role and loan.unit in where
        if fits and loan.term.covers(day) and holds_directly(rules, loan.giver, role, unit, day):
            yield loan
