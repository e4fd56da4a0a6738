"""One session while it is being filled: its room, and whether everything in it is still valid.

Times are milliseconds since the epoch.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from broadcaster.schedule.choosing.frame import Frame
from broadcaster.schedule.sessions.part_order import order_key
from broadcaster.schedule.sessions.slot import Candidate, Slot

if TYPE_CHECKING:
    from broadcaster.schedule.choosing.claim import Airing, Claim

FOREVER_MS = 1 << 62


class ByEdges(NamedTuple):
    """Where validity decides the order, and what of one that begins and ends meanwhile."""

    classes: tuple[bool, ...] = ()
    """In which classes: is it NORMAL?"""
    ends_first: bool = True


BY_EDGES = (
    ByEdges(),
    *(
        ByEdges(classes, ends_first)
        for classes in ((True,), (False,), (False, True))
        for ends_first in (True, False)
    ),
)
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
    end_ms: int = field(init=False)
    """When it must be over."""
    loads: list[int] = field(init=False)
    """How long each part sounds."""
    counts: list[int] = field(init=False)
    left: list[int] = field(init=False)
    """By each of the frame's limits, how much longer its parts may sound."""
    widest_ms: int = field(init=False)
    """How much longer the part with the most left may sound, by the limits."""
    columns: Counter[str] = field(default_factory=Counter)
    origins: Counter[str] = field(default_factory=Counter)
    edges: int = 0
    """How many of its airings have a validity that begins or ends meanwhile."""

    def __post_init__(self) -> None:
        self.end_ms = self.start_ms + self.slot.programme.longest_ms
        self.loads = [0] * len(self.frame.parts)
        self.counts = [0] * len(self.frame.parts)
        self.left = [limit.ms for limit in self.frame.limits]
        self.widest_ms = self._widest_ms()

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
        return added_ms <= self._left_ms(self.frame.limits_of[position])

    def lengthen(self, position: int, by_ms: int) -> None:
        """Count that a part sounds longer by as much, or shorter if it is less than 0."""
        self.loads[position] += by_ms
        self.day.left_ms -= by_ms
        for limit in self.frame.limits_of[position]:
            self.left[limit] -= by_ms
        self.widest_ms = self._widest_ms()

    def _left_ms(self, limits: Sequence[int]) -> int:
        return min([self.left[limit] for limit in limits])

    def _widest_ms(self) -> int:
        return max([0, *map(self._left_ms, self.frame.limits_of)])

    @property
    def slack_ms(self) -> int:
        """How much longer its widest part may sound; nothing longer has room."""
        return min(self.widest_ms, self.day.left_ms)

    def in_order(self, position: int) -> "list[Airing]":
        """Return a part's airings in the order in which they sound.

        Within a class that is the operator's order, then the part's, then that of approval. Only
        where this would bring one out of its validity, what ends meanwhile goes to the front of
        its class, and what begins meanwhile to the end.
        """
        plain = self._in_order(position, BY_EDGES[0])
        if not self.edges:
            return plain
        begins = self._begins()[position]
        orders = (self._in_order(position, by_edges) for by_edges in BY_EDGES)
        return next((one for one in orders if self._hold(position, one, begins)), plain)

    def _in_order(self, position: int, by_edges: ByEdges) -> "list[Airing]":
        here = [one for one in self.airings.values() if one.position == position]
        return sorted(here, key=lambda one: self._turn(one, by_edges))

    def _turn(self, airing: "Airing", by_edges: ByEdges) -> tuple[bool, int, int, Any, object]:
        normal, *rest = airing.claim.demand.precedence
        order = self.frame.parts[airing.position].part.order
        place = len(self.ordered)
        if not normal and airing.bulletin in self.ordered:
            place = self.ordered.index(airing.bulletin)
        edge = self._edge(airing.claim, by_edges) if normal in by_edges.classes else 0
        own = None if not normal else order_key(airing.candidate, order)
        return normal, edge, place, own, rest

    def _edge(self, claim: "Claim", by_edges: ByEdges) -> int:
        """Sort what ends within the session first, what begins within it last."""
        begins, ends = claim.since_ms > self.start_ms, claim.until_ms < self.end_ms
        if ends and (by_edges.ends_first or not begins):
            return claim.until_ms - FOREVER_MS
        return claim.since_ms - self.start_ms if begins else 0

    def edges_hold(self) -> bool:
        """Say whether every airing has its first sample while it is valid, in some order."""
        every = self._begins()
        return all(
            any(
                self._hold(position, self._in_order(position, by_edges), begins)
                for by_edges in BY_EDGES
            )
            for position, begins in enumerate(every)
        )

    def _hold(self, position: int, airings: "list[Airing]", begins: tuple[int, int]) -> bool:
        """Say whether a part's airings are valid in this order.

        `begins` is when the part does at the latest, and by how much it may be earlier.
        """
        room, (at, spare) = self.frame.parts[position], begins
        for count, airing in enumerate(airings):
            at += room.next_ms if count else room.first_ms
            claim = airing.claim
            if airing.chance.is_edge and not claim.since_ms <= at - spare <= at < claim.until_ms:
                return False
            at += airing.candidate.length_ms
        return True

    def _begins(self) -> list[tuple[int, int]]:
        """Return of each part when it begins at the latest, and by how much it may be earlier.

        In which order a part sounds its bulletins says nothing of when the next begins.
        """
        at, spare = self.start_ms, 0
        loads = {room.number: load for room, load in zip(self.frame.parts, self.loads, strict=True)}
        skeleton, found = self.frame.skeleton, []
        for number, (length, begins) in enumerate(
            zip(skeleton.lengths, skeleton.begins, strict=True)
        ):
            if begins is not None:
                at, spare = self.start_ms + begins, 0
            at += length
            spare += self.frame.spares[number]
            if number in loads:
                found.append((at, spare))
                at += loads[number]
        return found
