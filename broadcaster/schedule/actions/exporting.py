"""Bring sessions out of the house: JSON, a playlist, a calendar, a paper. Nothing asks for a role.

Out goes what stands in `plan/`, or with what a session was locked; nothing is planned for it.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path

from broadcaster.desk import Desk
from broadcaster.home import write_atomically
from broadcaster.production import actions as production_actions
from broadcaster.schedule.actions.looking import planned_between, session_order
from broadcaster.schedule.errors import ScheduleError
from broadcaster.schedule.export.playlist import to_m3u8
from broadcaster.schedule.export.week_paper import Heading, week_paper
from broadcaster.schedule.model import RunningOrder
from broadcaster.schedule.plan_files import hours_or_none
from broadcaster.schedule.station_time import moment_at, station_date
from broadcaster.units import actions as units_actions

WEEK_DAYS = 7


class Form(StrEnum):
    """What an export may be."""

    JSON = "json"
    M3U8 = "m3u8"
    ICAL = "ical"
    PDF = "pdf"


@dataclass(frozen=True)
class Stretch:
    """Station dates, both included."""

    first: date
    last: date


def export(desk: Desk, handle: str, form: Form, out: Path | None = None) -> bytes:
    """Return one session's order in that form, written to `out` as well when one is given.

    As JSON it is the order itself. A playlist names the cuts where they lie in the audio cache.
    """
    order = session_order(desk, handle).order
    day = station_date(order.start, desk.settings.zone_info)
    if form is Form.JSON:
        return _given(_json(order.to_document()), out)
    return _given(_made(desk, [order], Stretch(day, day), form), out)


def export_days(
    desk: Desk, since: date | None, days: int | None, form: Form, out: Path | None = None
) -> bytes:
    """Return the sessions of `days` days (seven) from `since` (today) in that form.

    As JSON they are a list. `ScheduleError` when none is planned there.
    """
    zone = desk.settings.zone_info
    first = since or station_date(desk.time.now(), zone)
    try:
        last = first + timedelta(days=(days or WEEK_DAYS) - 1)
        begin, end = moment_at(first, 0, zone), moment_at(last + timedelta(days=1), 0, zone)
    except OverflowError as error:
        raise ScheduleError.none_between(first, first) from error
    orders = [one.order for one in planned_between(desk, begin, end)]
    if not orders:
        raise ScheduleError.none_between(first, last)
    if form is Form.JSON:
        return _given(_json([order.to_document() for order in orders]), out)
    return _given(_made(desk, orders, Stretch(first, last), form), out)


def _made(desk: Desk, orders: Sequence[RunningOrder], stretch: Stretch, form: Form) -> bytes:
    if form is Form.M3U8:
        cache = production_actions.open_cache(desk)
        return to_m3u8(orders, cache.path).encode()
    # Neither library is loaded by commands that bring nothing out.
    if form is Form.ICAL:
        from broadcaster.schedule.export.icalendar_file import to_icalendar

        station = units_actions.station(desk)
        return to_icalendar(orders, station.id, station.name)
    from broadcaster.schedule.export.printing import print_paper

    paper = week_paper(orders, _heading(desk, stretch))
    return print_paper("week", paper, orders[0].start)


def _heading(desk: Desk, stretch: Stretch) -> Heading:
    station = units_actions.station(desk)
    policy = hours_or_none(desk.home, desk.key.public)
    return Heading(
        station=station.name,
        unit=units_actions.unit(desk, station.unit, stretch.first).name,
        first=stretch.first,
        last=stretch.last,
        hours=policy.in_force_on(stretch.first) if policy else None,
        zone_names={zone.id: zone.name for zone in units_actions.zones(desk)},
    )


def _json(document: object) -> bytes:
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()


def _given(data: bytes, out: Path | None) -> bytes:
    if out is not None:
        try:
            write_atomically(out, data)
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise ScheduleError.cannot_write(out, reason) from error
    return data
