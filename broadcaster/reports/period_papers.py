"""What a person can do with papers of a period: fold the logs, put the frame around, hand it out.

Reads the journal and the settings, never the database (`reports.actions` says why); it is asked
only for what no record carries: which units there are in a subtree, and the texts of an annex.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from broadcaster.config import Settings
from broadcaster.desk import Desk
from broadcaster.home import Home
from broadcaster.i18n import _
from broadcaster.journal.inspection import Trust, trust_of
from broadcaster.journal.logs import Log, choose_log
from broadcaster.reports.actions import checked, last_day
from broadcaster.reports.activity import activity
from broadcaster.reports.activity_figures import Reported, Residents
from broadcaster.reports.annexed_texts import annexed_texts
from broadcaster.reports.day import fold_days
from broadcaster.reports.logbook import logbook
from broadcaster.reports.model import Stretch
from broadcaster.reports.paper import Paper
from broadcaster.reports.paper_settings import read_paper_settings
from broadcaster.reports.period import (
    CALENDAR,
    Period,
    PeriodKind,
    period_before,
    period_of,
    read_period,
)
from broadcaster.reports.royalties import royalties
from broadcaster.reports.subtree import lines_under, logs_by_unit, units_below
from broadcaster.reports.tally import Tally, Totals, summed
from broadcaster.units import Unit
from broadcaster.units import actions as units_actions


@dataclass(frozen=True)
class Wanted:
    """Which days of which log a person asks for; empty is the default."""

    kind: PeriodKind
    when: str = ""
    """As `read_period` takes it; without it the last one that is over."""
    counting: str = CALENDAR
    log: str | None = None


def logbook_paper(
    home: Home, settings: Settings, now: datetime, wanted: Wanted, desk: Desk | None = None
) -> Paper:
    """Return the log book of a period; `now` is aware. With a desk its texts are annexed.

    JournalError when there is no such log, ReportsError when `when` names no period.
    """
    period, stretch, totals = _own(home, settings, now, wanted)
    annexes = [annexed_texts(desk, stretch)] if desk else []
    return logbook(stretch, totals, period, read_paper_settings(home.papers).frame, annexes)


def royalties_paper(home: Home, settings: Settings, now: datetime, wanted: Wanted) -> Paper:
    """Return the table of royalties of a period, by the rates of `papers.toml`."""
    period, stretch, totals = _own(home, settings, now, wanted)
    return royalties(stretch, totals, period, read_paper_settings(home.papers))


AskedBy = Callable[[Home, Settings, Period], Residents | None]
"""Who knows what residents asked in a period; nothing in the log does."""


def activity_paper(
    home: Home,
    settings: Settings,
    now: datetime,
    wanted: Wanted,
    asked: AskedBy = lambda _home, _settings, _period: None,
) -> Paper:
    """Return the report of a period of the station this home is."""
    period, stretch, totals = _own(home, settings, now, wanted)
    frame = read_paper_settings(home.papers).frame
    name = frame.letterhead.issuer or stretch.unit or settings.unit
    own = Reported(name, "", stretch, asked(home, settings, period))
    return activity([own], totals, period, frame)


def subtree_paper(
    desk: Desk,
    handle: str,
    folders: Sequence[Path],
    wanted: Wanted,
    units_of: date | None = None,
) -> Paper:
    """Return the report of a unit and all below it, as the tree was on the period's last day.

    With `units_of` it is that of another day: of before a merger, or since.
    Logs are those of the home and of `folders`, journal folders that were brought. A commune whose
    log is in none of them has its line, and no figures.
    """
    found = fold_below(desk, handle, folders, wanted, units_of)
    frame = read_paper_settings(desk.home.papers).frame
    paper = activity(found.units, found.totals, found.period, frame, title=found.top.name)
    return replace(paper, notes=(*paper.notes, *_strangers(found.strangers)))


@dataclass(frozen=True)
class Subtree:
    """A unit and all below it in a period, with the log of each or none."""

    top: Unit
    period: Period
    units: tuple[Reported, ...]
    totals: Totals
    strangers: tuple[str, ...]
    """Units whose logs are here and that did not belong to it then."""


def fold_below(
    desk: Desk,
    handle: str,
    folders: Sequence[Path],
    wanted: Wanted,
    units_of: date | None = None,
) -> Subtree:
    """Read and fold the logs of a subtree, as `subtree_paper` says."""
    home, settings = desk.home, desk.settings
    period = wanted_period(home, settings, desk.time.now(), wanted)
    logs = logs_by_unit([home.journal, *folders])
    asked = units_of or period.last
    top, below = units_below(desk, handle, asked)
    known = {one.id: one for one in units_actions.units(desk, asked)}
    units, every, told = [], [], set()
    for line in lines_under(known, below, logs, period.last, asked):
        stretch = None
        if found := logs.get(line.unit):
            trust = trust_of(home) if found.journal == home.journal else Trust(None, "log")
            stretch, totals = fold_period(
                found.journal, trust, list(found.logs), period, settings.zone
            )
            if line.is_told_elsewhere and not stretch.logs:
                continue  # its log is of other days, from before or after the merger
            every.append(totals)
            told.add(line.unit)
        units.append(Reported(line.name, line.code, stretch))
    strangers = sorted(unit for unit in logs if unit not in told)
    return Subtree(top, period, tuple(units), summed(every), tuple(strangers))


def _strangers(units: Sequence[str]) -> tuple[str, ...]:
    """Name the logs that are here and have no line: nothing is dropped unsaid."""
    if not units:
        return ()
    named = ", ".join(units)
    return (_("Not counted, because they did not belong to it then: {units}.").format(units=named),)


def wanted_period(home: Home, settings: Settings, now: datetime, wanted: Wanted) -> Period:
    """Return the period: the named one, else today, or the last longer one that is over.

    Of a rehearsal it is the one its last session was in.
    """
    if wanted.when:
        return read_period(wanted.when, wanted.kind, wanted.counting)
    logs = choose_log(home, wanted.log)
    today = now.astimezone(settings.zone_info).date()
    if all(log.is_rehearsal for log in logs) and (day := last_day(logs, settings)):
        return period_of(wanted.kind, day, wanted.counting)
    running = period_of(wanted.kind, today, wanted.counting)
    # Of days people want the one they are in, as `report day` always gave it.
    return running if wanted.kind is PeriodKind.DAY else period_before(running)


def fold_period(
    journal: Path, trust: Trust, logs: list[Log], period: Period, zone: str
) -> tuple[Stretch, Totals]:
    """Return the days of a period from verified logs of one station, and what they add up to."""
    tally = Tally(period.first, period.last, ZoneInfo(zone))
    records = ((log.id, log.records()) for log in logs)
    stretch = fold_days(records, period.first, period.last, zone, tally)
    found = tuple(checked(journal, trust, log) for log in stretch.logs)
    return replace(stretch, logs=found), tally.totals


def _own(
    home: Home, settings: Settings, now: datetime, wanted: Wanted
) -> tuple[Period, Stretch, Totals]:
    period = wanted_period(home, settings, now, wanted)
    logs = choose_log(home, wanted.log)
    trust = trust_of(home)
    return period, *fold_period(home.journal, trust, logs, period, settings.zone)
