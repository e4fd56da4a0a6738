"""What the as-run log says so far, as the player needs it: folded once, then kept up to date.

Pure: it is fed the fields of records in log order and answers from memory. What it knows after a
restart is exactly what stands in the log. Of a session in which every item has its outcome only
the name is kept: a player runs for years.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from broadcaster.journal.model import HEADLINES, Kind, Outcome
from broadcaster.playout.log.uses import Uses
from broadcaster.quantities import samples_in
from broadcaster.timebase import from_rfc3339

Fields = Mapping[str, Any]
COUNTED = frozenset({Outcome.AIRED, Outcome.LATE})
ALIVE = frozenset(
    {Kind.HEARTBEAT, Kind.START, Kind.CLOCK, Kind.MUTE, Kind.MAINTENANCE, Kind.UNPLANNED}
)
"""Records that only a player at its work writes; a recovery writes none of them before its end."""


@dataclass
class LockedSession:
    """A session that was locked, as its `plan` records list it."""

    session: str
    order: str
    """SHA-256 of the locked order."""
    planned: datetime
    parts: int
    """How many parts the plan has."""
    written: int = 0
    """How many of them stand in the log; fewer after a kill between two."""
    items: list[tuple[str, int, int]] = field(default_factory=list)
    """Item, offset and length in milliseconds."""


class Logbook:
    """The state of every session and item that the log speaks of."""

    def __init__(self) -> None:
        self.locked: dict[str, LockedSession] = {}
        self.without_order: set[str] = set()
        self.outcomes: dict[str, Fields] = {}
        """Of the items of sessions that are not over."""
        self._over: set[str] = set()
        """Locked sessions in which every item has its outcome."""
        self.running: dict[str, Fields] = {}
        """`start` and `unplanned` records without an `end`."""
        self.ended: dict[str, tuple[Fields, Fields]] = {}
        """Planned items with `start` and `end`, but no outcome; the `end` is of all segments."""
        self._waiting: dict[str, set[str]] = {}
        """Session -> its items without an outcome; settled sessions are left out."""
        self.changed: set[str] = set()
        """Items with a `plan-change`."""
        self.aired: Counter[str] = Counter()
        """`aired` and `late` outcomes per approval."""
        self.outcome_counts: Counter[str] = Counter()
        """How many planned items ended in each outcome."""
        self.unplanned = 0
        self.uses = Uses()
        """Emergency orders and what became of them."""
        self.first_at: datetime | None = None
        self.alive_at: datetime | None = None
        """When the player was last surely at its work."""

    def take(self, kind: str, at: datetime, fields: Fields) -> None:
        """Take in one record."""
        self.first_at = self.first_at or at
        if kind in ALIVE:
            self.alive_at = at
        self.uses.take(kind, at, fields)
        follow = {
            Kind.PLAN: self._plan,
            Kind.NO_PLAN: lambda f: self.without_order.add(str(f.get("session", ""))),
            Kind.PLAN_CHANGE: lambda f: self.changed.add(str(f.get("item", ""))),
            Kind.START: self._start,
            Kind.UNPLANNED: self._start_unplanned,
            Kind.END: self._end,
            Kind.OUTCOME: self._outcome,
        }.get(Kind(kind) if kind in set(Kind) else Kind.HEARTBEAT)
        if follow is not None:
            follow(fields)

    def is_settled(self, item: str) -> bool:
        """Say whether the item has its outcome, or may not be started again."""
        is_over = item.rpartition("/")[0] in self._over
        return is_over or item in self.outcomes or item in self.running or item in self.ended

    def unsettled(self) -> list[LockedSession]:
        """Return the locked sessions of which some item has no outcome."""
        return [self.locked[session] for session in self._waiting]

    def knows(self, session: str) -> bool:
        """Say whether the session was locked or found without an order."""
        return session in self.locked or session in self.without_order or session in self._over

    def is_over(self, session: str) -> bool:
        """Say whether nothing more comes of a session: every item of it has its outcome."""
        return session in self._over or session in self.without_order

    def used(self, approval: str) -> int:
        """Return how often an approval has aired whole, with what of it is on air now.

        What is on air counts, or an item right after it would air once too often.
        """
        running = [
            start
            for start in self._planned_running()
            if start.get("approval") == approval and _is_airing(start)
        ]
        return self.aired[approval] + len(running)

    def is_begun(self, item: str) -> bool:
        """Say whether a planned item has a `start` and no outcome."""
        return item in self.running or item in self.ended

    def _planned_running(self) -> Iterator[Fields]:
        yield from (start for start in self.running.values() if "what" not in start)
        again = (item for item in self.ended if item not in self.running)
        yield from (self.ended[item][0] for item in again)

    def count_aired(self, approvals: Mapping[str, int]) -> None:
        """Add what other logs say of approvals; a rehearsal respects what really aired."""
        self.aired.update(approvals)

    def _plan(self, fields: Fields) -> None:
        session = str(fields.get("session", ""))
        if session in self._over:
            return
        lock = self.locked.setdefault(
            session,
            LockedSession(
                session,
                str(fields.get("order", "")),
                _moment(fields.get("planned")),
                int(fields.get("parts", 1)),
            ),
        )
        if int(fields.get("part", 1)) == lock.written + 1:
            lock.written += 1
            listed = [_listed(session, str(text)) for text in fields.get("items", ())]
            lock.items += listed
            fresh = {item for item, _offset, _length in listed if item not in self.outcomes}
            if fresh:
                self._waiting.setdefault(session, set()).update(fresh)
            self._forget_if_over(session)

    def _start(self, fields: Fields) -> None:
        self.running[str(fields.get("item", ""))] = fields

    def _start_unplanned(self, fields: Fields) -> None:
        self.unplanned += 1
        self._start(fields)

    def _end(self, fields: Fields) -> None:
        item = str(fields.get("item", ""))
        start = self.running.pop(item, None)
        is_settled = item in self.outcomes or item.rpartition("/")[0] in self._over
        if start is not None and "what" not in start and not is_settled:
            earlier = self.ended.get(item)
            self.ended[item] = (start, _added(earlier[1], start, fields) if earlier else fields)

    def _outcome(self, fields: Fields) -> None:
        item, session = str(fields.get("item", "")), str(fields.get("session", ""))
        self.ended.pop(item, None)
        waiting = self._waiting.get(session, set())
        waiting.discard(item)
        if not waiting:
            self._waiting.pop(session, None)
        is_new = session not in self._over and self.outcomes.setdefault(item, fields) is fields
        self.outcome_counts[str(fields.get("outcome", ""))] += is_new
        if is_new and fields.get("outcome") in COUNTED and _is_airing(fields):
            self.aired[str(fields.get("approval", ""))] += 1
        self._forget_if_over(session)

    def _forget_if_over(self, session: str) -> None:
        lock = self.locked.get(session)
        if lock is None or lock.written < lock.parts or session in self._waiting:
            return
        self._over.add(session)
        del self.locked[session]
        for item, _offset, _length in lock.items:
            self.outcomes.pop(item, None)
            self.changed.discard(item)


def _is_airing(fields: Fields) -> bool:
    """Say whether an item counts as an airing of its approval; a headline does not."""
    return fields.get("part") != HEADLINES


def _added(earlier: Fields, start: Fields, fields: Fields) -> Fields:
    """Return the `end` of an item that sounded in several segments, of which this is the last."""
    heard = int(fields.get("samples", 0))
    if not heard:
        return {**earlier, "cause": fields.get("cause")}
    reached = samples_in(int(start.get("from_ms") or 0)) + heard
    samples = max(int(earlier.get("samples", 0)), reached)
    return {**fields, "samples": samples, "first": earlier.get("first")}


def _listed(session: str, text: str) -> tuple[str, int, int]:
    tail, offset, length = text.split(":")
    return f"{session}/{tail}", int(offset), int(length)


def _moment(value: object) -> datetime:
    return value if isinstance(value, datetime) else from_rfc3339(str(value))


def moment_in(fields: Fields, name: str) -> datetime | None:
    """Return a time field, whether just written or read back; None when it is empty."""
    value = fields.get(name)
    return _moment(value) if value else None
