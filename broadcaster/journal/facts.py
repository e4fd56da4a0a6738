"""What the as-run log says about the plan, folded record by record.

The same as `history` says of all records at once, for those who look again and again. Feed it the
records of the real logs in order; each `LogFacts` it gives is frozen and may be kept.
"""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import datetime

from broadcaster.journal.heard import HeardFold
from broadcaster.journal.history import COUNTED
from broadcaster.journal.layers import Layers
from broadcaster.journal.model import HEADLINES, Kind
from broadcaster.journal.record import Record


@dataclass(frozen=True)
class LogFacts:
    """What the real logs say about the plan."""

    aired: Mapping[str, int]
    """Airings (`aired` and `late`) per approval."""
    closed: AbstractSet[str]
    """Items that have an outcome."""
    locked: Mapping[str, str]
    """Session -> SHA-256 of the order it was locked with; empty where it was due without one."""
    starts: Mapping[str, datetime]
    """Session -> its planned start, of the locked sessions whose `plan` record names one."""
    mandated: Mapping[str, int] = field(default_factory=dict)
    """Airings per mandate or offer, over all approvals of its family."""
    newest: Mapping[str, datetime] = field(default_factory=dict)
    """Approval, mandate or offer -> planned start of the newest session that aired it (UTC); where
    the log names none, the first sample."""
    missed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Mandate or offer, else approval -> its items that were missed, cut or refused and that no
    later item makes good, oldest first; may be empty."""


class FactsFold:
    """The fold; for one thread at a time."""

    def __init__(self) -> None:
        self._aired: Layers[int] = Layers()
        self._closed: Layers[None] = Layers()
        self._locked: Layers[str] = Layers()
        self._starts: Layers[datetime] = Layers()
        self._counted: set[str] = set()
        self._heard = HeardFold()
        self._begun: dict[str, tuple[str, str]] = {}
        """Of each item that has begun and is not counted yet: the approval and the mandate that
        its `start` names."""

    def take(self, record: Record) -> None:
        """Take in the next record."""
        match record.kind:
            case Kind.START:
                self._start(record)
            case Kind.OUTCOME:
                self._outcome(record)
            case Kind.PLAN:
                self._plan(record)
            case Kind.NO_PLAN:
                session = record.text("session")
                if session not in self._locked:
                    self._locked.put(session, "")

    def facts(self) -> LogFacts:
        """Return what the records so far say."""
        return LogFacts(
            self._aired.view(),
            self._closed.view().keys(),
            self._locked.view(),
            self._starts.view(),
            self._heard.counts(),
            self._heard.newest(),
            self._heard.missed(),
        )

    def _start(self, record: Record) -> None:
        item = record.text("item")
        if item not in self._counted:
            self._begun[item] = record.text("approval"), record.text("mandate")

    def _outcome(self, record: Record) -> None:
        item = record.text("item")
        is_first = item not in self._closed
        self._closed.put(item, None)
        if record.text("part") == HEADLINES:
            return  # neither an airing of its bulletin nor to be made good
        started_with, started_for = self._begun.get(item, ("", ""))
        approval = record.text("approval") or started_with
        mandate = record.text("mandate") or started_for
        if record.text("outcome") in COUNTED:
            if item not in self._counted:
                self._count(item, record, approval, mandate)
        elif is_first:
            self._heard.fail(item, record, mandate or approval)

    def _count(self, item: str, record: Record, approval: str, mandate: str) -> None:
        self._counted.add(item)
        self._begun.pop(item, None)
        start = self._starts.get(record.text("session"))
        self._heard.count(item, record, mandate, approval, start)
        if approval:
            self._aired.put(approval, self._aired.get(approval, 0) + 1)

    def _plan(self, record: Record) -> None:
        session = record.text("session")
        self._locked.put(session, record.text("order"))
        if planned := record.moment("planned"):
            self._starts.put(session, planned)


def fold_facts(records: Iterable[Record]) -> LogFacts:
    """Return what these records say, from scratch."""
    fold = FactsFold()
    for record in records:
        fold.take(record)
    return fold.facts()
