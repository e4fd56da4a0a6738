"""What one session holds: its layout filled with sounds and bulletins, back to back.

Pure and greedy. Parts are filled in layout order; within a part PRIORITY goes first, then the
earlier approval; a bulletin that cannot go in now lets the next one try and is tried again. The
sounds of the layout keep their room first. Nothing is ever shortened. A layout that asks for
bulletins and gets none stays silent: an ident and a goodbye around nothing are no broadcast.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from broadcaster.bulletins.station_sound import AIRED_AS
from broadcaster.schedule.admission import refuse
from broadcaster.schedule.model import LeftOut, PlannedItem, item_id
from broadcaster.schedule.overlaps import shared_zones
from broadcaster.schedule.programme import Part, PartKind
from broadcaster.schedule.reasons import RANK, Reason
from broadcaster.schedule.slot import Candidate, Slot
from broadcaster.schedule.station_sounds import ALWAYS_TOLD, usable, why_not


@dataclass
class _Filling:
    slot: Slot
    sounds: Mapping[str, Candidate]
    used: Mapping[str, int]
    items: list[PlannedItem] = field(default_factory=list)
    left: dict[str, LeftOut] = field(default_factory=dict)
    placed: set[str] = field(default_factory=set)
    reserved_ms: int = 0
    ordinals: Counter[str] = field(default_factory=Counter)

    @property
    def cursor_ms(self) -> int:
        """Where the next item begins."""
        return self.items[-1].offset_ms + self.items[-1].length_ms if self.items else 0

    @property
    def cursor(self) -> datetime:
        """The moment at which the next item begins."""
        return self.slot.start + timedelta(milliseconds=self.cursor_ms)


def fill(
    slot: Slot,
    candidates: Sequence[Candidate],
    sounds: Mapping[str, Candidate],
    used: Mapping[str, int],
) -> tuple[tuple[PlannedItem, ...], tuple[LeftOut, ...]]:
    """Return a session's items and what was left out, with reasons.

    `used` counts, per approval id, the airings that come before this session.
    """
    filling = _Filling(slot, sounds, used)
    queue = sorted(candidates, key=lambda candidate: candidate.precedence)
    layout = slot.programme.layout
    filling.reserved_ms = sum(_length(filling, part) for part in layout)
    for part in layout:
        if part.kind is PartKind.ITEMS:
            _fill_items(filling, part, queue)
        else:
            _place_sound(filling, part)
    if not filling.placed and any(part.kind is PartKind.ITEMS for part in layout):
        filling.items.clear()
        _forget_sounds(filling)
    return tuple(filling.items), tuple(filling.left[key] for key in sorted(filling.left))


def _forget_sounds(filling: _Filling) -> None:
    """Leave only bulletins, and sounds nobody may use, to be explained in a silent session."""
    for out in list(filling.left.values()):
        if out.bulletin.startswith(AIRED_AS) and out.reason not in ALWAYS_TOLD:
            del filling.left[out.bulletin]


def _length(filling: _Filling, part: Part) -> int:
    if part.kind is PartKind.ITEMS:
        return 0
    sound = usable(filling.sounds, part.sound, filling.cursor)
    return sound.length_ms if sound else 0


def _place_sound(filling: _Filling, part: Part) -> None:
    sound = usable(filling.sounds, part.sound, filling.cursor)
    if sound is None:
        _leave_out(filling, why_not(filling.sounds, part.sound, filling.cursor))
        return
    filling.reserved_ms -= sound.length_ms
    left = filling.slot.room.length_ms - filling.cursor_ms
    if sound.length_ms > left:
        needs = f"{sound.length_ms} {max(left, 0)}"
        _leave_out(filling, LeftOut(AIRED_AS + part.sound, filling.slot.room.limit, needs))
        return
    _append(filling, part, sound, part.kind, first=True)


def _leave_out(filling: _Filling, out: LeftOut) -> None:
    filling.left[out.bulletin] = out


def _fill_items(filling: _Filling, part: Part, queue: Sequence[Candidate]) -> None:
    """Place one bulletin after the other until none of the queue can go in any more.

    Each has a sound before it: the first the part's opener, the others its separator. A sound
    that may not be used costs no bulletin.
    """
    begin, count = filling.cursor_ms, 0
    while True:
        kind, name = (PartKind.SEPARATOR, part.sound) if count else (PartKind.OPENER, part.opener)
        lead = usable(filling.sounds, name, filling.cursor)
        chosen = _choose(filling, part, queue, lead, begin, count)
        if chosen is None:
            break
        if lead:
            _append(filling, part, lead, kind, first=count == 0)
        elif name:
            _leave_out(filling, why_not(filling.sounds, name, filling.cursor))
        _append(filling, part, chosen, PartKind.ITEMS, first=count == 0 and lead is None)
        filling.placed.add(chosen.approval.bulletin)
        filling.left.pop(chosen.approval.bulletin, None)
        count += 1


def _choose(
    filling: _Filling,
    part: Part,
    queue: Sequence[Candidate],
    lead: Candidate | None,
    begin: int,
    count: int,
) -> Candidate | None:
    """Return the first of the queue that can go in now, and note why those before it cannot."""
    gap_ms = lead.length_ms if lead else 0
    for candidate in queue:
        if candidate.approval.bulletin not in filling.placed:
            refusal = _refusal(filling, part, candidate, gap_ms, begin, count)
            if refusal is None:
                return candidate
            _note(filling, refusal)
    return None


def _refusal(
    filling: _Filling, part: Part, candidate: Candidate, gap_ms: int, begin: int, count: int
) -> LeftOut | None:
    """Say why this bulletin cannot be the part's next one, or None when it can."""
    slot, cursor = filling.slot, filling.cursor_ms
    approval = candidate.approval
    first_sample = slot.start + timedelta(milliseconds=cursor + gap_ms)
    used = filling.used.get(approval.id, 0)
    refusal = refuse(approval, slot.programme.zones, part.filter, first_sample, used)
    if refusal:
        return refusal
    needed = gap_ms + candidate.length_ms
    left = slot.room.length_ms - cursor - filling.reserved_ms
    if part.max_items is not None and count >= part.max_items:
        return LeftOut(approval.bulletin, Reason.PART_ITEMS, str(part.max_items))
    if needed > left:
        return LeftOut(approval.bulletin, slot.room.limit, f"{needed} {max(left, 0)}")
    if part.max_ms is not None and cursor + needed - begin > part.max_ms:
        return LeftOut(
            approval.bulletin, Reason.PART_MINUTES, f"{needed} {part.max_ms - cursor + begin}"
        )
    return None


def _note(filling: _Filling, refusal: LeftOut) -> None:
    """Keep, over all parts, the reason that came closest to taking the bulletin."""
    before = filling.left.get(refusal.bulletin)
    if before is None or RANK[Reason(refusal.reason)] >= RANK[Reason(before.reason)]:
        filling.left[refusal.bulletin] = refusal


def _append(filling: _Filling, part: Part, candidate: Candidate, kind: str, *, first: bool) -> None:
    slot, approval = filling.slot, candidate.approval
    what = approval.bulletin or f"{kind}:{approval.sound}"
    filling.ordinals[what] += 1
    offset = filling.cursor_ms
    filling.items.append(
        PlannedItem(
            id=item_id(slot.session, what, "", filling.ordinals[what]),
            part=kind,
            offset_ms=offset,
            length_ms=candidate.length_ms,
            cut=approval.cut,
            approval=approval.id,
            item_class=str(approval.bulletin_class),
            title=approval.details.get("title") or approval.sound,
            bulletin=approval.bulletin,
            revision=approval.revision,
            sound=approval.sound,
            origin=approval.origin,
            zones=shared_zones(candidate.zones, slot.programme.zones),
            volume_percent=slot.hours.ceiling_at(slot.start + timedelta(milliseconds=offset)),
            hard_start=part.hard_start and first,
            grace_ms=slot.grace_ms if part.grace_ms is None else part.grace_ms,
            late_policy=str(part.late),
            overrun=str(part.overrun),
            sentence_ends_ms=candidate.sentence_ends_ms,
            details=candidate.reported,
        )
    )
