"""The longest that a bulletin may be: the most any coming session could give it, were it empty.

Pure. What the others take does not count here; a text that is longer than this fits no session on
any day, and only dividing it helps.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from broadcaster.schedule.admission import is_left_to_feature, refuse
from broadcaster.schedule.choosing.frame import frame_of
from broadcaster.schedule.inputs import Inputs
from broadcaster.schedule.opening import room_for, sessions
from broadcaster.schedule.programmes.model import Part, Programme
from broadcaster.schedule.sessions.slot import Candidate, Slot


@dataclass(frozen=True)
class Longest:
    """The session with the most room, and how much that is."""

    title: str
    """Of its programme."""
    length_ms: int


def longest_for(inputs: Inputs, candidate: Candidate) -> Longest | None:
    """Return the most room for `candidate`; None when no session takes such a bulletin."""
    found = {
        Longest(programme.title, length_ms)
        for programme, start in sessions(inputs)
        for length_ms in _rooms(inputs, candidate, programme, start)
    }
    return max(found, key=lambda one: (one.length_ms, one.title), default=None)


def _rooms(
    inputs: Inputs, candidate: Candidate, programme: Programme, start: datetime
) -> Iterator[int]:
    """Give the room of each part of a session that takes it: without the sounds around it."""
    room = room_for(inputs, programme, start, {})
    slot = Slot("", programme, start, room, inputs.hours, inputs.grace_ms)
    frame = frame_of(slot, inputs.sounds)
    for place, limits in zip(frame.parts, frame.limits_of, strict=True):
        if _takes(place.part, candidate, programme, start):
            yield max(min(frame.limits[limit].ms for limit in limits), 0)


def _takes(part: Part, candidate: Candidate, programme: Programme, start: datetime) -> bool:
    approval = candidate.approval
    if is_left_to_feature(programme.layout, part, approval):
        return False
    return refuse(approval, programme.zones, part.filter, start, used=0) is None
