"""What one session holds: its layout filled with sounds and bulletins, back to back.

Pure and greedy. Parts are filled in layout order; within a part PRIORITY goes first, then what
its order says; a bulletin that cannot go in now lets the next one try and is tried again. The
sounds of the layout keep their room first. Nothing is ever shortened. A layout that asks for
bulletins and gets none stays silent: an ident and a goodbye around nothing are no broadcast.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from broadcaster.bulletins.station_sound import AIRED_AS
from broadcaster.schedule.admission import is_left_to_feature, refuse
from broadcaster.schedule.laying_out import Placement, lay_out
from broadcaster.schedule.model import LeftOut, PlannedItem
from broadcaster.schedule.part_order import arrange
from broadcaster.schedule.programme import Part, PartKind
from broadcaster.schedule.reasons import RANK, Reason
from broadcaster.schedule.slot import Candidate, Slot
from broadcaster.schedule.station_sounds import ALWAYS_TOLD, usable, why_not


@dataclass
class _Filling:
    slot: Slot
    sounds: Mapping[str, Candidate]
    used: Mapping[str, int]
    placements: list[Placement] = field(default_factory=list)
    left: dict[str, LeftOut] = field(default_factory=dict)
    placed: set[str] = field(default_factory=set)
    reserved_ms: int = 0
    cursor_ms: int = 0
    """Where the next placement begins."""

    @property
    def cursor(self) -> datetime:
        """The moment at which the next placement begins."""
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
        if part.takes_bulletins:
            _fill_items(filling, part, arrange(queue, part.order))
        else:
            _place_sound(filling, part)
    if not filling.placed and any(part.takes_bulletins for part in layout):
        filling.placements.clear()
        _forget_sounds(filling)
    return lay_out(slot, filling.placements), tuple(
        filling.left[key] for key in sorted(filling.left)
    )


def _forget_sounds(filling: _Filling) -> None:
    """Leave only bulletins, and sounds nobody may use, to be explained in a silent session."""
    for out in list(filling.left.values()):
        if out.bulletin.startswith(AIRED_AS) and out.reason not in ALWAYS_TOLD:
            del filling.left[out.bulletin]


def _length(filling: _Filling, part: Part) -> int:
    if part.takes_bulletins:
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
        _append(filling, part, chosen, part.kind, first=count == 0 and lead is None)
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
    if is_left_to_feature(slot.programme.layout, part, approval):
        return LeftOut(approval.bulletin, Reason.FILTER)
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
    filling.placements.append(Placement(part, kind, candidate, first))
    filling.cursor_ms += candidate.length_ms
