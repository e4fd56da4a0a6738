"""Times as the console shows them: always the station's own, and the zone named once a page."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from broadcaster.i18n import _
from broadcaster.schedule.wording import day_name


def clock(moment: datetime, zone: ZoneInfo) -> str:
    """Return `05:30`."""
    return f"{moment.astimezone(zone):%H:%M}"


def day(moment: datetime, zone: ZoneInfo) -> str:
    """Return `thứ Sáu 27/11/2026`."""
    local = moment.astimezone(zone)
    return f"{day_name(local.isoweekday())} {local:%d/%m/%Y}"


def day_and_clock(moment: datetime, zone: ZoneInfo) -> str:
    """Return `05:30 thứ Sáu 27/11/2026`."""
    return f"{clock(moment, zone)} {day(moment, zone)}"


def station_time(now: datetime, zone: ZoneInfo) -> str:
    """Return what the clock of the station shows, with its zone named."""
    local = now.astimezone(zone)
    offset = local.utcoffset() or timedelta()
    minutes = int(offset.total_seconds()) // 60
    sign = "-" if minutes < 0 else "+"
    hours, rest = divmod(abs(minutes), 60)
    shift = f"UTC{sign}{hours}" + (f":{rest:02}" if rest else "")
    return _("{time}, station time ({zone}, {shift})").format(
        time=f"{local:%H:%M %d/%m/%Y}", zone=zone.key, shift=shift
    )
