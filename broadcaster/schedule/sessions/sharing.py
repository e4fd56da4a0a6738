"""May two sessions sound at the same time? The one place that says so. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from broadcaster.units.zone_map import ZoneMap

OUTPUTS_OF_A_PLAYER = 1
"""How many sessions a player can sound at once. With one output any two are in each other's way;
with several only those whose zones meet are."""


@dataclass(frozen=True)
class Span:
    """When and where a session may sound, at most: [start, end), aware UTC."""

    start: datetime
    end: datetime
    zones: Sequence[str]


@dataclass(frozen=True)
class Sharing:
    """How the sessions of one station share its hours."""

    zones: ZoneMap = field(default_factory=ZoneMap)
    lead_ms: int = 0
    """How long before a session its amplifier is switched on: the least silence between two."""
    outputs: int = OUTPUTS_OF_A_PLAYER

    def in_the_way(self, one: Sequence[str], other: Sequence[str]) -> bool:
        """Say whether sessions in these zones must not sound at the same time."""
        return self.outputs == 1 or self.zones.meet(one, other)

    def collide(self, one: Span, other: Span) -> bool:
        """Say whether two sessions are in each other's way, the lead of the later one counted."""
        lead = timedelta(milliseconds=self.lead_ms)
        apart = one.end + lead <= other.start or other.end + lead <= one.start
        return not apart and self.in_the_way(one.zones, other.zones)
