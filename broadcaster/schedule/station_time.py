"""Times of day at the station, and the moments they mean.

A time of day is whole minutes after midnight; 1440 is the midnight that ends the day, and more
than that lies in the next one. Station clocks may jump. A time of day that is skipped (spring)
means the moment at which the clocks jump over it; one that is repeated (autumn) means its first
occurrence. Vietnam has no such nights, but the zone is a setting.
"""

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

DAY_MINUTES = 24 * 60
DAY_NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""Names of the days in files, in the order of ISO 8601 (Monday is 1)."""
ALL_DAYS = "1234567"
_CLOCK = re.compile(r"([0-9]{2}):([0-9]{2})")


def minutes_of(text: str, *, ends_day: bool = False) -> int:
    """Read `HH:MM` as minutes after midnight; `24:00` only where a day may end.

    Raises ValueError quoting the text.
    """
    match = _CLOCK.fullmatch(text)
    if match:
        hours, minutes = int(match[1]), int(match[2])
        if minutes < 60 and (hours < 24 or (ends_day and (hours, minutes) == (24, 0))):
            return hours * 60 + minutes
    raise ValueError(f"not a time of day: {text!r}")


def clock_text(minutes: int) -> str:
    """Return minutes after midnight as `HH:MM`; the end of a day is `24:00`."""
    if minutes > DAY_MINUTES:
        minutes -= DAY_MINUTES
    return f"{minutes // 60:02}:{minutes % 60:02}"


def stretch_of(start: str, end: str) -> tuple[int, int]:
    """Read two times of day as a stretch; an end at or before its start lies in the next day.

    Raises ValueError when they are equal: that could mean nothing or a whole day.
    """
    first, last = minutes_of(start), minutes_of(end, ends_day=True)
    if first == last:
        raise ValueError(f"an empty stretch: {start}-{end}")
    return first, last if last > first else last + DAY_MINUTES


def moment_at(day: date, minutes: int, zone: ZoneInfo) -> datetime:
    """Return, in UTC, the moment that `minutes` after midnight of `day` means at the station."""
    naive = datetime.combine(day, datetime.min.time()) + timedelta(minutes=minutes)
    moment = naive.replace(tzinfo=zone).astimezone(UTC)
    if moment.astimezone(zone).replace(tzinfo=None) == naive:
        return moment
    return _jump_before(moment, zone)


def _jump_before(moment: datetime, zone: ZoneInfo) -> datetime:
    """Return the clock change that skipped a time of day; `moment` is at most a day after it."""
    early, late = moment - timedelta(days=1), moment
    after = late.astimezone(zone).utcoffset()
    while late - early > timedelta(seconds=1):
        middle = early + (late - early) / 2
        if middle.astimezone(zone).utcoffset() == after:
            late = middle
        else:
            early = middle
    return late.replace(microsecond=0)


def station_date(moment: datetime, zone: ZoneInfo) -> date:
    """Return the station's calendar date at `moment`."""
    return moment.astimezone(zone).date()
