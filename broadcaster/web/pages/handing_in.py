"""What an operator says about a bulletin, and what takes it out of their hands."""

from typing import Annotated

from fastapi import Form
from starlette.responses import Response

from broadcaster.bulletins import BulletinClass, Wanted, actions
from broadcaster.bulletins.rewording import NO_EDITS
from broadcaster.desk import Desk
from broadcaster.schedule import actions as schedule_actions
from broadcaster.web.fields import Text, Tick, Turn
from broadcaster.web.pages.wording import change
from broadcaster.web.planning import plan_anew
from broadcaster.web.visit import Visit, Visitor, go_to


def keep_fields(
    visit: Visitor,
    bulletin: str,
    title: Text = "",
    bulletin_class: Annotated[BulletinClass, Form()] = BulletinClass.NORMAL,
    valid_from: Text = "",
    valid_until: Text = "",
    times: Annotated[int, Form(ge=0, le=10_000)] = 0,
    zones: Annotated[list[str], Form()] = [],  # noqa: B006 - FastAPI copies it
    language: Text = "",
    column: Text = "",
    legal_ref: Text = "",
    confirmed: Tick = "",
) -> Response:
    """Keep what was said about it."""
    wanted = Wanted(
        title=title,
        bulletin_class=bulletin_class,
        valid_from=valid_from,
        valid_until=valid_until,
        times=times,
        zones=tuple(zones),
        language=language or None,
        column=column,
        legal_ref=legal_ref,
    )
    change(visit, bulletin, NO_EDITS, confirmed, wanted)
    return go_to(f"/write/{bulletin}", "fields", "airing")


def submit(visit: Visitor, bulletin: str, turn: Turn, reason: Text = "") -> Response:
    """Hand it to the approver."""
    actions.submit(visit.desk, bulletin, accept_flags=reason or None, turn=turn)
    return go_to(f"/write/{bulletin}", "submitted", "message")


def confirm(visit: Visitor, bulletin: str, turn: Turn, reason: Text = "") -> Response:
    """Take over the approver's wording; it is spoken and submitted again by itself."""
    taken = actions.take_corrections(visit.desk, bulletin, turn=turn)

    def hand_in(desk: Desk, spoken: str) -> None:
        open_flags = actions.find(desk, spoken).revision.script.ambiguous
        actions.submit(desk, spoken, accept_flags=(reason or None) if open_flags else None)

    visit.office.speaking.begin(visit.desk, taken.id, then=hand_in)
    return go_to(f"/write/{taken.id}", "confirmed", "sound")


def withdraw(visit: Visitor, bulletin: str, reason: Text = "", confirmed: Tick = "") -> Response:
    """Take it out for good."""
    take_out(visit, bulletin, reason, confirmed)
    return go_to(f"/write/{bulletin}", "withdrawn")


def take_out(visit: Visit, bulletin: str, reason: str, confirmed: str) -> None:
    """Withdraw a bulletin, and give its room to others; its airings were shown if `confirmed`."""
    actions.withdraw(
        visit.desk,
        bulletin,
        reason,
        airings=lambda id_: schedule_actions.airings_of(visit.desk, id_),
        confirmed=bool(confirmed),
    )
    plan_anew(visit)
