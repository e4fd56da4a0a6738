"""One session while it is being filled: its room, and whether everything in it is still valid.

Times are milliseconds since the epoch.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from broadcaster.schedule.choosing.frame import Frame
from broadcaster.schedule.sessions.part_order import order_key
from broadcaster.schedule.sessions.slot import Candidate, Slot

if TYPE_CHECKING:
    from broadcaster.schedule.choosing.claim import Airing, Chance

FOREVER_MS = 1 << 62
ByEdges = tuple[bool, ...]
"""The classes (is it NORMAL?) in which validity decides the order."""
BY_EDGES: tuple[ByEdges, ...] = ((), (True,), (False,), (False, True))
"""In the order in which they are tried: PRIORITY leaves its own order last."""


@dataclass(slots=True, eq=False)
class DayRoom:
    """How much a station date may still sound."""

    left_ms: int


@dataclass(slots=True, eq=False)
class OpenSession:
    """One session while it is being filled."""

    number: int
    """Its place by start."""
    slot: Slot
    frame: Frame
    day: DayRoom
    ordinal: int
    """Of its station date."""
    start_ms: int
    is_evening: bool
    ordered: tuple[str, ...] = ()
    """Bulletins in the operator's order."""
    airings: "dict[int, Airing]" = field(default_factory=dict)
    """By number of the claim."""
    loads: list[int] = field(init=False)
    counts: list[int] = field(init=False)
    columns: Counter[str] = field(default_factory=Counter)
    origins: Counter[str] = field(default_factory=Counter)
    edges: int = 0
    """How many of its airings have a validity that begins or ends meanwhile."""

    def __post_init__(self) -> None:
        self.loads = [0] * len(self.frame.parts)
        self.counts = [0] * len(self.frame.parts)

    @property
    def end_ms(self) -> int:
        """When it must be over."""
        return self.start_ms + self.slot.programme.longest_ms

    def added_ms(self, position: int, candidate: Candidate) -> int:
        """Return what one more bulletin costs the part, its opener or separator counted."""
        room = self.frame.parts[position]
        return candidate.length_ms + (room.next_ms if self.counts[position] else room.first_ms)

    def has_room(self, position: int, added_ms: int) -> bool:
        """Say whether a part may sound longer by as much, by every limit and the day's cap."""
        most = self.frame.parts[position].part.max_items
        if most is not None and self.counts[position] >= most:
            return False
        sounds = 0 if self.airings else self.frame.sounds_ms
        if added_ms + sounds > self.day.left_ms:
            return False
        loads = self.loads
        for limit in self.frame.limits_of[position]:
            if sum([loads[one] for one in limit.parts]) + added_ms > limit.ms:
                return False
        return True

    @property
    def slack_ms(self) -> int:
        """How much longer its widest part may sound; none of its limits asks for less."""
        slack = 0
        for limits in self.frame.limits_of:
            left = min([one.ms - sum([self.loads[part] for part in one.parts]) for one in limits])
            slack = max(slack, left)
        return min(slack, self.day.left_ms)

    def in_order(self, position: int) -> "list[Airing]":
        """Return a part's airings in the order in which they sound.

        Within a class that is the operator's order, then the part's, then that of approval. Only
        where this would bring one out of its validity, what ends meanwhile goes to the front of
        its class, and what begins meanwhile to the end.
        """
        by_edges = next((one for one in BY_EDGES if self._hold(one)), ()) if self.edges else ()
        return self._in_order(position, by_edges)

    def _in_order(self, position: int, by_edges: ByEdges) -> "list[Airing]":
        here = [one for one in self.airings.values() if one.position == position]
        return sorted(here, key=lambda one: self._turn(one, by_edges))

    def _turn(self, airing: "Airing", by_edges: ByEdges) -> tuple[bool, int, int, Any, object]:
        normal, *rest = airing.claim.demand.precedence
        order = self.frame.parts[airing.position].part.order
        place = len(self.ordered)
        if not normal and airing.bulletin in self.ordered:
            place = self.ordered.index(airing.bulletin)
        edge = self._edge(airing.chance) if normal in by_edges else 0
        own = None if not normal else order_key(airing.candidate, order)
        return normal, edge, place, own, rest

    def _edge(self, chance: "Chance") -> int:
        """Sort what ends within the session first, what begins within it last."""
        if chance.until_ms < self.end_ms:
            return chance.until_ms - FOREVER_MS
        return max(chance.since_ms - self.start_ms, 0)

    def edges_hold(self) -> bool:
        """Say whether every airing has its first sample while it is valid."""
        return any(self._hold(by_edges) for by_edges in BY_EDGES)

    def _hold(self, by_edges: ByEdges) -> bool:
        return all(
            airing.chance.since_ms <= at - spare and at < airing.chance.until_ms
            for airing, at, spare in self._first_samples(by_edges)
            if airing.chance.is_edge
        )

    def _first_samples(self, by_edges: ByEdges) -> "Iterator[tuple[Airing, int, int]]":
        """Yield each airing with its latest first sample, and by how much it may come earlier."""
        at, spare = self.start_ms, 0
        starts = {room.number: place for place, room in enumerate(self.frame.parts)}
        skeleton = self.frame.skeleton
        for number, (length, begins) in enumerate(
            zip(skeleton.lengths, skeleton.begins, strict=True)
        ):
            if begins is not None:
                at, spare = self.start_ms + begins, 0
            at += length
            spare += self.frame.spares[number]
            if number in starts:
                position = starts[number]
                room = self.frame.parts[position]
                for count, airing in enumerate(self._in_order(position, by_edges)):
                    at += room.next_ms if count else room.first_ms
                    yield airing, at, spare
                    at += airing.candidate.length_ms
