"""What sounds outside the plan: an approved cut or a live voice, after the item that sounds.

An emergency does not wait: what sounds gives way to it.
"""

from dataclasses import dataclass
from datetime import datetime

from broadcaster.bulletins.model import Approval, BulletinClass
from broadcaster.playout.relaying.carried import GATHER_BYTES
from broadcaster.playout.relaying.link import Link
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
    """An announcement, a live voice or a test of the output, accepted and waiting for its turn."""

    what: str
    """`announcement`, `live`, `test` or `fallback`."""
    approval: Approval
    audio: Audio
    by: str
    """Who put it on air; empty for a fallback."""
    id: str
    """`unplanned/<yyyymmddThhmmss>-<n>`."""
    link: Link | None = None
    """Where a live voice comes from."""
    ready_by: datetime | None = None
    """Until then a source that gives nothing yet is waited for."""
    cluster: str = ""
    """The one cluster a test is for; empty for all."""

    def is_ready(self, now: datetime) -> bool:
        """Say whether its samples are at hand, or are not waited for any more."""
        if self.link is None or self.ready_by is None or now >= self.ready_by:
            return True
        return self.link.source.waiting >= GATHER_BYTES

    def leave(self) -> None:
        """Leave the source of one that does not sound after all."""
        if self.link is not None:
            self.link.end()

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
            relay=self.approval.relay.name if self.approval.relay else "",
            origin=self.approval.origin,
            zones=(self.cluster,) if self.cluster else zones or self.approval.zones,
            details=tuple(sorted(self.approval.details.items())),
        )
