"""What a centre does with the index: fill it from journals that were brought, check it, ask."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from broadcaster.config import Settings
from broadcaster.desk import Desk
from broadcaster.home import Home
from broadcaster.index.database import IndexDatabase
from broadcaster.index.errors import IndexingError
from broadcaster.index.figures import by_unit, differences, total_of
from broadcaster.index.filling import fill, holds_nothing, known_logs
from broadcaster.index.model import Filled
from broadcaster.index.stations_paper import Covered, stations_paper
from broadcaster.journal.logs import Log, logs_in
from broadcaster.reports.errors import ReportsError
from broadcaster.reports.paper import Paper
from broadcaster.reports.paper_settings import read_paper_settings
from broadcaster.reports.period import Period, period_before, period_of, read_period
from broadcaster.reports.period_papers import Wanted
from broadcaster.reports.subtree import lines_of, units_below


@dataclass(frozen=True)
class Check:
    """What does not hold in the index; empty when all does."""

    days: tuple[tuple[str, date], ...]
    """Units and days whose kept figures are not what their facts come to."""
    refused: tuple[tuple[str, str], ...]
    """Logs that are not in it, with the reason."""

    @property
    def is_good(self) -> bool:
        """Say whether everything that was brought is in it, and adds up."""
        return not self.days and not self.refused


def fill_index(
    home: Home, settings: Settings, folders: Sequence[Path], *, anew: bool = False
) -> Iterator[Filled]:
    """Take in what is new in the real logs of this home and of `folders`; `anew` forgets first.

    Yields what became of each log. IndexingError when the database cannot be used, ReportsError
    names a folder without a log.
    """
    logs = list(_logs([home.journal, *folders]))
    database = _open(home, settings)
    if anew:
        database.clear()
    yield from fill(database, logs, settings.zone_info)


def check_index(home: Home, settings: Settings) -> Check:
    """Count all facts again and say where the kept figures differ, and which logs were refused."""
    with _open(home, settings).reading() as connection:
        refused = tuple((read.log_id, why) for read, why in known_logs(connection) if why)
        return Check(tuple(differences(connection)), refused)


def stations_report(desk: Desk, handle: str, wanted: Wanted) -> Paper:
    """Return what every station below a unit did in a period, from the index alone.

    A commune whose log is not in it has its line and no figures. IndexingError when it is empty.
    """
    home, settings = desk.home, desk.settings
    period = _period(desk, wanted)
    top, below = units_below(desk, handle, period.last)
    with _open(home, settings).reading() as connection:
        if holds_nothing(connection):
            raise IndexingError.empty()
        refused = {read.unit: why for read, why in known_logs(connection) if why}
        figures = by_unit(connection, period.first, period.last)
        units = lines_of(below, figures)
        counted = [one.id for one in units if one.id in figures]
        total = total_of(connection, counted, period.first, period.last)
    lines = []
    for one in units:
        known_figures, days = figures.get(one.id, (None, 0))
        lines.append(Covered(one.name, one.code, known_figures, days, refused.get(one.id, "")))
    frame = read_paper_settings(home.papers).frame
    return stations_paper(top.name, lines, total, period, frame)


def _logs(folders: Sequence[Path]) -> Iterator[Log]:
    for folder in folders:
        found = logs_in(folder) if folder.is_dir() else []
        if not found and folder != folders[0]:
            raise ReportsError.no_logs(folder)
        yield from found


def _open(home: Home, settings: Settings) -> IndexDatabase:
    database = IndexDatabase(settings.index_database, home.index)
    database.prepare()
    return database


def _period(desk: Desk, wanted: Wanted) -> Period:
    if wanted.when:
        return read_period(wanted.when, wanted.kind, wanted.counting)
    today = desk.time.now().astimezone(desk.settings.zone_info).date()
    return period_before(period_of(wanted.kind, today, wanted.counting))
