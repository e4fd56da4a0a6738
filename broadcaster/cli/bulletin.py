"""`broadcaster bulletin`: add -> render -> submit -> approve, and everything in between."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from broadcaster.cli.bulletin_attest import attest_command
from broadcaster.cli.bulletin_desk import (
    Stopping,
    names_at,
    tell_brought,
    tell_offers,
    warn_if_overlong,
)
from broadcaster.cli.bulletin_options import (
    JSON,
    STATES,
    YES,
    edits_from,
    field_options,
    pair,
    wanted_from,
)
from broadcaster.cli.bulletin_takes import record_command, takes_command
from broadcaster.cli.recording_view import tell_findings_of
from broadcaster.cli.session import Session, common_options, show_json, talk
from broadcaster.errors import BroadcasterError
from broadcaster.i18n import _

if TYPE_CHECKING:
    from broadcaster.desk import Desk


@click.group("bulletin")
def bulletin_command() -> None:
    """Bring texts and recordings, check how they are read, submit, approve, withdraw."""


for _command in (attest_command, record_command, takes_command):
    bulletin_command.add_command(_command)


@bulletin_command.command("add")
@click.argument("files", metavar="FILE|-...", nargs=-1, required=True)
@field_options
@JSON
@common_options
@click.pass_obj
def add_command(session: Session, /, files: Sequence[str], as_json: bool, **typed: Any) -> None:
    """Enter texts (any encoding) or recordings as new bulletins; their ids go to stdout.

    Of several files one that is bad is named with its reason, and the others are entered.
    """
    from broadcaster.bulletins.errors import BulletinsError

    if len(files) > 1 and typed["title"]:
        raise click.UsageError(_("--title is for one bulletin; name one FILE with it."))
    desk = session.desk()
    if len(files) == 1:
        document = _add(desk, files[0], typed, as_json=as_json)
        if as_json:
            show_json(document)
        return
    made, bad = [], []
    for file in files:
        try:
            made.append(_add(desk, file, typed, as_json=as_json))
        except BroadcasterError as error:
            bad.append(file)
            talk(f"broadcaster: {file}: {error}")
    if as_json:
        show_json(made)
    if bad:
        raise BulletinsError.not_entered(bad, len(files))


def _add(desk: "Desk", file: str, typed: Mapping[str, Any], *, as_json: bool) -> dict[str, Any]:
    """Enter one file and tell of it; return it as a document."""
    from broadcaster.bulletins import actions
    from broadcaster.bulletins.intake import bring
    from broadcaster.cli import bulletin_view as view
    from broadcaster.cli import script_view

    brought = bring(file)
    if brought.recording:
        added = actions.add_recording(desk, brought.recording, wanted_from(dict(typed)))
    else:
        added = actions.add(desk, brought.text, wanted_from(dict(typed)), name=brought.name)
    length_ms = actions.estimate(desk, added.revision).length_ms
    document = view.bulletin_document(added, None, length_ms=length_ms)
    if not as_json:
        click.echo(added.id)
    tell_brought(brought)
    talk(_("Title: {title}").format(title=added.revision.fields.title))
    _warn_if_over(desk, added.revision.fields.valid_until)
    warn_if_overlong(desk, added.id)
    if brought.recording:
        tell_findings_of(desk, added.cut)
        talk(_("Next: `broadcaster bulletin submit {id}`").format(id=added.id))
        return document
    talk(script_view.summary(added.revision.script, length_ms))
    for line in script_view.flag_lines(added.revision.script, added.id):
        talk(line)
    talk(_("How it will be read: `broadcaster bulletin script {id}`").format(id=added.id))
    talk(_("Next: `broadcaster render {id}`").format(id=added.id))
    return document


@bulletin_command.command("list")
@click.option(
    "--state", "states", multiple=True, type=click.Choice(STATES), help="Only these states."
)
@JSON
@common_options
@click.pass_obj
def list_command(session: Session, states: Sequence[str], as_json: bool) -> None:
    """List the bulletins, oldest first."""
    from broadcaster.bulletins import State, actions
    from broadcaster.cli import bulletin_view as view

    found = actions.listing(session.desk(), [State(state) for state in states])
    if as_json:
        show_json([view.listed_document(one) for one in found])
        return
    for line in view.list_lines(found):
        click.echo(line)
    if not found:
        talk(_("There is no bulletin here yet. `broadcaster bulletin add FILE` enters one."))


@bulletin_command.command("show")
@click.argument("id_", metavar="ID")
@JSON
@common_options
@click.pass_obj
def show_command(session: Session, id_: str, as_json: bool) -> None:
    """Show everything about a bulletin but its text."""
    from broadcaster.bulletins import actions
    from broadcaster.cli import bulletin_view as view

    desk = session.desk()
    bulletin = actions.find(desk, id_)
    approval = actions.approval_of(desk, bulletin)
    cut = actions.cut_of(desk, bulletin.cut) if bulletin.cut else None
    attestations = actions.attestations_of(desk, bulletin)
    if as_json:
        length_ms = actions.estimate(desk, bulletin.revision).length_ms
        show_json(
            view.bulletin_document(bulletin, approval, cut, attestations, length_ms=length_ms)
        )
        return
    zone, names = desk.settings.zone_info, names_at(desk)
    for line in view.show_lines(bulletin, approval, cut, zone, names, attestations):
        click.echo(line)
    warn_if_overlong(desk, bulletin.id)


@bulletin_command.command("script")
@click.argument("id_", metavar="ID")
@click.option("--times", is_flag=True, help="When each line sounds in its cut.")
@JSON
@common_options
@click.pass_obj
def script_command(session: Session, id_: str, times: bool, as_json: bool) -> None:
    """Show how it will be read: flags first, then each line written beside spoken.

    ID may name an older revision, such as 0007.r2. With --times each line that sounds and from
    when to when it does, counted from the beginning of the cut; with --json each word too.
    """
    from broadcaster.bulletins import actions
    from broadcaster.cli import script_view

    desk = session.desk()
    if times:
        _show_times(desk, id_, as_json)
        return
    revision = actions.find_revision(desk, id_)
    length_ms = actions.estimate(desk, revision).length_ms
    if as_json:
        show_json(script_view.script_document(revision, length_ms))
    elif not revision.has_text:
        talk(_("This bulletin is a recording without a text."))
    else:
        for line in script_view.script_lines(revision, length_ms):
            click.echo(line)


@bulletin_command.command("edit")
@click.argument("id_", metavar="ID")
@click.option("--text", metavar="FILE|-", help="Read this text instead.")
@click.option("--read-again", is_flag=True, help="Read its text with the lexicon of today.")
@click.option("--omit", multiple=True, metavar="LINES", help="Do not speak these: 3 or 2,28-33.")
@click.option("--say", multiple=True, metavar="LINE=TEXT", help="Say this instead of a line.")
@click.option("--choose", multiple=True, metavar="FLAG=N", help="Settle a flag.")
@click.option("--remember/--once", default=None, help="Whether later texts read so too.")
@field_options
@YES
@JSON
@common_options
@click.pass_obj
def edit_command(session: Session, /, id_: str, yes: bool, as_json: bool, **typed: Any) -> None:
    """Make the next revision. An approval ends with it; variants are suspended."""
    from broadcaster.bulletins import actions
    from broadcaster.cli import bulletin_view as view
    from broadcaster.cli import script_view

    desk = session.desk()
    remember = typed.pop("remember")
    edits = edits_from(typed)
    before = actions.find(desk, id_)
    with Stopping(desk).told() as airings:
        edited = actions.edit(
            desk,
            id_,
            wanted_from(typed),
            edits,
            remember=remember,
            airings=airings,
            confirmed=yes,
        )
    length_ms = actions.estimate(desk, edited.revision).length_ms
    if as_json:
        show_json(view.bulletin_document(edited, None, length_ms=length_ms))
    else:
        click.echo(edited.revision.id)
    _say_void(before.approval)
    _warn_if_over(desk, edited.revision.fields.valid_until)
    warn_if_overlong(desk, edited.id)
    if edited.revision.script != before.revision.script:
        talk(script_view.summary(edited.revision.script, length_ms))
        for line in script_view.flag_lines(edited.revision.script, edited.id):
            talk(line)
        tell_offers(desk, before.revision.script, edited.revision.script)
    next_ = "bulletin submit" if edited.has_fitting_cut else "render"
    talk(_("Next: `broadcaster {command} {id}`").format(command=next_, id=edited.id))


@bulletin_command.command("submit")
@click.argument("id_", metavar="ID")
@click.option("--accept-flags", metavar="REASON", help="Why open flags may stay as spoken.")
@JSON
@common_options
@click.pass_obj
def submit_command(session: Session, id_: str, accept_flags: str | None, as_json: bool) -> None:
    """Hand a rendered bulletin to the approver; names its author."""
    from broadcaster.bulletins import actions

    desk = session.desk()
    submission = actions.submit(desk, id_, accept_flags=accept_flags)
    if as_json:
        show_json(
            {
                "revision": submission.revision,
                "cut": submission.cut,
                "author": submission.author,
                "by": submission.by,
                "accepted_flags": list(submission.accepted_flags),
                "accepted_reason": submission.accepted_reason,
            }
        )
    else:
        click.echo(submission.revision)
    talk(
        _("Submitted. Its author is {author}; another person approves it with `{command}`.").format(
            author=names_at(desk)(submission.author),
            command=f"broadcaster bulletin approve {submission.revision}",
        )
    )
    warn_if_overlong(desk, id_)


@bulletin_command.command("approve")
@click.argument("id_", metavar="ID")
@YES
@JSON
@common_options
@click.pass_obj
def approve_command(session: Session, id_: str, yes: bool, as_json: bool) -> None:
    """Approve what was submitted, as another person than its author."""
    from broadcaster.bulletins import actions
    from broadcaster.voices.words import hard_to_understand

    desk = session.desk()
    tell_findings_of(desk, actions.find(desk, id_).cut)
    with Stopping(desk).told() as airings:
        approval = actions.approve(desk, id_, airings=airings, confirmed=yes)
    if as_json:
        show_json(approval.to_document())
    else:
        click.echo(approval.id)
    _warn_if_over(desk, approval.valid_until)
    if warning := hard_to_understand(actions.cut_of(desk, approval.cut).voice_kind):
        talk(warning)
    title = approval.details["title"]
    if approval.bulletin_class == "emergency":
        talk(_('Approved: "{title}". It is kept ready; no session plans it.').format(title=title))
    else:
        talk(
            _('Approved: "{title}". `broadcaster schedule plan` gives it its airings.').format(
                title=title
            )
        )


@bulletin_command.command("return")
@click.argument("id_", metavar="ID")
@click.argument("comment", default="")
@click.option("--say", multiple=True, metavar="LINE=TEXT", help="What should be said instead.")
@common_options
@click.pass_obj
def return_command(session: Session, id_: str, comment: str, say: Sequence[str]) -> None:
    """Send a submitted bulletin back to its author, with a COMMENT or corrected lines."""
    from broadcaster.bulletins import actions

    desk = session.desk()
    returned = actions.return_(desk, id_, comment, [pair("--say", value) for value in say])
    click.echo(returned.revision.id)
    talk(_("Returned to {author}.").format(author=names_at(desk)(returned.author)))


@bulletin_command.command("take-corrections")
@click.argument("id_", metavar="ID")
@JSON
@common_options
@click.pass_obj
def take_corrections_command(session: Session, id_: str, as_json: bool) -> None:
    """Make the approver's corrected lines the next revision."""
    from broadcaster.bulletins import actions
    from broadcaster.cli import bulletin_view as view

    desk = session.desk()
    before = actions.find(desk, id_)
    taken = actions.take_corrections(desk, id_)
    if as_json:
        length_ms = actions.estimate(desk, taken.revision).length_ms
        show_json(view.bulletin_document(taken, None, length_ms=length_ms))
    else:
        click.echo(taken.revision.id)
    tell_offers(desk, before.revision.script, taken.revision.script)
    talk(_("Next: `broadcaster {command} {id}`").format(command="render", id=taken.id))


@bulletin_command.command("withdraw")
@click.argument("id_", metavar="ID")
@click.argument("reason")
@YES
@common_options
@click.pass_obj
def withdraw_command(session: Session, id_: str, reason: str, yes: bool) -> None:
    """Take a bulletin out for good, with a REASON; what is on air ends with its sentence."""
    from broadcaster.bulletins import actions

    desk = session.desk()
    with Stopping(desk).told() as airings:
        withdrawn = actions.withdraw(desk, id_, reason, airings=airings, confirmed=yes)
    click.echo(withdrawn.id)
    talk(_('Withdrawn: "{title}".').format(title=withdrawn.revision.fields.title))


@bulletin_command.command("history")
@click.argument("id_", metavar="ID")
@JSON
@common_options
@click.pass_obj
def history_command(session: Session, id_: str, as_json: bool) -> None:
    """Show who did what to a bulletin, and when."""
    from broadcaster.bulletins import actions
    from broadcaster.cli import bulletin_view as view

    desk = session.desk()
    steps = actions.history(desk, id_)
    if as_json:
        show_json([view.step_document(step) for step in steps])
        return
    for line in view.history_lines(steps, desk.settings.zone_info):
        click.echo(line)


def _show_times(desk: "Desk", id_: str, as_json: bool) -> None:
    from broadcaster.bulletins import actions
    from broadcaster.cli.script_times import times_document, times_lines

    bulletin = actions.find(desk, id_)
    marks = actions.word_times(desk, bulletin)
    if as_json:
        show_json(times_document(bulletin.revision, marks))
        return
    for line in times_lines(bulletin.revision, marks):
        click.echo(line)
    if marks.remade:
        talk(
            _(
                "The places of its words were lost and are estimated. "
                "Render it again for exact ones."
            )
        )


def _say_void(approval: str) -> None:
    if approval:
        talk(_("The approval {approval} is void.").format(approval=approval))


def _warn_if_over(desk: "Desk", until: Any) -> None:
    if until is not None and until <= desk.time.now():
        talk(_("Its validity is over already, so it will not air. See --until."))
