"""A session before any bulletin is chosen: its own sounds, its relays, and the stretches between.

A relay with a time of its own divides the session: what stands before it has to be over by then,
and what follows begins at its end. Headlines keep the minutes that their part names; they are
said of what was chosen, so how many of these minutes sound is known last.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from broadcaster.bulletins.relay import CARRIED_AS
from broadcaster.schedule.model import LeftOut
from broadcaster.schedule.programmes.model import Part, PartKind
from broadcaster.schedule.reasons import Reason
from broadcaster.schedule.sessions.relays import carried, relay_begins_ms
from broadcaster.schedule.sessions.slot import Candidate, Room, Slot
from broadcaster.schedule.sessions.station_sounds import usable


@dataclass(frozen=True, slots=True)
class Stretch:
    """Parts that stand back to back; counted in milliseconds from the session's start."""

    begins_ms: int
    ends_ms: int
    """By then everything in it is over."""
    limit: Reason
    """What is said of that for which it has no room."""
    numbers: tuple[int, ...]
    """Its parts, by their place in the layout."""


@dataclass(frozen=True, slots=True)
class Skeleton:
    """What a layout sounds by itself, and the room that it leaves."""

    lengths: tuple[int, ...]
    """Of each part: its sound, its relay, the minutes of headlines; 0 for parts with bulletins."""
    begins: tuple[int | None, ...]
    """Of each part that begins at a time of its own, when; None for all others."""
    stretches: tuple[Stretch, ...]
    refused: tuple[LeftOut, ...]
    """Relays with a time of their own that cannot be carried then."""
    carries: bool
    """Whether a relay is carried, so that the session sounds without any bulletin too."""

    def own_ms(self, stretch: Stretch) -> int:
        """Return what sounds in a stretch besides bulletins, the relay at its head counted."""
        return sum(self.lengths[number] for number in stretch.numbers)


def skeleton_of(slot: Slot, sounds: Mapping[str, Candidate]) -> Skeleton:
    """Return what a session sounds besides bulletins, and where its parts may stand."""
    layout = slot.programme.layout
    begins, refused = _begins(slot, sounds)
    lengths = tuple(
        _length(slot, sounds, part, timed=begins[number] is not None)
        for number, part in enumerate(layout)
    )
    carries = any(
        length for length, part in zip(lengths, layout, strict=True) if part.kind is PartKind.RELAY
    )
    return Skeleton(lengths, begins, tuple(_stretches(slot, begins)), refused, carries)


def longest_sound(slot: Slot, sounds: Mapping[str, Candidate], name: str) -> int:
    """Return a sound's length if it may be used at any moment of the session.

    One whose rights begin or end meanwhile may be missing in the end; room for it does no harm.
    """
    end = slot.start + timedelta(milliseconds=slot.programme.longest_ms)
    sound = usable(sounds, name, slot.start) or usable(sounds, name, end)
    return sound.length_ms if sound else 0


def _begins(
    slot: Slot, sounds: Mapping[str, Candidate]
) -> tuple[tuple[int | None, ...], tuple[LeftOut, ...]]:
    """Return when each part begins by itself, and which relays cannot be carried at their time."""
    begins: list[int | None] = []
    refused: list[LeftOut] = []
    free_from = carried_ms = 0
    for part in slot.programme.layout:
        at = relay_begins_ms(slot, part) if part.kind is PartKind.RELAY else None
        out = None if at is None else _why_not(slot, sounds, part, at, free_from, carried_ms)
        if out:
            refused.append(out)
        elif at is not None:
            free_from, carried_ms = at + (part.max_ms or 0), carried_ms + (part.max_ms or 0)
        begins.append(None if out else at)
    return tuple(begins), tuple(refused)


def _why_not(
    slot: Slot,
    sounds: Mapping[str, Candidate],
    part: Part,
    at: int,
    free_from: int,
    carried_ms: int,
) -> LeftOut | None:
    """Say why a relay cannot be carried `at`, after relays of so long; None when it can."""
    relay = carried(slot, sounds, part, at)
    if isinstance(relay, LeftOut):
        return relay
    room = Room(slot.room.length_ms - at if at >= free_from else 0, slot.room.limit)
    if slot.cap and slot.cap.length_ms - carried_ms < room.length_ms:
        room = Room(slot.cap.length_ms - carried_ms, slot.cap.limit)
    if relay.length_ms <= room.length_ms:
        return None
    needs = f"{relay.length_ms} {max(room.length_ms, 0)}"
    return LeftOut(CARRIED_AS + part.relay, room.limit, needs)


def _length(slot: Slot, sounds: Mapping[str, Candidate], part: Part, *, timed: bool) -> int:
    match part.kind:
        case PartKind.ITEMS | PartKind.FEATURE:
            return 0
        case PartKind.HEADLINES:
            return part.max_ms or 0
        case PartKind.RELAY:
            if part.at is not None:
                return (part.max_ms or 0) if timed else 0
            relay = carried(slot, sounds, part, 0)
            return 0 if isinstance(relay, LeftOut) else relay.length_ms
        case _:
            return longest_sound(slot, sounds, part.sound)


def _stretches(slot: Slot, begins: tuple[int | None, ...]) -> list[Stretch]:
    found: list[Stretch] = []
    begin, numbers = 0, list[int]()
    for number, at in enumerate(begins):
        if at is not None:
            # Where the player waits the clock's doubt out, what comes first comes that much later.
            ends = at - (slot.room.late_ms if not begin else 0)
            found.append(Stretch(begin, ends, Reason.BEFORE_RELAY, tuple(numbers)))
            begin, numbers = at, []
        numbers.append(number)
    found.append(Stretch(begin, slot.room.length_ms, slot.room.limit, tuple(numbers)))
    return found
