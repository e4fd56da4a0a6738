"""When a programme fires, in words: for lists, and for whoever applies it."""

from collections.abc import Iterator

from broadcaster.i18n import _, ngettext
from broadcaster.schedule.calendar.bounds import FIRST_DAY, LAST_DAY
from broadcaster.schedule.calendar.holidays import OnHolidays
from broadcaster.schedule.calendar.lunar_days import LunarDays
from broadcaster.schedule.calendar.lunar_words import lunar_date_text
from broadcaster.schedule.calendar.patterns import EVERY_DAY, MarketDays, MonthDays, NthWeekday
from broadcaster.schedule.programmes.recurrence import Pattern, Recurrence
from broadcaster.schedule.station_time import clock_text
from broadcaster.schedule.wording import day_name, days_text


def rhythm(recurrence: Recurrence) -> str:
    """Return when a programme fires; what is exceptional about it stands behind."""
    starts = ", ".join(clock_text(start) for start in recurrence.starts)
    if recurrence.days == EVERY_DAY:
        usual = _("daily {start}").format(start=starts)
    else:
        usual = f"{_pattern(recurrence.days)} {starts}"
    return "; ".join([usual, *_exceptions(recurrence)])


def _pattern(days: Pattern) -> str:
    match days:
        case frozenset():
            return days_text(sorted(days))
        case MonthDays():
            return ", ".join([*map(_month_day, days.days), *map(_nth_weekday, days.weekdays)])
        case LunarDays():
            return ", ".join(lunar_date_text(one) for one in days.dates)
        case MarketDays():
            return _("every {count} days from {day}").format(
                count=days.every, day=f"{days.base:%d/%m/%Y}"
            )
        case _:
            return days.text


def _month_day(day: int) -> str:
    if day == -1:
        return _("the last day of the month")
    if day < 0:
        return _("day {day} from the end of the month").format(day=-day)
    return _("day {day} of the month").format(day=day)


def _nth_weekday(one: NthWeekday) -> str:
    day = day_name(one.weekday)
    if one.nth == -1:
        return _("the last {day} of the month").format(day=day)
    if one.nth < 0:
        return _("{day} number {nth} from the end of the month").format(day=day, nth=-one.nth)
    return _("{day} number {nth} of the month").format(day=day, nth=one.nth)


def _exceptions(recurrence: Recurrence) -> Iterator[str]:
    if recurrence.first != FIRST_DAY:
        yield _("from {day}").format(day=f"{recurrence.first:%d/%m/%Y}")
    if recurrence.last != LAST_DAY:
        yield _("until {day}").format(day=f"{recurrence.last:%d/%m/%Y}")
    holidays = {
        OnHolidays.SKIP: _("not on public holidays"),
        OnHolidays.ONLY: _("only on public holidays"),
        OnHolidays.ALSO: _("on public holidays too"),
    }
    if recurrence.holidays in holidays:
        yield holidays[recurrence.holidays]
    if count := len(recurrence.also):
        yield ngettext("{count} day more", "{count} days more", count).format(count=count)
    if count := len(recurrence.excepted):
        yield ngettext("{count} day less", "{count} days less", count).format(count=count)
    if count := len(recurrence.changes):
        yield ngettext("{count} change of a day", "{count} changes of a day", count).format(
            count=count
        )
