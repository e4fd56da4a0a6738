"""What a person can do with papers of a period: fold the logs, put the frame around, hand it out.

Reads the journal and the settings, never the database (`reports.actions` says why).
"""

from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from broadcaster.config import Settings
from broadcaster.home import Home
from broadcaster.journal.inspection import trust_of
from broadcaster.journal.logs import choose_log
from broadcaster.reports.actions import checked, last_day
from broadcaster.reports.day import fold_days
from broadcaster.reports.frame import Frame
from broadcaster.reports.logbook import logbook
from broadcaster.reports.model import Stretch
from broadcaster.reports.paper import Paper
from broadcaster.reports.period import (
    CALENDAR,
    Period,
    PeriodKind,
    period_before,
    period_of,
    read_period,
)
from broadcaster.reports.tally import Tally


@dataclass(frozen=True)
class Wanted:
    """Which days of which log a person asks for; empty is the default."""

    kind: PeriodKind
    when: str = ""
    """As `read_period` takes it; without it the last one that is over."""
    counting: str = CALENDAR
    log: str | None = None


def logbook_paper(home: Home, settings: Settings, now: datetime, wanted: Wanted) -> Paper:
    """Return the log book of a period; `now` is aware.

    JournalError when there is no such log, ReportsError when `when` names no period.
    """
    period = wanted_period(home, settings, now, wanted)
    stretch, tally = fold_period(home, settings, period, wanted.log)
    return logbook(stretch, tally, period, Frame())


def wanted_period(home: Home, settings: Settings, now: datetime, wanted: Wanted) -> Period:
    """Return the period: the named one, else the last that is over, or a rehearsal's last one."""
    if wanted.when:
        return read_period(wanted.when, wanted.kind, wanted.counting)
    logs = choose_log(home, wanted.log)
    today = now.astimezone(settings.zone_info).date()
    if all(log.is_rehearsal for log in logs) and (day := last_day(logs, settings)):
        return period_of(wanted.kind, day, wanted.counting)
    return period_before(period_of(wanted.kind, today, wanted.counting))


def fold_period(
    home: Home, settings: Settings, period: Period, which: str | None
) -> tuple[Stretch, Tally]:
    """Return the days of a period from verified logs, and what the records add up to."""
    logs = choose_log(home, which)
    tally = Tally(period.first, period.last, ZoneInfo(settings.zone))
    records = ((log.id, log.records()) for log in logs)
    stretch = fold_days(records, period.first, period.last, settings.zone, tally)
    trust = trust_of(home)
    found = tuple(checked(home, trust, log) for log in stretch.logs)
    return replace(stretch, logs=found), tally
