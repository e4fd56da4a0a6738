"""Does each log go on from where the one before it ended? Read from their `boot` records.

A home that lost its state, was restored, moved to another machine or given another key opens a new
log, whose first record names the one before with its size and root as it was found. What was found
is not added to: its newest state may live elsewhere, and a second end would be a fork.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from broadcaster.journal.accounts import Discrepancy, Sort
from broadcaster.journal.logs import Log
from broadcaster.journal.verification import Survey


@dataclass(frozen=True)
class Link:
    """What a log's first record says of the log before it."""

    log_id: str
    previous: str
    size: int
    root: str
    """Hexadecimal; empty where nothing of the log before was found."""


@dataclass(frozen=True)
class Links:
    """The links among several logs, by the log that states them."""

    by_log: Mapping[str, Link]

    def ended_at(self, log_id: str) -> int:
        """Return how many records a log had when the one after it was begun; 0 when none says."""
        sizes = (link.size for link in self.by_log.values() if link.previous == log_id)
        return max(sizes, default=0)

    def faults(self, log_id: str, surveys: Mapping[str, Survey | None]) -> Iterator[Discrepancy]:
        """Yield what is wrong between a log and the one before it, where that one is here."""
        link = self.by_log.get(log_id)
        found = surveys.get(link.previous) if link else None
        if link is None or not link.root or found is None or not found.is_whole:
            return
        if found.roots_at.get(link.size, b"").hex() != link.root:
            yield Discrepancy(Sort.LINK_BROKEN, 0, "", detail=link.previous)
        elif found.range.size > link.size:
            yield Discrepancy(Sort.GOES_ON, 0, "", detail=link.previous)


def links_of(logs: Sequence[Log]) -> Links:
    """Return what the first records of these logs say."""
    found = {}
    for log in logs:
        first = log.first()
        if first and first.text("previous_log"):
            found[log.id] = Link(
                log.id,
                first.text("previous_log"),
                first.number("previous_size"),
                first.text("previous_root"),
            )
    return Links(found)
