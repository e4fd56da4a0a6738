"""One session to fill, the room it has, and the approved cuts that want to go in."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from broadcaster.bulletins.model import Approval, BulletinClass
from broadcaster.schedule.hours.policy import HoursPolicy
from broadcaster.schedule.programmes.model import Programme
from broadcaster.schedule.programmes.overlaps import shared_zones
from broadcaster.schedule.reasons import Reason
from broadcaster.units.model import WHOLE_STATION

REPORTED = (
    "approver_name", "column", "content_kind", "language", "legal_ref", "policy", "reader", "stage",
    "voice_kind", "writer",
)  # fmt: skip


@dataclass(frozen=True)
class Candidate:
    """An approved cut that may be planned, with what is measured on it."""

    approval: Approval
    length_ms: int
    sentence_ends_ms: tuple[int, ...] = ()
    headline_ms: int = 0
    """Length of its headline's own cut; 0 where none was approved."""
    within: tuple[str, ...] = ()
    """Zones that a mandate or offer keeps it to, beside those of its approval; none is no limit."""

    @property
    def zones(self) -> tuple[str, ...]:
        """The zones it may sound in; without a limit the whole station, where none is left none."""
        approved = self.approval.zones or (WHOLE_STATION,)
        return shared_zones(approved, self.within) if self.within else approved

    @cached_property
    def reported(self) -> tuple[tuple[str, str], ...]:
        """What an item carries of its approval's details, for reports; alphabetical."""
        details = self.approval.details
        return tuple((name, details[name]) for name in REPORTED if details.get(name))

    @property
    def precedence(self) -> tuple[bool, datetime, str]:
        """Return the sort key: PRIORITY first, then approval time."""
        normal = self.approval.bulletin_class is not BulletinClass.PRIORITY
        return normal, self.approval.at, self.approval.id


@dataclass(frozen=True)
class Room:
    """How long a session may sound altogether, and which limit says so."""

    length_ms: int
    limit: Reason
    late_ms: int = 0
    """How much later than planned it may begin, where the player waits the clock's doubt out."""


@dataclass(frozen=True)
class Slot:
    """One session to fill."""

    session: str
    programme: Programme
    start: datetime
    room: Room
    hours: HoursPolicy
    grace_ms: int
    """Grace of parts that name none."""
    cap: Room | None = None
    """How long it may sound, where a relay leaves silences that only `room` counts."""
