"""The schedule's codes as sentences people read: reasons, days, stretches, changes."""

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from broadcaster.bulletins.validity import show_from, show_until
from broadcaster.i18n import _
from broadcaster.schedule.hours.windows import Window
from broadcaster.schedule.model import LeftOut
from broadcaster.schedule.reasons import Reason
from broadcaster.schedule.station_time import ALL_DAYS
from broadcaster.timebase import from_rfc3339


def explain(out: LeftOut, zone: ZoneInfo) -> str:
    """Return why a bulletin or sound is not in a session, as one clause."""
    values = out.detail.split()
    match out.reason:
        case Reason.EMERGENCY:
            return _("an emergency is never planned; it goes out by its own order")
        case Reason.ZONES:
            return _("approved for other zones: {zones}").format(zones=out.detail)
        case Reason.FILTER:
            return _("no part of the programme takes it")
        case Reason.NOT_VALID_THEN:
            return _validity(values[0], from_rfc3339(values[1]), zone)
        case Reason.TIMES_USED | Reason.TOO_NEAR | Reason.ANOTHER_EXPIRES:
            return _other_airings(out, zone)
        case Reason.PART_ITEMS:
            return _("the part takes no more than {count} bulletins").format(count=out.detail)
        case Reason.LOCKED:
            return _("the session was locked before")
        case Reason.NOT_PLANNED_YET:
            return _("approved after the plan was made; run `broadcaster schedule plan`")
        case Reason.SOUND_MISSING | Reason.RELAY_MISSING | Reason.RELAY_TOO_LONG:
            return _of_layout(out)
        case _:
            return _room(out.reason, int(values[0]), int(values[1]))


def _of_layout(out: LeftOut) -> str:
    """Say why the layout's own sound or relay is left out."""
    if out.reason == Reason.SOUND_MISSING:
        return _("the programme names this sound, but no such sound is approved")
    if out.reason == Reason.RELAY_MISSING:
        return _("no such relay is approved for this programme")
    lasts, approved = (length_text(int(value)) for value in out.detail.split())
    return _("its part lasts {length}; it is approved for {approved} at most").format(
        length=lasts, approved=approved
    )


def _other_airings(out: LeftOut, zone: ZoneInfo) -> str:
    """Say which other airings, most often of the same bulletin, stand in the way."""
    if out.reason == Reason.ANOTHER_EXPIRES:
        return _("it would push {bulletin} past its validity").format(bulletin=out.detail)
    if out.reason == Reason.TOO_NEAR:
        moment = moment_text(from_rfc3339(out.detail), zone)
        return _("too near to its airing in the session of {moment}").format(moment=moment)
    used, times = out.detail.split()
    return _("its airings are done or planned in other sessions: {used} of {times}").format(
        used=used, times=times
    )


def _validity(side: str, moment: datetime, zone: ZoneInfo) -> str:
    if side == "from":
        return _("not yet valid: from {when}").format(when=show_from(moment, zone))
    return _("no longer valid: until {when}").format(when=show_until(moment, zone))


def _room(reason: str, needed_ms: int, left_ms: int) -> str:
    room = {
        Reason.PART_MINUTES: _("the part has {left} left"),
        Reason.BEFORE_RELAY: _("{left} are left before the relay"),
        Reason.OUTSIDE_HOURS: _("the allowed hours leave {left}"),
        Reason.CAP_SESSION: _("the cap per session leaves {left}"),
        Reason.CAP_DAY: _("the cap per day leaves {left}"),
    }.get(Reason(reason), _("the session has {left} left"))
    needs = _("it needs {needed}").format(needed=length_text(needed_ms))
    return f"{needs}; {room.format(left=length_text(left_ms))}"


def length_text(length_ms: int) -> str:
    """Return a length as minutes and seconds, `12:05`; seconds are rounded up."""
    seconds = -(-length_ms // 1000)
    return f"{seconds // 60}:{seconds % 60:02}"


def moment_text(moment: datetime, zone: ZoneInfo) -> str:
    """Return a moment in station time, `23/11/2026 05:30`."""
    return f"{moment.astimezone(zone):%d/%m/%Y %H:%M}"


def day_name(day: int) -> str:
    """Return the name of a weekday; 1 is Monday."""
    names = (
        _("Monday"),
        _("Tuesday"),
        _("Wednesday"),
        _("Thursday"),
        _("Friday"),
        _("Saturday"),
        _("Sunday"),
    )
    return names[day - 1]


def windows_text(windows: Iterable[Window]) -> str:
    """Return the windows of a policy in words; says so when there is none."""
    texts = [
        str(window.stretch)
        if window.days == ALL_DAYS
        else f"{window.stretch} ({days_text([int(day) for day in window.days])})"
        for window in windows
    ]
    return ", ".join(texts) or _("none: nothing but an emergency may sound")


def days_text(days: Iterable[int]) -> str:
    """Return the names of weekdays; 1 is Monday."""
    return ", ".join(day_name(day) for day in days)
