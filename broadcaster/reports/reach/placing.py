"""Put what stations aired under the units of the day that a report asks for. Pure."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from broadcaster.reports.reach.airings import Airing, Heard
from broadcaster.units import Unit
from broadcaster.units.heirs import by_heir, heir_on

Told = tuple[str, str]
"""Policy (its key) and stage."""


@dataclass
class Placed:
    """What was heard, by the units that have a line in the report."""

    heard: dict[str, Counter[tuple[str, str, str]]] = field(default_factory=dict)
    """Unit -> airings by policy, stage and language."""
    failed: dict[str, set[Told]] = field(default_factory=dict)
    """Unit -> what was planned there and did not sound whole."""
    reaches: dict[str, date] = field(default_factory=dict)
    """Unit -> the day until which a log of it is here."""
    airings: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    """The same of all lines together; an airing under two old units counts once."""
    strangers: Counter[str] = field(default_factory=Counter)
    """Airings of units that have no line."""

    def told(self, unit: str) -> set[Told]:
        """Return what was heard under a unit, in whatever language."""
        return {(policy, stage) for policy, stage, _language in self.heard.get(unit, ())}


def place(
    stations: Sequence[Heard], units: Mapping[str, Unit], lines: Collection[str], asked: date
) -> Placed:
    """Return what the stations aired, under `lines`, units of the day `asked`."""

    @cache
    def ahead(unit: str) -> tuple[str, ...]:
        heir = heir_on(units, unit, asked)
        return (heir,) if heir in lines else ()

    @cache
    def back(day: str) -> dict[str, tuple[str, ...]]:
        return by_heir(units, lines, date.fromisoformat(day))

    def under(unit: str, day: str) -> tuple[str, ...]:
        return ahead(unit) if asked.isoformat() > day else back(day).get(unit, ())

    placed = Placed()
    for station in stations:
        for airing, count in station.aired.items():
            _take(placed, under(airing.unit, airing.day), airing, count)
        for airing in station.failed:
            for line in under(airing.unit, airing.day):
                placed.failed.setdefault(line, set()).add((airing.policy, airing.stage))
        for unit, day in station.reaches.items():
            for line in under(unit, day.isoformat()):
                placed.reaches[line] = max(day, placed.reaches.get(line, day))
    return placed


def _take(placed: Placed, lines: Sequence[str], airing: Airing, count: int) -> None:
    told = (airing.policy, airing.stage, airing.language)
    if not lines:
        placed.strangers[airing.unit] += count
        return
    placed.airings[told] += count
    for line in lines:
        placed.heard.setdefault(line, Counter())[told] += count
