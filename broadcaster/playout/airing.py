"""Something that was given to the output: a planned item, or what sounds outside the plan.

What gave way to a higher class comes back as another segment of the same item: with a `start` and
an `end` of its own, so that the log never has two things sounding at one moment.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from broadcaster.journal.model import Cause
from broadcaster.playout.interjection import Interjection
from broadcaster.playout.log.entries import Fields
from broadcaster.playout.log.position import segment_name
from broadcaster.playout.model import Heard
from broadcaster.playout.relaying.link import Link
from broadcaster.playout.sound.monitor import Monitor
from broadcaster.playout.sound.timeline import SAMPLE_BYTES, Pcm, Segment
from broadcaster.quantities import BUS_RATE_HZ, duration_of, samples_in
from broadcaster.schedule import PlannedItem

CUT, FADE = "cut", "fade"
"""Overrun policies of items that a hard start may end: at once, or fading before it."""
FADE_MS = 150
"""How long a fade lasts: enough not to click, too short to be heard as a change of volume."""


@dataclass(frozen=True)
class Sounding:
    """What is wanted on the line: an item, its samples, and from where in them it goes on."""

    item: PlannedItem
    pcm: Pcm
    """Its whole cut, before any volume."""
    fields: Fields
    """What its `start` or `unplanned` says of it, whenever it sounds."""
    begins: int = 0
    """The sample of the cut that it begins with."""
    number: int = 1
    """Its how-manieth segment: more than 1 after an interruption."""
    before: Heard | None = None
    """What was heard of it in its earlier segments."""
    interjection: Interjection | None = None
    """What it is when it is not on the plan."""
    link: Link | None = None
    """Where a relay comes from, and what is recorded of it."""
    is_approved: bool = True
    """Whether its samples are those that were approved."""

    @property
    def samples(self) -> int:
        """Samples of the whole cut."""
        return len(self.pcm) // SAMPLE_BYTES

    @property
    def rest_ms(self) -> int:
        """How long this segment lasts."""
        return duration_of(self.samples - self.begins)

    @property
    def name(self) -> str:
        """How the position file calls this segment."""
        return segment_name(self.item.id, self.number)

    @property
    def rank(self) -> int:
        """What it may interrupt, and by what it is interrupted."""
        return self.interjection.rank if self.interjection else 0


@dataclass
class Airing:
    """One segment of an item on the output's line, with what its `end` and `outcome` need."""

    sounding: Sounding
    session: str
    segment: Segment
    starts: datetime
    """When its first sample is to sound."""
    ends: datetime
    planned: datetime | None = None
    """None when it is not on the plan; then it gets no outcome."""
    cut_short: Cause | None = None
    span_ns: tuple[int, int] = (0, 0)
    """From when to when it sounded (monotonic), once it has fallen silent."""
    monitor: Monitor | None = field(init=False)

    def __post_init__(self) -> None:
        pcm, is_approved = self.sounding.pcm, self.sounding.is_approved
        self.monitor = None  # a relay's source is listened to where it comes in
        if isinstance(pcm, bytes):
            self.monitor = Monitor(self.segment, pcm, is_approved=is_approved)

    @property
    def item(self) -> PlannedItem:
        """The item."""
        return self.sounding.item

    @property
    def id(self) -> str:
        """The item's id."""
        return self.item.id

    def sentence_end_after(self, samples: int) -> int:
        """Return the sample at which the sentence that holds sample `samples` ends.

        Both count from the segment's own first sample. Where sentences are not known it ends here
        and now.
        """
        begins = self.sounding.begins
        ends = (end_ms * BUS_RATE_HZ // 1000 - begins for end_ms in self.item.sentence_ends_ms)
        return next((end for end in ends if end >= samples), samples)

    def in_all(self, heard: Heard) -> Heard:
        """Return what was heard of the item in all its segments, `heard` being of this one."""
        before = self.sounding.before
        return heard.added_to(before, self.sounding.begins) if before else heard


def length_of(samples: int) -> timedelta:
    """Return how long so many samples last, to the microsecond."""
    return timedelta(microseconds=samples * 1_000_000 // BUS_RATE_HZ)


def gives_way(airing: Airing) -> bool:
    """Say whether a hard start may cut it: music and relays may, speech unless its part says so."""
    return airing.item.overrun in (CUT, FADE)


def fade_of(airing: Airing) -> int:
    """Return over how many samples an item fades before a hard start that ends it."""
    return samples_in(FADE_MS) if airing.item.overrun == FADE else 0
