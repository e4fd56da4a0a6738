"""Keep the list of agencies, and whom each has named."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from broadcaster.desk import Desk
from broadcaster.policies import agency_sheet
from broadcaster.policies.agency import Agency
from broadcaster.policies.errors import PoliciesError
from broadcaster.policies.importing import Imported, Taking
from broadcaster.policies.store import agencies as store
from broadcaster.units import Role
from broadcaster.units import actions as units_actions
from broadcaster.units.actions.authority import Entry, entering
from broadcaster.units.choosing import choose
from broadcaster.units.naming import tidy
from broadcaster.units.sheet import read_records
from broadcaster.units.workbook import read_workbook


def agencies(desk: Desk) -> tuple[Agency, ...]:
    """Return every agency, also those that were dissolved, oldest entry first."""
    with desk.database.transaction() as session:
        return store.read_all(session)


def agency(desk: Desk, handle: str) -> Agency:
    """Return the agency that `handle` (id, name or tail) means."""
    every = {one.id: one for one in agencies(desk)}
    return every[choose(handle, {id_: one.name for id_, one in every.items()}, "agency")]


def state_agency(desk: Desk, name: str, stated: Mapping[str, Any]) -> Agency:
    """Enter an agency by its name, or say something new of one that is there.

    `stated` has the fields of its sheet (`agency_sheet.COLUMNS`), those that were given. An empty
    `leader` or `focal-point` is a vacancy.
    """
    who = units_actions.require_role(desk, Role.OPERATOR)
    units = {one.id: one.name for one in units_actions.units(desk)}
    with entering(desk, who) as entry:
        known = store.read_all(entry.session)
        old = {_key(one.name): one for one in known}.get(_key(name))
        base = old or agency_sheet.new_agency(name, {one.id: one.name for one in known})
        new = agency_sheet.lay(base, stated, units, units_actions.today(desk))
        _write(entry, old, new)
    return new


def import_agencies(desk: Desk, path: Path, *, confirmed: bool) -> Imported[Agency]:
    """Lay a spreadsheet over the list: all of it where `confirmed`, else only say what changes.

    `SheetError` for the file, `PoliciesError` with every mistake in it, each with its row; then
    nothing is written. Somebody named without a day holds the post from today.
    """
    who = units_actions.require_role(desk, Role.OPERATOR)
    passed_over: list[str] = []
    records, mistakes = read_records(read_workbook(path), agency_sheet.COLUMNS, passed_over)
    units, today = (
        {one.id: one.name for one in units_actions.units(desk)},
        units_actions.today(desk),
    )
    with entering(desk, who) as entry:
        known = store.read_all(entry.session)
        ids = {one.id: one.name for one in known}

        def lay(old: Agency | None, values: Mapping[str, Any]) -> Agency:
            base = old or agency_sheet.new_agency(values["name"], ids)
            ids.setdefault(base.id, base.name)
            return agency_sheet.lay(base, values, units, today)

        taking: Taking[Agency] = Taking(
            {_key(one.name): one for one in known},
            lambda values: _key(values["name"]),
            lay,
            mistakes,
        )
        named = taking.take(record for record in records if "name" in record.values)
        if taking.mistakes:
            raise PoliciesError.bad_sheet(path.name, taking.mistakes)
        changes = tuple(change for change in named if change.is_change)
        for change in changes if confirmed else ():
            _write(entry, change.before, change.after)
    same = len(named) - len(changes)
    return Imported(changes, same, tuple(passed_over), bool(confirmed and changes))


def _key(name: str) -> str:
    """Return what two ways of typing one name have in common."""
    return tidy(name).casefold()


def _write(entry: Entry, old: Agency | None, new: Agency) -> None:
    if old == new:
        return
    store.write(entry.session, new)
    was = set(old.holders) if old else set()
    entry.keep(
        "agency",
        new.id,
        "; ".join(
            f"{one.post} {one.name} {one.term.since or ''}..{one.term.until or ''}"
            for one in new.holders
            if one not in was
        ),
    )
