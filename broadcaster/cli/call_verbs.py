"""What the nouns `mandate` and `offer` have in common: the options of `add`, and three verbs."""

from collections.abc import Callable
from typing import Any, TypeVar

import click

from broadcaster.cli import call_view as view
from broadcaster.cli.days import DAY
from broadcaster.cli.session import Session, common_options, talk

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


def add_list(group: click.Group, kind: str, told: str, nothing: Callable[[], str]) -> None:
    """Give a noun the verb `list`; `kind` is a `CallKind`, `told` its help."""

    @group.command("list", help=told)
    @click.option("--all", "past", is_flag=True, help="Those that are over or taken back too.")
    @JSON
    @common_options
    @click.pass_obj
    def list_command(session: Session, past: bool, as_json: bool) -> None:
        from broadcaster.schedule.demands import CallKind, actions

        every = actions.listing(session.desk(), CallKind(kind), past=past)
        view.show_list(every, as_json=as_json)
        if not every and not as_json:
            talk(nothing())


def add_show(group: click.Group, kind: str, told: str) -> None:
    """Give a noun the verb `show`."""

    @group.command("show", help=told)
    @click.argument("id_", metavar="ID")
    @JSON
    @common_options
    @click.pass_obj
    def show_command(session: Session, id_: str, as_json: bool) -> None:
        from broadcaster.schedule.demands import CallKind, actions

        desk = session.desk()
        view.show_one(desk, actions.show(desk, CallKind(kind), id_), as_json=as_json)


def add_withdraw(group: click.Group, kind: str, told: str, readers: str) -> None:
    """Give a noun the verb `withdraw`; `readers` says who may read the reason."""

    @group.command("withdraw", help=told)
    @click.argument("id_", metavar="ID")
    @click.option("--reason", required=True, help=f"Why, as the {readers} may read it.")
    @common_options
    @click.pass_obj
    def withdraw_command(session: Session, id_: str, reason: str) -> None:
        from broadcaster.schedule.demands import CallKind, actions

        ended = actions.withdraw(session.desk(), CallKind(kind), id_, reason)
        click.echo(ended.call.id)
        view.say_ended(ended)
