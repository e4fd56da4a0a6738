"""Whom a call reaches: the tree of units on each day decides, and no list of stations does.

A unit asks only what belongs to it. So a call reaches a station on a day when the station's unit
then lies under the unit that asks, and under what the call is addressed to.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from broadcaster.schedule.demands.model import Address, Call, CallKind, Reach
from broadcaster.units.model import Membership, Term
from broadcaster.units.tree import line_of

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Place:
    """One station in the tree, over time."""

    station: str
    unit: str
    memberships: Sequence[Membership]
    changes: tuple[date, ...] = ()
    _lines: dict[int, frozenset[str]] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, station: str, unit: str, memberships: Sequence[Membership]) -> "Place":
        """Return the place of a station whose commune is `unit`."""
        return cls(station, unit, memberships, days_of_change(memberships))

    def line(self, day: date) -> frozenset[str]:
        """Return the station's unit and the units above it on `day`."""
        stretch = bisect_right(self.changes, day)  # between two changes every day is alike
        if stretch not in self._lines:
            self._lines[stretch] = frozenset(line_of(self.memberships, self.unit, day))
        return self._lines[stretch]


def days_of_change(memberships: Sequence[Membership]) -> tuple[date, ...]:
    """Return every first day on which the tree is not what it was the day before."""
    days = {one.term.since for one in memberships if one.term.since}
    days |= {one.term.until + DAY for one in memberships if one.term.until and _has_next(one)}
    return tuple(sorted(days))


def _has_next(membership: Membership) -> bool:
    return membership.term.until != date.max


def reached_on(call: Call, place: Place, day: date) -> bool:
    """Say whether a call reaches a station on a day, its own first and last day aside.

    Nobody offers anything to themselves.
    """
    if call.kind is CallKind.OFFER and call.unit == place.unit:
        return False
    line = place.line(day)
    return call.unit in line and any(_meets(address, place, line) for address in call.to)


def _meets(address: Address, place: Place, line: frozenset[str]) -> bool:
    match address.reach:
        case Reach.STATION:
            return address.id == place.station
        case Reach.GROUP:
            return any(unit in line for unit in address.units)
        case _:
            return address.id in line


def stretches(call: Call, place: Place) -> tuple[Term, ...]:
    """Return the stretches of whole days in which a call reaches a station, in order."""
    starts = [call.since, *(day for day in place.changes if call.since < day <= call.until)]
    found: list[Term] = []
    for number, first in enumerate(starts):
        if not reached_on(call, place, first):
            continue
        last = starts[number + 1] - DAY if number + 1 < len(starts) else call.until
        if found and found[-1].until == first - DAY:
            first = found.pop().since or first
        found.append(Term(first, last))
    return tuple(found)


def stretch_from(call: Call, place: Place, day: date) -> Term | None:
    """Return the stretch that `day` lies in, or the next one; None when it is over here."""
    return next_stretch(stretches(call, place), day)


def next_stretch(terms: Sequence[Term], day: date) -> Term | None:
    """Return the first of these stretches that is not over by `day`."""
    return next((term for term in terms if term.until is None or term.until >= day), None)
