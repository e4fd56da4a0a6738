"""When a bulletin would air, in one sentence: for a page that shows it before it is submitted."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from broadcaster.i18n import _, ngettext
from broadcaster.schedule.foresight.preview import Chance, Preview
from broadcaster.schedule.station_time import station_date
from broadcaster.schedule.wording import explain

FEW = 3
"""Up to so many airings are named one by one."""


def airing_summary(preview: Preview) -> str:
    """Return when a bulletin would air, by the starts of its sessions, or why it would not.

    A few airings are named one by one, many by their times of day.
    """
    airings = preview.airings
    if not airings:
        return _why_not(preview)
    if len(airings) <= FEW:
        times = [_moment(chance.start, preview) for chance in airings]
        return ngettext(
            "airs {count} time: {when}", "airs {count} times: {when}", len(times)
        ).format(count=len(times), when=", ".join(times))
    clocks = _joined(sorted({_clock(chance.start, preview) for chance in airings}))
    if _has_gaps(preview, airings):
        clocks = _("{times}, though not in every session").format(times=clocks)
    elif _is_daily(preview, airings):
        clocks = _("{times} every day").format(times=clocks)
    end = _last_day(preview, airings)
    if end is None:
        return _("airs at {times} until it is withdrawn").format(times=clocks)
    return _("airs at {times} until {day}").format(times=clocks, day=_day(end))


def _why_not(preview: Preview) -> str:
    if not preview.sessions:
        return _("would not air (no session is to be planned)")
    out = preview.nearest
    if out is None:
        return _("would not air in the days that are planned")
    return _("would not air ({why})").format(why=explain(out, preview.zone))


def _last_day(preview: Preview, airings: Sequence[Chance]) -> date | None:
    """Return the last day it airs on, None when nothing but a withdrawal ends it.

    Where it stays valid beyond the days that are planned, that is the last day it is valid.
    """
    approval = preview.candidate.approval
    last = station_date(airings[-1].start, preview.zone)
    if approval.times is not None and len(airings) >= approval.times:
        return last
    if approval.valid_until is None:
        return None
    if approval.valid_until <= preview.sessions[-1].start:
        return last
    return station_date(approval.valid_until - timedelta(microseconds=1), preview.zone)


def _has_gaps(preview: Preview, airings: Sequence[Chance]) -> bool:
    """Say whether a session at one of its times leaves it out between its airings."""
    clocks = {_clock(chance.start, preview) for chance in airings}
    return any(
        chance.at is None
        and airings[0].start < chance.start < airings[-1].start
        and _clock(chance.start, preview) in clocks
        for chance in preview.sessions
    )


def _is_daily(preview: Preview, airings: Sequence[Chance]) -> bool:
    """Say whether no day between its first and its last airing is without one."""
    days = sorted({station_date(chance.start, preview.zone) for chance in airings})
    return (days[-1] - days[0]).days == len(days) - 1


def _clock(moment: datetime, preview: Preview) -> str:
    return f"{moment.astimezone(preview.zone):%H:%M}"


def _moment(moment: datetime, preview: Preview) -> str:
    time, day = _clock(moment, preview), station_date(moment, preview.zone)
    ahead = (day - station_date(preview.now, preview.zone)).days
    if ahead == 0:
        return _("{time} today").format(time=time)
    if ahead == 1:
        return _("{time} tomorrow").format(time=time)
    return _("{time} on {day}").format(time=time, day=_day(day))


def _day(day: date) -> str:
    names = (
        _("Monday {date}"),
        _("Tuesday {date}"),
        _("Wednesday {date}"),
        _("Thursday {date}"),
        _("Friday {date}"),
        _("Saturday {date}"),
        _("Sunday {date}"),
    )
    return names[day.weekday()].format(date=f"{day:%d/%m/%Y}")


def _joined(texts: Sequence[str]) -> str:
    if len(texts) == 1:
        return texts[0]
    return _("{first} and {last}").format(first=", ".join(texts[:-1]), last=texts[-1])
