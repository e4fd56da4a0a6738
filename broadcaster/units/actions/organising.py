"""Add, move, rename and merge units. What was so on a day stays readable for that day."""

from datetime import date, timedelta

from sqlalchemy.orm import Session

from broadcaster.desk import Desk
from broadcaster.units import store
from broadcaster.units.actions.authority import keep_change, require_role
from broadcaster.units.actions.lookup import check_open, today, unit
from broadcaster.units.choosing import check_name, choose, new_id
from broadcaster.units.errors import UnitsError
from broadcaster.units.model import (
    ALWAYS,
    Authority,
    FormerName,
    Membership,
    Role,
    Term,
    Unit,
    UnitKind,
)
from broadcaster.units.tree import would_loop


def add_unit(
    desk: Desk,
    name: str,
    *,
    kind: UnitKind = UnitKind.COMMUNE,
    code: str = "",
    parent: str | None = None,
    term: Term = ALWAYS,
    id_: str | None = None,
) -> Unit:
    """Enter a unit, belonging to `parent` (a handle) for as long as it exists."""
    by = require_role(desk, Role.ADMINISTRATOR)
    above = unit(desk, parent) if parent else None
    with desk.database.transaction() as session:
        return enter_unit(session, desk, by, Unit("", name, kind, code, term), above, id_)


def enter_unit(
    session: Session, desk: Desk, by: Authority, wanted: Unit, above: Unit | None, id_: str | None
) -> Unit:
    """Write one new unit in an open transaction; shared with the import."""
    check_term(wanted.term)
    name = check_name(wanted.name)
    known = {one.id: one.name for one in store.read_units(session, today(desk))}
    parent = above.id if above else ""
    new = Unit(new_id(name, known, id_), name, wanted.kind, wanted.code.strip(), wanted.term)
    store.write_unit(session, new)
    if above:
        store.write_membership(session, Membership(new.id, parent, wanted.term))
    keep_change(session, desk, by, "unit-add", new.id, parent)
    return Unit(new.id, new.name, new.kind, new.code, new.term, parent=parent)


def move_unit(desk: Desk, handle: str, parent: str | None, since: date) -> Unit:
    """Let a unit belong to `parent` (None: to nobody) from `since` on, ending what was before."""
    by = require_role(desk, Role.ADMINISTRATOR)
    moved = unit(desk, handle)
    check_open(moved, since)
    with desk.database.transaction() as session:
        store.end_memberships(session, moved.id, since - timedelta(days=1))
        if parent:
            above = unit_in(session, parent, since)
            check_open(above, since)
            joining = Membership(moved.id, above.id, Term(since, moved.term.until))
            session.flush()
            if above.id == moved.id or would_loop(store.read_memberships(session), joining):
                raise UnitsError.loop(moved.name, above.name)
            store.write_membership(session, joining)
        keep_change(session, desk, by, "unit-move", moved.id, f"{parent or '-'} {since}")
    return unit(desk, moved.id, since)


def unit_in(session: Session, handle: str, day: date) -> Unit:
    """Return the unit `handle` means, read in an open transaction."""
    every = {one.id: one for one in store.read_units(session, day)}
    return every[choose(handle, {id_: one.name for id_, one in every.items()}, "unit")]


def rename_unit(
    desk: Desk, handle: str, name: str, *, since: date, code: str | None = None, document: str = ""
) -> Unit:
    """Give a unit a new name (and code) from `since` on; its id and its old name stay."""
    by = require_role(desk, Role.ADMINISTRATOR)
    old = unit(desk, handle)
    check_open(old, since)
    was = FormerName(old.name, old.code, since - timedelta(days=1), document)
    new_code = old.code if code is None else code.strip()
    with desk.database.transaction() as session:
        store.rename_unit(session, old.id, check_name(name), new_code, was)
        keep_change(session, desk, by, "unit-rename", old.id, f"{old.name} -> {name} {document}")
    return unit(desk, old.id)


def merge_unit(desk: Desk, handle: str, into: str, since: date) -> Unit:
    """Let a unit end the day before `since`, merged into another; its memberships end with it."""
    by = require_role(desk, Role.ADMINISTRATOR)
    old, heir = unit(desk, handle), unit(desk, into)
    check_open(old, since)
    check_open(heir, since)
    if old.id == heir.id:
        raise UnitsError.loop(old.name, heir.name)
    last_day = since - timedelta(days=1)
    with desk.database.transaction() as session:
        store.end_memberships(session, old.id, last_day)
        store.close_unit(session, old.id, last_day, heir.id)
        keep_change(session, desk, by, "unit-merge", old.id, f"{heir.id} {since}")
    return unit(desk, old.id)


def check_term(term: Term) -> None:
    """Refuse a term that ends before it begins."""
    if term.is_backwards and term.since and term.until:
        raise UnitsError.backwards(term.since, term.until)
