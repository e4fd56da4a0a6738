"""Keep the list of policies that bulletins speak of."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from broadcaster.desk import Desk
from broadcaster.handles import HandleError, resolve
from broadcaster.policies import policy_sheet
from broadcaster.policies.amending import Stated, amended, by_key, changed, key_of, without_stage
from broadcaster.policies.errors import PoliciesError
from broadcaster.policies.importing import Imported, Taking
from broadcaster.policies.model import Policy, Stage
from broadcaster.policies.store import policies as store
from broadcaster.units import Authority, Role
from broadcaster.units import actions as units_actions
from broadcaster.units.actions.authority import Entry, entering
from broadcaster.units.sheet import read_records
from broadcaster.units.workbook import read_workbook

LONGEST_SUBJECT = 80


def policies(desk: Desk) -> tuple[Policy, ...]:
    """Return every policy, oldest entry first."""
    with desk.database.transaction() as session:
        return store.read_all(session)


def policy(desk: Desk, handle: str) -> Policy:
    """Return the policy of that document number, however written, or of a unique tail of it.

    `HandleError` when it names none, or several.
    """
    every = {one.id: one for one in policies(desk)}
    if found := by_key(every.values()).get(key_of(handle)):
        return found
    return every[resolve(handle, tuple(every))]


def state_policy(desk: Desk, number: str, stated: Stated) -> Policy:
    """Enter a policy by the number of its document, or add to one that is there.

    What is not stated stays as it was; a stage given again gets its new day. A new policy needs a
    title. `unit` may be any handle of a unit.
    """
    who = _keeper(desk)
    if stated.unit:
        stated = replace(stated, unit=units_actions.unit(desk, stated.unit).id)
    with entering(desk, who) as entry:
        old = by_key(store.read_all(entry.session)).get(key_of(number))
        new = amended(old, number, stated)
        _write(entry, old, new)
    return new


def set_stage(desk: Desk, handle: str, stage: Stage, day: date | None = None) -> Policy:
    """Say that a policy reached `stage` on `day` (station date; today when None)."""
    reached = Stated(stages=((stage, day or units_actions.today(desk)),))
    return _change(desk, handle, lambda old: amended(old, old.id, reached))


def take_back_stage(desk: Desk, handle: str, stage: Stage) -> Policy:
    """Take back that a policy reached `stage`; refused when no day is entered for it."""
    return _change(desk, handle, lambda old: without_stage(old, stage))


def import_policies(desk: Desk, path: Path, *, confirmed: bool) -> Imported[Policy]:
    """Lay a spreadsheet over the list: all of it where `confirmed`, else only say what changes.

    `SheetError` for the file, `PoliciesError` with every mistake in it, each with its row; then
    nothing is written.
    """
    who = _keeper(desk)
    passed_over: list[str] = []
    records, mistakes = read_records(read_workbook(path), policy_sheet.COLUMNS, passed_over)
    records, incomplete = policy_sheet.with_stages_named(records)
    units = {one.id: one.name for one in units_actions.units(desk)}
    with entering(desk, who) as entry:
        taking: Taking[Policy] = Taking(
            by_key(store.read_all(entry.session)),
            lambda values: key_of(values.get("number", "")),
            lambda old, values: policy_sheet.lay(old, values, units),
            [*mistakes, *incomplete],
        )
        named = taking.take(record for record in records if "number" in record.values)
        if taking.mistakes:
            raise PoliciesError.bad_sheet(path.name, taking.mistakes)
        changes = tuple(change for change in named if change.is_change)
        for change in changes if confirmed else ():
            _write(entry, change.before, change.after)
    same = len(named) - len(changes)
    return Imported(changes, same, tuple(passed_over), bool(confirmed and changes))


def subject_of(policy: Policy) -> str:
    """Return under which subject its changes stand in the trail of the register."""
    return policy.id[:LONGEST_SUBJECT]


def _change(desk: Desk, handle: str, change: Callable[[Policy], Policy]) -> Policy:
    who, old = _keeper(desk), policy(desk, handle)
    with entering(desk, who) as entry:
        held = by_key(store.read_all(entry.session)).get(key_of(old.id))
        if held is None:
            raise HandleError(handle, ())
        new = change(held)
        _write(entry, held, new)
    return new


def _keeper(desk: Desk) -> Authority:
    return units_actions.require_role(desk, Role.OPERATOR)


def _write(entry: Entry, old: Policy | None, new: Policy) -> None:
    if old == new:
        return
    store.write(entry.session, new, entry.by.person, entry.at)
    entry.keep("policy", subject_of(new), _detail(old, new))


def _detail(old: Policy | None, new: Policy) -> str:
    return "; ".join(
        f"{name}: {before or '-'} -> {now or '-'}"
        for name, (before, now) in changed(old, new).items()
    )
