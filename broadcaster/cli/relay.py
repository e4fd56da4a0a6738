"""`broadcaster relay`: other broadcasters that the station may carry on."""

from typing import TYPE_CHECKING, Any

import click

from broadcaster.cli.bulletin_desk import Stopping, names_at
from broadcaster.cli.bulletin_options import JSON, YES
from broadcaster.cli.columns import show_table
from broadcaster.cli.session import Session, common_options, show_json, talk
from broadcaster.i18n import _

if TYPE_CHECKING:
    from broadcaster.bulletins.relay import Relay


@click.group("relay")
def relay_command() -> None:
    """Keep the relays: another broadcaster's programme, carried on in one of the station's.

    Nobody hears it beforehand, so it is approved as a window: where it comes from, in which
    programme, for how long at most, and who answers for it.
    """


@relay_command.command("list")
@JSON
@common_options
@click.pass_obj
def list_command(session: Session, as_json: bool) -> None:
    """List the relays, approved ones and those that wait."""
    from broadcaster.bulletins import actions

    desk = session.desk()
    relays = actions.relay_list(desk)
    if as_json:
        show_json([_document(one) for one in relays])
        return
    name_of = names_at(desk)
    if relays:
        show_table(
            (_("Relay"), _("Programme"), _("Longest"), _("In charge"), _("Approval")),
            [
                (
                    one.name,
                    one.window.programme or _("live"),
                    _("{count} min").format(count=one.window.longest_ms // 60_000),
                    name_of(one.window.in_charge),
                    one.approval or _("waits"),
                )
                for one in relays
            ],
        )
    else:
        talk(_("There is no relay here. `broadcaster relay add NAME` enters one."))


@relay_command.command("add")
@click.argument("name")
@click.option("--url", default="", help="Address of its stream: http, https, rtp or udp.")
@click.option(
    "--device", default="", help="Or the sound input it comes in by: hw:1, or pulse[:SOURCE]."
)
@click.option("--file", default="", help="Or a sound file on this box, by its whole path.")
@click.option("--programme", default="", help="The station's programme that may carry it.")
@click.option("--live", is_flag=True, help="Or a live voice: `playout live open` opens it by hand.")
@click.option(
    "--longest",
    "longest_minutes",
    type=int,
    required=True,
    metavar="MINUTES",
    help="How long it may be carried at most.",
)
@click.option("--in-charge", metavar="PERSON", required=True, help="Who answers for it.")
@click.option("--title", default="", help="What it is called in lists and reports.")
@click.option("--until", metavar="DATE", default="", help="Last day on which it may be carried.")
@common_options
@click.pass_obj
def add_command(session: Session, /, **typed: Any) -> None:
    """Enter the relay NAME; one in force stays until another person approves this one."""
    from broadcaster.bulletins import actions

    relay = actions.add_relay(session.desk(), actions.WantedRelay(**typed))
    click.echo(relay.name)
    talk(
        _("Another person approves it with `broadcaster relay approve {name}`.").format(
            name=relay.name
        )
    )


@relay_command.command("approve")
@click.argument("name")
@common_options
@click.pass_obj
def approve_command(session: Session, name: str) -> None:
    """Approve the relay NAME as it was entered last."""
    from broadcaster.bulletins import actions

    click.echo(actions.approve_relay(session.desk(), name).id)


@relay_command.command("withdraw")
@click.argument("name")
@YES
@common_options
@click.pass_obj
def withdraw_command(session: Session, name: str, yes: bool) -> None:
    """End the relay NAME; it is carried nowhere any more, also where it is planned."""
    from broadcaster.bulletins import actions

    desk = session.desk()
    with Stopping(desk).told() as airings:
        actions.withdraw_relay(desk, name, airings=airings, confirmed=yes)
    talk(_('Withdrawn: "{name}".').format(name=name))


def _document(one: "Relay") -> dict[str, Any]:
    from broadcaster.timebase import as_rfc3339

    return {
        **one.window.to_document(),
        "title": one.title,
        "author": one.author,
        "at": as_rfc3339(one.at),
        "until": as_rfc3339(one.until) if one.until else None,
        "approval": one.approval or None,
    }
