"""What a session can hold before any bulletin is chosen: its sounds, its parts and their limits.

Everything is counted in milliseconds of sound. A part with bulletins costs its opener before the
first and its separator before each other one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from broadcaster.schedule.programme import Part
from broadcaster.schedule.reasons import Reason
from broadcaster.schedule.slot import Candidate, Slot
from broadcaster.schedule.station_sounds import usable


@dataclass(frozen=True, slots=True)
class Limit:
    """How long some parts may sound together, and what is said of those it shuts out."""

    ms: int
    parts: tuple[int, ...]
    """Positions among the frame's parts."""
    reason: Reason


@dataclass(frozen=True, slots=True)
class PartRoom:
    """One part that takes bulletins."""

    number: int
    """Its place in the layout, from 0."""
    part: Part
    first_ms: int
    """The sound before its first bulletin."""
    next_ms: int
    """The sound before every other one."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A session without its bulletins."""

    lengths: tuple[int, ...]
    """Of each part of the layout, the sound it plays by itself; 0 for parts with bulletins."""
    parts: tuple[PartRoom, ...]
    limits: tuple[Limit, ...]
    limits_of: tuple[tuple[Limit, ...], ...]
    """Of each part in `parts`, the limits that count it."""

    @property
    def sounds_ms(self) -> int:
        """What sounds besides bulletins as soon as there is one."""
        return sum(self.lengths)


def frame_of(slot: Slot, sounds: Mapping[str, Candidate]) -> Frame:
    """Return what a session can hold."""
    layout = slot.programme.layout
    lengths = tuple(
        0 if part.takes_bulletins else _longest(slot, sounds, part.sound) for part in layout
    )
    parts = tuple(
        PartRoom(
            number, part, _longest(slot, sounds, part.opener), _longest(slot, sounds, part.sound)
        )
        for number, part in enumerate(layout)
        if part.takes_bulletins
    )
    every = tuple(range(len(parts)))
    limits = [Limit(slot.room.length_ms - sum(lengths), every, slot.room.limit)]
    for position, room in enumerate(parts):
        if room.part.max_ms is not None:
            limits.append(Limit(room.part.max_ms, (position,), Reason.PART_MINUTES))
    limits_of = tuple(tuple(limit for limit in limits if one in limit.parts) for one in every)
    return Frame(lengths, parts, tuple(limits), limits_of)


def _longest(slot: Slot, sounds: Mapping[str, Candidate], name: str) -> int:
    """Return a sound's length if it may be used at any moment of the session.

    One whose rights begin or end meanwhile may be missing in the end; room for it does no harm.
    """
    end = slot.start + timedelta(milliseconds=slot.programme.longest_ms)
    sound = usable(sounds, name, slot.start) or usable(sounds, name, end)
    return sound.length_ms if sound else 0
