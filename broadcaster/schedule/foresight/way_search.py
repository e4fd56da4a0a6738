"""Move one lever after the other until the planner does what is wanted. Pure.

A lever is tried with the least amount that the reason's own figures allow, and more until it
helps; then less, until it no longer does. Where another rule then stands in the way, its lever is
moved too.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from broadcaster.bulletins.model import Approval, BulletinClass
from broadcaster.schedule.foresight.changed_frame import FILTERED, MINUTE_MS
from broadcaster.schedule.foresight.refusal import Refusal
from broadcaster.schedule.foresight.what_if import Change, Lever, applied, speaks
from broadcaster.schedule.inputs import Inputs
from broadcaster.schedule.model import LeftOut, RunningOrder
from broadcaster.schedule.planner import plan
from broadcaster.schedule.programmes.model import Programme
from broadcaster.schedule.reasons import Reason
from broadcaster.schedule.sessions.sharing import Sharing, Span
from broadcaster.timebase import from_rfc3339

MOST_CHANGES = 3
"""A way that needs more is none that people would go."""
MOST = {
    Lever.APART: 60 * 24 * 30,
    Lever.TIMES: 60,
    Lever.UNTIL: 30,
    Lever.FROM: 30,
    Lever.PART_ITEMS: 30,
}
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

Judge = Callable[[Sequence[RunningOrder]], Refusal | None]
"""Says what still stands in the way in a plan; None when the plan does what is wanted."""


@dataclass(frozen=True)
class Way:
    """Changes that together help; none when the next plan does it as things are."""

    changes: tuple[Change, ...]


@dataclass
class Effort:
    """How many plans may still be tried. Once it is spent, what was found stands as it is."""

    left: int = 200


@dataclass(frozen=True)
class Search:
    """What is asked for whom. `zone` is where it is to be heard; empty for anywhere."""

    inputs: Inputs
    approval: Approval
    judge: Judge
    colliding: frozenset[tuple[str, str]]
    """Sessions that are in each other's way as things are."""
    zone: str = ""
    end: datetime | None = None
    """Where it ends now, if days beyond what `inputs` plan are to count when it ends later."""
    effort: Effort = field(default_factory=Effort)

    def ways(self, firsts: Iterator[tuple[Change, Refusal]]) -> tuple[Way, ...]:
        """Return the ways that begin with these changes and help; the shortest first."""
        found = [way for first, out in firsts if (way := self.follow((), first, out))]
        return tuple(sorted(found, key=lambda way: len(way.changes)))

    def follow(
        self, before: tuple[Change, ...], change: Change, out: Refusal, below: int = 0
    ) -> Way | None:
        """Move one lever until it helps, then those of the rules behind it."""
        after = self.refusal([*before, change])
        if after is None:
            return Way((*before, self.least(before, change, below)))
        if after.reason == out.reason:
            more = replace(change, amount=2 * change.amount)
            can_more = 0 < more.amount <= MOST.get(change.lever, MOST_MINUTES)
            return self.follow(before, more, out, change.amount) if can_more else None
        if len(before) + 1 >= MOST_CHANGES or change.lever in {one.lever for one in before}:
            return None
        following = next(self.tries(after), None)
        return self.follow((*before, change), following, after) if following else None

    def least(self, before: tuple[Change, ...], change: Change, below: int) -> Change:
        """Return the change with the least amount that still helps; `below` did not."""
        enough = change.amount
        while enough - below > 1:
            middle = (below + enough) // 2
            if self.refusal([*before, replace(change, amount=middle)]) is None:
                enough = middle
            else:
                below = middle
        return replace(change, amount=enough)

    def refusal(self, changes: Sequence[Change]) -> Refusal | None:
        """Say what stands in the way after these changes; None when they are enough.

        A change that brings two sessions into each other's way is none.
        """
        nothing = Refusal("", self.inputs.now, LeftOut(self.approval.bulletin, Reason.LOCKED))
        if self.effort.left <= 0:
            return nothing
        self.effort.left -= 1
        inputs = self.inputs
        for change in changes:
            inputs = applied(self._further(inputs, change), change, self.approval.bulletin)
        orders = plan(inputs)
        longer = any(change.lever is Lever.SESSION_MINUTES for change in changes)
        if longer and not collisions(orders, inputs.sharing) <= self.colliding:
            return nothing
        return self.judge(orders)

    def _further(self, inputs: Inputs, change: Change) -> Inputs:
        """Plan as many days more as a later end brings."""
        if self.end is None or change.lever is not Lever.UNTIL:
            return inputs
        last = self.end + timedelta(days=change.amount)
        return replace(inputs, until=max(inputs.until, last))

    def tries_or_class(self, out: Refusal) -> Iterator[Change]:
        """Yield the levers for a reason; for want of room also a higher class."""
        yield from self.tries(out)
        normal = self.approval.bulletin_class is BulletinClass.NORMAL
        if out.reason in ROOM_LEVERS and normal:
            yield Change(Lever.PRIORITY)

    def tries(self, out: Refusal) -> Iterator[Change]:
        """Yield the levers for a reason, each by the least that its figures call for."""
        values = out.out.detail.split()
        match out.reason:
            case Reason.TIMES_USED:
                yield Change(Lever.TIMES, 1)
            case Reason.TOO_NEAR:
                yield self._nearer(out, values[0])
            case Reason.NOT_VALID_THEN:
                yield _dates(out, *values)
            case Reason.ZONES:
                zones = self.zone or ",".join(self._programme(out).zones)
                yield Change(Lever.ZONES, subject=zones)
            case Reason.FILTER:
                for asked in FILTERED:
                    yield Change(Lever.FILTER, subject=f"{out.programme} {asked}")
            case Reason.PART_ITEMS:
                yield Change(Lever.PART_ITEMS, 1, out.programme)
            case reason if reason in ROOM_LEVERS:
                yield _room(out, ROOM_LEVERS[reason], int(values[0]), int(values[1]))

    def _nearer(self, out: Refusal, near: str) -> Change:
        """Return the minutes less that let it stand this near to another airing."""
        gap_ms = abs(out.start - from_rfc3339(near)) // timedelta(milliseconds=1)
        mine = [one for one in self.inputs.demands if speaks(one, self.approval.bulletin)]
        apart_ms = max((one.apart_ms for one in mine), default=0)
        return Change(Lever.APART, max(-(-(apart_ms - gap_ms) // MINUTE_MS), 1))

    def _programme(self, out: Refusal) -> Programme:
        return next(one for one in self.inputs.programmes if one.name == out.programme)


def _dates(out: Refusal, side: str, moment: str) -> Change:
    """Return the whole days that bring the session's start into the validity."""
    away = abs(out.start - from_rfc3339(moment))
    days = away // timedelta(days=1) + 1
    return Change(Lever.FROM if side == "from" else Lever.UNTIL, days)


def _room(out: Refusal, lever: Lever, needed_ms: int, left_ms: int) -> Change:
    minutes = max(-(-(needed_ms - left_ms) // MINUTE_MS), 1)
    if lever is Lever.HOURS:
        return Change(lever, minutes, out.start.isoformat())
    of_programme = lever in (Lever.SESSION_MINUTES, Lever.PART_MINUTES)
    return Change(lever, minutes, out.programme if of_programme else "")


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
