"""`broadcaster sound`: ident, separator, music, greeting and closing of the station."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from broadcaster.cli.session import Session, common_options, show_json, talk
from broadcaster.i18n import _

if TYPE_CHECKING:
    from broadcaster.bulletins.actions import ListedSound


@click.group("sound")
def sound_command() -> None:
    """Keep the station's own sounds. Each is approved once, by its hash."""


@sound_command.command("list")
@click.option("--json", "as_json", is_flag=True, help="Write one JSON document.")
@common_options
@click.pass_obj
def list_command(session: Session, as_json: bool) -> None:
    """List the sounds in force, and new versions that wait for approval."""
    from broadcaster.bulletins import actions
    from broadcaster.bulletins.granting import BUILT_IN
    from broadcaster.cli.bulletin_desk import names_at
    from broadcaster.quantities import length_in_words
    from broadcaster.reports.columns import pad

    desk = session.desk()
    sounds, name_of = actions.sound_list(desk), names_at(desk)
    if as_json:
        show_json([_document(one) for one in sounds])
        return
    for one in sounds:
        length = length_in_words(one.cut.duration_ms) if one.cut else "-"
        by = _("not approved yet")
        if one.approval:
            built_in = one.approval.origin == BUILT_IN
            by = _("built in") if built_in else name_of(one.approval.approver)
        click.echo(f"{pad(one.name, 10)}  {pad(length, 15)}  {by}")
        if one.waiting:
            waits = _("new version by {author} waits: `broadcaster sound approve {name}`")
            click.echo(" " * 12 + waits.format(author=name_of(one.waiting.author), name=one.name))
    if not sounds:
        talk(_("The station has no sounds yet; `broadcaster init` makes them."))


@sound_command.command("add")
@click.argument("name")
@click.argument("file", type=click.Path(path_type=Path))
@common_options
@click.pass_obj
def add_command(session: Session, name: str, file: Path) -> None:
    """Bring FILE as a new version of the sound NAME; the one in force stays until approval."""
    from broadcaster.bulletins import actions

    sound = actions.add_sound(session.desk(), name, file)
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


def _document(one: "ListedSound") -> dict[str, Any]:
    from broadcaster.timebase import as_rfc3339

    waiting = one.waiting
    return {
        "name": one.name,
        "approval": one.approval.to_document() if one.approval else None,
        "duration_ms": one.cut.duration_ms if one.cut else None,
        "waiting": {"cut": waiting.cut, "author": waiting.author, "at": as_rfc3339(waiting.at)}
        if waiting
        else None,
    }
