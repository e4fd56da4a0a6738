"""Something that was given to the output: a planned item, or what sounds outside the plan."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from broadcaster.journal.model import Cause
from broadcaster.playout.sound.timeline import Segment
from broadcaster.quantities import BUS_RATE_HZ, samples_in
from broadcaster.schedule import PlannedItem

CUT, FADE = "cut", "fade"
"""Overrun policies of items that a hard start may end: at once, or fading before it."""
FADE_MS = 150
"""How long a fade lasts: enough not to click, too short to be heard as a change of volume."""


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
    return airing.item.overrun in (CUT, FADE)


def fade_of(airing: Airing) -> int:
    """Return over how many samples an item fades before a hard start that ends it."""
    return samples_in(FADE_MS) if airing.item.overrun == FADE else 0
