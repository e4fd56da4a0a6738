"""`broadcaster feedback`: what residents ask and complain about, and the answers."""

from datetime import date

import click

from broadcaster.cli.days import DAY
from broadcaster.cli.session import Session, common_options, show_json, talk
from broadcaster.i18n import _

KINDS = ("complaint", "question")
CHANNELS = ("in-person", "phone", "letter", "message", "portal", "other")


@click.group("feedback")
def feedback_command() -> None:
    """Complaints and questions of residents: take them in, answer them, see what is overdue."""


@feedback_command.command("add")
@click.argument("text")
@click.option("--kind", type=click.Choice(KINDS), default="question", help="What it is.")
@click.option("--channel", type=click.Choice(CHANNELS), default="other", help="How it came.")
@click.option("--who", default="", help="A name and one way to reach them, where given.")
@click.option("--heard", default="", help="The moment it is about, as `journal at` takes it.")
@click.option("--cluster", default="", help="The cluster it was heard from.")
@click.option("--owner", default="", help="Who has to answer; else who takes it in.")
@click.option("--due", type=DAY, help="Last day for the answer; else after `feedback_days`.")
@click.option("--json", "as_json", is_flag=True)
@common_options
@click.pass_obj
def add_command(
    session: Session,
    text: str,
    kind: str,
    channel: str,
    who: str,
    heard: str,
    cluster: str,
    owner: str,
    due: date | None,
    as_json: bool,
) -> None:
    """Take in a complaint or a question, with what the log says now about its moment."""
    from broadcaster.cli import feedback_view
    from broadcaster.feedback import actions
    from broadcaster.feedback.model import Channel, FeedbackKind

    desk = session.desk()
    one = actions.add(
        desk,
        text,
        kind=FeedbackKind(kind),
        channel=Channel(channel),
        who=who,
        heard=heard,
        cluster=cluster,
        owner=owner,
        due=due,
    )
    if as_json:
        show_json(feedback_view.document(one, desk))
        return
    click.echo(one.id)
    talk(_("{owner} has to answer by {due}.").format(owner=one.owner, due=f"{one.due:%d/%m/%Y}"))
    click.echo(one.page, err=True, nl=False)


@feedback_command.command("answer")
@click.argument("handle", metavar="ID")
@click.argument("text", default="")
@click.option("--bulletin", default="", help="The bulletin that gives the answer on air.")
@click.option("--json", "as_json", is_flag=True)
@common_options
@click.pass_obj
def answer_command(session: Session, handle: str, text: str, bulletin: str, as_json: bool) -> None:
    """Answer one in TEXT, by a bulletin on air, or both. That closes it."""
    from broadcaster.cli import feedback_view
    from broadcaster.feedback import actions

    desk = session.desk()
    one = actions.answer(desk, handle, text, bulletin=bulletin)
    if as_json:
        show_json(feedback_view.document(one, desk))
        return
    talk(_("{id} is answered and closed.").format(id=one.id))


@feedback_command.command("list")
@click.option("--open", "only_open", is_flag=True, help="Only those without an answer.")
@click.option("--json", "as_json", is_flag=True)
@common_options
@click.pass_obj
def list_command(session: Session, only_open: bool, as_json: bool) -> None:
    """List them, oldest first; those without an answer by due day. Who asked is not shown."""
    from broadcaster.cli import feedback_view
    from broadcaster.feedback import actions

    desk = session.desk()
    found = actions.listing(desk, only_open=only_open)
    if as_json:
        show_json([feedback_view.document(one, desk) for one in found])
        return
    feedback_view.show_list(found, desk)


@feedback_command.command("show")
@click.argument("handle", metavar="ID")
@click.option("--json", "as_json", is_flag=True)
@common_options
@click.pass_obj
def show_command(session: Session, handle: str, as_json: bool) -> None:
    """Show one with the page that was attached to it, its answer, and how often that aired."""
    from broadcaster.cli import feedback_view
    from broadcaster.feedback import actions

    desk = session.desk()
    one = actions.show(desk, handle)
    if as_json:
        show_json(feedback_view.document(one, desk))
        return
    feedback_view.show_one(one, desk)


@feedback_command.command("forget")
@click.argument("handle", metavar="ID")
@common_options
@click.pass_obj
def forget_command(session: Session, handle: str) -> None:
    """Remove who asked; what was asked and answered stays."""
    from broadcaster.feedback import actions

    one = actions.forget(session.desk(), handle)
    talk(_("{id} no longer says who asked.").format(id=one.id))
