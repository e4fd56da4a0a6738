"""What each part of a session was given, as planned items.

Pure. What goes into a part and when it begins is known before (`filling`); here it gets its id and
what its part says of starts, grace and overrun.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from broadcaster.bulletins.headline import Headline
from broadcaster.schedule.model import PlannedItem, item_id
from broadcaster.schedule.programmes.model import Part, PartKind
from broadcaster.schedule.programmes.overlaps import shared_zones
from broadcaster.schedule.sessions.slot import Candidate, Slot


@dataclass(frozen=True)
class Placement:
    """Something that a part sounds, as what (`kind`), and whether it opens the part."""

    part: Part
    place: int
    """Of the part in the layout."""
    kind: str
    candidate: Candidate
    first: bool
    mandate: str = ""
    makes_good: str = ""

    @property
    def headline(self) -> Headline | None:
        """The headline that is said here, if that is what it is."""
        return self.candidate.approval.headline if self.kind == PartKind.HEADLINES else None

    @property
    def length_ms(self) -> int:
        """How long it sounds."""
        return self.candidate.headline_ms if self.headline else self.candidate.length_ms

    @property
    def subject(self) -> str:
        """What an item's id is made of: the bulletin, or the part with what it sounds."""
        approval = self.candidate.approval
        if self.headline or not approval.bulletin:
            return f"{self.kind}:{approval.bulletin or approval.sound or self.part.relay}"
        return approval.bulletin


def lay_out(slot: Slot, placements: Sequence[tuple[int, Placement]]) -> tuple[PlannedItem, ...]:
    """Return a session's items; each placement comes with when it begins, from its start (ms)."""
    return tuple(_items(slot, placements))


def _items(slot: Slot, placements: Sequence[tuple[int, Placement]]) -> Iterator[PlannedItem]:
    ordinals: Counter[str] = Counter()
    for offset_ms, placement in placements:
        subject = placement.subject
        ordinals[subject] += 1
        name = item_id(slot.session, subject, placement.mandate, ordinals[subject])
        yield _item(slot, placement, name, offset_ms)


def _item(slot: Slot, placement: Placement, name: str, offset_ms: int) -> PlannedItem:
    part, candidate = placement.part, placement.candidate
    approval, headline = candidate.approval, placement.headline
    return PlannedItem(
        id=name,
        part=placement.kind,
        place=placement.place,
        offset_ms=offset_ms,
        length_ms=placement.length_ms,
        cut=headline.cut if headline else approval.cut,
        approval=approval.id,
        item_class=str(approval.bulletin_class),
        title=approval.details.get("title") or approval.sound,
        bulletin=approval.bulletin,
        revision=approval.revision,
        sound=approval.sound,
        relay=approval.relay.name if approval.relay else "",
        fallback=part.fallback,
        mandate=placement.mandate,
        makes_good=placement.makes_good,
        origin=approval.origin,
        zones=shared_zones(candidate.zones, slot.programme.zones),
        volume_percent=slot.hours.ceiling_at(slot.start + timedelta(milliseconds=offset_ms)),
        hard_start=part.hard_start and placement.first,
        grace_ms=slot.grace_ms if part.grace_ms is None else part.grace_ms,
        late_policy=str(part.late_policy_of(approval.bulletin_class)),
        overrun=str(part.overrun),
        sentence_ends_ms=() if headline else candidate.sentence_ends_ms,
        details=candidate.reported,
    )
