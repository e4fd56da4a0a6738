"""`broadcaster playout emergency`: put a template on air at once, and end it."""

from collections.abc import Sequence
from typing import Any

import click

from broadcaster.cli.pins import ask_pin
from broadcaster.cli.session import Session, common_options, show_json, talk
from broadcaster.i18n import _

JSON = click.option("--json", "as_json", is_flag=True, help="Write one JSON document.")
REPEAT = click.option(
    "--every", type=click.IntRange(0, 120), help="Say it again every so many minutes; 0 for once."
)
EXPIRE = click.option(
    "--for", "lasting", type=click.IntRange(1, 1440), help="Do not begin again after so many min."
)


@click.group("emergency")
def emergency_command() -> None:
    """Warn at once, over whatever sounds, at any hour. No network is needed."""


@emergency_command.command("play")
@click.argument("template")
@click.option("--fill", "fills", multiple=True, metavar="NAME=VALUE", help="Fill a blank.")
@click.option("--drill", is_flag=True, help="Say that it is a drill; counted apart.")
@REPEAT
@EXPIRE
@JSON
@common_options
@click.pass_obj
def play_command(
    session: Session,
    template: str,
    fills: Sequence[str],
    drill: bool,
    every: int | None,
    lasting: int | None,
    as_json: bool,
) -> None:
    """Put an approved TEMPLATE on air now; your PIN is asked for."""
    from broadcaster.emergency.filling import parse_fills
    from broadcaster.operating import emergencies

    desk, filled = session.desk(), parse_fills(fills)
    answer = emergencies.play_template(
        desk,
        template,
        filled,
        ask_pin(_("PIN")),
        drill=drill,
        repeat_minutes=every,
        expire_minutes=lasting,
    )
    _show(answer, as_json)


@emergency_command.command("bulletin")
@click.argument("bulletin")
@click.option("--second", required=True, metavar="PERSON", help="The approver who agrees.")
@REPEAT
@EXPIRE
@JSON
@common_options
@click.pass_obj
def bulletin_command(
    session: Session,
    bulletin: str,
    second: str,
    every: int | None,
    lasting: int | None,
    as_json: bool,
) -> None:
    """Put an approved BULLETIN of class emergency on air now; two people give their PINs."""
    from broadcaster.operating import emergencies

    desk = session.desk()
    answer = emergencies.play_bulletin(
        desk,
        bulletin,
        ask_pin(_("Your PIN")),
        second,
        ask_pin(_("PIN of {person}").format(person=second)),
        repeat_minutes=every,
        expire_minutes=lasting,
    )
    _show(answer, as_json)


@emergency_command.command("cancel")
@click.argument("use", default="")
@common_options
@click.pass_obj
def cancel_command(session: Session, use: str) -> None:
    """End the emergency USE, or all that stand: at the end of the sentence, and for good."""
    from broadcaster.operating import emergencies

    ended = emergencies.cancel(session.desk(), use)["cancelled"]
    talk(
        _("Cancelled: {uses}.").format(uses=", ".join(ended))
        if ended
        else _("No emergency order stood.")
    )


def _show(answer: dict[str, Any], as_json: bool) -> None:
    if as_json:
        show_json(answer)
    talk(_("On air at once: {text}").format(text=answer["text"]))
    if answer["repeat_minutes"]:
        talk(
            _("Again every {repeat} min for {expire} min, unless cancelled.").format(
                repeat=answer["repeat_minutes"], expire=answer["expire_minutes"]
            )
        )
    talk(_("It is called {use}.").format(use=answer["use"]))
