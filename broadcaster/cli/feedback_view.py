"""Complaints and questions as a table, a card and a document."""

from collections.abc import Iterable
from typing import Any

import click

from broadcaster.cli.columns import show_card, show_table
from broadcaster.desk import Desk
from broadcaster.feedback.model import Feedback
from broadcaster.feedback.words import channel_word, kind_word, state_word
from broadcaster.i18n import _
from broadcaster.journal.history import aired_count
from broadcaster.journal.logs import all_records
from broadcaster.reports.columns import shorten
from broadcaster.reports.layout import plain
from broadcaster.timebase import as_rfc3339
from broadcaster.units.actions import today


def show_list(found: Iterable[Feedback], desk: Desk) -> None:
    """Write a line for each."""
    day = today(desk)
    rows = [
        (
            one.id,
            kind_word(one.kind),
            state_word(one.state(day)),
            f"{one.due:%d/%m/%Y}",
            one.owner,
            shorten(plain(one.text), 40),
        )
        for one in found
    ]
    if rows:
        heads = (_("Id"), _("Kind"), _("State"), _("Due"), _("Owner"), _("Text"))
        show_table(heads, rows)
    else:
        click.echo(_("There is none."))


def show_one(one: Feedback, desk: Desk) -> None:
    """Write one in full, its page last."""
    zone = desk.settings.zone_info
    pairs = [
        (_("Id"), one.id),
        (_("Kind"), f"{kind_word(one.kind)}, {channel_word(one.channel)}"),
        (_("Received"), f"{one.received_at.astimezone(zone):%d/%m/%Y %H:%M}, {one.received_by}"),
        (_("Who asked"), plain(one.who)),
        (_("Text"), plain(one.text)),
        (_("State"), state_word(one.state(today(desk)))),
        (_("Owner"), one.owner),
        (_("Due"), f"{one.due:%d/%m/%Y}"),
    ]
    if one.answer:
        at = f"{one.answer.at.astimezone(zone):%d/%m/%Y %H:%M}"
        pairs += [(_("Answered"), f"{at}, {one.answer.by}"), (_("Answer"), plain(one.answer.text))]
        pairs += [(_("Answered on air"), _on_air(one, desk))]
    show_card(pairs)
    if one.page:
        click.echo("\n" + _("What the log said when it was received:"))
        click.echo("".join(f"  {plain(line)}\n" for line in one.page.splitlines()), nl=False)


def _on_air(one: Feedback, desk: Desk) -> str:
    if one.answer is None or not one.answer.bulletin:
        return ""
    return _("{bulletin}, aired {count} times").format(
        bulletin=one.answer.bulletin, count=_airings(one, desk)
    )


def _airings(one: Feedback, desk: Desk) -> int:
    named = one.answer.bulletin if one.answer else ""
    return aired_count(all_records(desk.home), bulletin=named) if named else 0


def document(one: Feedback, desk: Desk) -> dict[str, Any]:
    """Return one in English codes; `who` is empty in a list."""
    answer = one.answer
    return {
        "id": one.id,
        "kind": str(one.kind),
        "channel": str(one.channel),
        "text": one.text,
        "who": one.who,
        "received_at": as_rfc3339(one.received_at),
        "received_by": one.received_by,
        "owner": one.owner,
        "due": one.due.isoformat(),
        "state": str(one.state(today(desk))),
        "heard_at": as_rfc3339(one.heard_at) if one.heard_at else None,
        "page": one.page,
        "code": one.code,
        "answer": {
            "text": answer.text,
            "bulletin": answer.bulletin or None,
            "by": answer.by,
            "at": as_rfc3339(answer.at),
        }
        if answer
        else None,
    }
