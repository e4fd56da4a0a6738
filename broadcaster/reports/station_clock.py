"""Moments and lengths as a report prints them: station time, rounded to what is shown."""

from datetime import datetime, timedelta

from broadcaster.reports.model import DayReport


def clock_text(report: DayReport, moment: datetime | None, *, millis: bool = False) -> str:
    """Return hours to seconds (nearest) or milliseconds at the station; `+1` on the next day."""
    if moment is None:
        return ""
    unit = timedelta(milliseconds=1) if millis else timedelta(seconds=1)
    local = _round(moment.astimezone(report.zone_info), unit)
    days = (local.date() - report.day).days
    text = local.isoformat(timespec="milliseconds" if millis else "seconds")[11:][
        : 12 if millis else 8
    ]
    return f"{text}{days:+d}" if days else text


def reading_time(report: DayReport, moment: datetime) -> str:
    """Return date and time to the second at the station, as people write them."""
    return f"{moment.astimezone(report.zone_info):%d/%m/%Y %H:%M:%S}"


def moment_text(report: DayReport, moment: datetime | None) -> str:
    """Return date and time to the millisecond at the station, as a spreadsheet reads it."""
    if moment is None:
        return ""
    local = _round(moment.astimezone(report.zone_info), timedelta(milliseconds=1))
    return local.replace(tzinfo=None).isoformat(sep=" ", timespec="milliseconds")


def _round(moment: datetime, unit: timedelta) -> datetime:
    whole = datetime(moment.year, moment.month, moment.day, tzinfo=moment.tzinfo)
    steps = (moment - whole + unit / 2) // unit
    return whole + steps * unit


def duration_text(milliseconds: int) -> str:
    """Return a length as minutes and seconds (nearest)."""
    seconds = (milliseconds + 500) // 1000
    return f"{seconds // 60}:{seconds % 60:02d}"
