"""What each demand has had of its airings, folded outcome by outcome.

A demand is named by the mandate or offer its items carry, else by their approval: so a mandate
counts across the revisions and variants of its family, an own bulletin from its newest approval
on. Each record costs the same however long the log is.
"""

from datetime import datetime

from broadcaster.journal.layers import Layers, View
from broadcaster.journal.model import Outcome
from broadcaster.journal.record import Record

FAILED = frozenset({Outcome.MISSED, Outcome.PARTIAL, Outcome.PREEMPTED, Outcome.REFUSED})
"""Outcomes that leave an airing to be made good. What was `skipped` was not to sound then."""


class HeardFold:
    """Counted airings per mandate, the newest session and the open misses per demand."""

    def __init__(self) -> None:
        self._counts: Layers[int] = Layers()
        self._newest: Layers[datetime] = Layers()
        self._missed: Layers[tuple[str, ...]] = Layers()
        self._open: dict[str, dict[str, None]] = {}
        """Demand -> its items that ended short and that no later item makes good, oldest first."""
        self._demand_of: dict[str, str] = {}
        """The same the other way round: open item -> demand."""
        self._settled: set[str] = set()
        """Items that another made good; they are not asked for again."""
        self._stale: set[str] = set()

    def counts(self) -> View[int]:
        """Return mandate -> airings (`aired` and `late`)."""
        return self._counts.view()

    def newest(self) -> View[datetime]:
        """Return demand -> start of its newest session; earlier ones keep nothing further apart."""
        return self._newest.view()

    def missed(self) -> View[tuple[str, ...]]:
        """Return demand -> items to be made good, oldest first; empty once all are."""
        for demand in self._stale:
            self._missed.put(demand, tuple(self._open.get(demand, ())))
        self._stale.clear()
        return self._missed.view()

    def count(
        self, item: str, record: Record, mandate: str, approval: str, start: datetime | None
    ) -> None:
        """Take in the one counted outcome of an item, of a session that was to start then."""
        self._close(item)
        self._settle(record.text("makes_good"))
        if mandate:
            self._counts.put(mandate, self._counts.get(mandate, 0) + 1)
        begun = start or record.moment("actual")
        for demand in filter(None, (mandate, approval)):
            if begun and (demand not in self._newest or self._newest[demand] < begun):
                self._newest.put(demand, begun)

    def fail(self, item: str, record: Record, demand: str) -> None:
        """Take in the first outcome of an item that is not counted.

        A make-good that failed is owed in its turn, in place of what it was to make good.
        """
        if record.text("outcome") not in FAILED or not record.text("bulletin"):
            return
        self._settle(record.text("makes_good"))
        if demand and item not in self._settled:
            self._open.setdefault(demand, {})[item] = None
            self._demand_of[item] = demand
            self._stale.add(demand)

    def _settle(self, item: str) -> None:
        if item:
            self._settled.add(item)
            self._close(item)

    def _close(self, item: str) -> None:
        demand = self._demand_of.pop(item, "")
        if demand:
            self._open[demand].pop(item)
            if not self._open[demand]:
                del self._open[demand]
            self._stale.add(demand)
