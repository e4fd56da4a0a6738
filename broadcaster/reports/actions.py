"""What a person can do with reports: fold a day, render it, write it to a file.

Reads the journal and the settings, never the database: a copy of the journal beside a
`broadcaster.toml` is enough, also on an auditor's laptop. One thing no record carries yet, the
exceptions to the hours: they are read from the signed hours file where that is at hand (it keeps
them for 40 days), and shown as coming from there.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

from broadcaster.config import Settings
from broadcaster.home import Home, write_atomically
from broadcaster.journal import JournalError, Kind, notes
from broadcaster.journal.following import recent_records
from broadcaster.journal.inspection import Trust, inspect, trust_of
from broadcaster.journal.logs import Log, choose_log
from broadcaster.reports.clusters import ClusterRow, fold_clusters
from broadcaster.reports.csv_file import render_csv
from broadcaster.reports.day import fold_day
from broadcaster.reports.document import to_document
from broadcaster.reports.errors import ReportsError
from broadcaster.reports.fields import session_day
from broadcaster.reports.last_session import LastSession, newest_session
from broadcaster.reports.model import DayReport, HoursException, LogRange, Seal
from broadcaster.reports.page import render_html
from broadcaster.reports.table import render_table
from broadcaster.schedule import ScheduleError
from broadcaster.schedule.plan_files import read_hours
from broadcaster.signed import BoxKey, KeyFileError
from broadcaster.timebase import from_rfc3339


def day_report(
    home: Home, settings: Settings, now: datetime, day: date | None = None, which: str | None = None
) -> DayReport:
    """Return the report of `day` (station date), from the logs `which` names.

    Without a log: the real ones, else the newest rehearsal. Without a day: the one of `now`
    (aware), or a rehearsal's last one. JournalError when there is no such log.
    """
    logs = choose_log(home, which)
    if day is None:
        day = now.astimezone(settings.zone_info).date()
        if all(log.is_rehearsal for log in logs):
            day = last_day(logs, settings) or day
    report = fold_day(((log.id, log.records()) for log in logs), day, settings.zone)
    trust = trust_of(home)
    return replace(
        report,
        logs=tuple(checked(home.journal, trust, log) for log in report.logs),
        exceptions=_exceptions(home, report),
    )


def cluster_report(
    home: Home, settings: Settings, now: datetime, day: date | None = None, which: str | None = None
) -> tuple[date, tuple[ClusterRow, ...]]:
    """Return what each cluster got on `day` (station date), by default the day of `now` (aware).

    JournalError when there is no such log.
    """
    logs = choose_log(home, which)
    wanted = day or now.astimezone(settings.zone_info).date()
    records = (record for log in logs for record in log.records())
    return wanted, fold_clusters(records, wanted, settings.zone_info)


def last_session(home: Home, settings: Settings, now: datetime) -> LastSession | None:
    """Return how the newest session went that is over at `now` (aware); None when there is none.

    Looks at the newest records of the real logs, which are followed: asking again costs little.
    """
    return newest_session(recent_records(home), settings.zone, now)


def last_day(logs: list[Log], settings: Settings) -> date | None:
    """Return the station date of the newest session that was locked, else of the last record."""
    newest: date | None = None
    for log in logs:
        for record in log.records():
            if record.kind == Kind.PLAN and (day := session_day(record.text("session"))):
                newest = date.fromisoformat(day)
            elif newest is None:
                newest = record.at.astimezone(settings.zone_info).date()
    return newest


def _exceptions(home: Home, report: DayReport) -> tuple[HoursException, ...]:
    """Return what the signed hours allowed beyond the windows on that day, signed by its end."""
    try:
        policy = read_hours(home, BoxKey.load(home.keys).public)
    except (ScheduleError, KeyFileError):
        return ()
    begins = datetime.combine(report.day, time(), report.zone_info)
    found = []
    above = [
        exception
        for upper in policy.above
        if upper.is_above(report.day)
        for exception in upper.hours.exceptions
    ]
    for exception in (*policy.exceptions, *above):
        span = exception.stretch.on(exception.day, report.zone_info)
        if exception.day == report.day and from_rfc3339(exception.at) < begins + timedelta(days=1):
            found.append(HoursException(span.start, span.end, exception.reason, exception.by))
    return tuple(found)


def checked(journal: Path, trust: Trust, log: LogRange) -> LogRange:
    """Return the range with what verification says of its log, and the checkpoint over it.

    `journal` is the folder the log stands in.
    """
    (found,) = inspect(journal, trust, which=log.log_id)
    seal = None
    if found.survey and trust.key:
        seal = _smallest_seal(journal, trust.key, log, found.survey.covered)
    elif found.seal and found.seal.size > log.last_seq:
        seal = Seal(log.log_id, found.seal.size, found.seal.short_code)
    return replace(log, is_whole=found.is_whole, seal=seal)


def _smallest_seal(journal: Path, key: bytes, log: LogRange, covered: int) -> Seal | None:
    """Return the first checkpoint over all records used, so that the code of a past day stays.

    Every signed root up to `covered` was found to match.
    """
    for path in notes.note_files(journal, log.log_id):
        try:
            note = notes.read_note(path, key)
        except JournalError:
            continue
        if note.log_id == log.log_id and log.last_seq < note.size <= covered:
            return Seal(log.log_id, note.size, note.short_code)
    return None


def render_day(report: DayReport, shape: str) -> bytes:
    """Return the report as `table`, `csv`, `html` or `json`. The same report, the same bytes."""
    return _RENDERERS[shape](report)


def _json(report: DayReport) -> bytes:
    return (json.dumps(to_document(report), ensure_ascii=False, indent=2) + "\n").encode()


_RENDERERS: Mapping[str, Callable[[DayReport], bytes]] = {
    "table": lambda report: render_table(report).encode(),
    "csv": render_csv,
    "html": lambda report: render_html(report).encode(),
    "json": _json,
}


def write_report(path: Path, content: bytes) -> None:
    """Replace `path` by the report; ReportsError when that fails."""
    try:
        write_atomically(path, content)
    except OSError as error:
        raise ReportsError.cannot_write(path, error.strerror or str(error)) from error
