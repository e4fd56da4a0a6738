"""The time somebody asks about, as people type it. Pure."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from broadcaster.journal.errors import JournalError

_TYPED = re.compile(r"(?:([0-9]{4}-[0-9]{2}-[0-9]{2})[T ])?([0-9]{1,2}:[0-9]{2})(:[0-9]{2})?")


@dataclass(frozen=True)
class Stretch:
    """The time that was asked about: [start, end), aware UTC; a minute or a second."""

    start: datetime
    end: datetime


def read_stretches(text: str, today: date, now: datetime | None, zone: ZoneInfo) -> list[Stretch]:
    """Read `04:45`, `04:45:30` or `2026-11-22T04:45` as station time.

    Without a date it is the latest such time that is past: `today`, or the day before when it
    is still to come at `now`. A local time that came twice gives two stretches; one that was
    skipped, and what is no time at all, is a JournalError.
    """
    match = _TYPED.fullmatch(text.strip())
    if match is None:
        raise JournalError.bad_time(text)
    try:
        day = date.fromisoformat(match[1]) if match[1] else today
        clock = time.fromisoformat(f"{match[2]:0>5}{match[3] or ''}")
    except ValueError as error:
        raise JournalError.bad_time(text) from error
    length = timedelta(seconds=1) if match[3] else timedelta(minutes=1)
    starts = _moments(datetime.combine(day, clock), zone)
    if not match[1] and now and (not starts or starts[0] > now):
        starts = _moments(datetime.combine(day - timedelta(days=1), clock), zone)
    if not starts:
        raise JournalError.skipped_time(text, zone.key)
    return [Stretch(start, start + length) for start in starts]


def _moments(naive: datetime, zone: ZoneInfo) -> list[datetime]:
    """Return the moments a local time means: none, one or two."""
    found = {naive.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1)}
    return sorted(
        moment for moment in found if moment.astimezone(zone).replace(tzinfo=None) == naive
    )
