"""When a programme is on, day by day. Which days are holidays and which of the moon is as told."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from broadcaster.schedule.calendar.day_changes import DayChange
from broadcaster.schedule.calendar.lunar import lunar_day
from broadcaster.schedule.calendar.lunar_days import LunarDays
from broadcaster.schedule.calendar.patterns import MarketDays, MonthDays
from broadcaster.schedule.programmes.model import Programme
from broadcaster.schedule.programmes.recurrence import Recurrence
from tests.planning_check.commune import Commune


def firings(commune: Commune) -> Iterator[tuple[Programme, datetime, int]]:
    """Yield each session of the days planned: programme, start (station time), longest in ms."""
    midnight = commune.since.astimezone(commune.zone).replace(hour=0, minute=0, second=0)
    midnight = midnight.replace(microsecond=0)
    for number in range((commune.until - commune.since).days + 2):
        day = midnight + timedelta(days=number)
        for programme in commune.programmes:
            for minute, longest in starts(programme, day.date()):
                start = day + timedelta(minutes=minute)
                if commune.since <= start < commune.until:
                    yield programme, start, longest


def starts(programme: Programme, day: date) -> Iterator[tuple[int, int]]:
    """Yield the minutes of a day at which a programme starts, each with its longest length."""
    when = programme.recurrence
    if not _is_on(when, day):
        return
    for minute in (when.start, *when.later):
        change = _change(when, day, minute)
        if change is None:
            yield minute, programme.longest_ms
        elif not change.cancelled:
            yield (
                minute if change.start is None else change.start,
                change.longest_ms or programme.longest_ms,
            )


def _change(when: Recurrence, day: date, minute: int) -> DayChange | None:
    """Return what is different that day: what names the start goes before what names none."""
    of_day = [one for one in when.changes if one.day == day and one.of in (None, minute)]
    return min(of_day, key=lambda one: one.of is None, default=None)


def _is_on(when: Recurrence, day: date) -> bool:
    if day in when.excepted:
        return False
    if day in when.also:
        return True
    if not when.first <= day <= when.last:
        return False
    holiday = when.table.name_of(day) is not None
    mode = str(when.holidays)
    if holiday and mode in ("skip", "also"):
        return mode == "also"
    if not holiday and mode == "only":
        return False
    return _in_pattern(when, day)


def _in_pattern(when: Recurrence, day: date) -> bool:
    pattern = when.days
    if isinstance(pattern, frozenset):
        counts = str(when.holidays) != "ignore"
        return (when.table.weekday_of(day) if counts else day.weekday() + 1) in pattern
    if isinstance(pattern, MarketDays):
        return day.toordinal() % pattern.every == pattern.base.toordinal() % pattern.every
    if isinstance(pattern, MonthDays):
        return _of_month(pattern, day)
    if isinstance(pattern, LunarDays):
        return _of_moon(pattern, day)
    raise AssertionError(f"the check knows no {type(pattern).__name__}")


def _of_month(pattern: MonthDays, day: date) -> bool:
    """Count the month through from both ends."""
    first = day.replace(day=1)
    month = [one for n in range(31) if (one := first + timedelta(days=n)).month == day.month]
    same = [one for one in month if one.weekday() == day.weekday()]
    by_day = {month.index(day) + 1, month.index(day) - len(month)}
    by_week = {same.index(day) + 1, same.index(day) - len(same)}
    named = {one.nth for one in pattern.weekdays if one.weekday == day.weekday() + 1}
    return bool(by_day & set(pattern.days) or by_week & named)


def _of_moon(pattern: LunarDays, day: date) -> bool:
    today, tomorrow = lunar_day(day), lunar_day(day + timedelta(days=1))
    for one in pattern.dates:
        keeps_leap = one.month == 0 if pattern.leap_months is None else pattern.leap_months
        is_day = today.day == one.day or (one.day == -1 and tomorrow.day == 1)
        if is_day and one.month in (0, today.month) and (keeps_leap or not today.leap):
            return True
    return False
