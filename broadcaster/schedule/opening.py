"""Which sessions there are to plan, empty, and what the hours and caps leave each. Pure."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

from broadcaster.schedule.choosing.claims import ms_of
from broadcaster.schedule.choosing.frame import frame_of
from broadcaster.schedule.choosing.open_session import FOREVER_MS, DayRoom, OpenSession
from broadcaster.schedule.hours.limits import Limit
from broadcaster.schedule.hours.session_room import hours_room
from broadcaster.schedule.inputs import Inputs
from broadcaster.schedule.model import RunningOrder, session_id
from broadcaster.schedule.programmes.model import PartKind, Programme, sessions_between
from broadcaster.schedule.reasons import Reason
from broadcaster.schedule.sessions.sharing import Span
from broadcaster.schedule.sessions.slot import Room, Slot
from broadcaster.schedule.station_time import station_date

MINUTE_MS = 60_000
NOON = 12
"""Sessions that start before this hour are a morning's, all others an evening's."""


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
    minutes = inputs.hours.cap_minutes(day, Limit.DAY)
    return FOREVER_MS if minutes is None else minutes * MINUTE_MS - sounded.get(day, 0)


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
    minutes = inputs.hours.cap_minutes(day, Limit.SESSION)
    caps = []
    if minutes is not None:
        caps.append(Room(minutes * MINUTE_MS, Reason.CAP_SESSION))
    if sounded is not None:
        caps.append(Room(max(_left_of_day(inputs, day, sounded), 0), Reason.CAP_DAY))
    return caps


def _tightest(room: Room) -> int:
    return room.length_ms


def _ms(length: timedelta) -> int:
    return length // timedelta(milliseconds=1)
