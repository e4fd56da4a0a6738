"""Approve: what waits for a signature, and one bulletin with all that the signature covers."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from broadcaster.bulletins import Bulletin, State, actions
from broadcaster.bulletins.difference import compare
from broadcaster.bulletins.headlining import spoken_headline
from broadcaster.bulletins.validity import show_from, show_until
from broadcaster.i18n import _
from broadcaster.production import Cut
from broadcaster.production import actions as production_actions
from broadcaster.units import Person
from broadcaster.units import actions as units_actions
from broadcaster.voices import VoiceKind
from broadcaster.voices import actions as voices_actions
from broadcaster.web import notices
from broadcaster.web.consent import WhatWasSeen, consent
from broadcaster.web.fields import Text, Turn
from broadcaster.web.forecast import forecast_of
from broadcaster.web.pages.bulletin import cut_of, lines_of
from broadcaster.web.pages.handing_in import take_out
from broadcaster.web.planning import plan_anew
from broadcaster.web.stopping import airings_in_words
from broadcaster.web.visit import Typed, Visit, Visitor, go_to
from broadcaster.web.who import SIGNERS

SHOWN = 50
CORRECTION = "line-"


def waiting(visit: Visitor, done: str = "") -> Response:
    """Show what waits, oldest first."""
    return visit.page(
        "waiting.html",
        said=notices.notice(done),
        waiting=actions.listing(visit.desk, [State.SUBMITTED], limit=SHOWN),
        decided=actions.listing(visit.desk, [State.APPROVED], limit=10, newest_first=True),
        name_of=visit.name_of,
    )


def page(visit: Visitor, bulletin: str, done: str = "") -> Response:
    """Show everything that an approval of this bulletin would cover."""
    return show(visit, bulletin, said=notices.notice(done))


def page_again(visit: Visit, typed: Typed, refusal: str) -> Response:
    """Show it as it stands now, with what was refused."""
    bulletin = visit.request.path_params["bulletin"]
    return show(visit, bulletin, status=422, refusal=refusal, typed=typed)


def show(
    visit: Visit,
    handle: str,
    *,
    status: int = 200,
    said: str = "",
    refusal: str = "",
    typed: Typed | None = None,
) -> Response:
    """Return the page."""
    desk, zone = visit.desk, visit.settings.zone_info
    bulletin = actions.find(desk, handle)
    given = bulletin.revision.fields
    before = actions.last_approved(desk, bulletin)
    return visit.page(
        "approve.html",
        status,
        said=said,
        refusal=refusal,
        typed=typed or {},
        bulletin=bulletin,
        given=given,
        valid_from=show_from(given.valid_from, zone),
        valid_until=show_until(given.valid_until, zone),
        zones=[one.name for one in units_actions.zones(desk) if one.id in given.zones],
        lines=[line for line in lines_of(bulletin.revision.script) if not line.omitted],
        left_out=[line for line in lines_of(bulletin.revision.script) if line.omitted],
        cut=(cut := cut_of(visit, bulletin)),
        headline=spoken_headline(bulletin.revision),
        why_voice=why_voice(visit, cut) if cut else "",
        attestations=actions.attestations_of(desk, bulletin),
        needs_attestation=_needs_attestation(visit, bulletin),
        listeners=_listeners(visit, bulletin),
        listen_link=visit.link(f"/listen/{bulletin.id}"),
        submission=actions.submission_of(desk, bulletin),
        approval=actions.approval_of(desk, bulletin),
        before=before,
        difference=compare(before.script, bulletin.revision.script) if before else (),
        forecast=forecast_of(desk, bulletin),
        stopping=airings_in_words(desk, actions.ends_with_approval(desk, bulletin)),
        own_airings=airings_in_words(desk, actions.ends_with_change(desk, bulletin)),
        name_of=visit.name_of,
        is_own=visit.session is not None and bulletin.author == visit.session.person.id,
    )


def approve(visit: Visitor, bulletin: str, seen: WhatWasSeen) -> Response:
    """Sign it, and give it its airings."""
    actions.approve(visit.desk, bulletin, **consent(visit, seen))
    trouble = plan_anew(visit)
    return go_to(f"/approve/{bulletin}", "approved-unplanned" if trouble else "approved")


def withdraw(visit: Visitor, bulletin: str, seen: WhatWasSeen, reason: Text = "") -> Response:
    """Take it out for good; what is on air ends with its sentence."""
    take_out(visit, bulletin, seen, reason)
    return go_to(f"/approve/{bulletin}", "withdrawn")


async def send_back(
    visit: Visitor, request: Request, bulletin: str, turn: Turn, comment: Text = ""
) -> Response:
    """Return it to its author, with a comment and with the lines that should be said otherwise."""
    form = await request.form()
    corrections = [
        (int(name.removeprefix(CORRECTION)), str(text))
        for name, text in form.items()
        if name.startswith(CORRECTION) and name.removeprefix(CORRECTION).isdecimal()
    ]
    await run_in_threadpool(actions.return_, visit.desk, bulletin, comment, corrections, turn=turn)
    return go_to("/approve", "returned")


def _needs_attestation(visit: Visit, bulletin: Bulletin) -> bool:
    """Say whether the visitor, as an approver, has to wait for a second listener."""
    if bulletin.state is not State.SUBMITTED or visit.session is None or not visit.may(SIGNERS):
        return False
    return actions.needs_attestation(visit.desk, bulletin, visit.session.person.id)


def _listeners(visit: Visit, bulletin: Bulletin) -> list[Person]:
    """Return who could be asked, the visitor left out."""
    own = visit.session.person.id if visit.session else ""
    return [one for one in actions.listeners(visit.desk, bulletin) if one.id != own]


def why_voice(visit: Visit, cut: Cut) -> str:
    """Return why the cut is in this voice and no other."""
    if cut.voice == production_actions.RECORDING.voice:
        if reduced_db := cut.parameters.get("denoised_db"):
            return _("A person's recording, its noise reduced by up to {db} dB.").format(
                db=reduced_db
            )
        return _("A person's recording, taken as it was brought.")
    leave = {one.voice: one for one in voices_actions.enablements_in_force(visit.desk)}
    if cut.voice in leave:
        return _("Switched on by {name} on {day}.").format(
            name=visit.name_of(leave[cut.voice].by), day=f"{leave[cut.voice].valid_from:%d/%m/%Y}"
        )
    if cut.voice_kind is VoiceKind.NEURAL:
        return _("Installed on this machine; the text does not leave the house.")
    if cut.step_downs:
        return _("The voices before it could not be used.")
    return _("The voice built into the program; no other is switched on for this station.")
