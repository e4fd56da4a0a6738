"""Something that was given to the output: a planned item, or what sounds outside the plan."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from broadcaster.journal.model import Cause
from broadcaster.playout.sound.timeline import Segment
from broadcaster.quantities import BUS_RATE_HZ
from broadcaster.schedule import PlannedItem

CUT = "cut"
"""Overrun policy of an item that a hard start may cut."""


@dataclass
class Airing:
    """One item on the output's line, with what its `end` and `outcome` need."""

    item: PlannedItem
    session: str
    segment: Segment
    starts: datetime
    """When its first sample is to sound."""
    ends: datetime
    planned: datetime | None = None
    """None when it is not on the plan; then it gets no outcome."""
    cut_short: Cause | None = None

    @property
    def id(self) -> str:
        """The item's id."""
        return self.item.id

    def sentence_end_after(self, samples: int) -> int:
        """Return the sample at which the sentence that holds sample `samples` ends.

        Where sentences are not known it ends here and now.
        """
        ends = (end_ms * BUS_RATE_HZ // 1000 for end_ms in self.item.sentence_ends_ms)
        return next((end for end in ends if end >= samples), samples)


def length_of(samples: int) -> timedelta:
    """Return how long so many samples last, to the microsecond."""
    return timedelta(microseconds=samples * 1_000_000 // BUS_RATE_HZ)


def gives_way(airing: Airing) -> bool:
    """Say whether a hard start may cut it: music and relays may, speech unless its part says so."""
    return airing.item.overrun == CUT
