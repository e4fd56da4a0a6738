"""Something that was given to the output: a planned item, or what sounds outside the plan."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from broadcaster.journal.model import Cause
from broadcaster.journal.record import Value
from broadcaster.playout.timeline import Segment
from broadcaster.quantities import BUS_RATE_HZ
from broadcaster.schedule import PlannedItem

MUSIC = "music"
Fields = dict[str, Value]


@dataclass
class Airing:
    """One item on the output's line, with what its `end` and `outcome` need."""

    id: str
    session: str
    title: str
    approval: str
    descriptive: Fields
    segment: Segment
    starts: datetime
    """When its first sample is to sound."""
    ends: datetime
    planned: datetime | None = None
    """None when it is not on the plan; then it gets no outcome."""
    grace_ms: int = 0
    part: str = ""
    sentence_ends_ms: tuple[int, ...] = ()
    cut_short: Cause | None = field(default=None)

    def sentence_end_after(self, samples: int) -> int:
        """Return the sample at which the sentence that holds sample `samples` ends.

        Where sentences are not known it ends here and now.
        """
        ends = (end_ms * BUS_RATE_HZ // 1000 for end_ms in self.sentence_ends_ms)
        return next((end for end in ends if end >= samples), samples)


def length_of(samples: int) -> timedelta:
    """Return how long so many samples last, to the microsecond."""
    return timedelta(microseconds=samples * 1_000_000 // BUS_RATE_HZ)


def is_music(item: PlannedItem | Airing | None) -> bool:
    """Say whether a hard start may cut it: music, and never speech."""
    return item is not None and item.part == MUSIC
