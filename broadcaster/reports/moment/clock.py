"""Moments as this page says them: station time, with the day where it matters."""

from datetime import datetime
from zoneinfo import ZoneInfo


def clock(moment: datetime, zone: ZoneInfo) -> str:
    """Return hours to milliseconds at the station."""
    local = moment.astimezone(zone)
    return f"{local:%H:%M:%S}.{local.microsecond // 1000:03}"


def day_and_clock(moment: datetime, zone: ZoneInfo) -> str:
    """Return day and time to the second at the station."""
    return f"{moment.astimezone(zone):%d/%m/%Y %H:%M:%S}"
