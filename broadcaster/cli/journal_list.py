"""`broadcaster journal list`: the records as they stand, or airings sought by what they are."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from broadcaster.cli.days import DAY
from broadcaster.cli.moments import FIRST, LAST, Bound
from broadcaster.cli.session import Session, common_options, show_json, talk
from broadcaster.i18n import _

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from broadcaster.config import Settings
    from broadcaster.home import Home
    from broadcaster.journal.airings import Airing
    from broadcaster.journal.logs import Log
    from broadcaster.reports.airings import Sought

F = TypeVar("F", bound=Callable[..., Any])
LOG_HELP = "real, rehearsal, all, or the id of a log."
CLASSES = ("normal", "priority", "emergency")
OUTCOMES = ("aired", "late", "preempted", "partial", "skipped", "refused", "missed", "open")
GRADES = ("0", "1", "2", "3", "4", "declared")


def _filters(function: F) -> F:
    """Give the verb its filters on airings."""
    for option in (
        click.option("--items", is_flag=True, help="Airings, planned beside actual; all of them."),
        click.option("--from", "since", type=FIRST, help="Airings from this day or moment on."),
        click.option("--until", type=LAST, help="Up to the end of this day, or to this moment."),
        click.option("--zone", help="For this zone, or the whole station."),
        click.option("--class", "item_class", type=click.Choice(CLASSES), help="Of this class."),
        click.option("--origin", help="From this unit."),
        click.option("--language", help="In this language, as `vi`."),
        click.option("--bulletin", help="Of this bulletin or revision, or its number."),
        click.option(
            "--outcome",
            "outcomes",
            multiple=True,
            type=click.Choice(OUTCOMES),
            help="With this outcome, or still open; several times.",
        ),
        click.option(
            "--grade",
            "grades",
            multiple=True,
            type=click.Choice(GRADES),
            help="With this evidence; several times.",
        ),
        click.option(
            "--format",
            "shape",
            type=click.Choice(("table", "jsonl", "csv", "xlsx")),
            help="Of airings: table, JSON lines, CSV or a workbook.",
        ),
        click.option(
            "--out", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file."
        ),
    )[::-1]:
        function = option(function)
    return function


@click.command("list")
@click.option("--date", "day", type=DAY, help="Only this day at the station.")
@click.option("--session", "part", help="Only this session: its id, or any part of it.")
@_filters
@click.option("--log", "which", help=LOG_HELP)
@click.option("--json", "as_json", is_flag=True)
@common_options
@click.pass_obj
def list_command(
    session: Session,
    /,
    day: date | None,
    part: str | None,
    which: str | None,
    as_json: bool,
    items: bool,
    shape: str | None,
    out: Path | None,
    **filters: Any,
) -> None:
    """List the records, oldest first; with a filter or --items, the airings they tell of.

    An airing has what was planned beside what was. What was outside the plan, and what was only
    declared, has a line of its own kind.
    """
    from broadcaster.cli import journal_view
    from broadcaster.journal.logs import choose_log

    home, settings = session.settings()
    logs = choose_log(home, which)
    zone = settings.zone_info
    if items or shape or out or any(filters.values()):
        sought = _sought(settings, day, part or "", filters)
        _show_airings(home, settings, logs, sought, shape or ("jsonl" if as_json else "table"), out)
        return
    chosen = journal_view.chosen(logs, zone, day, part or "")
    if as_json:
        show_json([dict(record) for _log, records in chosen for record in records])
        return
    for log, records in chosen:
        journal_view.show_list(log, records, zone)


def _sought(settings: "Settings", day: date | None, part: str, filters: dict[str, Any]) -> "Sought":
    from broadcaster.reports.airings import Sought

    zone = settings.zone_info
    since: Bound | None = filters.pop("since")
    until: Bound | None = filters.pop("until")
    if day is not None:
        since, until = since or Bound(day), until or Bound(day, is_last=True)
    named = {name: value for name, value in filters.items() if value}
    return Sought(
        since=since.moment(zone) if since else None,
        until=until.moment(zone) if until else None,
        session=part,
        **named,
    )


def _show_airings(
    home: "Home",
    settings: "Settings",
    logs: "list[Log]",
    sought: "Sought",
    shape: str,
    out: Path | None,
) -> None:
    from broadcaster.reports.airings.actions import airings_in
    from broadcaster.reports.airings.files import (
        write_pieces,
        write_workbook,
    )
    from broadcaster.reports.errors import ReportsError

    zone = settings.zone_info
    found = airings_in(home, logs, sought)
    if shape == "xlsx":
        if out is None:
            raise ReportsError.needs_out()
        write_workbook(out, found, zone)
    else:
        pieces = _pieces(found, zone, shape)
        if out is None:
            stdout = click.get_binary_stream("stdout")
            for piece in pieces:
                stdout.write(piece)
            return
        write_pieces(out, pieces)
    talk(_('The airings are in "{path}".').format(path=out))


def _pieces(found: "Iterator[Airing]", zone: "ZoneInfo", shape: str) -> Iterator[bytes]:
    from broadcaster.reports.airings.files import csv_lines, json_lines
    from broadcaster.reports.airings.lines import text_lines

    if shape == "jsonl":
        return json_lines(found)
    if shape == "csv":
        return csv_lines(found, zone)
    return (f"{line}\n".encode() for line in text_lines(found, zone))
