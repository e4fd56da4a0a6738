"""Programmes and hours after a change: more room for bulletins. Pure."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from broadcaster.schedule.hours.policy import HoursPolicy
from broadcaster.schedule.hours.windows import HoursException, Stretch
from broadcaster.schedule.programmes.model import Filter, Part, Programme
from broadcaster.schedule.station_time import DAY_MINUTES, station_date

MINUTE_MS = 60_000
FILTERED = tuple(Filter.__dataclass_fields__)
"""What a filter may ask for."""


def longer(programme: Programme, minutes: int) -> Programme:
    """Return it with a longest length that many minutes more."""
    return replace(programme, longest_ms=programme.longest_ms + minutes * MINUTE_MS)


def with_part_minutes(programme: Programme, minutes: int) -> Programme:
    """Return it with parts that may last longer, where they have a limit."""

    def edit(part: Part) -> Part:
        most = part.max_ms
        return replace(part, max_ms=None if most is None else most + minutes * MINUTE_MS)

    return _on_parts(programme, edit)


def with_part_items(programme: Programme, count: int) -> Programme:
    """Return it with parts that take more bulletins, where they have a limit."""

    def edit(part: Part) -> Part:
        most = part.max_items
        return replace(part, max_items=None if most is None else most + count)

    return _on_parts(programme, edit)


def without_filter(programme: Programme, asked: str) -> Programme:
    """Return it with parts that no longer ask for one thing of `FILTERED`."""
    nothing: dict[str, tuple[str, ...]] = {asked: ()}
    return _on_parts(programme, lambda part: replace(part, filter=replace(part.filter, **nothing)))


def _on_parts(programme: Programme, edit: Callable[[Part], Part]) -> Programme:
    layout = (edit(part) if part.takes_bulletins else part for part in programme.layout)
    return replace(programme, layout=tuple(layout))


def with_caps(hours: HoursPolicy, session_minutes: int, day_minutes: int) -> HoursPolicy:
    """Return it with caps that much higher; no cap stays none, and those above still bind."""
    session, day = hours.session_minutes, hours.day_minutes
    standing = hours.standing
    return replace(
        hours,
        session_minutes=None if session is None else session + session_minutes,
        day_minutes=None if day is None else day + day_minutes,
        standing=with_caps(standing, session_minutes, day_minutes) if standing else None,
    )


def with_longer_window(
    hours: HoursPolicy, start: datetime, minutes: int, zone: ZoneInfo
) -> HoursPolicy:
    """Return it with the exception an approver could sign; where outer limits end, so does it."""
    window = hours.covering(start)
    day = station_date(start, zone)
    local = (window.end if window else start).astimezone(zone)
    minute = local.hour * 60 + local.minute + (local.date() - day).days * DAY_MINUTES
    stretch = Stretch(minute, minute + minutes)
    return hours.with_exceptions([*hours.exceptions, HoursException(day, stretch, "what if")])
