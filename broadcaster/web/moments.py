"""Times as the console shows them: always the station's own, and the zone named once a page."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from broadcaster.i18n import _
from broadcaster.schedule.wording import day_name

DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)
ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


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


def day_field(shown: str) -> tuple[str, str]:
    """Return the kind of field a day is typed into, and its value there.

    A bare day, as people write it or as a browser sends it, gets the browser's calendar; nothing
    does too. What holds a time of day, or is no day at all, stays a text.
    """
    written = DAY.fullmatch(shown)
    if written:
        return "date", f"{written[3]}-{int(written[2]):02}-{int(written[1]):02}"
    return ("date", shown) if not shown or ISO_DAY.fullmatch(shown) else ("text", shown)


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
