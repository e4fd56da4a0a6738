"""`broadcaster mandate`: what stations below must air, so often, between two days."""

from datetime import date
from typing import Any

import click

from broadcaster.cli import call_view as view
from broadcaster.cli.call_verbs import add_list, add_show, add_withdraw, call_options
from broadcaster.cli.mandate_group import group_command
from broadcaster.cli.session import Session, common_options
from broadcaster.i18n import _


@click.group("mandate")
def mandate_command() -> None:
    """Mandate airings that stations below owe; what is left of them is counted in the log."""


mandate_command.add_command(group_command)


@mandate_command.command("add")
@click.argument("id_", metavar="BULLETIN")
@call_options
@common_options
@click.pass_obj
def add_command(session: Session, /, id_: str, since: date, until: date, **given: Any) -> None:
    """Mandate airings of a bulletin and its variants (operator or approver of the unit)."""
    from broadcaster.schedule.demands import actions
    from broadcaster.schedule.demands.asking import Wanted

    made = actions.add_mandate(session.desk(), id_, Wanted(since=since, until=until, **given))
    click.echo(made.call.id)
    view.say_made(made)


add_list(
    mandate_command,
    "mandate",
    "List the mandates, how often each has aired here, and what it waits for.",
    lambda: _("No mandate stands."),
)
add_show(mandate_command, "mandate", "Show a mandate with everything it asks.")
add_withdraw(
    mandate_command, "mandate", "Take a mandate back; locked sessions still air it.", "stations"
)
