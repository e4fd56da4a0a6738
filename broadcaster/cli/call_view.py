"""How mandates and offers look on the terminal and as JSON; shared by both nouns."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from broadcaster.cli.columns import show_card, show_table
from broadcaster.cli.session import show_json, talk
from broadcaster.i18n import _, ngettext

if TYPE_CHECKING:
    from broadcaster.desk import Desk
    from broadcaster.schedule.demands.actions import Ended, Made
    from broadcaster.schedule.demands.standing import Listed


def say_made(made: "Made") -> None:
    """Say whom a new call reaches, and what it waits for."""
    count = len(made.stations)
    talk(ngettext("It reaches {count} station.", "It reaches {count} stations.", count).format(
        count=count
    ))  # fmt: skip
    if not made.is_approved:
        talk(_("Its bulletin is not approved yet: it waits until it is."))
    talk(_("`broadcaster schedule plan` puts it into the sessions."))


def say_ended(ended: "Ended") -> None:
    """Say which locked sessions still air what was withdrawn or declined."""
    for session in ended.still_airing:
        talk(
            _("Session {session} is locked and still airs it; from the next one on it does not.")
            .format(session=session)
        )  # fmt: skip


def show_list(every: Sequence["Listed"], *, as_json: bool) -> None:
    """Write calls one a line, or as one JSON document."""
    from broadcaster.schedule.demands.words import days_text, state_text

    if as_json:
        show_json([document(one) for one in every])
        return
    show_table(
        (_("Id"), _("Days"), _("Aired"), _("State"), _("Title")),
        [
            (
                one.call.id,
                days_text(one.call),
                f"{one.aired}/{one.call.times}",
                state_text(one),
                one.title,
            )
            for one in every
        ],
    )


def show_one(desk: "Desk", one: "Listed", *, as_json: bool) -> None:
    """Write one call with everything it asks, or as one JSON document."""
    if as_json:
        show_json(document(one))
        return
    show_card(_card(desk, one))


def _card(desk: "Desk", one: "Listed") -> list[tuple[str, str]]:
    from broadcaster.schedule.demands.actions.directory import land
    from broadcaster.schedule.demands.words import apart_text, days_text, reply_text, state_text
    from broadcaster.units import actions as units_actions

    call, directory = one.call, land(desk).directory
    names = {who.id: who.name for who in units_actions.people(desk)}
    ended = call.withdrawal
    return [
        (_("Id"), call.id),
        (_("Bulletin"), f"{call.bulletin}  {one.title}"),
        (_("Asked by"), directory.units.get(call.unit, call.unit)),
        (_("Asked of"), ", ".join(directory.name_of(address) for address in call.to)),
        (_("Zones"), ", ".join(call.zones)),
        (_("Days"), days_text(call)),
        (_("Aired"), f"{one.aired}/{call.times}"),
        (_("To make good"), str(one.to_make_good) if one.to_make_good else ""),
        (_("At least apart"), apart_text(call)),
        (_("Rather in"), ", ".join(call.preferred)),
        (_("Document"), call.document),
        (_("State"), state_text(one)),
        (_("Answer"), reply_text(one.reply, desk.settings.zone_info, names)),
        (_("Withdrawn"), f"{names.get(ended.by, ended.by)}: {ended.reason}" if ended else ""),
    ]


def document(one: "Listed") -> dict[str, Any]:
    """Return a call as plain JSON values, with how it stands."""
    ended = one.call.withdrawal
    reply = one.reply
    return {
        **one.call.to_document(),
        "title": one.title,
        "state": str(one.state),
        "aired": one.aired,
        "to_make_good": one.to_make_good,
        "answer": str(reply.say) if reply.say else None,
        "answered_by": reply.by,
        "answer_reason": reply.reason,
        "standing_answer": reply.standing,
        "withdrawn": {"by": ended.by, "reason": ended.reason} if ended else None,
    }
