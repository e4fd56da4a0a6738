"""`broadcaster emergency`: templates approved in quiet times, and the PIN to use them with."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from broadcaster.cli.columns import show_card, show_table
from broadcaster.cli.pins import ask_pin
from broadcaster.cli.session import Session, common_options, show_json, talk
from broadcaster.i18n import _

if TYPE_CHECKING:
    from broadcaster.emergency import Template
    from broadcaster.emergency.actions import Listed

JSON = click.option("--json", "as_json", is_flag=True, help="Write one JSON document.")
FILES = click.argument("files", metavar="[FILE]...", nargs=-1, type=click.Path(path_type=Path))


@click.group("emergency")
def emergency_command() -> None:
    """Emergency templates: approved in advance, played with `playout emergency play`."""


@emergency_command.command("check")
@FILES
@common_options
@click.pass_obj
def check_command(session: Session, files: Sequence[Path]) -> None:
    """Say what is wrong in FILES (all of `emergency/` when none is named), changing nothing."""
    from broadcaster.emergency import EmergencyError, actions

    checked = actions.check_templates(session.desk(), files)
    for file in checked:
        for line in file.mistakes or (_("no mistakes"),):
            click.echo(f"{file.path.name}: {line}")
    if mistakes := [mistake for file in checked for mistake in file.mistakes]:
        raise EmergencyError.check_failed(mistakes)


@emergency_command.command("apply")
@FILES
@click.option("--voice", help="Speak them in this voice.")
@common_options
@click.pass_obj
def apply_command(session: Session, files: Sequence[Path], voice: str | None) -> None:
    """Speak every phrase of FILES (all of `emergency/`); an approver then signs them."""
    from broadcaster.emergency import actions

    def tell(done: int, total: int) -> None:
        if done == total:
            talk(_("{count} phrases spoken.").format(count=total))

    applied = actions.apply_templates(session.desk(), files, voice=voice, progress=tell)
    if not applied:
        talk(_("Nothing is new: every file is in force or waits already."))
    for template in applied:
        talk(
            _("{name} waits for approval: `broadcaster emergency approve {name}`.").format(
                name=template.name
            )
        )


@emergency_command.command("approve")
@click.argument("name")
@common_options
@click.pass_obj
def approve_command(session: Session, name: str) -> None:
    """Sign the new version of template NAME, as another person than who applied it."""
    from broadcaster.emergency import actions

    template = actions.approve_template(session.desk(), name)
    talk(_("Approved: {title}.").format(title=template.wording.title))


@emergency_command.command("withdraw")
@click.argument("name")
@common_options
@click.pass_obj
def withdraw_command(session: Session, name: str) -> None:
    """End template NAME; one that is being repeated stops too."""
    from broadcaster.emergency import actions

    actions.withdraw_template(session.desk(), name)
    talk(_("Withdrawn: {name}.").format(name=name))


@emergency_command.command("list")
@JSON
@common_options
@click.pass_obj
def list_command(session: Session, as_json: bool) -> None:
    """List the templates in force, and those that wait for approval."""
    from broadcaster.emergency import actions

    every = actions.template_list(session.desk())
    if as_json:
        show_json([_document(one) for one in every])
    elif every:
        rows = [(one.name, one.newest.wording.title, _state(one)) for one in every]
        show_table((_("Name"), _("Title"), _("State")), rows)
    else:
        talk(_("There is no template. Write one in `emergency/`, then `emergency apply`."))


@emergency_command.command("show")
@click.argument("name")
@JSON
@common_options
@click.pass_obj
def show_command(session: Session, name: str, as_json: bool) -> None:
    """Show what template NAME says, what may stand in its blanks, and who approved it."""
    from broadcaster.emergency import actions

    found = actions.template(session.desk(), name)
    if as_json:
        show_json(_document(found))
        return
    newest = found.newest
    wording = newest.wording
    said = " ".join(piece.words or f"{{{piece.blank}}}" for piece in wording.pieces)
    show_card(
        [
            (_("Name"), wording.name),
            (_("Title"), wording.title),
            (_("State"), _state(found)),
            (_("Said"), said),
            *((blank.name, " | ".join(blank.choices)) for blank in wording.blanks),
            (_("In a drill"), wording.drill),
            (_("Repeated"), _terms(newest)),
            (_("Applied"), newest.author),
            (_("Approved by"), newest.approver_name or newest.approver),
        ]
    )


@emergency_command.command("pin")
@click.option("--void", metavar="PERSON", help="Take PERSON's PIN away (approver).")
@common_options
@click.pass_obj
def pin_command(session: Session, void: str | None) -> None:
    """Set your own PIN for emergencies; it is asked for, and never typed on the command line."""
    from broadcaster.users import actions

    desk = session.desk()
    if void:
        talk(_("{name} has no PIN any more.").format(name=actions.void_pin(desk, void).name))
        return
    old = ask_pin(_("Old PIN")) if actions.has_pin(desk) else ""
    who = actions.set_pin(desk, ask_pin(_("New PIN"), twice=True), old=old)
    talk(_("The PIN of {name} is set.").format(name=who.name))


@emergency_command.command("uses")
@JSON
@common_options
@click.pass_obj
def uses_command(session: Session, as_json: bool) -> None:
    """List what was ordered in emergencies and drills, and who confirmed it."""
    from broadcaster.operating.emergencies import uses
    from broadcaster.reports.words import UNPLANNED, word
    from broadcaster.timebase import as_rfc3339

    home, settings = session.settings()
    found = uses(home)
    if as_json:
        show_json(
            [
                {
                    **one.order.to_fields(),
                    "at": as_rfc3339(one.at),
                    "standing": not one.is_over,
                    "confirmed_by": one.confirmed_by,
                    "overdue": one.is_overdue,
                }
                for one in found
            ]
        )
        return
    rows = [
        (
            one.order.use,
            f"{one.at.astimezone(settings.zone_info):%d/%m/%Y %H:%M}",
            word(UNPLANNED, one.order.what),
            one.order.title,
            one.order.by,
            one.confirmed_by or (_("overdue") if one.is_overdue else _("nobody yet")),
        )
        for one in found
    ]
    if rows:
        show_table(
            (_("Id"), _("Time"), _("What"), _("Title"), _("Ordered by"), _("Confirmed by")), rows
        )
    else:
        talk(_("No emergency was ordered yet."))


@emergency_command.command("confirm")
@click.argument("use", default="")
@click.option("--note", default="", help="What is to be kept of it.")
@common_options
@click.pass_obj
def confirm_command(session: Session, use: str, note: str) -> None:
    """Answer, as an approver, for the emergency USE, or for the only one that waits."""
    from broadcaster.operating import emergencies

    answer = emergencies.confirm(session.desk(), use, note)
    talk(_("Confirmed: {use}.").format(use=answer["use"]))
    if answer["waiting"]:
        talk(_("Still waiting: {uses}.").format(uses=", ".join(answer["waiting"])))


def _state(listed: "Listed") -> str:
    if listed.waiting and listed.approved:
        return _("approved; a new version waits for approval")
    return _("approved") if listed.approved else _("waits for approval")


def _terms(template: "Template") -> str:
    wording = template.wording
    if not wording.repeat_minutes:
        return _("once")
    return _("every {repeat} min, for {expire} min").format(
        repeat=wording.repeat_minutes, expire=wording.expire_minutes
    )


def _document(listed: "Listed") -> dict[str, Any]:
    return {
        "name": listed.name,
        "approved": listed.approved.to_document() if listed.approved else None,
        "waiting": listed.waiting.to_document() if listed.waiting else None,
    }
