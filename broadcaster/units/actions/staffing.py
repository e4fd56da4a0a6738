"""Enter people, give them dated roles, end those, and lend a role by a numbered document."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from broadcaster.desk import Desk
from broadcaster.units import store
from broadcaster.units.actions.authority import Entry, entering, require_role
from broadcaster.units.actions.lookup import person, today, unit
from broadcaster.units.actions.organising import check_term
from broadcaster.units.authority import holds_directly
from broadcaster.units.choosing import check_name, check_text, new_id
from broadcaster.units.errors import UnitsError
from broadcaster.units.model import (
    ALWAYS,
    Appointment,
    Delegation,
    Person,
    Role,
    Term,
)
from broadcaster.units.naming import LONGEST_CODE, tidy
from broadcaster.units.wording import role_word


def add_person(
    desk: Desk,
    name: str,
    *,
    role: Role | None = None,
    unit_handle: str | None = None,
    term: Term = ALWAYS,
    phone: str = "",
    document: str = "",
    id_: str | None = None,
) -> Person:
    """Enter a person, with a first role in a unit (the station's own unless one is named)."""
    by = require_role(desk, Role.ADMINISTRATOR)
    where = unit(desk, unit_handle or desk.settings.unit)
    with entering(desk, by) as entry:
        known = store.person_names(entry.session)
        entered = enter_person(entry, Person(id_ or "", name, phone), known)
        if role:
            wanted = Appointment(entered.id, role, where.id, term, document)
            enter_role(entry, wanted, entered.name, where.name)
    return entered


def enter_person(entry: Entry, wanted: Person, known: Mapping[str, str]) -> Person:
    """Write one new person; `wanted` has an id of its own or none."""
    name = check_name(wanted.name)
    phone = check_text("phone", wanted.phone, LONGEST_CODE)
    new = Person(new_id(name, known, wanted.id or None), name, phone)
    store.write_person(entry.session, new)
    entry.keep("person-add", new.id)
    return new


def enter_role(entry: Entry, wanted: Appointment, name: str, where: str) -> Appointment:
    """Write one dated role; the same role of a person in a unit twice on a day is refused."""
    check_term(wanted.term)
    new = replace(wanted, document=check_text("document", wanted.document))
    for held in store.read_appointments(entry.session, new.person):
        same = (held.role, held.unit) == (new.role, new.unit)
        if same and held.term.meets(new.term):
            raise UnitsError.already_holds(name, role_word(new.role), where)
    store.write_appointment(entry.session, new)
    entry.keep("role-add", new.person, f"{new.role} {new.unit} {new.document}")
    return new


def appoint(
    desk: Desk,
    handle: str,
    role: Role,
    *,
    unit_handle: str | None = None,
    term: Term = ALWAYS,
    document: str = "",
) -> Appointment:
    """Give a person who is entered already a role in a unit."""
    by = require_role(desk, Role.ADMINISTRATOR)
    who, where = person(desk, handle), unit(desk, unit_handle or desk.settings.unit)
    with entering(desk, by) as entry:
        wanted = Appointment(who.id, role, where.id, term, document)
        return enter_role(entry, wanted, who.name, where.name)


def end_role(
    desk: Desk, handle: str, role: Role, *, unit_handle: str | None = None, last_day: date
) -> Appointment:
    """Let a person's role in a unit end with `last_day`.

    Refused for the last administrator, because then nobody could appoint another.
    """
    by = require_role(desk, Role.ADMINISTRATOR)
    who, where = person(desk, handle), unit(desk, unit_handle or desk.settings.unit)
    ending = Appointment(who.id, role, where.id)
    with entering(desk, by) as entry:
        session = entry.session
        held = [a for a in store.read_appointments(session) if _runs_after(a, ending, last_day)]
        if not held:
            raise UnitsError.holds_nothing(who.name, role_word(role), where.name)
        store.end_appointments(session, ending, last_day)
        session.flush()
        if role is Role.ADMINISTRATOR and not _has_administrator(
            store.read_appointments(session), max(last_day, today(desk)) + timedelta(days=1)
        ):
            raise UnitsError.last_administrator(who.name)
        entry.keep("role-end", who.id, f"{role} {where.id} {last_day}")
    return Appointment(who.id, role, where.id, Term(held[0].term.since, last_day))


def _runs_after(held: Appointment, ending: Appointment, last_day: date) -> bool:
    same = (held.person, held.role, held.unit) == (ending.person, ending.role, ending.unit)
    return same and (held.term.until is None or held.term.until > last_day)


def _has_administrator(appointments: Sequence[Appointment], day: date) -> bool:
    return any(a.role is Role.ADMINISTRATOR and a.term.covers(day) for a in appointments)


def delegate(
    desk: Desk,
    giver: str,
    receiver: str,
    role: Role,
    *,
    document: str,
    unit_handle: str | None = None,
    term: Term = ALWAYS,
) -> Delegation:
    """Let `receiver` act in `role` in the name of `giver`, by the document of that number.

    The giver does this, or an administrator enters it for them. The giver must hold the role on
    the first day; on any later day the delegation is worth what the giver then holds.
    """
    by = require_role(desk, role, Role.ADMINISTRATOR)
    check_term(term)
    lender, borrower = person(desk, giver), person(desk, receiver)
    where = unit(desk, unit_handle or desk.settings.unit)
    if by.person != lender.id:
        by = require_role(desk, Role.ADMINISTRATOR)
    if lender.id == borrower.id:
        raise UnitsError.to_oneself(lender.name)
    paper = check_text("document", document)
    if not paper:
        raise UnitsError.no_document()
    loan = Delegation(lender.id, borrower.id, role, where.id, paper, term)
    with entering(desk, by) as entry:
        session = entry.session
        first_day = max(term.since or today(desk), today(desk))
        if not holds_directly(store.read_rulebook(session), lender.id, role, where.id, first_day):
            raise UnitsError.holds_nothing(lender.name, role_word(role), where.name)
        store.write_delegation(session, loan)
        entry.keep("delegate", borrower.id, f"{lender.id} {loan.document}")
    return loan


def end_delegation(desk: Desk, document: str, last_day: date) -> int:
    """Let what a document delegated end with `last_day`; return how many delegations it was.

    Any giver of it may do this, and any administrator.
    """
    with desk.database.transaction() as session:
        loans = [d for d in store.read_delegations(session) if d.document == tidy(document)]
    if not loans:
        raise UnitsError.no_delegation(document)
    by = require_role(desk, *dict.fromkeys(loan.role for loan in loans), Role.ADMINISTRATOR)
    if any(loan.giver != by.person for loan in loans):
        by = require_role(desk, Role.ADMINISTRATOR)
    with entering(desk, by) as entry:
        count = store.end_delegations(entry.session, tidy(document), last_day)
        for loan in loans:
            entry.keep("delegate-end", loan.receiver, loan.document)
    return count
