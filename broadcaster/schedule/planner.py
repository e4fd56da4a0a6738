"""Which sessions there are, and what each holds: programmes, hours, demands and the log in,
running orders out.

Pure and deterministic: the same inputs give the same orders, and a plan made again from its own
result is that result. Every demand gets the airings it is still owed where rules and room allow
(`choosing`), beginning with what the plan before had; everything left out says why. The hours and
their caps are kept with the clock at its worst, so that what is planned can be played.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from broadcaster.schedule.choosing import Board, Weights, choose
from broadcaster.schedule.choosing.board import FOREVER_MS, Airing, Claim, DayRoom, OpenSession
from broadcaster.schedule.choosing.claims import Claims, Standing, ms_of
from broadcaster.schedule.choosing.frame import frame_of
from broadcaster.schedule.choosing.refusals import refusals
from broadcaster.schedule.demand import Demand
from broadcaster.schedule.filling import Chosen, fill
from broadcaster.schedule.hours import HoursPolicy
from broadcaster.schedule.make_goods import name_make_goods
from broadcaster.schedule.model import PlannedItem, RunningOrder, session_id
from broadcaster.schedule.programme import PartKind, Programme, sessions_between
from broadcaster.schedule.reasons import Reason
from broadcaster.schedule.session_room import hours_room
from broadcaster.schedule.sharing import Sharing, Span
from broadcaster.schedule.slot import Candidate, Room, Slot
from broadcaster.schedule.station_time import station_date
from broadcaster.schedule.weights_file import shipped_weights

MINUTE_MS = 60_000
NOON = 12
"""Sessions that start before this hour are a morning's, all others an evening's."""


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
    demands: Sequence[Demand]
    sounds: Mapping[str, Candidate]
    standing: Sequence[RunningOrder] = ()
    """Orders that are not planned anew: locked, begun, or before `since`; all of today's."""
    before: Sequence[RunningOrder] = ()
    """The orders that this plan replaces."""
    ordered: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Of a session, its PRIORITY bulletins in the order the operator gave them."""
    languages: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Of a zone, the languages it asks for, the first one first."""
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
    weights: Weights = field(default_factory=shipped_weights)


def plan(inputs: Inputs) -> tuple[RunningOrder, ...]:
    """Return the running orders of every session from `since` to `until`, by their start.

    A session that would start while one that stands may still sound is not planned.
    """
    found = open_sessions(inputs)
    claims = _claims(inputs, found)
    kept = {
        order.session: {_key(item): item.place for item in order.items if item.is_airing}
        for order in inputs.before
    }
    choose(Board(found, claims, inputs.weights), kept)
    named = name_make_goods(claims, _named_before(inputs), kept)
    return tuple(_order(inputs, session, claims, named) for session in found)


def open_sessions(inputs: Inputs) -> list[OpenSession]:
    """Return the sessions that are to be planned, empty, by their start."""
    days: dict[date, DayRoom] = {}
    sounded = sounded_per_day(inputs)
    found = []
    for number, (programme, start) in enumerate(sessions(inputs)):
        local = start.astimezone(inputs.zone)
        day = local.date()
        slot = _slot(inputs, programme, start, sounded)
        session = OpenSession(
            number=number,
            slot=slot,
            frame=frame_of(slot, inputs.sounds),
            day=days.setdefault(day, DayRoom(0)),
            ordinal=day.toordinal(),
            start_ms=ms_of(start),
            is_evening=local.hour >= NOON,
            ordered=tuple(inputs.ordered.get(slot.session, ())),
        )
        sounded[day] += min(session.frame.always_ms, slot.room.length_ms)
        found.append(session)
    for day, room in days.items():
        room.left_ms = _left_of_day(inputs, day, sounded)
    return found


def _slot(
    inputs: Inputs, programme: Programme, start: datetime, sounded: Mapping[date, int]
) -> Slot:
    """Return one session with its room.

    Where bulletins go in, the board minds the day's cap; relays, and sessions of sounds alone, go
    first.
    """
    layout = programme.layout
    carries = any(part.kind is PartKind.RELAY for part in layout)
    chooses = any(part.takes_bulletins for part in layout) and not carries
    room = room_for(inputs, programme, start, None if chooses else sounded)
    session = session_id(programme.name, start, inputs.zone)
    slot = Slot(session, programme, start, room, inputs.hours, inputs.grace_ms)
    if not any(part.at is not None for part in layout):
        return slot
    lasts = room_of_hours(inputs, programme, start)
    return replace(slot, room=lasts, cap=min(_caps(inputs, start, sounded), key=_tightest))


def _claims(inputs: Inputs, found: Sequence[OpenSession]) -> list[Claim]:
    airings: dict[str, list[int]] = {}
    per_approval = Counter(inputs.aired)
    for order, item in _to_come(inputs):
        airings.setdefault(_key(item), []).append(ms_of(order.start))
        per_approval[item.approval] += 1
    horizon = (ms_of(inputs.now), ms_of(inputs.until))
    standing = Standing(airings, per_approval)
    return Claims(found, standing, inputs.weights, inputs.languages, horizon).of(inputs.demands)


def _key(item: PlannedItem) -> str:
    """Return what `Demand.key` is for the demand of an item."""
    return item.mandate or item.bulletin


def _to_come(inputs: Inputs) -> Iterable[tuple[RunningOrder, PlannedItem]]:
    """Yield every airing still to come in the orders that stand."""
    for order in inputs.standing:
        if order.end > inputs.now:
            for item in order.items:
                if item.is_airing and item.id not in inputs.closed:
                    yield order, item


def _named_before(inputs: Inputs) -> dict[tuple[str, str], str]:
    return {
        (order.session, _key(item)): item.makes_good
        for order in inputs.before
        for item in order.items
        if item.makes_good
    }


def _order(
    inputs: Inputs,
    session: OpenSession,
    claims: Sequence[Claim],
    named: Mapping[tuple[int, int], str],
) -> RunningOrder:
    slot, programme = session.slot, session.slot.programme
    policy = inputs.hours.in_force_on(station_date(slot.start, inputs.zone))
    chosen = {
        room.number: [_chosen(airing, named) for airing in session.in_order(position)]
        for position, room in enumerate(session.frame.parts)
    }
    items, without = fill(slot, chosen, inputs.sounds)
    left_out = [*without, *refusals(session, claims)]
    lead = policy.lock_lead_s if policy else None
    return RunningOrder(
        session=slot.session,
        programme=programme.name,
        title=programme.title,
        start=slot.start,
        zone=inputs.zone.key,
        max_length_ms=programme.longest_ms,
        lock_lead_s=inputs.lock_lead_s if lead is None else lead,
        zones=programme.zones,
        items=items,
        left_out=tuple(sorted(left_out, key=lambda out: out.bulletin)),
        policy=policy.document if policy else "",
    )


def _chosen(airing: Airing, named: Mapping[tuple[int, int], str]) -> Chosen:
    makes_good = named.get((airing.session.number, airing.claim.number), "")
    return Chosen(airing.candidate, airing.claim.demand.mandate, makes_good)


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


def sounded_per_day(inputs: Inputs) -> Counter[date]:
    """Return how long the orders that stand sound, by station date."""
    sounded: Counter[date] = Counter()
    for order in inputs.standing:
        sounded[station_date(order.start, inputs.zone)] += order.length_ms
    return sounded


def _left_of_day(inputs: Inputs, day: date, sounded: Mapping[date, int]) -> int:
    policy = inputs.hours.in_force_on(day)
    if policy is None or policy.day_minutes is None:
        return FOREVER_MS
    return policy.day_minutes * MINUTE_MS - sounded.get(day, 0)


def room_for(
    inputs: Inputs,
    programme: Programme,
    start: datetime,
    sounded: Mapping[date, int] | None = None,
) -> Room:
    """Return the tightest limit on the session's whole length.

    With `sounded`, how much else sounds on each day, the day's cap is one of them.
    """
    lasts = room_of_hours(inputs, programme, start)
    tightest = min([lasts, *_caps(inputs, start, sounded)], key=_tightest)
    return Room(max(tightest.length_ms, 0), tightest.limit, lasts.late_ms)


def room_of_hours(inputs: Inputs, programme: Programme, start: datetime) -> Room:
    """Return how long a session may last by its programme and the hours, caps not asked.

    Where the session starts with its window, the player waits the clock's doubt out, and the
    whole session moves by as much; at the window's end it must be done a doubt before.
    """
    hours = hours_room(
        inputs.hours, start, lead_ms=inputs.sharing.lead_ms, doubt_ms=inputs.doubt_ms
    )
    if hours is None:
        return Room(0, Reason.OUTSIDE_HOURS)
    late_ms = _ms(hours.first - start)
    own, allowed = programme.longest_ms - late_ms, hours.length_ms
    if allowed < own:
        return Room(max(allowed, 0), Reason.OUTSIDE_HOURS, late_ms)
    return Room(max(own, 0), Reason.NO_ROOM, late_ms)


def _caps(inputs: Inputs, start: datetime, sounded: Mapping[date, int] | None) -> list[Room]:
    """Return what the policy lets a session sound: by itself, and with `sounded` on its day."""
    day = station_date(start, inputs.zone)
    policy = inputs.hours.in_force_on(day)
    caps = []
    if policy and policy.session_minutes is not None:
        caps.append(Room(policy.session_minutes * MINUTE_MS, Reason.CAP_SESSION))
    if sounded is not None:
        caps.append(Room(max(_left_of_day(inputs, day, sounded), 0), Reason.CAP_DAY))
    return caps


def _tightest(room: Room) -> int:
    return room.length_ms


def _ms(length: timedelta) -> int:
    return length // timedelta(milliseconds=1)
