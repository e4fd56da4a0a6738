"""`broadcaster hours set`: sign the hours of a unit."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from broadcaster.cli.days import DAY
from broadcaster.cli.hours_view import beyond_text
from broadcaster.cli.schedule_view import firing_document, guarded_text, show_firings
from broadcaster.cli.session import Session, common_options, show_json, talk
from broadcaster.i18n import _

if TYPE_CHECKING:
    from broadcaster.schedule.hours.file import HoursDraft


@click.command("set")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--unit", help="Whose hours; the station's own unit when left out.")
@click.option("--window", "windows", multiple=True, metavar="HH:MM-HH:MM")
@click.option("--days", metavar="mon,tue,...", help="Days of the windows; every day if left out.")
@click.option(
    "--holiday",
    "holidays",
    multiple=True,
    metavar="HH:MM-HH:MM",
    help="A window of public holidays, in place of the weekday's; may be repeated.",
)
@click.option("--silent-holidays", is_flag=True, help="No window on public holidays.")
@click.option("--closed", is_flag=True, help="No window at all: nothing but an emergency.")
@click.option("--built-in", is_flag=True, help="Give own hours up, for those above or built in.")
@click.option("--document", default="", help="Number of the document that allows it.")
@click.option("--title", default="", help="What people call it.")
@click.option("--session-minutes", type=click.IntRange(0, 1440), help="Cap per session.")
@click.option("--day-minutes", type=click.IntRange(0, 1440), help="Cap per day.")
@click.option("--lock-lead", type=click.IntRange(1, 86_400), metavar="SECONDS")
@click.option("--from", "since", type=DAY, help="First day of a dated policy.")
@click.option("--until", "until", type=DAY, help="Last day of a dated policy.")
@click.option("--yes", is_flag=True, help="Sign it.")
@click.option("--json", "as_json", is_flag=True, help="Write one JSON document.")
@common_options
@click.pass_obj
def set_command(
    session: Session,
    /,
    file: Path | None,
    unit: str | None,
    built_in: bool,
    yes: bool,
    as_json: bool,
    **options: Any,
) -> None:
    """Sign new hours, from FILE (TOML) or options, as an approver.

    Shows what becomes of the sessions of the next seven days, and wants --yes. A policy with
    dates lies over the one that stands and gives way to it outside them. Hours that reach beyond
    those of a unit above want its approver's signature, or a document.
    """
    from broadcaster.schedule import ScheduleError, actions

    if [file is not None, bool(options["windows"]), options["closed"], built_in].count(True) != 1:
        raise click.UsageError(_("Give one of FILE, --window, --closed or --built-in."))
    usual = _("Allowed hours") if unit else _("Hours of the commune")
    draft = actions.built_in() if built_in else _draft(file, usual, **options)
    desk = session.desk()
    firings = actions.propose_hours(desk, draft, unit)
    leave = actions.leave_of(desk, draft, unit)
    if yes:  # before anything is printed: a closed pipe must not stop it halfway
        actions.set_hours(desk, draft, unit, confirmed=True)
    if as_json:
        beyond = [one.to_document() for one in leave]
        firing_documents = [firing_document(firing) for firing in firings]
        show_json({"signed": yes, "beyond": beyond, "firings": firing_documents})
    else:
        show_firings(firings, desk.settings.zone_info)
    if leave:
        names = actions.unit_names(desk)
        text = beyond_text(leave, draft.document, names)
        talk(_("These hours reach beyond a unit above: {text}.").format(text=text))
    if not yes:
        raise ScheduleError.hours_want_consent()
    talk(_('The hours "{title}" are signed and hold from now on.').format(title=draft.title))
    for one in actions.guarded(desk):
        talk(guarded_text(one))
    talk(_("Planned sessions take them up with `broadcaster schedule plan`."))


def _draft(
    file: Path | None,
    usual: str,
    *,
    windows: Sequence[str],
    days: str | None,
    holidays: Sequence[str],
    silent_holidays: bool,
    closed: bool,
    document: str,
    title: str,
    session_minutes: int | None,
    day_minutes: int | None,
    lock_lead: int | None,
    since: date | None,
    until: date | None,
) -> "HoursDraft":
    from broadcaster.schedule.hours.file import HoursDraft, read_draft, read_windows

    if holidays and silent_holidays:
        raise click.UsageError(_("Give --holiday or --silent-holidays, not both."))
    if file is not None:
        return read_draft(file)
    return HoursDraft(
        title=title or document or usual,
        document=document,
        windows=() if closed else read_windows(windows, days),
        session_minutes=session_minutes,
        day_minutes=day_minutes,
        lock_lead_s=lock_lead,
        valid_from=since,
        valid_until=until,
        holidays=read_windows(holidays, None) if holidays or silent_holidays else None,
    )
