"""What an operator says about a bulletin, and what takes it out of their hands."""

from typing import Annotated

from fastapi import Form
from starlette.responses import Response

from broadcaster.bulletins import Bulletin, BulletinClass, Wanted, actions
from broadcaster.bulletins.rewording import NO_EDITS
from broadcaster.desk import Desk
from broadcaster.web.consent import Seen, WhatWasSeen, consent
from broadcaster.web.fields import Text, Turn
from broadcaster.web.pages.wording import change
from broadcaster.web.planning import plan_anew
from broadcaster.web.visit import Visit, Visitor, go_to


def keep_fields(
    visit: Visitor,
    bulletin: str,
    seen: WhatWasSeen,
    title: Text = "",
    bulletin_class: Annotated[BulletinClass, Form()] = BulletinClass.NORMAL,
    valid_from: Text = "",
    valid_until: Text = "",
    times: Annotated[int, Form(ge=0, le=10_000)] = 0,
    zones: Annotated[list[str], Form()] = [],  # noqa: B006 - FastAPI copies it
    language: Text = "",
    translator: Text = "",
    reader: Text = "",
    column: Text = "",
    legal_ref: Text = "",
    policy: Text = "",
    stage: Text = "",
    answers_until: Text = "",
    answers_to: Text = "",
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
        translator=translator,
        reader=reader,
        column=column,
        legal_ref=legal_ref,
        policy=policy,
        stage=stage,
        answers_until=answers_until,
        answers_to=answers_to,
    )
    change(visit, bulletin, seen, NO_EDITS, wanted)
    return go_to(f"/write/{bulletin}", "fields", "airing")


def submit(visit: Visitor, bulletin: str, turn: Turn, reason: Text = "") -> Response:
    """Hand it to the approver."""
    actions.submit(visit.desk, bulletin, accept_flags=reason or None, turn=turn)
    return go_to(f"/write/{bulletin}", "submitted", "message")


def confirm(visit: Visitor, bulletin: str, turn: Turn, reason: Text = "") -> Response:
    """Take over the approver's wording; it is spoken and submitted again by itself.

    `reason` was given for the doubtful readings of this page. When the correction brings another
    one, nobody has accepted that yet: it is spoken, and the operator decides.
    """
    before = actions.find(visit.desk, bulletin).revision.script.ambiguous
    taken = actions.take_corrections(visit.desk, bulletin, turn=turn)
    known = {(flag.written, flag.reason) for flag in before}
    left = {(flag.written, flag.reason) for flag in taken.revision.script.ambiguous}
    accepted = reason if left and left <= known else ""

    def hand_in(desk: Desk, spoken: Bulletin) -> None:
        actions.submit(desk, spoken.id, accept_flags=accepted or None, turn=spoken.turn)

    agreed = consent(visit, Seen(taken.turn, confirmed=False))
    agreed["bed"] = actions.bed_under(visit.desk, taken.cut)
    visit.office.speaking.begin(visit.desk, taken.id, agreed, then=hand_in)
    return go_to(f"/write/{taken.id}", "confirmed", "sound")


def withdraw(visit: Visitor, bulletin: str, seen: WhatWasSeen, reason: Text = "") -> Response:
    """Take it out for good."""
    take_out(visit, bulletin, seen, reason)
    return go_to(f"/write/{bulletin}", "withdrawn")


def take_out(visit: Visit, bulletin: str, seen: Seen, reason: str) -> None:
    """Withdraw a bulletin, and give its room to others."""
    actions.withdraw(visit.desk, bulletin, reason, **consent(visit, seen))
    plan_anew(visit)
