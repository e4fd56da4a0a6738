"""What an operator puts on air outside the plan: an approved cut, after the item that sounds.

An emergency does not wait: what sounds gives way to it.
"""

from dataclasses import dataclass

from broadcaster.bulletins.model import Approval, BulletinClass
from broadcaster.playout.sound.cuts import Audio
from broadcaster.schedule import PlannedItem

ORDINARY, EMERGENCY = 0, 2
"""Ranks: what has a higher one interrupts at once, all else waits its turn."""
ANNOUNCEMENT = "announcement"
TEST = "test"
FALLBACK = "fallback"
"""A sound in the place of a relay whose source was lost; nobody orders it but the programme."""


@dataclass(frozen=True)
class Interjection:
    """An announcement or a test of the output, accepted and waiting for its turn."""

    what: str
    """`announcement`, `test` or `fallback`."""
    approval: Approval
    audio: Audio
    by: str
    """Who put it on air; empty for a fallback."""
    id: str
    """`unplanned/<yyyymmddThhmmss>-<n>`."""

    @property
    def rank(self) -> int:
        """What it may interrupt: an emergency everything but another (DESIGN law 11)."""
        is_emergency = self.approval.bulletin_class is BulletinClass.EMERGENCY
        return EMERGENCY if is_emergency else ORDINARY

    @property
    def title(self) -> str:
        """What people call it."""
        return self.approval.details.get("title") or self.approval.sound or self.approval.id

    def as_item(self, zones: tuple[str, ...] = ()) -> PlannedItem:
        """Return it in the form in which clearance and guard judge an item."""
        return PlannedItem(
            id=self.id,
            part=self.what,
            offset_ms=0,
            length_ms=self.audio.length_ms,
            cut=self.approval.cut,
            approval=self.approval.id,
            item_class=str(self.approval.bulletin_class),
            title=self.title,
            bulletin=self.approval.bulletin,
            revision=self.approval.revision,
            sound=self.approval.sound,
            origin=self.approval.origin,
            zones=zones or self.approval.zones,
            details=tuple(sorted(self.approval.details.items())),
        )
