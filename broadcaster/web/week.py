"""The coming days as a list of sessions, each with what it holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from broadcaster.schedule.actions.looking import Planned

DAYS = 7


@dataclass(frozen=True)
class Firing:
    """One coming session."""

    start: datetime
    title: str
    bulletins: tuple[str, ...]
    """Titles, in the order they sound."""
    length_ms: int
    locked: bool
    over: bool
    """Every item of it has its outcome."""


@dataclass(frozen=True)
class Day:
    """One day of the station with its sessions."""

    at: datetime
    """Its first moment."""
    firings: tuple[Firing, ...]


def week_of(planned: Sequence[Planned], now: datetime, zone: ZoneInfo) -> tuple[Day, ...]:
    """Return today and the six days after it; a day without a session is there too, empty."""
    today = now.astimezone(zone).date()
    by_day: dict[date, list[Firing]] = {today + timedelta(days=n): [] for n in range(DAYS)}
    for one in planned:
        day = one.order.start.astimezone(zone).date()
        if day in by_day:
            by_day[day].append(_firing(one))
    return tuple(
        Day(datetime(day.year, day.month, day.day, 12, tzinfo=zone), tuple(firings))
        for day, firings in by_day.items()
    )


def _firing(one: Planned) -> Firing:
    order = one.order
    titles = tuple(item.title for item in order.items if item.is_airing)
    over = one.locked and len(one.closed) == len(order.items)
    return Firing(order.start, order.title, titles, order.length_ms, one.locked, over)
