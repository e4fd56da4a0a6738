"""From when until when a bulletin may air, as people type it in station time.

A day after `--until` counts whole: the stored end is the first moment at which the bulletin may
no longer start. A local hour that a change of clocks repeats is its first run; one that is
skipped is read with the offset before the change.
"""

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from broadcaster.bulletins.errors import BulletinsError

ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})$")
VIETNAMESE = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$")
CLOCK = re.compile(r"(\d{1,2})[:hg](\d{2})?(?::(\d{2}))?$")
FIRST_YEAR, LAST_YEAR = 2000, 2999
"""What lies outside is a slip of the finger; at the ends of the calendar no zone can be applied."""


def read_from(text: str, zone: ZoneInfo) -> datetime:
    """Return the first valid moment, UTC: a bare day begins at its midnight."""
    day, clock, fixed = _parts(text, "--from")
    return fixed or _at(day, clock or time(), zone)


def read_until(text: str, zone: ZoneInfo, option: str = "--until") -> datetime:
    """Return the first moment that is no longer valid, UTC: a bare day counts whole."""
    day, clock, fixed = _parts(text, option)
    if fixed:
        return fixed
    if clock is None:
        try:
            return _at(day + timedelta(days=1), time(), zone)
        except OverflowError as error:
            raise BulletinsError.bad_moment(option, text) from error
    return _at(day, clock, zone)


def read_day(text: str, option: str) -> date:
    """Return a calendar day."""
    day, clock, fixed = _parts(text, option)
    if clock or fixed:
        raise BulletinsError.bad_moment(option, text)
    return day


def show_from(moment: datetime | None, zone: ZoneInfo) -> str:
    """Return a first valid moment as people write it; empty when there is none."""
    if moment is None:
        return ""
    local = moment.astimezone(zone)
    return f"{local:%d/%m/%Y}" if local.time() == time() else f"{local:%d/%m/%Y %H:%M}"


def show_until(moment: datetime | None, zone: ZoneInfo) -> str:
    """Return an end as people write it: the last day when it counts whole, else the moment."""
    if moment is None:
        return ""
    local = moment.astimezone(zone)
    if local.time() == time():
        return f"{local - timedelta(days=1):%d/%m/%Y}"
    return f"{local:%d/%m/%Y %H:%M}"


def _parts(text: str, option: str) -> tuple[date, time | None, datetime | None]:
    written = text.strip()
    try:
        if re.search(r"\d[Tt]?.*(?:Z|[+-]\d\d:?\d\d)$", written) and ":" in written:
            moment = datetime.fromisoformat(written)
            if moment.tzinfo is not None:
                _require_year(moment.year)
                return moment.date(), None, moment.astimezone(UTC)
        day_text, _separator, clock_text = re.sub(r"[T ]+", " ", written).partition(" ")
        return _day(day_text), _clock(clock_text), None
    except (ValueError, OverflowError) as error:
        raise BulletinsError.bad_moment(option, text) from error


def _day(text: str) -> date:
    if found := ISO.match(text):
        year, month, day = found.groups()
    elif found := VIETNAMESE.match(text):
        day, month, year = found.groups()
    else:
        raise ValueError(text)
    _require_year(int(year))
    return date(int(year), int(month), int(day))


def _require_year(year: int) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(year)


def _clock(text: str) -> time | None:
    if not text:
        return None
    found = CLOCK.match(text)
    if not found:
        raise ValueError(text)
    hour, minute, second = found.groups()
    return time(int(hour), int(minute or 0), int(second or 0))


def _at(day: date, clock: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, clock, zone).astimezone(UTC)
