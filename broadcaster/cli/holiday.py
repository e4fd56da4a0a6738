"""`broadcaster holiday`: which days are off, and the station's own table of them."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from broadcaster.cli.columns import show_table
from broadcaster.cli.days import DAY
from broadcaster.cli.schedule_view import firing_document, show_firings
from broadcaster.cli.session import Session, common_options, show_json, talk
from broadcaster.i18n import _

if TYPE_CHECKING:
    from broadcaster.schedule.actions.holidays import KnownDay

JSON = click.option("--json", "as_json", is_flag=True, help="Write one JSON document.")
FILE = click.argument("file", required=False, type=click.Path(path_type=Path))
SHOWN_DAYS = 365


@click.group("holiday")
def holiday_command() -> None:
    """Public holidays: the national ones, and the station's own `holidays.toml` over them."""


@holiday_command.command("list")
@click.option("--from", "since", type=DAY, help="First day; today when left out.")
@click.option(
    "--days", type=click.IntRange(1, 3660), default=SHOWN_DAYS, help="How many days; a year."
)
@JSON
@common_options
@click.pass_obj
def list_command(session: Session, since: date | None, days: int, as_json: bool) -> None:
    """List the days that are off, and the Saturdays and Sundays worked in exchange."""
    from broadcaster.schedule import actions

    desk = session.desk()
    found = actions.known_holidays(desk, since, days)
    if as_json:
        show_json([_document(one) for one in found])
        return
    rows = [
        (_day(one.day), _name(one), one.document or (_("own table") if one.is_own else ""))
        for one in found
    ]
    if rows:
        show_table((_("Day"), _("Holiday"), _("Document")), rows)


@holiday_command.command("check")
@FILE
@common_options
@click.pass_obj
def check_command(session: Session, file: Path | None) -> None:
    """Say what is wrong in FILE (else the home's `holidays.toml`), changing nothing."""
    from broadcaster.schedule import actions

    table = actions.check_holidays(session.desk(), file)
    talk(
        _("No mistakes: {added} days added, {removed} removed, {swapped} swapped.").format(
            added=len(table.added), removed=len(table.removed), swapped=len(table.swaps)
        )
    )


@holiday_command.command("apply")
@FILE
@click.option("--yes", is_flag=True, help="Do it although starts move, appear or disappear.")
@JSON
@common_options
@click.pass_obj
def apply_command(session: Session, file: Path | None, yes: bool, as_json: bool) -> None:
    """Make FILE (else the home's `holidays.toml`) the table that stands.

    Prints seven days of firings.
    """
    from broadcaster.schedule import ScheduleError, actions
    from broadcaster.schedule.programmes.firing_list import changed

    desk = session.desk()
    firings = actions.propose_holidays(desk, file)
    moves = len(changed(firings))
    consented = yes or not moves
    if consented:  # before anything is printed: a closed pipe must not stop it halfway
        actions.apply_holidays(desk, file, confirmed=yes)
    if as_json:
        documents = [firing_document(firing) for firing in firings]
        show_json({"applied": consented, "firings": documents})
    else:
        show_firings(firings, desk.settings.zone_info)
    if not consented:
        raise ScheduleError.starts_move(moves)
    talk(_("The table of holidays is applied."))
    talk(_("The coming sessions take it up with `broadcaster schedule plan`."))


def _day(day: date) -> str:
    from broadcaster.schedule.wording import day_name

    return f"{day_name(day.isoweekday())} {day:%d/%m/%Y}"


def _name(one: "KnownDay") -> str:
    if one.worked_for is None:
        return one.name
    return _("worked for {day}").format(day=f"{one.worked_for:%d/%m/%Y}")


def _document(one: "KnownDay") -> dict[str, Any]:
    return {
        "day": one.day.isoformat(),
        "name": one.name,
        "worked_for": one.worked_for.isoformat() if one.worked_for else None,
        "document": one.document,
        "own": one.is_own,
    }
