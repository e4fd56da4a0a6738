"""Whether a programme ever fires, and whether each of its changes meets a day on which it does.

Pure; the answers are phrases with their reason, beside the other mistakes of a file. What is over
is no mistake: a season that ended last year stays a rule that fired.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from broadcaster.i18n import _
from broadcaster.schedule.calendar.bounds import FIRST_DAY, LAST_DAY
from broadcaster.schedule.calendar.holidays import OnHolidays
from broadcaster.schedule.programmes.recurrence import Recurrence
from broadcaster.schedule.station_time import clock_text


def when_mistakes(recurrence: Recurrence) -> tuple[str, ...]:
    """Return what is wrong with when a programme fires; a rule that never does is one phrase."""
    if not _fires(recurrence):
        return (_never(recurrence),)
    return (*_idle_changes(recurrence), *_meeting_starts(recurrence))


def _never(recurrence: Recurrence) -> str:
    """Return why nothing fires: the first thing without which something would."""
    if not _fires(Recurrence(recurrence.start, recurrence.days)):
        reason = _("no day from {first} to {last} is such a day")
        return _("it never fires: {reason}").format(
            reason=reason.format(first=FIRST_DAY.year, last=LAST_DAY.year)
        )
    if _fires(replace(recurrence, changes=())):
        reason = _("every day it falls on is cancelled by a [[change]]; remove the programme")
    elif _fires(replace(recurrence, changes=(), excepted=frozenset())):
        reason = _("every day it falls on stands in except; remove one of them")
    elif recurrence.holidays is not OnHolidays.IGNORE and _fires(_plain(recurrence)):
        reason = _("holidays leaves none of its days from {first} to {last}").format(
            first=_text(recurrence.first), last=_text(recurrence.last)
        )
    else:
        reason = _("none of its days lies from {first} to {last}; change from or until").format(
            first=_text(recurrence.first), last=_text(recurrence.last)
        )
    return _("it never fires: {reason}").format(reason=reason)


def _plain(recurrence: Recurrence) -> Recurrence:
    return replace(recurrence, changes=(), excepted=frozenset(), holidays=OnHolidays.IGNORE)


def _fires(recurrence: Recurrence) -> bool:
    """Say whether it fires on any known day."""
    if any(recurrence.starts_on(day) for day in recurrence.also):
        return True
    return any(recurrence.starts_on(day) for day in _days(recurrence.first, recurrence.last))


def _days(first: date, last: date) -> Iterator[date]:
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)


def _idle_changes(recurrence: Recurrence) -> Iterator[str]:
    for day in sorted({change.day for change in recurrence.changes}):
        if not recurrence.falls_on(day):
            yield _(
                "[[change]] date = {day}: the programme does not fire on that day; correct the "
                "date, or add the day to also"
            ).format(day=day.isoformat())


def _meeting_starts(recurrence: Recurrence) -> Iterator[str]:
    for day in sorted({change.day for change in recurrence.changes}):
        starts = [start for start, _change in recurrence.starts_on(day)]
        twice = sorted({start for start in starts if starts.count(start) > 1})
        if twice:
            yield _(
                "[[change]] date = {day}: two sessions would start at {start}; choose another start"
            ).format(day=day.isoformat(), start=clock_text(twice[0]))


def _text(day: date) -> str:
    return f"{day:%d/%m/%Y}"
