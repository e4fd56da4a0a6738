"""Which sessions there are, and what each holds: programmes, hours, approvals and the log in,
running orders out.

Pure and deterministic: the same inputs give the same orders. Every approved and valid bulletin
goes into each session that takes it, up to its number of airings, earliest session first; the
airings that the log knows and those of sessions that stand come before. Everything left out says
why. The hours and their caps are kept with the clock at its worst, so that what is planned can be
played.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from broadcaster.schedule.filling import fill
from broadcaster.schedule.hours import HoursPolicy
from broadcaster.schedule.model import RunningOrder, session_id
from broadcaster.schedule.programme import Programme, sessions_between
from broadcaster.schedule.reasons import Reason
from broadcaster.schedule.session_room import hours_room
from broadcaster.schedule.sharing import Sharing, Span
from broadcaster.schedule.slot import Candidate, Room, Slot
from broadcaster.schedule.station_time import station_date

MINUTE_MS = 60_000


@dataclass(frozen=True)
class Inputs:
    """Everything a plan depends on."""

    zone: ZoneInfo
    now: datetime
    since: datetime
    """First moment at which a planned session may start; not before `now`."""
    until: datetime
    programmes: Sequence[Programme]
    hours: HoursPolicy
    candidates: Sequence[Candidate]
    sounds: Mapping[str, Candidate]
    standing: Sequence[RunningOrder] = ()
    """Orders that are not planned anew: locked, begun, or before `since`; all of today's."""
    untouchable: frozenset[str] = frozenset()
    """Sessions that are not planned even where no order of theirs stands: the log has them."""
    aired: Mapping[str, int] = field(default_factory=dict)
    """Airings in the log (`aired` and `late`) per approval id."""
    closed: AbstractSet[str] = frozenset()
    """Items that have an outcome in the log."""
    lock_lead_s: int = 120
    grace_ms: int = 2000
    doubt_ms: int = 0
    """The greatest uncertainty the player's clock may state."""
    sharing: Sharing = field(default_factory=Sharing)
    """What lies between sessions, and which may sound at once."""


def plan(inputs: Inputs) -> tuple[RunningOrder, ...]:
    """Return the running orders of every session from `since` to `until`, by their start.

    A session that would start while one that stands may still sound is not planned.
    """
    return tuple(plan_in_turn(inputs))


def plan_in_turn(inputs: Inputs) -> Iterator[RunningOrder]:
    """Yield the same orders, each filled when it is asked for: later ones never change earlier."""
    used = Counter(inputs.aired)
    used.update(_open_airings(inputs))
    sounded = sounded_per_day(inputs)
    for programme, start in sessions(inputs):
        order = fill_session(inputs, programme, start, used, sounded)
        used.update(item.approval for item in order.items if item.bulletin)
        sounded[station_date(start, inputs.zone)] += order.length_ms
        yield order


def fill_session(
    inputs: Inputs,
    programme: Programme,
    start: datetime,
    used: Mapping[str, int],
    sounded: Mapping[date, int],
) -> RunningOrder:
    """Return one session's running order, after these airings and this much sound that day."""
    session = session_id(programme.name, start, inputs.zone)
    policy = inputs.hours.in_force_on(station_date(start, inputs.zone))
    room = room_for(inputs, programme, start, sounded)
    slot = Slot(session, programme, start, room, inputs.hours, inputs.grace_ms)
    items, left_out = fill(slot, inputs.candidates, inputs.sounds, used)
    lead = policy.lock_lead_s if policy else None
    return RunningOrder(
        session=session,
        programme=programme.name,
        title=programme.title,
        start=start,
        zone=inputs.zone.key,
        max_length_ms=programme.longest_ms,
        lock_lead_s=inputs.lock_lead_s if lead is None else lead,
        zones=programme.zones,
        items=items,
        left_out=left_out,
        policy=policy.document if policy else "",
    )


def standing_over(inputs: Inputs, programme: Programme, start: datetime) -> RunningOrder | None:
    """Return the order that stands and may still sound when a session would start, if any."""
    longest = Span(start, start + timedelta(milliseconds=programme.longest_ms), programme.zones)
    for order in inputs.standing:
        if inputs.sharing.collide(Span(order.start, order.end, order.zones), longest):
            return order
    return None


def sessions(inputs: Inputs) -> list[tuple[Programme, datetime]]:
    """Return the sessions that are to be planned, by their start."""
    found = [
        (held, start)
        for programme in inputs.programmes
        for held, start in sessions_between(programme, inputs.since, inputs.until, inputs.zone)
        if session_id(programme.name, start, inputs.zone) not in inputs.untouchable
        and standing_over(inputs, held, start) is None
    ]
    return sorted(found, key=lambda pair: (pair[1], pair[0].name))


def _open_airings(inputs: Inputs) -> Iterable[str]:
    """Yield the approval of every airing still to come in the orders that stand."""
    for order in inputs.standing:
        if order.end > inputs.now:
            for item in order.items:
                if item.bulletin and item.id not in inputs.closed:
                    yield item.approval


def sounded_per_day(inputs: Inputs) -> Counter[date]:
    """Return how long the orders that stand sound, by station date."""
    sounded: Counter[date] = Counter()
    for order in inputs.standing:
        sounded[station_date(order.start, inputs.zone)] += order.length_ms
    return sounded


def room_for(
    inputs: Inputs, programme: Programme, start: datetime, sounded: Mapping[date, int]
) -> Room:
    """Return the tightest limit on the session's whole length.

    Where the session starts with its window, the player waits the clock's doubt out, and the
    whole session moves by as much; at the window's end it must be done a doubt before.
    """
    hours = hours_room(
        inputs.hours, start, lead_ms=inputs.sharing.lead_ms, doubt_ms=inputs.doubt_ms
    )
    if hours is None:
        return Room(0, Reason.OUTSIDE_HOURS)
    limits = [
        Room(programme.longest_ms - _ms(hours.first - start), Reason.NO_ROOM),
        Room(hours.length_ms, Reason.OUTSIDE_HOURS),
    ]
    day = station_date(start, inputs.zone)
    policy = inputs.hours.in_force_on(day)
    if policy and policy.session_minutes is not None:
        limits.append(Room(policy.session_minutes * MINUTE_MS, Reason.CAP_SESSION))
    if policy and policy.day_minutes is not None:
        left = policy.day_minutes * MINUTE_MS - sounded.get(day, 0)
        limits.append(Room(left, Reason.CAP_DAY))
    tightest = min(limits, key=lambda room: room.length_ms)
    return Room(max(tightest.length_ms, 0), tightest.limit)


def _ms(length: timedelta) -> int:
    return length // timedelta(milliseconds=1)
