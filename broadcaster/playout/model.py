"""Values the player's decisions share."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from broadcaster.journal.model import Cause, Outcome
from broadcaster.playout.loopback.verdict import Hearing
from broadcaster.quantities import BUS_RATE_HZ

MAY_MISS = 2 * BUS_RATE_HZ
"""Samples that a relay may lack and still count as whole: the two seconds that an item may be late
by default and still be `aired`. Nothing else ever lacks one."""


@dataclass(frozen=True)
class Passed:
    """An item that does not sound, with the outcome and cause that go into the log."""

    outcome: Outcome
    cause: Cause


class Silence(StrEnum):
    """How much of what left an output for an item was silence that nobody approved."""

    NONE = ""
    PART = "part"
    WHOLE = "whole"


@dataclass(frozen=True)
class ClusterHeard:
    """What the output of one cluster took of an item that was for it."""

    cluster: str
    samples: int
    grade: int
    """Evidence grade (DESIGN law 5); 0 when it took nothing."""


@dataclass(frozen=True)
class Heard:
    """What left the output of one item. Counts are samples of the 48 kHz bus."""

    samples: int
    length: int
    """Samples of the whole cut."""
    first: datetime | None
    """When its first sample sounded (aware UTC); None when none did."""
    last: datetime | None
    """When it fell silent: the moment after its last sample."""
    evidence: str
    """Grade the output could reach (DESIGN law 5)."""
    missing: int = 0
    """Of the samples, those that a relay's source did not give: silence stood for them."""
    clusters: tuple[ClusterHeard, ...] = ()
    """Cluster by cluster where there are several outputs; the rest is of the best of them."""
    silence: Silence = Silence.NONE
    hearing: Hearing | None = None
    """What a loopback heard of it; None where there is none, or of an item in several segments."""

    def added_to(self, before: "Heard", begins: int) -> "Heard":
        """Return this segment and what was heard `before` it of the same cut, as one.

        It began at sample `begins` of the cut. What was said twice counts once.
        """
        if not self.samples:
            return before
        samples = max(before.samples, begins + self.samples)
        silence = self.silence if self.silence is before.silence else Silence.PART
        evidence = min(before.evidence, self.evidence)
        return Heard(samples, self.length, before.first, self.last, evidence, silence=silence)

    def borne_out(self, hearing: Hearing, clusters: Collection[str]) -> "Heard":
        """Return this with what a loopback heard of it, which bears out these clusters too."""
        if not self.samples:
            return self
        best = max(hearing, self.hearing or hearing, key=lambda one: (one.grade, one.match or 0))
        raised = tuple(
            replace(one, grade=max(one.grade, hearing.grade))
            if one.cluster in clusters and one.samples
            else one
            for one in self.clusters
        )
        evidence = max(self.evidence, str(hearing.grade))
        return replace(self, evidence=evidence, clusters=raised, hearing=best)

    @property
    def whole(self) -> bool:
        """Say whether nothing of it was lost; of a relay, not more than `MAY_MISS`."""
        return self.was_sent and self.silence is Silence.NONE and self.missing <= MAY_MISS

    @property
    def was_sent(self) -> bool:
        """Say whether every sample of it left, audible or not."""
        return 0 < self.length <= self.samples

    @property
    def sounded(self) -> int:
        """How many samples of the item itself were delivered."""
        return self.samples - self.missing
