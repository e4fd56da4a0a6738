"""When the next item of a session should sound, and whether it still can.

Pure: wall times in (aware UTC), a wall time or a reason out. The items keep their order. A soft
item starts when it was planned or, if something before it still sounds, right after that; when
something before it fell out it starts at once, and what follows moves up with it. A hard start
waits for its own moment. What is late sounds from its beginning, or is skipped, or, where its part
asks for it and it is no speech, is joined where it would be by then. Speech is never cut by
arithmetic: an item that cannot be over by the session's end, by more than its grace, does not
begin.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from broadcaster.journal.model import Cause, Outcome
from broadcaster.playout.judging.guard import Hours, Ruling, rule
from broadcaster.playout.model import Passed
from broadcaster.schedule.model import PlannedItem
from broadcaster.timebase import TimeTrust

SKIP_LATE, JOIN_LATE = "skip", "join"
NO_SHIFT = timedelta(0)


@dataclass(frozen=True)
class Cursor:
    """Where a session stands between two items."""

    start: datetime
    end: datetime
    free_from: datetime
    """Nothing placed sounds from here on."""
    shift: timedelta = NO_SHIFT
    """How much earlier than planned soft items start, since items before them fell out."""
    closed_up: bool = False
    """The item before fell out, so the next one starts at once."""

    def planned(self, item: PlannedItem) -> datetime:
        """Return when the plan wants the item's first sample."""
        return self.start + timedelta(milliseconds=item.offset_ms)

    def after(self, item: PlannedItem, at: datetime, ends: datetime) -> "Cursor":
        """Return the cursor once `item` was placed at `at`; it keeps how early that was."""
        early = max(self.planned(item) - at, NO_SHIFT)
        return replace(self, free_from=ends, shift=early, closed_up=False)

    def without(self, *, at_once: bool) -> "Cursor":
        """Return the cursor once an item fell out; the next starts `at_once`, or when planned."""
        return replace(self, closed_up=self.closed_up or at_once)


@dataclass(frozen=True)
class Aim:
    """When an item's first sample should sound, or why it will not (`passed`)."""

    at: datetime
    passed: Passed | None = None
    volume_percent: int = 100
    from_ms: int = 0
    """From where in the cut it sounds: its beginning, unless it is joined late."""

    @property
    def can_wait(self) -> bool:
        """Say whether a refusal may still change before its moment: the hours were read early."""
        return self.passed is not None and self.passed.outcome is Outcome.REFUSED


def aim(
    item: PlannedItem, cursor: Cursor, earliest: datetime, hours: Hours, trust: TimeTrust
) -> Aim:
    """Say when `item` sounds next, not before `earliest`, under the hours policy and this clock.

    An item that may not sound when it would close up to the one before is tried at its planned
    moment too. `Aim.passed` is `refused` (hours guard), `skipped` with `programme-rule` (too late
    and its late policy says skip) or `missed` with `no-time-left`.
    """
    planned = cursor.planned(item)
    wishes = [planned] if item.hard_start else [_closed_up(planned, cursor), planned]
    found = None
    for wish in wishes:
        at = max(wish, cursor.free_from, earliest)
        found = _try(item, cursor, at, hours, trust)
        if found.passed is None:
            return found
    if found is None:
        raise AssertionError("there is always a wish")
    return found


def _closed_up(planned: datetime, cursor: Cursor) -> datetime:
    if cursor.closed_up:
        return min(planned, cursor.free_from)
    return planned - cursor.shift


def _try(item: PlannedItem, cursor: Cursor, at: datetime, hours: Hours, trust: TimeTrust) -> Aim:
    from_ms = _joined_from(item, cursor, at)
    if passed := _too_late(item, cursor, at, from_ms):
        return Aim(at, passed)
    ruling: Ruling = rule(
        hours, trust, start=at, length_ms=item.length_ms - from_ms,
        volume_percent=item.volume_percent,
    )  # fmt: skip
    if ruling.refused:
        return Aim(at, Passed(Outcome.REFUSED, ruling.refused))
    if ruling.wait_until and ruling.wait_until > at:
        at = ruling.wait_until
        from_ms = _joined_from(item, cursor, at)
        if passed := _too_late(item, cursor, at, from_ms):
            return Aim(at, passed)
    return Aim(at, volume_percent=ruling.volume_percent, from_ms=from_ms)


def _joined_from(item: PlannedItem, cursor: Cursor, at: datetime) -> int:
    """Return where in its cut a late item begins: after what would be over by now, if joined.

    A bulletin is heard from its beginning, whatever its order says.
    """
    behind = at - cursor.planned(item)
    is_joined = item.late_policy == JOIN_LATE and not item.bulletin
    if not is_joined or behind <= timedelta(milliseconds=item.grace_ms):
        return 0
    return behind // timedelta(milliseconds=1)


def _too_late(item: PlannedItem, cursor: Cursor, at: datetime, from_ms: int) -> Passed | None:
    grace = timedelta(milliseconds=item.grace_ms)
    ends = at + timedelta(milliseconds=item.length_ms - from_ms)
    if ends > cursor.end + grace or from_ms >= item.length_ms:
        return Passed(Outcome.MISSED, Cause.NO_TIME_LEFT)
    if item.late_policy == SKIP_LATE and at > cursor.planned(item) + grace:
        return Passed(Outcome.SKIPPED, Cause.PROGRAMME_RULE)
    return None
