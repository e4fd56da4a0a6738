"""`broadcaster mandate group`: named lists of units to address mandates and offers to."""

from dataclasses import asdict

import click

from broadcaster.cli.columns import show_table
from broadcaster.cli.session import Session, common_options, show_json
from broadcaster.i18n import _


@click.group("group")
def group_command() -> None:
    """Keep named lists of units, to be named with --to."""


@group_command.command("set")
@click.argument("name")
@click.argument("units", metavar="UNIT...", nargs=-1, required=True)
@common_options
@click.pass_obj
def set_command(session: Session, name: str, units: tuple[str, ...]) -> None:
    """Let NAME stand for these units; what was asked of it before stays as it was."""
    from broadcaster.schedule.demands import actions

    click.echo(actions.set_group(session.desk(), name, units).id)


@group_command.command("remove")
@click.argument("name")
@common_options
@click.pass_obj
def remove_command(session: Session, name: str) -> None:
    """Let a group end."""
    from broadcaster.schedule.demands import actions

    click.echo(actions.remove_group(session.desk(), name).id)


@group_command.command("list")
@click.option("--json", "as_json", is_flag=True, help="Write one JSON document.")
@common_options
@click.pass_obj
def list_command(session: Session, as_json: bool) -> None:
    """List the groups with their units."""
    from broadcaster.schedule.demands import actions
    from broadcaster.timebase import as_rfc3339

    every = actions.groups(session.desk()).values()
    if as_json:
        show_json([{**asdict(one), "at": as_rfc3339(one.at)} for one in every])
        return
    show_table(
        (_("Id"), _("Name"), _("Units")),
        [(one.id, one.name, ", ".join(one.units)) for one in every],
    )
