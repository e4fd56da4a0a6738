"""Which units a report of a subtree has a line for, and whose logs are here.

A unit's log is known by the `boot` that it begins with. Logs come from the home's journal and from
journal folders that were brought, each a copy of what stands at a station.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from broadcaster.desk import Desk
from broadcaster.journal.logs import Log, logs_in
from broadcaster.reports.errors import ReportsError
from broadcaster.units import Unit, UnitKind
from broadcaster.units import actions as units
from broadcaster.units.tree import children_on

DEEPEST = 50


@dataclass(frozen=True)
class Logs:
    """The logs of one unit in one journal folder."""

    journal: Path
    logs: tuple[Log, ...]


def logs_by_unit(folders: Sequence[Path]) -> dict[str, Logs]:
    """Return the real logs under these folders by the unit that wrote them; the first folder wins.

    ReportsError names a folder that holds no log.
    """
    found: dict[str, Logs] = {}
    for folder in folders:
        by_unit: dict[str, list[Log]] = {}
        for log in logs_in(folder) if folder.is_dir() else []:
            first = log.first()
            if first is not None:
                by_unit.setdefault(first.text("unit"), []).append(log)
        if not by_unit and folder != folders[0]:
            raise ReportsError.no_logs(folder)
        for unit, logs in by_unit.items():
            found.setdefault(unit, Logs(folder, tuple(logs)))
    return found


def units_below(desk: Desk, handle: str, day: date) -> tuple[Unit, tuple[Unit, ...]]:
    """Return the unit that `handle` means, and it with all below it on `day`, by name."""
    top = units.unit(desk, handle, day)
    known = {one.id: one for one in units.units(desk, day)}
    memberships = units.memberships(desk)
    found, level = [top.id], [top.id]
    for _depth in range(DEEPEST):
        level = [child for one in level for child in children_on(memberships, one, day)]
        found += [one for one in level if one not in found]
    every = [known[one] for one in found if one in known]
    return top, tuple(sorted(every, key=lambda one: (one.name, one.id)))


def lines_of(below: Sequence[Unit], logs: dict[str, Logs]) -> tuple[Unit, ...]:
    """Return the units that have a line: every commune, with or without a log, and who has one."""
    return tuple(one for one in below if one.kind is UnitKind.COMMUNE or one.id in logs)
