"""What a driver is given, and how its feed does."""

from dataclasses import dataclass
from enum import StrEnum

from broadcaster.playout.sound.timeline import SAMPLE_BYTES, Segment


class FeedState(StrEnum):
    """What is known of a feed."""

    ONLINE = "online"
    PLAYING = "playing"
    FAULT = "fault"
    MUTED = "muted"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Piece:
    """Samples of the line from `at` on: all of one item, or silence."""

    at: int
    block: bytes
    segment: Segment | None

    @property
    def samples(self) -> int:
        """How many."""
        return len(self.block) // SAMPLE_BYTES

    @property
    def end(self) -> int:
        """The sample after its last."""
        return self.at + self.samples


@dataclass(frozen=True)
class FeedReport:
    """How one feed does, and why it takes no sound if it does not."""

    id: str
    state: FeedState
    reason: str = ""
    grade: int = 0
    gaps: int = 0
