"""What the coming sessions would do with a bulletin if it were approved now.

Pure: the planner itself is asked, with the bulletin and (up to the session that matters) without
it, so a preview says what a plan would do and nothing else. Sessions that are locked, or due,
stand and are not asked.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from broadcaster.bulletins.spoken_line import SpokenLine
from broadcaster.schedule.demand import own_demand
from broadcaster.schedule.foresight.longest import longest_for
from broadcaster.schedule.foresight.overlong import Overlong, overlong_of
from broadcaster.schedule.inputs import Inputs
from broadcaster.schedule.model import LeftOut, RunningOrder
from broadcaster.schedule.opening import room_for, sounded_per_day
from broadcaster.schedule.planner import plan
from broadcaster.schedule.programmes.model import held_at
from broadcaster.schedule.reasons import RANK, Reason
from broadcaster.schedule.sessions.slot import Candidate
from broadcaster.schedule.station_time import station_date

OF_ROOM = (
    Reason.PART_ITEMS, Reason.PART_MINUTES, Reason.NO_ROOM, Reason.BEFORE_RELAY,
    Reason.OUTSIDE_HOURS, Reason.CAP_SESSION, Reason.CAP_DAY,
)  # fmt: skip
"""Why a session that takes such a bulletin did not take this one."""


@dataclass(frozen=True)
class Chance:
    """One session: it would air the bulletin at `at` (UTC), or leave it out for a reason."""

    session: str
    title: str
    start: datetime
    at: datetime | None
    left_out: LeftOut | None


@dataclass(frozen=True)
class Fit:
    """How the bulletin fits the first session that takes it, or would have with more room."""

    session: str
    title: str
    start: datetime
    room_ms: int
    """Longest that session may be: the programme's own limit, the hours' and their caps."""
    planned_ms: int
    """What it holds without the bulletin, sounds counted."""
    length_ms: int
    """The bulletin's own length."""

    @property
    def left_ms(self) -> int:
        """What is left for it and its separator; what was never heard may be made room for."""
        return max(self.room_ms - self.planned_ms, 0)


@dataclass(frozen=True)
class Preview:
    """What the coming sessions would do with it, by their start."""

    bulletin: str
    now: datetime
    zone: ZoneInfo
    candidate: Candidate
    is_estimate: bool
    """True while its length is an estimate: nothing was rendered yet."""
    sessions: tuple[Chance, ...]
    fit: Fit | None
    overlong: Overlong | None = None
    """Where to divide it, when no session has room for all of it even while empty."""

    @property
    def airings(self) -> tuple[Chance, ...]:
        """The sessions that would air it."""
        return tuple(chance for chance in self.sessions if chance.at is not None)

    @property
    def nearest(self) -> LeftOut | None:
        """Why the session that came closest to taking it leaves it out; the earliest of these."""
        refusals = [chance.left_out for chance in self.sessions if chance.left_out]
        return max(refusals, key=lambda out: RANK[Reason(out.reason)], default=None)


def preview_of(
    inputs: Inputs,
    candidate: Candidate,
    ends: frozenset[str],
    lines: Sequence[SpokenLine] = (),
    *,
    is_estimate: bool,
) -> Preview:
    """Return what a plan would do with `candidate` once the approvals of `ends` do not hold.

    `lines` are what it says; without them nobody can say where to divide it.
    """
    others = tuple(one for one in inputs.demands if one.source.approval.bulletin not in ends)
    orders = plan(replace(inputs, demands=(*others, own_demand(candidate))))
    bulletin = candidate.approval.bulletin
    chances = tuple(_chance(order, bulletin) for order in orders)
    return Preview(
        bulletin=bulletin,
        now=inputs.now,
        zone=inputs.zone,
        candidate=candidate,
        is_estimate=is_estimate,
        sessions=chances,
        fit=_fit(replace(inputs, demands=others), candidate, orders, chances),
        overlong=overlong_of(lines, candidate.length_ms, longest_for(inputs, candidate)),
    )


def _chance(order: RunningOrder, bulletin: str) -> Chance:
    at = next(
        (
            order.start + timedelta(milliseconds=item.offset_ms)
            for item in order.items
            if item.is_airing and item.bulletin == bulletin
        ),
        None,
    )
    out = next((out for out in order.left_out if out.bulletin == bulletin), None)
    return Chance(order.session, order.title, order.start, at, None if at else out)


def _fit(
    without: Inputs,
    candidate: Candidate,
    orders: Sequence[RunningOrder],
    chances: Sequence[Chance],
) -> Fit | None:
    """Return the fit; `without` is what the others would be planned from."""
    number = _first_that_fits(chances)
    if number is None:
        return None
    order, bare = orders[number], plan(without)[number]
    day = station_date(order.start, without.zone)
    sounded = sounded_per_day(without)
    for earlier in orders[:number]:
        sounded[station_date(earlier.start, without.zone)] += earlier.length_ms
    programme = next(one for one in without.programmes if one.name == order.programme)
    held = held_at(programme, order.start, without.zone)
    room = room_for(without, held, order.start, {day: sounded[day]})
    planned_ms = bare.length_ms
    if not planned_ms and chances[number].at:
        # Without it the session would be silent; with it its ident and closing sound as well.
        planned_ms = order.length_ms - candidate.length_ms
    return Fit(
        order.session, order.title, order.start, room.length_ms, planned_ms, candidate.length_ms
    )


def _first_that_fits(chances: Sequence[Chance]) -> int | None:
    taken = [number for number, chance in enumerate(chances) if chance.at]
    full = [n for n, one in enumerate(chances) if one.left_out and one.left_out.reason in OF_ROOM]
    return min(taken or full, default=None)
