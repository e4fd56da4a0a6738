"""Why a bulletin airs where it does, and why it airs nowhere else: for whoever asks at the door.

Pure. It tells of the orders that stand in `plan/`, since these will sound; the planner is asked
only for what would let it in.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from broadcaster.bulletins.model import Approval, BulletinClass
from broadcaster.schedule.model import LeftOut, PlannedItem, RunningOrder
from broadcaster.schedule.overlaps import shared_zones
from broadcaster.schedule.planner import Inputs
from broadcaster.schedule.reasons import Reason
from broadcaster.schedule.refusal import Refusal, refusal_in
from broadcaster.schedule.way_search import Way
from broadcaster.schedule.ways_in import ways_into


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
    at: datetime
    """First sample, UTC."""
    number: int
    """Which of its airings it is, those of the log counted; from 1."""
    after: tuple[tuple[str, Precedence], ...]
    """The bulletins before it in the session, and why they are."""
    mandate: str = ""
    makes_good: str = ""


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


def explain_bulletin(
    sessions: Sequence[Standing],
    approval: Approval,
    others: Iterable[Approval],
    aired: int,
    inputs: Inputs | None,
    zone: str = "",
) -> Explanation:
    """Explain one bulletin over these sessions, which are in the order of their start.

    `others` are approvals that may stand beside it. Without `inputs`, where nothing can be
    planned, nobody says what would let it in.
    """
    known = {one.bulletin: one for one in others}
    airings: list[Airing] = []
    shut: dict[Reason, list[Refusal]] = {}
    for one in sessions:
        if zone and not shared_zones(one.order.zones, (zone,)):
            continue
        out = refusal_in(one.order, approval.bulletin, zone)
        if out is None:
            airings += _airings(one, approval, known, aired + len(airings))
        else:
            told = _told(one, out)
            shut.setdefault(told.reason, []).append(told)
    return Explanation(
        approval,
        tuple(airings),
        tuple(
            Shut(reason, tuple(refusals), _ways(inputs, approval, refusals, zone))
            for reason, refusals in shut.items()
        ),
        zone,
        sessions[-1].order.start if sessions else None,
    )


def _told(one: Standing, refusal: Refusal) -> Refusal:
    if refusal.reason is Reason.NOT_PLANNED_YET and one.locked:
        return replace(refusal, out=LeftOut(refusal.out.bulletin, Reason.LOCKED))
    return refusal


def _ways(
    inputs: Inputs | None, approval: Approval, refusals: Sequence[Refusal], zone: str
) -> tuple[Way, ...]:
    if inputs is None:
        return ()
    found = (ways_into(inputs, approval, one.session, zone) for one in refusals)
    return next((ways for ways in found if ways), ())


def _airings(
    one: Standing, approval: Approval, known: dict[str, Approval], aired: int
) -> list[Airing]:
    """Return its airing in this session, none when it is over."""
    order = one.order
    for place, item in enumerate(order.items):
        is_it = item.is_airing and item.bulletin == approval.bulletin
        if is_it and item.id not in one.closed:
            before = [other for other in order.items[:place] if other.is_airing]
            at = order.start + timedelta(milliseconds=item.offset_ms)
            after = tuple((other.bulletin, _why(other, item, known)) for other in before)
            return [
                Airing(
                    order.session, order.start, at, aired + 1, after, item.mandate, item.makes_good
                )
            ]
    return []


def _why(before: PlannedItem, item: PlannedItem, known: dict[str, Approval]) -> Precedence:
    if before.item_class != item.item_class:
        urgent = before.item_class == BulletinClass.PRIORITY
        return Precedence.PRIORITY if urgent else Precedence.LAYOUT
    one, other = known.get(before.bulletin), known.get(item.bulletin)
    earlier = one is not None and other is not None and one.at <= other.at
    return Precedence.EARLIER if earlier else Precedence.LAYOUT
