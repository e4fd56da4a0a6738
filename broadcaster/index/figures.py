"""Figures asked of the index: by unit and day, from the facts themselves or from what was kept.

`index_day` is a sum that was kept (a rollup); `counted` counts the facts. The two have to agree,
which `differences` looks at.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, case, func, literal_column, select

from broadcaster.index.model import Fact, Figures
from broadcaster.index.tables import COUNTED_KINDS, COUNTS, day, entry
from broadcaster.journal.model import Kind, Outcome


@dataclass(frozen=True)
class UnitDay:
    """The figures of one unit on one day."""

    unit: str
    day: date
    figures: Figures
    records: int


def counted() -> Select[Any]:
    """Return the query that counts the facts of each unit and day."""
    records = func.sum(case((entry.c.part == 0, 1), else_=0)).label("records")
    found = select(entry.c.unit, entry.c.day, *_counts(), records)
    return found.group_by(entry.c.unit, entry.c.day)


def unit_days(connection: Connection, first: date, last: date) -> Iterator[UnitDay]:
    """Yield what was kept for the days from `first` to `last`, by unit and day."""
    within = select(day).where(day.c.day.between(first, last)).order_by(day.c.unit, day.c.day)
    for row in connection.execute(within).mappings():
        yield UnitDay(row["unit"], row["day"], _figures(row), int(row["records"]))


def counted_days(connection: Connection, first: date, last: date) -> Iterator[UnitDay]:
    """Yield the same as `unit_days`, counted from the facts."""
    within = counted().where(entry.c.day.between(first, last))
    for row in connection.execute(within.order_by(entry.c.unit, entry.c.day)).mappings():
        yield UnitDay(row["unit"], row["day"], _figures(row), int(row["records"]))


def by_unit(connection: Connection, first: date, last: date) -> dict[str, tuple[Figures, int]]:
    """Return each unit's figures of some days together, and on how many it has any record."""
    sums = [func.sum(day.c[name]).label(name) for name in COUNTS]
    within = select(day.c.unit, func.count().label("days"), *sums)
    within = within.where(day.c.day.between(first, last)).group_by(day.c.unit)
    rows = connection.execute(within).mappings()
    return {row["unit"]: (_figures(row), int(row["days"])) for row in rows}


def total_of(connection: Connection, units: list[str], first: date, last: date) -> Figures:
    """Return the figures of several units together, counted from the facts."""
    query = select(*_counts()).where(entry.c.day.between(first, last), entry.c.unit.in_(units))
    # Written out, not bound: only then do both databases see that the partial index serves.
    query = query.where(literal_column(f"kind IN {COUNTED_KINDS}"))
    return _figures(connection.execute(query).mappings().one())


def differences(connection: Connection) -> Iterator[tuple[str, date]]:
    """Yield each unit and day whose kept figures are not what its facts come to."""
    kept = {(one.unit, one.day): one for one in unit_days(connection, date.min, date.max)}
    for one in counted_days(connection, date.min, date.max):
        if kept.pop((one.unit, one.day), None) != one:
            yield one.unit, one.day
    yield from kept


def _counts() -> list[Any]:
    outcomes = [
        (str(outcome), _sum(entry.c.outcome == outcome, Kind.OUTCOME)) for outcome in Outcome
    ]
    sounded = case((entry.c.kind == Kind.OUTCOME, (entry.c.sounded_ms + 500) // 1000), else_=0)
    found = dict(outcomes) | {
        "sessions": _number_of(Fact.SESSION),
        "no_plan": _number_of(Kind.NO_PLAN),
        "planned": _number_of(Fact.PLANNED),
        "unplanned": _number_of(Kind.UNPLANNED),
        "sounded_s": func.coalesce(func.sum(sounded), 0),
    }
    return [found[name].label(name) for name in COUNTS]


def _number_of(kind: str) -> Any:
    return func.coalesce(func.sum(case((entry.c.kind == kind, 1), else_=0)), 0)


def _sum(condition: Any, kind: str) -> Any:
    return func.coalesce(func.sum(case(((entry.c.kind == kind) & condition, 1), else_=0)), 0)


def _figures(row: Any) -> Figures:
    return Figures(**{name: int(row[name] or 0) for name in COUNTS})
