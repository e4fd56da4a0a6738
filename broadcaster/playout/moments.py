"""Moments as people type them after `--until` and `--virtual`."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from broadcaster.playout.errors import PlayoutError


def parse_moment(text: str, zone: ZoneInfo, reference: datetime) -> datetime:
    """Return the moment that `text` means, aware UTC.

    RFC 3339 with an offset; or station time with a date; or a time of day alone, which is the
    first one not before `reference` (aware). `PlayoutError` quotes what cannot be read.
    """
    typed = text.strip()
    try:
        if ":" in typed and "-" not in typed:
            return _next_at(typed, zone, reference)
        moment = datetime.fromisoformat(typed)
        return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)
    except (ValueError, OverflowError) as error:  # no zone applies at the ends of the calendar
        raise PlayoutError.not_a_time(text) from error


def _next_at(typed: str, zone: ZoneInfo, reference: datetime) -> datetime:
    local = reference.astimezone(zone)
    padded = typed if typed.index(":") == 2 else f"0{typed}"
    moment = datetime.fromisoformat(f"{local:%Y-%m-%d}T{padded}").replace(tzinfo=zone)
    if moment < local:
        # The next day's wall clock, not 24 hours later: a day may have 23 or 25.
        moment = moment.replace(tzinfo=None) + timedelta(days=1)
        moment = moment.replace(tzinfo=zone)
    return moment.astimezone(UTC)
