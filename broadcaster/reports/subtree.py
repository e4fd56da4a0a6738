"""Which units a report of a subtree has a line for, and whose logs are here.

A report shows the units there were on its last day, or on another day that was asked for.

A unit's log is known by the `boot` that it begins with. Logs come from the home's journal and from
journal folders that were brought, each a copy of what stands at a station.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from broadcaster.desk import Desk
from broadcaster.journal.logs import Log, logs_in
from broadcaster.reports.errors import ReportsError
from broadcaster.units import Unit, UnitKind
from broadcaster.units import actions as units
from broadcaster.units.heirs import heir_on, standing_for
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


@dataclass(frozen=True)
class Line:
    """One line of the report: a unit, or one that stands in the place of others."""

    name: str
    code: str
    unit: str
    """Under which unit its log was begun."""
    is_told_elsewhere: bool = False
    """Another line speaks for it: it is left out where its log holds nothing of the period."""


def lines_under(
    known: Mapping[str, Unit], below: Sequence[Unit], logs: Collection[str], then: date, asked: date
) -> tuple[Line, ...]:
    """Return the lines for units of the day `asked` and logs of days up to `then`.

    The log of a commune that was merged since has a line of its own, which names its heir. Under
    older units the log of a merged commune stands for all the old ones, which it names.
    """
    own = lines_of(below, logs)
    names = {one.id: one.name for one in below}
    stands = {unit: _stands_for(known, names, unit, then, asked) for unit in sorted(logs)}
    told = {old for unit, olds in stands.items() for old in olds if asked < then and old != unit}
    lines = [
        Line(
            _with(one.name, one.id, stands.get(one.id, ()), names),
            one.code,
            one.id,
            one.id in told,
        )
        for one in own
        if one.id in logs or one.id not in told
    ]
    others = [unit for unit, ids in stands.items() if ids and unit not in {one.id for one in own}]
    return (
        *lines,
        *(
            Line(_with(known[unit].name, unit, stands[unit], names), known[unit].code, unit, True)
            for unit in others
        ),
    )


def _stands_for(
    known: Mapping[str, Unit], names: Mapping[str, str], unit: str, then: date, asked: date
) -> tuple[str, ...]:
    if asked < then:
        communes = [one for one in names if known[one].kind is UnitKind.COMMUNE]
        return standing_for(known, communes, unit, then, asked)
    heir = heir_on(known, unit, asked)
    return (heir,) if heir in names else ()


def _with(name: str, unit: str, stands: Sequence[str], names: Mapping[str, str]) -> str:
    """Return a line's name, with those of the units it stands for where they are others."""
    if not stands or tuple(stands) == (unit,):
        return name
    return f"{name} ({', '.join(names[one] for one in stands)})"


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


def lines_of(below: Sequence[Unit], logs: Collection[str]) -> tuple[Unit, ...]:
    """Return the units that have a line: every commune, with or without a log, and who has one."""
    return tuple(one for one in below if one.kind is UnitKind.COMMUNE or one.id in logs)
