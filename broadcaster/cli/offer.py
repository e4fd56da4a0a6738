"""`broadcaster offer`: what a unit above suggests, and how the commune answers."""

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from broadcaster.cli import call_view as view
from broadcaster.cli.call_verbs import JSON, add_list, add_show, add_withdraw, call_options
from broadcaster.cli.columns import show_table
from broadcaster.cli.days import DAY
from broadcaster.cli.session import Session, common_options, show_json, talk
from broadcaster.i18n import _, ngettext

if TYPE_CHECKING:
    from broadcaster.schedule.demands import StandingAnswer

SAYS = click.Choice(("accept", "decline"))


@click.group("offer")
def offer_command() -> None:
    """Offer NORMAL bulletins to stations below, and answer what was offered."""


@offer_command.command("add")
@click.argument("id_", metavar="BULLETIN")
@call_options
@common_options
@click.pass_obj
def add_command(session: Session, /, id_: str, since: date, until: date, **given: Any) -> None:
    """Offer a bulletin with a suggested number of airings; each commune decides."""
    from broadcaster.schedule.demands import actions
    from broadcaster.schedule.demands.asking import Wanted

    made = actions.add_offer(session.desk(), id_, Wanted(since=since, until=until, **given))
    click.echo(made.call.id)
    view.say_made(made)


add_list(
    offer_command,
    "offer",
    "List the offers, how each was answered, and how often it has aired here.",
    lambda: _("No offer stands."),
)
add_show(offer_command, "offer", "Show an offer: what it suggests, and who answered it how.")
add_withdraw(
    offer_command, "offer", "Take an offer back; locked sessions still air it.", "communes"
)


@offer_command.command("accept")
@click.argument("id_", metavar="ID")
@common_options
@click.pass_obj
def accept_command(session: Session, id_: str) -> None:
    """Accept an offer: it is planned as often as suggested (operator or approver)."""
    from broadcaster.schedule.demands import Say, actions

    click.echo(actions.answer(session.desk(), id_, Say.ACCEPT).call.id)
    talk(_("`broadcaster schedule plan` puts it into the sessions."))


@offer_command.command("decline")
@click.argument("id_", metavar="ID")
@click.option("--reason", required=True, help="Why, as the unit above may read it.")
@common_options
@click.pass_obj
def decline_command(session: Session, id_: str, reason: str) -> None:
    """Decline an offer, also one that a standing answer accepted; locked sessions still air it."""
    from broadcaster.schedule.demands import Say, actions

    ended = actions.answer(session.desk(), id_, Say.DECLINE, reason)
    click.echo(ended.call.id)
    view.say_ended(ended)


@offer_command.command("answer")
@click.argument("say", type=SAYS)
@click.option("--from-unit", required=True, metavar="UNIT", help="Who offers: a unit above.")
@click.option("--column", default="", help="Only this column.")
@click.option("--kind", "content_kind", default="", help="Only this kind, such as health.")
@click.option("--until", type=DAY, help="Last day on which an offer may be made for it.")
@click.option("--reason", default="", help="Why; needed to decline.")
@common_options
@click.pass_obj
def answer_command(session: Session, /, say: str, from_unit: str, **given: Any) -> None:
    """Answer all offers of a sort, now and to come; each can still be answered by itself."""
    from broadcaster.schedule.demands import Say, actions

    ruled = actions.answer_all(session.desk(), Say(say), from_unit, **given)
    click.echo(ruled.rule.id)
    count = len(ruled.offers)
    talk(
        ngettext(
            "It answers {count} offer that stands, and those to come.",
            "It answers {count} offers that stand, and those to come.",
            count,
        ).format(count=count)
    )


@offer_command.command("answers")
@click.option("--remove", metavar="ID", help="Take one back; its offers are unanswered again.")
@JSON
@common_options
@click.pass_obj
def answers_command(session: Session, remove: str | None, as_json: bool) -> None:
    """List the standing answers, or take one back."""
    from broadcaster.schedule.demands import actions

    desk = session.desk()
    if remove:
        click.echo(actions.take_back_answer(desk, remove))
        return
    every = actions.standing_answers(desk)
    if as_json:
        show_json([_document(one) for one in every])
        return
    show_table(
        (_("Id"), _("Asked by"), _("Column"), _("Kind"), _("Answer"), _("Last day")),
        [_row(one) for one in every],
    )


def _row(one: "StandingAnswer") -> tuple[str, ...]:
    from broadcaster.bulletins.words import kind_name
    from broadcaster.schedule.demands.words import say_text

    until = f"{one.until:%d/%m/%Y}" if one.until else ""
    kind = kind_name(one.content_kind)
    return one.id, one.from_unit, one.column, kind, say_text(one.say), until


def _document(one: "StandingAnswer") -> dict[str, Any]:
    from broadcaster.timebase import as_rfc3339

    return {
        "id": one.id,
        "from_unit": one.from_unit,
        "column": one.column,
        "kind": one.content_kind,
        "answer": str(one.say),
        "until": one.until.isoformat() if one.until else None,
        "reason": one.reason,
        "by": one.by,
        "at": as_rfc3339(one.at),
    }
