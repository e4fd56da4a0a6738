"""`broadcaster mandate`: what stations below must air, so often, between two days."""

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

import click

from broadcaster.cli import call_view as view
from broadcaster.cli.days import DAY
from broadcaster.cli.mandate_group import group_command
from broadcaster.cli.session import Session, common_options, talk
from broadcaster.i18n import _

F = TypeVar("F", bound=Callable[..., Any])
JSON = click.option("--json", "as_json", is_flag=True, help="Write one JSON document.")


def call_options(function: F) -> F:
    """Give a verb what mandates and offers both ask: how often, when, where."""
    for option in (
        click.option("--times", type=int, required=True, help="How many airings at each station."),
        click.option("--from", "since", type=DAY, required=True, help="First day."),
        click.option("--until", type=DAY, required=True, help="Last day; counts whole."),
        click.option("--apart", default="", metavar="6h|1d", help="At least so far apart."),
        click.option(
            "--prefer", "preferred", multiple=True, metavar="PROGRAMME", help="Rather in these."
        ),
        click.option(
            "--to", multiple=True, metavar="UNIT", help="A unit, station or group; else all below."
        ),
        click.option("--zones", "zones", multiple=True, metavar="Z", help="Only in these zones."),
        click.option("--unit", default="", help="The unit that asks; else this home's."),
        click.option("--document", default="", metavar="NUMBER", help="What it rests on."),
    )[::-1]:
        function = option(function)
    return function


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


@mandate_command.command("list")
@click.option("--all", "past", is_flag=True, help="Those that are over or taken back too.")
@JSON
@common_options
@click.pass_obj
def list_command(session: Session, past: bool, as_json: bool) -> None:
    """List the mandates, how often each has aired here, and what it waits for."""
    from broadcaster.schedule.demands import CallKind, actions

    every = actions.listing(session.desk(), CallKind.MANDATE, past=past)
    view.show_list(every, as_json=as_json)
    if not every and not as_json:
        talk(_("No mandate stands."))


@mandate_command.command("show")
@click.argument("id_", metavar="ID")
@JSON
@common_options
@click.pass_obj
def show_command(session: Session, id_: str, as_json: bool) -> None:
    """Show a mandate with everything it asks."""
    from broadcaster.schedule.demands import CallKind, actions

    desk = session.desk()
    view.show_one(desk, actions.show(desk, CallKind.MANDATE, id_), as_json=as_json)


@mandate_command.command("withdraw")
@click.argument("id_", metavar="ID")
@click.option("--reason", required=True, help="Why, as the stations may read it.")
@common_options
@click.pass_obj
def withdraw_command(session: Session, id_: str, reason: str) -> None:
    """Take a mandate back; locked sessions still air it."""
    from broadcaster.schedule.demands import CallKind, actions

    ended = actions.withdraw(session.desk(), CallKind.MANDATE, id_, reason)
    click.echo(ended.call.id)
    view.say_ended(ended)
