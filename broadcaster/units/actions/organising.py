"""Add, move, rename and merge units. What was so on a day stays readable for that day."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy.orm import Session

from broadcaster.desk import Desk
from broadcaster.units import store
from broadcaster.units.actions.authority import Entry, entering, require_role
from broadcaster.units.actions.lookup import check_open, unit
from broadcaster.units.choosing import check_name, check_text, choose, new_id
from broadcaster.units.errors import UnitsError
from broadcaster.units.model import (
    ALWAYS,
    FormerName,
    Membership,
    Role,
    Term,
    Unit,
    UnitKind,
)
from broadcaster.units.naming import LONGEST_CODE
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
    wanted = Unit(id_ or "", name, kind, code, term, parent=above.id if above else "")
    with entering(desk, by) as entry:
        return enter_unit(entry, wanted, store.unit_names(entry.session))


def enter_unit(entry: Entry, wanted: Unit, known: Mapping[str, str]) -> Unit:
    """Write one new unit; `wanted` has its parent's id, and an id of its own or none."""
    check_term(wanted.term)
    name = check_name(wanted.name)
    id_ = new_id(name, known, wanted.id or None)
    code = check_text("code", wanted.code, LONGEST_CODE)
    new = replace(wanted, id=id_, name=name, code=code)
    store.write_unit(entry.session, new)
    if new.parent:
        store.write_membership(entry.session, Membership(new.id, new.parent, new.term))
    entry.keep("unit-add", new.id, new.parent)
    return new


def move_unit(desk: Desk, handle: str, parent: str | None, since: date) -> Unit:
    """Let a unit belong to `parent` (None: to nobody) from `since` on, ending what was before."""
    by = require_role(desk, Role.ADMINISTRATOR)
    moved = unit(desk, handle)
    check_open(moved, since)
    with entering(desk, by) as entry:
        session = entry.session
        store.end_memberships(session, moved.id, since - timedelta(days=1))
        if parent:
            above = unit_in(session, parent, since)
            check_open(above, since)
            joining = Membership(moved.id, above.id, Term(since, moved.term.until))
            session.flush()
            if above.id == moved.id or would_loop(store.read_memberships(session), joining):
                raise UnitsError.loop(moved.name, above.name)
            store.write_membership(session, joining)
        entry.keep("unit-move", moved.id, f"{parent or '-'} {since}")
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
    paper = check_text("document", document)
    was = FormerName(old.name, old.code, since - timedelta(days=1), paper)
    new_code = old.code if code is None else check_text("code", code, LONGEST_CODE)
    with entering(desk, by) as entry:
        store.rename_unit(entry.session, old.id, check_name(name), new_code, was)
        entry.keep("unit-rename", old.id, f"{old.name} -> {name} {document}")
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
    with entering(desk, by) as entry:
        store.end_memberships(entry.session, old.id, last_day)
        store.close_unit(entry.session, old.id, last_day, heir.id)
        entry.keep("unit-merge", old.id, f"{heir.id} {since}")
    return unit(desk, old.id)


def check_term(term: Term) -> None:
    """Refuse a term that ends before it begins."""
    if term.is_backwards and term.since and term.until:
        raise UnitsError.backwards(term.since, term.until)
