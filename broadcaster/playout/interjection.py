"""What sounds outside the plan: an approved cut or a live voice, after the item that sounds.

An emergency does not wait: what sounds gives way to it.
"""

from dataclasses import dataclass, field
from datetime import datetime

from broadcaster.bulletins.model import Approval, BulletinClass
from broadcaster.playout.emergency.order import EmergencyOrder
from broadcaster.playout.log.entries import Fields
from broadcaster.playout.relaying.carried import GATHER_BYTES
from broadcaster.playout.relaying.link import Link
from broadcaster.playout.sound.cuts import Audio
from broadcaster.schedule import PlannedItem

ORDINARY, DRILL_RANK, EMERGENCY_RANK = 0, 1, 2
"""Ranks: what has a higher one interrupts at once, all else waits its turn."""
ANNOUNCEMENT = "announcement"
TEST = "test"
FALLBACK = "fallback"
"""A sound in the place of a relay whose source was lost; nobody orders it but the programme."""


@dataclass(frozen=True)
class Interjection:
    """An announcement, a live voice or a test of the output, accepted and waiting for its turn."""

    what: str
    """`announcement`, `live`, `test`, `fallback`, `emergency` or `drill`."""
    approval: Approval | None
    """None for an emergency template, which was approved as a whole."""
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
    order: EmergencyOrder | None = None
    """The emergency order that it carries out."""
    composed: PlannedItem | None = None
    """What a template says, as an item."""
    fields: Fields = field(default_factory=dict)
    """What its `unplanned` record says of a template beside what is said of every item."""

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
        if self.order is not None and self.order.is_drill:
            return DRILL_RANK
        is_emergency = self.as_item().item_class == BulletinClass.EMERGENCY
        return EMERGENCY_RANK if is_emergency else ORDINARY

    @property
    def passes_hours(self) -> bool:
        """Say whether it carries out a valid emergency order (DESIGN law 3); a drill does not."""
        return self.order is not None and not self.order.is_drill

    @property
    def title(self) -> str:
        """What people call it."""
        return self.as_item().title

    def as_item(self) -> PlannedItem:
        """Return it in the form in which clearance and guard judge an item."""
        return self.composed or self._approved(self.approval)

    def _approved(self, approval: Approval | None) -> PlannedItem:
        if approval is None:
            raise ValueError("neither approved nor composed")
        return PlannedItem(
            id=self.id,
            part=self.what,
            offset_ms=0,
            length_ms=self.audio.length_ms,
            cut=approval.cut,
            approval=approval.id,
            item_class=str(approval.bulletin_class),
            title=approval.details.get("title") or approval.sound or approval.id,
            bulletin=approval.bulletin,
            revision=approval.revision,
            sound=approval.sound,
            relay=approval.relay.name if approval.relay else "",
            origin=approval.origin,
            zones=(self.cluster,) if self.cluster else approval.zones,
            details=tuple(sorted(approval.details.items())),
        )
