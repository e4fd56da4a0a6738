"""The tree of units on a given day: whose unit is whose, and which joins are impossible."""

from collections.abc import Iterator, Sequence
from datetime import date

from broadcaster.units.model import Membership, Term

DEEPEST = 50
"""More levels than any administration has; a chain longer than this is a loop."""


def parent_on(memberships: Sequence[Membership], unit: str, day: date) -> str:
    """Return the unit that `unit` belongs to on `day`, or an empty string at the top."""
    for membership in memberships:
        if membership.unit == unit and membership.term.covers(day):
            return membership.parent
    return ""


def line_of(memberships: Sequence[Membership], unit: str, day: date) -> Iterator[str]:
    """Give `unit` and then the units above it on `day`, nearest first."""
    for _level in range(DEEPEST):
        if not unit:
            return
        yield unit
        unit = parent_on(memberships, unit, day)


def children_on(memberships: Sequence[Membership], unit: str, day: date) -> tuple[str, ...]:
    """Return the units directly below `unit` on `day`, in the order they joined."""
    return tuple(m.unit for m in memberships if m.parent == unit and m.term.covers(day))


def would_loop(memberships: Sequence[Membership], joining: Membership) -> bool:
    """Say whether `joining` would put a unit below itself on some day.

    The tree changes only on days when a membership begins, so those days within the term are
    tried, with its first day.
    """
    every = (*memberships, joining)
    return any(
        joining.unit in tuple(line_of(every, joining.parent, day))
        for day in _days_of_change(every, joining.term)
    )


def _days_of_change(memberships: Sequence[Membership], term: Term) -> set[date]:
    starts = {m.term.since for m in memberships if m.term.since is not None}
    days = {day for day in starts if term.covers(day)}
    return days | {term.since or date.min}
