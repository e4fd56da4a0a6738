"""Why a bulletin airs where it does, and why it airs nowhere else: for whoever asks at the door.

Pure. It tells of the orders that stand in `plan/`, since these will sound; the planner is asked
only for what would let it in.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from broadcaster.bulletins.model import Approval, BulletinClass
from broadcaster.schedule.foresight.pulls import Pull
from broadcaster.schedule.foresight.refusal import Refusal, item_of, refusal_in
from broadcaster.schedule.foresight.way_search import Effort, Way
from broadcaster.schedule.foresight.ways_in import ways_into
from broadcaster.schedule.inputs import Inputs
from broadcaster.schedule.model import LeftOut, PlannedItem, RunningOrder
from broadcaster.schedule.programmes.overlaps import shared_zones
from broadcaster.schedule.reasons import Reason

MOST_PLANS = 40
"""So many are made to ask what would help, for each reason."""
MOST_SESSIONS = 3
"""Of so many that leave it out for one reason, a way into the first that has any is told."""


class Precedence(StrEnum):
    """Why another bulletin of the same session sounds before."""

    PRIORITY = "priority"
    EARLIER = "approved-earlier"
    LAYOUT = "layout"
    """It stands in an earlier part, or what the part took first left room for nothing else."""


@dataclass(frozen=True)
class Airing:
    """One planned airing."""

    session: str
    start: datetime
    item: PlannedItem
    number: int
    """Which of the airings asked for it is, those of the log counted; from 1."""
    times: int | None
    """How many were asked for; None for every session that takes it."""
    after: tuple[tuple[str, Precedence], ...]
    """The bulletins before it in the session, and why they are."""
    pulls: tuple[Pull, ...] = ()
    """What drew it to this session, where it had a choice."""

    @property
    def at(self) -> datetime:
        """The planned first sample, UTC."""
        return self.start + timedelta(milliseconds=self.item.offset_ms)


@dataclass(frozen=True)
class Shut:
    """The sessions that leave it out for one reason."""

    reason: Reason
    sessions: tuple[Refusal, ...]
    """By their start."""
    ways: tuple[Way, ...]
    """Into the first of them."""


@dataclass(frozen=True)
class Explanation:
    """What the coming sessions do with one bulletin."""

    approval: Approval
    airings: tuple[Airing, ...]
    shut: tuple[Shut, ...]
    zone: str = ""
    """Where it was asked for; empty for anywhere."""
    last: datetime | None = None
    """Start of the last session that is planned."""


@dataclass(frozen=True)
class Standing:
    """One session as it stands: its order, whether it is locked, and its items with an outcome."""

    order: RunningOrder
    locked: bool
    closed: frozenset[str]


@dataclass(frozen=True)
class Tally:
    """How often a bulletin was heard, and how often it is to be, by one that asks for it."""

    aired: int = 0
    wanted: int | None = None


@dataclass(frozen=True)
class Question:
    """What is asked, and what is known of it beside the orders."""

    approval: Approval
    others: Mapping[str, Approval]
    """Of bulletins that may stand beside it."""
    tallies: Mapping[str, Tally]
    """By mandate; without one it is the commune's own."""
    family: frozenset[str] = frozenset()
    """Variants that may sound in its place."""
    zone: str = ""
    pulls: Mapping[str, Sequence[Pull]] = field(default_factory=dict)

    @property
    def bulletin(self) -> str:
        """Id of the bulletin that is asked about."""
        return self.approval.bulletin


def explain_bulletin(
    sessions: Sequence[Standing], question: Question, inputs: Inputs | None
) -> Explanation:
    """Explain one bulletin over these sessions, which are in the order of their start.

    Without `inputs`, where nothing can be planned, nobody says what would let it in.
    """
    airings: list[Airing] = []
    counts = {mandate: tally.aired for mandate, tally in question.tallies.items()}
    shut: dict[Reason, list[Refusal]] = {}
    for one in sessions:
        if question.zone and not shared_zones(one.order.zones, (question.zone,)):
            continue
        out = refusal_in(one.order, question.bulletin, question.zone, question.family)
        if out is None:
            airings += _airings(one, question, counts)
        else:
            told = _told(one, out)
            shut.setdefault(told.reason, []).append(told)
    return Explanation(
        question.approval,
        tuple(airings),
        tuple(
            Shut(reason, tuple(refusals), _ways(inputs, question, refusals))
            for reason, refusals in shut.items()
        ),
        question.zone,
        sessions[-1].order.start if sessions else None,
    )


def _told(one: Standing, refusal: Refusal) -> Refusal:
    if refusal.reason is Reason.NOT_PLANNED_YET and one.locked:
        return replace(refusal, out=LeftOut(refusal.out.bulletin, Reason.LOCKED))
    return refusal


def _ways(
    inputs: Inputs | None, question: Question, refusals: Sequence[Refusal]
) -> tuple[Way, ...]:
    if inputs is None:
        return ()
    effort = Effort(MOST_PLANS)
    found = (
        ways_into(inputs, question.approval, one.session, question.zone, question.family, effort)
        for one in refusals[:MOST_SESSIONS]
    )
    return next((ways for ways in found if ways), ())


def _airings(one: Standing, question: Question, counts: dict[str, int]) -> list[Airing]:
    """Return its airing in this session, none when it is over; counts it."""
    order = one.order
    item = item_of(order, question.bulletin, *question.family)
    if item is None or item.id in one.closed:
        return []
    tally = question.tallies.get(item.mandate, Tally())
    counts[item.mandate] = counts.get(item.mandate, 0) + 1
    before = [other for other in order.items[: order.items.index(item)] if other.is_airing]
    return [
        Airing(
            order.session,
            order.start,
            item,
            counts[item.mandate],
            tally.wanted,
            tuple((other.bulletin, _why(other, item, question.others)) for other in before),
            tuple(question.pulls.get(order.session, ())),
        )
    ]


def _why(before: PlannedItem, item: PlannedItem, known: Mapping[str, Approval]) -> Precedence:
    if before.item_class != item.item_class:
        urgent = before.item_class == BulletinClass.PRIORITY
        return Precedence.PRIORITY if urgent else Precedence.LAYOUT
    one, other = known.get(before.bulletin), known.get(item.bulletin)
    earlier = one is not None and other is not None and one.at <= other.at
    return Precedence.EARLIER if earlier else Precedence.LAYOUT
