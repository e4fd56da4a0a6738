"""What is placed where: sessions that fill up, and demands that get their airings.

The board keeps every rule that a single placing can break: room and limits of parts, the day's
cap, validity at the first sample, distance between airings, once per session. Times are
milliseconds since the epoch.
"""

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from broadcaster.bulletins.model import BulletinClass
from broadcaster.schedule.choosing.frame import Frame
from broadcaster.schedule.choosing.worth import (
    Tally,
    Weights,
    nth_airing,
    one_more_beside,
)
from broadcaster.schedule.demand import Demand
from broadcaster.schedule.part_order import order_key
from broadcaster.schedule.slot import Candidate, Slot

FOREVER_MS = 1 << 62


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
        """Return a part's airings in the order in which they sound."""
        return sorted(
            (one for one in self.airings.values() if one.position == position), key=self._turn
        )

    def _turn(self, airing: "Airing") -> tuple[bool, int, int, Any, object]:
        normal, *rest = airing.claim.demand.precedence
        order = self.frame.parts[airing.position].part.order
        place = len(self.ordered)
        if not normal and airing.bulletin in self.ordered:
            place = self.ordered.index(airing.bulletin)
        ends = airing.chance.until_ms if airing.chance.is_edge else FOREVER_MS
        own = None if not normal else order_key(airing.candidate, order)
        return normal, place, ends, own, rest

    def edges_hold(self) -> bool:
        """Say whether every airing has its first sample while it is valid."""
        return all(
            airing.chance.since_ms <= at - spare and at < airing.chance.until_ms
            for airing, at, spare in self._first_samples()
            if airing.chance.is_edge
        )

    def _first_samples(self) -> "Iterator[tuple[Airing, int, int]]":
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
                for count, airing in enumerate(self.in_order(position)):
                    at += room.next_ms if count else room.first_ms
                    yield airing, at, spare
                    at += airing.candidate.length_ms


@dataclass(slots=True, eq=False)
class Chance:
    """One session in which a demand may air, before room is asked."""

    session: OpenSession
    places: tuple[tuple[int, Candidate], ...]
    """The parts that take it, in layout order, each with the variant it takes."""
    since_ms: int
    until_ms: int
    is_edge: bool
    """Whether its validity begins or ends within the session."""
    alone: int
    """What an airing here is worth by itself."""


@dataclass(slots=True, eq=False)
class Claim:
    """A demand while sessions are being filled."""

    number: int
    demand: Demand
    chances: list[Chance]
    owed: int
    """Airings still to be placed that count as owed; one for a bulletin never heard."""
    limit: int | None
    """Most airings that may be placed; None is one in every session."""
    fixed: list[int]
    """Starts of the sessions in which it aired or stands, as far as distance asks; sorted."""
    before: int
    """Airings that it had or that stand."""
    tally: Tally = field(default_factory=lambda: Tally(Counter()))
    places: Mapping[str, Sequence[tuple[int, Candidate]]] = field(default_factory=dict)
    """Of each programme (by name), the parts that take it."""
    given_up: int = -1
    """How much the board had changed when nothing could be done for it."""
    placed: "dict[int, Airing]" = field(default_factory=dict)
    """By number of the session."""
    starts: list[int] = field(default_factory=list)
    """Of `fixed` and of the sessions in `placed`; sorted."""

    by_session: dict[int, Chance] = field(init=False)
    is_priority: bool = field(init=False)
    """Whether it goes before all that is NORMAL."""

    def __post_init__(self) -> None:
        self.starts = sorted(self.fixed)
        self.is_priority = self.demand.bulletin_class is BulletinClass.PRIORITY
        self.by_session = {chance.session.number: chance for chance in self.chances}

    @property
    def is_owed(self) -> bool:
        """Say whether an airing is missing that counts as owed."""
        return len(self.placed) < self.owed

    @property
    def is_open(self) -> bool:
        """Say whether it may have one more airing at all."""
        return self.limit is None or len(self.placed) < self.limit

    def too_near(self, start_ms: int) -> int | None:
        """Return the start of an airing that is nearer to this one than it may be, if any."""
        apart = self.demand.apart_ms
        if not apart:
            return None
        place = bisect_left(self.starts, start_ms)
        near = self.starts[max(place - 1, 0) : place + 1]
        return next((one for one in near if abs(one - start_ms) < apart), None)


@dataclass(slots=True, eq=False)
class Airing:
    """A claim that has a place in a session."""

    claim: Claim
    chance: Chance
    position: int
    candidate: Candidate
    added_ms: int = 0

    @property
    def bulletin(self) -> str:
        """The bulletin that sounds."""
        return self.candidate.approval.bulletin

    @property
    def session(self) -> OpenSession:
        """Where it sounds."""
        return self.chance.session


class Board:
    """All sessions with all claims, and what is placed so far."""

    def __init__(
        self, sessions: Sequence[OpenSession], claims: Sequence[Claim], weights: Weights
    ) -> None:
        self.sessions = sessions
        self.claims = claims
        self.weights = weights
        self.shares = dict(weights.shares)
        self.spoken: Counter[str] = Counter()
        """How long each language sounds (ms)."""
        self.changes = 0
        """How often what is owed was placed."""

    def fitting(self, claim: Claim, chance: Chance, place: int = -1) -> Airing | None:
        """Return the airing that can be placed there now, or None.

        With a `place` in the layout that part is asked first.
        """
        session = chance.session
        if claim.number in session.airings or claim.too_near(session.start_ms) is not None:
            return None
        for position, candidate in _from(session, chance.places, place):
            if session.has_room(position, session.added_ms(position, candidate)):
                airing = Airing(claim, chance, position, candidate)
                if not (chance.is_edge or session.edges) or self._holds_with(airing):
                    return airing
        return None

    def _holds_with(self, airing: Airing) -> bool:
        self.place(airing)
        holds = airing.session.edges_hold()
        self.take_out(airing)
        return holds

    def place(self, airing: Airing) -> None:
        """Put an airing where it fits."""
        session, claim = airing.session, airing.claim
        airing.added_ms = session.added_ms(airing.position, airing.candidate)
        if not session.airings:
            session.day.left_ms -= session.frame.sounds_ms
        self._count(airing, 1)
        session.airings[claim.number] = airing
        claim.placed[session.number] = airing
        insort(claim.starts, session.start_ms)

    def take_out(self, airing: Airing) -> None:
        """Take an airing out again."""
        session, claim = airing.session, airing.claim
        del session.airings[claim.number], claim.placed[session.number]
        claim.starts.remove(session.start_ms)
        self._count(airing, -1)
        if not session.airings:
            session.day.left_ms += session.frame.sounds_ms

    def _count(self, airing: Airing, by: int) -> None:
        session, details = airing.session, airing.candidate.approval.details
        room = session.frame.parts[airing.position]
        if by < 0:
            last = session.counts[airing.position] == 1
            airing.added_ms = airing.candidate.length_ms + (room.first_ms if last else room.next_ms)
        session.counts[airing.position] += by
        session.loads[airing.position] += by * airing.added_ms
        session.day.left_ms -= by * airing.added_ms
        self.spoken[details.get("language", "")] += by * airing.candidate.length_ms
        session.columns[details.get("column", "")] += by
        session.origins[airing.candidate.approval.origin] += by
        session.edges += by * airing.chance.is_edge
        airing.claim.tally.count(session.ordinal, is_evening=session.is_evening, by=by)

    def beside(self, claim: Claim, chance: Chance) -> int:
        """Return what an airing there is worth among what is placed now."""
        session = chance.session
        approval = chance.places[0][1].approval
        weights = self.weights
        gain = chance.alone + one_more_beside(
            weights, claim.tally, session.ordinal, is_evening=session.is_evening
        )
        if not session.columns[approval.details.get("column", "")]:
            gain += weights.column
        if not session.origins[approval.origin]:
            gain += weights.origin
        return gain

    def has_too_little(self, claim: Claim) -> bool:
        """Say whether less is spoken in the claim's language than its share."""
        if not self.shares:
            return False
        language = claim.demand.source.approval.details.get("language", "")
        share = self.shares.get(language, 0)
        return share > 0 and self.spoken[language] * 100 < share * max(self.spoken.total(), 1)

    def next_airing(self, claim: Claim) -> int:
        """Return what the claim's next airing is worth, wherever it is."""
        return nth_airing(self.weights, claim.demand, claim.before + len(claim.placed))

    def last_airing(self, claim: Claim) -> int:
        """Return what is lost when one of its airings is taken out, wherever it is."""
        return nth_airing(self.weights, claim.demand, claim.before + len(claim.placed) - 1)


def _from(
    session: OpenSession, places: Sequence[tuple[int, Candidate]], place: int
) -> Sequence[tuple[int, Candidate]]:
    if place < 0 or len(places) == 1:
        return places
    return sorted(places, key=lambda one: session.frame.parts[one[0]].number != place)


def rank(claim: Claim, *, is_owed: bool) -> int:
    """Say how early an airing is placed: PRIORITY before NORMAL, then what is owed."""
    return 2 * claim.is_priority + is_owed


def rank_of(airing: Airing) -> int:
    """Return the rank of a placed airing: it is owed if one would be owed without it."""
    claim = airing.claim
    return 2 * claim.is_priority + (len(claim.placed) <= claim.owed)


Kept = Mapping[str, Mapping[str, int]]
"""Of each session, the demands (`Demand.key`) that the plan before had in it, with the place in the
layout of the part that sounded each."""
