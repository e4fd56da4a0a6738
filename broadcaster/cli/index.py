"""`broadcaster index`: the logs of many stations in one database, for a centre's questions."""

from pathlib import Path

import click

from broadcaster.cli.papers import folders_option
from broadcaster.cli.session import Session, common_options, show_json, talk
from broadcaster.i18n import _, ngettext


@click.group("index")
def index_command() -> None:
    """Keep the logs of many stations in one database; it can be made anew at any time."""


@index_command.command("fill")
@folders_option
@click.option("--anew", is_flag=True, help="Forget everything and read every log from its start.")
@click.option("--json", "as_json", is_flag=True)
@common_options
@click.pass_obj
def fill_command(session: Session, folders: tuple[Path, ...], anew: bool, as_json: bool) -> None:
    """Take in what is new in the log of this home and in those that were brought.

    A log whose records do not follow each other is refused, and the exit code is 1.
    """
    from dataclasses import asdict

    from broadcaster.index.actions import fill_index

    home, settings = session.settings()
    found = list(fill_index(home, settings, folders, anew=anew))
    if as_json:
        show_json([asdict(one) for one in found])
    for one in found:
        if one.refused:
            talk(
                _(
                    "{log} of {unit} is not in the index: {reason}. `journal verify` says more."
                ).format(log=one.log_id, unit=one.unit, reason=one.refused)
            )
        else:
            talk(
                ngettext(
                    "{log} of {unit}: {count} new record.",
                    "{log} of {unit}: {count} new records.",
                    one.records,
                ).format(log=one.log_id, unit=one.unit, count=one.records)
            )
    if any(one.refused for one in found):
        click.get_current_context().exit(1)


@index_command.command("check")
@click.option("--json", "as_json", is_flag=True)
@common_options
@click.pass_obj
def check_command(session: Session, as_json: bool) -> None:
    """Count all facts again and compare; exit 1 when anything differs or a log was refused."""
    from broadcaster.index.actions import check_index

    home, settings = session.settings()
    found = check_index(home, settings)
    if as_json:
        show_json(
            {
                "days": [[unit, day.isoformat()] for unit, day in found.days],
                "refused": dict(found.refused),
            }
        )
    for unit, day in found.days:
        talk(
            _("{unit}, {day}: the figures kept are not those of the records.").format(
                unit=unit, day=f"{day:%d/%m/%Y}"
            )
        )
    for log_id, reason in found.refused:
        talk(_("{log} is not in the index: {reason}.").format(log=log_id, reason=reason))
    if found.days:
        talk(_("`broadcaster index fill --anew --logs FOLDER` makes it anew."))
    if found.is_good:
        talk(_("Every figure is what its records come to."))
    if not found.is_good:
        click.get_current_context().exit(1)
