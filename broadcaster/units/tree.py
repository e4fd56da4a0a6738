"""The tree of units on a given day: whose unit is whose, and which joins are impossible."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

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


def terms_above(
    memberships: Sequence[Membership], unit: str, since: date
) -> tuple[tuple[str, Term], ...]:
    """Return which units stand above `unit` and when, from `since` on, nearest first.

    A term that began by `since` is open there; a unit that comes back has two.
    """
    starts = sorted({since, *(day for day in _turns(memberships) if day > since)})
    found: dict[str, list[Term]] = {}
    for start, following in zip(starts, [*starts[1:], None], strict=True):
        last = following - timedelta(days=1) if following else None
        for above in tuple(line_of(memberships, unit, start))[1:]:
            terms = found.setdefault(above, [])
            if terms and terms[-1].until == start - timedelta(days=1):
                terms[-1] = Term(terms[-1].since, last)
            else:
                terms.append(Term(None if start == since else start, last))
    return tuple((above, term) for above, terms in found.items() for term in terms)


def _turns(memberships: Sequence[Membership]) -> Iterator[date]:
    """Yield the days on which the tree may look different from the day before."""
    for membership in memberships:
        if membership.term.since is not None:
            yield membership.term.since
        if membership.term.until is not None:
            yield membership.term.until + timedelta(days=1)


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
