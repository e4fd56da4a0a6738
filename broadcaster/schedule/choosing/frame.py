"""What a session can hold before any bulletin is chosen: its sounds, its parts and their limits.

Everything is counted in milliseconds of sound. A part with bulletins costs its opener before the
first and its separator before each other one.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from broadcaster.schedule.programmes.model import Part, PartKind
from broadcaster.schedule.reasons import Reason
from broadcaster.schedule.sessions.skeleton import Skeleton, longest_sound, skeleton_of
from broadcaster.schedule.sessions.slot import Candidate, Slot


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

    skeleton: Skeleton
    spares: tuple[int, ...]
    """Of each part of the layout, how much shorter than planned it may turn out: headlines."""
    parts: tuple[PartRoom, ...]
    limits: tuple[Limit, ...]
    limits_of: tuple[tuple[int, ...], ...]
    """Of each part in `parts`, the limits that count it, by position in `limits`."""

    @property
    def always_ms(self) -> int:
        """What sounds besides bulletins, whether there is one or not."""
        return sum(self.skeleton.lengths) if self.skeleton.carries or not self.parts else 0

    @property
    def sounds_ms(self) -> int:
        """What sounds besides bulletins as soon as there is one."""
        return sum(self.skeleton.lengths) - self.always_ms


def frame_of(slot: Slot, sounds: Mapping[str, Candidate]) -> Frame:
    """Return what a session can hold."""
    layout = slot.programme.layout
    skeleton = skeleton_of(slot, sounds)
    parts = tuple(
        PartRoom(
            number,
            part,
            longest_sound(slot, sounds, part.opener),
            longest_sound(slot, sounds, part.sound),
        )
        for number, part in enumerate(layout)
        if part.takes_bulletins
    )
    limits = [*_limits_of_stretches(skeleton, parts), *_limits_of_parts(parts)]
    if slot.cap:
        every = tuple(range(len(parts)))
        own_ms = sum(skeleton.lengths)
        limits.append(Limit(slot.cap.length_ms - own_ms, every, slot.cap.limit))
    limits_of = tuple(
        tuple(number for number, limit in enumerate(limits) if position in limit.parts)
        for position in range(len(parts))
    )
    spares = tuple(
        length if part.kind is PartKind.HEADLINES else 0
        for part, length in zip(layout, skeleton.lengths, strict=True)
    )
    return Frame(skeleton, spares, parts, tuple(limits), limits_of)


def _limits_of_stretches(skeleton: Skeleton, parts: tuple[PartRoom, ...]) -> list[Limit]:
    """Return what each stretch leaves to the bulletins of its parts."""
    found = []
    for stretch in skeleton.stretches:
        inside = tuple(
            position for position, room in enumerate(parts) if room.number in stretch.numbers
        )
        left = stretch.ends_ms - stretch.begins_ms - skeleton.own_ms(stretch)
        found.append(Limit(left, inside, stretch.limit))
    return found


def _limits_of_parts(parts: tuple[PartRoom, ...]) -> list[Limit]:
    return [
        Limit(room.part.max_ms, (position,), Reason.PART_MINUTES)
        for position, room in enumerate(parts)
        if room.part.max_ms is not None
    ]
