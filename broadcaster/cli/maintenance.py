"""`broadcaster playout maintenance`: silence for work on the installation, and its end."""

from collections.abc import Sequence
from typing import Any
from zoneinfo import ZoneInfo

import click

from broadcaster.cli.session import Session, common_options, show_json, talk
from broadcaster.i18n import _


@click.group("maintenance")
def maintenance_command() -> None:
    """Silence the station while somebody works on it."""


@maintenance_command.command("on")
@common_options
@click.pass_obj
def on_command(session: Session) -> None:
    """Fall silent at once and stay so, also across a restart and for an emergency."""
    from broadcaster.operating import actions

    answer = actions.begin_maintenance(session.desk())
    talk(_("Under maintenance: nothing sounds until `broadcaster playout maintenance off`."))
    if not answer["kept"]:
        talk(_("The disk did not take the note: after a restart of the box it would sound again!"))


@maintenance_command.command("off")
@click.option("--yes", is_flag=True, help="The list was read: let the station sound again.")
@click.option("--json", "as_json", is_flag=True, help="Write one JSON document.")
@common_options
@click.pass_obj
@click.pass_context
def off_command(ctx: click.Context, session: Session, yes: bool, as_json: bool) -> None:
    """Show what fires in the next seven days; with --yes, after that, let the station sound again.

    Refused when the list was not shown within the last hour, or changed since.
    """
    from broadcaster.operating import actions

    desk = session.desk()
    answer = actions.end_maintenance(desk) if yes else actions.coming_firings(desk)
    if as_json:
        show_json({"firings": answer["firings"], "ended": yes})
    else:
        _show(answer["firings"], desk.settings.zone_info)
    if yes:
        talk(_("Sound again.") if answer["was_on"] else _("It was not under maintenance."))
    elif answer["is_on"]:
        talk(_("Still silent. If this is right, and nobody is at a loudspeaker, add --yes."))
        ctx.exit(1)
    else:
        talk(_("It was not under maintenance."))


def _show(firings: Sequence[dict[str, Any]], zone: ZoneInfo) -> None:
    from broadcaster.cli.columns import show_table
    from broadcaster.cli.schedule_view import day_text, short
    from broadcaster.timebase import from_rfc3339

    starts = [from_rfc3339(firing["starts"]) for firing in firings]
    rows = [
        (day_text(start, zone), f"{start.astimezone(zone):%H:%M}", short(firing["programme"]))
        for start, firing in zip(starts, firings, strict=True)
    ]
    if rows:
        show_table((_("Day"), _("Start"), _("Programme")), rows)
    else:
        talk(_("Nothing fires in the next seven days."))
