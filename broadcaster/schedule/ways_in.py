"""What would let a bulletin into a session that left it out: the planner is asked, not guessed.

Pure. From the reason come the levers that could help; each is tried with the least amount that the
reason's own figures allow, and more until it helps. Where another rule then stands in the way, its
lever is moved too. What is returned was planned and found to work; how it works out for others is
not asked.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from broadcaster.bulletins.model import Approval, BulletinClass
from broadcaster.schedule.model import LeftOut, RunningOrder
from broadcaster.schedule.overlaps import shared_zones
from broadcaster.schedule.planner import Inputs, plan
from broadcaster.schedule.programme import Programme
from broadcaster.schedule.reasons import Reason
from broadcaster.schedule.sharing import Sharing, Span
from broadcaster.schedule.what_if import FILTERED, MINUTE_MS, Change, Lever, applied
from broadcaster.timebase import from_rfc3339

MOST_CHANGES = 3
"""A way that needs more is none that people would go."""
MOST = {Lever.TIMES: 60, Lever.UNTIL: 60, Lever.FROM: 60, Lever.PART_ITEMS: 30}
MOST_MINUTES = 120
MARGIN = timedelta(hours=1)
"""No amplifier is switched on earlier than this before its session."""

ROOM_LEVERS = {
    Reason.NO_ROOM: Lever.SESSION_MINUTES,
    Reason.PART_MINUTES: Lever.PART_MINUTES,
    Reason.OUTSIDE_HOURS: Lever.HOURS,
    Reason.CAP_SESSION: Lever.CAP_SESSION,
    Reason.CAP_DAY: Lever.CAP_DAY,
    Reason.PART_ITEMS: Lever.PART_ITEMS,
}


@dataclass(frozen=True)
class Way:
    """Changes that together let it in; none when the next plan takes it as things are."""

    changes: tuple[Change, ...]


def ways_into(inputs: Inputs, approval: Approval, session: str, zone: str = "") -> tuple[Way, ...]:
    """Return the ways into one session of the plan that `inputs` give, the shortest first.

    With a zone it has to sound there. A session that stands, or is none, has no way in.
    """
    orders = plan(inputs)
    order = next((order for order in orders if order.session == session), None)
    if order is None:
        return ()
    out = refusal_in(order, approval.bulletin, zone)
    if out is None:
        return (Way(()),)
    search = _Search(
        inputs, approval, session, zone, order.start, collisions(orders, inputs.sharing)
    )
    ways = [way for first in _first_tries(search, out) if (way := search.follow((), first, out))]
    return tuple(sorted(ways, key=lambda way: len(way.changes)))


def refusal_in(order: RunningOrder, bulletin: str, zone: str = "") -> LeftOut | None:
    """Return why an order leaves a bulletin out, of that zone if one is named; else None."""
    for item in order.items:
        if item.bulletin == bulletin:
            heard = not zone or shared_zones(item.zones, (zone,))
            return None if heard else LeftOut(bulletin, Reason.ZONES, ",".join(item.zones))
    found = (out for out in order.left_out if out.bulletin == bulletin)
    return next(found, LeftOut(bulletin, Reason.NOT_PLANNED_YET))


def collisions(orders: Sequence[RunningOrder], sharing: Sharing) -> frozenset[tuple[str, str]]:
    """Return the pairs of sessions that are in each other's way when both are at their longest."""
    ordered = sorted(orders, key=lambda order: (order.start, order.session))
    spans = [Span(order.start, order.end, order.zones) for order in ordered]
    found = set()
    for place, span in enumerate(spans):
        for other in range(place + 1, len(spans)):
            if spans[other].start >= span.end + MARGIN:
                break
            if sharing.collide(span, spans[other]):
                found.add((ordered[place].session, ordered[other].session))
    return frozenset(found)


@dataclass(frozen=True)
class _Search:
    inputs: Inputs
    approval: Approval
    session: str
    zone: str
    start: datetime
    overlapping: frozenset[tuple[str, str]]

    @property
    def programme(self) -> Programme:
        """The programme of the session."""
        name = self.session.rpartition("@")[0]
        return next(one for one in self.inputs.programmes if one.name == name)

    def follow(
        self, before: tuple[Change, ...], change: Change, out: LeftOut, below: int = 0
    ) -> Way | None:
        """Move one lever until it helps, then those of the rules behind it."""
        after = self.refusal([*before, change])
        if after is None:
            return Way((*before, self.least(before, change, below)))
        if after.reason == out.reason:
            more = Change(change.lever, 2 * change.amount, change.subject)
            can_more = 0 < more.amount <= MOST.get(change.lever, MOST_MINUTES)
            return self.follow(before, more, out, change.amount) if can_more else None
        if len(before) + 1 >= MOST_CHANGES or change.lever in {one.lever for one in before}:
            return None
        following = next(_tries(self, after), None)
        return self.follow((*before, change), following, after) if following else None

    def least(self, before: tuple[Change, ...], change: Change, below: int) -> Change:
        """Return the change with the least amount that still helps; `below` did not."""
        enough = change.amount
        while enough - below > 1:
            middle = (below + enough) // 2
            if self.refusal([*before, Change(change.lever, middle, change.subject)]) is None:
                enough = middle
            else:
                below = middle
        return Change(change.lever, enough, change.subject)

    def refusal(self, changes: Sequence[Change]) -> LeftOut | None:
        """Say why the session leaves it out after these changes; None when it airs it.

        A change that brings two sessions into each other's way is none.
        """
        inputs = self.inputs
        for change in changes:
            inputs = applied(inputs, change, self.approval.bulletin)
        orders = plan(inputs)
        order = next((order for order in orders if order.session == self.session), None)
        if order is None or not collisions(orders, inputs.sharing) <= self.overlapping:
            return LeftOut(self.approval.bulletin, Reason.LOCKED)
        return refusal_in(order, self.approval.bulletin, self.zone)


def _first_tries(search: _Search, out: LeftOut) -> Iterator[Change]:
    """Yield the levers for a reason; for want of room also a higher class."""
    yield from _tries(search, out)
    normal = search.approval.bulletin_class is BulletinClass.NORMAL
    if out.reason in ROOM_LEVERS and normal:
        yield Change(Lever.PRIORITY)


def _tries(search: _Search, out: LeftOut) -> Iterator[Change]:
    values = out.detail.split()
    match out.reason:
        case Reason.TIMES_USED:
            yield Change(Lever.TIMES, 1)
        case Reason.NOT_VALID_THEN:
            yield _dates(search, *values)
        case Reason.ZONES:
            yield Change(Lever.ZONES, subject=search.zone or ",".join(search.programme.zones))
        case Reason.FILTER:
            for asked in FILTERED:
                yield Change(Lever.FILTER, subject=f"{search.programme.name} {asked}")
        case Reason.PART_ITEMS:
            yield Change(Lever.PART_ITEMS, 1, search.programme.name)
        case reason if reason in ROOM_LEVERS:
            yield _room(search, ROOM_LEVERS[Reason(reason)], int(values[0]), int(values[1]))


def _dates(search: _Search, side: str, moment: str) -> Change:
    """Return the whole days that bring the session's start into the validity."""
    away = abs(search.start - from_rfc3339(moment))
    days = away // timedelta(days=1) + 1
    return Change(Lever.FROM if side == "from" else Lever.UNTIL, days)


def _room(search: _Search, lever: Lever, needed_ms: int, left_ms: int) -> Change:
    minutes = max(-(-(needed_ms - left_ms) // MINUTE_MS), 1)
    if lever is Lever.HOURS:
        return Change(lever, minutes, search.start.isoformat())
    of_programme = lever in (Lever.SESSION_MINUTES, Lever.PART_MINUTES)
    return Change(lever, minutes, search.programme.name if of_programme else "")
