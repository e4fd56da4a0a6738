"""Keep the plans of quarters, and what is to be said of a quarter when it is over."""

from dataclasses import replace
from pathlib import Path

from broadcaster.desk import Desk
from broadcaster.policies.store import workplans as store
from broadcaster.policies.workplan import Texts, Workplan, read_quarter, with_texts
from broadcaster.policies.workplan_file import read_plan
from broadcaster.units import Role
from broadcaster.units import actions as units_actions


def workplans(desk: Desk) -> tuple[Workplan, ...]:
    """Return the plan of each quarter that has one, oldest first."""
    with desk.database.transaction() as session:
        return tuple(store.read_all(session).values())


def workplan(desk: Desk, quarter: str) -> Workplan | None:
    """Return the plan of a quarter (2026-Q4), None where nothing was entered."""
    wanted = read_quarter(quarter)
    with desk.database.transaction() as session:
        return store.read_all(session).get(wanted)


def import_workplan(
    desk: Desk, path: Path, quarter: str | None, *, confirmed: bool
) -> tuple[Workplan | None, Workplan]:
    """Put the lines of a file in the place of a quarter's; return the plan before and after.

    Texts of the file replace those there are; what it leaves out stays. Written only where
    `confirmed`, and only when something changes.
    """
    who = units_actions.require_role(desk, Role.OPERATOR)
    read = read_plan(path, quarter)
    with desk.database.transaction() as session:
        old = store.read_all(session).get(read.quarter)
        new = _kept(old, read) if old else read
        if confirmed and new != old:
            store.write(session, new, who.person, desk.time.now())
    return old, new


def write_texts(desk: Desk, quarter: str, texts: Texts) -> Workplan:
    """Enter what is to be said of a quarter; it needs no lines yet."""
    who = units_actions.require_role(desk, Role.OPERATOR)
    wanted = read_quarter(quarter)
    with desk.database.transaction() as session:
        old = store.read_all(session).get(wanted, Workplan(wanted))
        new = with_texts(old, texts)
        if new != old:
            store.write(session, new, who.person, desk.time.now())
    return new


def _kept(old: Workplan, new: Workplan) -> Workplan:
    return replace(
        new,
        difficulties=new.difficulties or old.difficulties,
        good_practice=new.good_practice or old.good_practice,
        next_quarter=new.next_quarter or old.next_quarter,
    )
