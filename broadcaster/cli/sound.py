"""`broadcaster sound`: idents, openers, music and whatever else sounds besides bulletins."""

from pathlib import Path

import click

from broadcaster.cli.bulletin_options import JSON, YES
from broadcaster.cli.session import Session, common_options, show_json, talk
from broadcaster.i18n import _


@click.group("sound")
def sound_command() -> None:
    """Keep the station's own sounds. Each is approved once, by its hash.

    NAME is ident, greeting, opener, separator, music, closing, bed or alert, alone or with words
    after it, as in opener-y-te.
    """


@sound_command.command("list")
@JSON
@common_options
@click.pass_obj
def list_command(session: Session, as_json: bool) -> None:
    """List the sounds in force, and new versions that wait for approval."""
    from broadcaster.bulletins import actions
    from broadcaster.cli import sound_view as view

    desk = session.desk()
    sounds = actions.sound_list(desk)
    if as_json:
        show_json(view.documents(desk, sounds))
        return
    view.show_list(desk, sounds)
    if not sounds:
        talk(_("The station has no sounds yet; `broadcaster init` makes them."))


@sound_command.command("show")
@click.argument("name")
@JSON
@common_options
@click.pass_obj
def show_command(session: Session, name: str, as_json: bool) -> None:
    """Show one sound: its rights, its hash, its level, who approved it, where it is used."""
    from broadcaster.bulletins import actions
    from broadcaster.cli import sound_view as view

    desk = session.desk()
    sound = actions.find_sound(desk, name)
    if as_json:
        (document,) = view.documents(desk, [sound])
        show_json(document)
        return
    view.show_one(desk, sound)


@sound_command.command("add")
@click.argument("name")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--title", default="", help="What it is called; else the name of the file.")
@click.option("--origin", default="", help="Who made it, where it was taken from. Needed.")
@click.option("--licence", default="", help="Under what terms it may be played. Needed.")
@click.option("--holder", default="", help="Who holds the rights and is to be paid or named.")
@click.option(
    "--rights-until", metavar="DATE", default="", help="Last day on which it may be played."
)
@common_options
@click.pass_obj
def add_command(
    session: Session, /, name: str, file: Path, rights_until: str, **typed: str
) -> None:
    """Bring FILE as a new version of the sound NAME; the one in force stays until approval."""
    from broadcaster.bulletins import actions

    sound = actions.add_sound(session.desk(), name, file, typed, rights_until)
    click.echo(sound.cut)
    talk(_("Another person approves it with `broadcaster sound approve {name}`.").format(name=name))


@sound_command.command("approve")
@click.argument("name")
@common_options
@click.pass_obj
def approve_command(session: Session, name: str) -> None:
    """Approve the version of NAME that waits; it replaces the one in force at once."""
    from broadcaster.bulletins import actions

    approval = actions.approve_sound(session.desk(), name)
    click.echo(approval.id)
    talk(
        _(
            "Approved. The version before it no longer sounds; `broadcaster schedule plan` puts "
            "this one into the sessions to come."
        )
    )


@sound_command.command("withdraw")
@click.argument("name")
@click.option("--waiting", is_flag=True, help="Only take back the version that waits.")
@YES
@common_options
@click.pass_obj
def withdraw_command(session: Session, name: str, waiting: bool, yes: bool) -> None:
    """End the approval of the sound NAME; it no longer sounds, also where it is planned."""
    from broadcaster.bulletins import actions
    from broadcaster.cli.bulletin_desk import Stopping

    desk = session.desk()
    if waiting:
        actions.take_back_sound(desk, name)
        talk(_('The version of "{name}" that waited is taken back.').format(name=name))
        return
    with Stopping(desk).told() as airings:
        ended = actions.withdraw_sound(desk, name, airings=airings, confirmed=yes)
    click.echo(ended.id)
    if over := actions.bulletins_over(desk, ended.cut):
        talk(
            _("It lies under the speech of {ids}, which sound on until they are withdrawn.").format(
                ids=", ".join(over)
            )
        )
    talk(
        _(
            'Withdrawn: "{name}". `broadcaster schedule plan` fills the sessions to come anew; '
            "`broadcaster sound built-in {name}` brings back what the program makes itself."
        ).format(name=name)
    )


@sound_command.command("built-in")
@click.argument("name")
@common_options
@click.pass_obj
def built_in_command(session: Session, name: str) -> None:
    """Put the sound NAME that the program makes itself in force again."""
    from broadcaster.bulletins import actions

    click.echo(actions.bring_back_built_in(session.desk(), name).id)
