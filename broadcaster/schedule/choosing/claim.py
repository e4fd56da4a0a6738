"""A demand while sessions are being filled: where it may air, what it is owed, what it has.

Times are milliseconds since the epoch.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from broadcaster.bulletins.model import BulletinClass
from broadcaster.schedule.choosing.open_session import OpenSession
from broadcaster.schedule.choosing.worth import Tally
from broadcaster.schedule.demand import Demand
from broadcaster.schedule.sessions.slot import Candidate


@dataclass(slots=True, eq=False)
class Chance:
    """One session in which a demand may air, before room is asked."""

    session: OpenSession
    places: tuple[tuple[int, Candidate], ...]
    """The parts that take it, in layout order, each with the variant it takes."""
    is_edge: bool
    """Whether its validity begins or ends within the session."""
    alone: int
    """What an airing here is worth by itself."""

    @property
    def length_ms(self) -> int:
        """How long it would sound; every part takes the same variant."""
        return self.places[0][1].length_ms


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
    since_ms: int
    until_ms: int
    """[since, until) of the first sample."""
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


def rank(claim: Claim, *, is_owed: bool) -> int:
    """Say how early an airing is placed: PRIORITY before NORMAL, then what is owed."""
    return 2 * claim.is_priority + is_owed


def rank_of(airing: Airing) -> int:
    """Return the rank of a placed airing: it is owed if one would be owed without it."""
    claim = airing.claim
    return 2 * claim.is_priority + (len(claim.placed) <= claim.owed)
