"""Sessions as an iCalendar file (RFC 5545), for the calendar on somebody's phone or desk.

Pure: the same orders give the same bytes. An event's UID is the session's id with the station's,
so importing the next plan replaces what an earlier one left. DTSTAMP is the moment at which the
session is locked, since an order doesn't say when it was made: no event changes after its own.
"""

from collections.abc import Sequence
from datetime import timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from broadcaster.i18n import _
from broadcaster.schedule.export.one_line import one_line
from broadcaster.schedule.model import PlannedItem, RunningOrder
from broadcaster.schedule.wording import length_text

PRODUCT = "-//Broadcaster//Running orders//VI"
MARGIN = timedelta(days=1)
"""Around the first and the last session, for the rules of the zone."""


def to_icalendar(orders: Sequence[RunningOrder], station_id: str, station_name: str) -> bytes:
    """Return one calendar with an event per session; a silent session says that it is."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", one_line(station_name))
    for order in orders:
        calendar.add_component(_event(order, station_id, station_name))
    if orders:
        first = min(order.start for order in orders) - MARGIN
        last = max(order.end for order in orders) + MARGIN
        calendar.add_missing_timezones(first_date=first.date(), last_date=last.date())
    data: bytes = calendar.to_ical()
    return data


def _event(order: RunningOrder, station_id: str, station_name: str) -> Event:
    zone = ZoneInfo(order.zone)
    event = Event()
    event.add("uid", f"{order.session}/{station_id}")
    event.add("dtstamp", order.locks_at)
    event.add("dtstart", order.start.astimezone(zone))
    event.add("dtend", (order.start + _length(order)).astimezone(zone))
    event.add("summary", one_line(order.title))
    event.add("location", one_line(station_name))
    event.add("description", _description(order, zone))
    # What sounds out of doors takes nobody's time: no meeting is refused because of it.
    event.add("transp", "TRANSPARENT")
    return event


def _length(order: RunningOrder) -> timedelta:
    """Return how long it sounds, in whole minutes; a silent one keeps the time it could take."""
    sounding_ms = order.items[-1].offset_ms + order.items[-1].length_ms if order.items else 0
    return timedelta(minutes=-(-(sounding_ms or order.max_length_ms) // 60_000))


def _description(order: RunningOrder, zone: ZoneInfo) -> str:
    lines = [_line(order, item, zone) for item in order.items if item.is_airing or item.relay]
    return "\n".join(lines) or _("Silent: no bulletin goes into it.")


def _line(order: RunningOrder, item: PlannedItem, zone: ZoneInfo) -> str:
    at = (order.start + timedelta(milliseconds=item.offset_ms)).astimezone(zone)
    title = one_line(item.title)
    return f"{at:%H:%M:%S} {title} ({length_text(item.length_ms)}, {item.bulletin or item.relay})"
