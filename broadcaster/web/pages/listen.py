"""Listen as a second listener: the cut, its lines, and the word that they are right."""

from starlette.responses import Response

from broadcaster.bulletins import actions
from broadcaster.web import notices
from broadcaster.web.fields import Turn
from broadcaster.web.pages.bulletin import cut_of, lines_of
from broadcaster.web.visit import Typed, Visit, Visitor, go_to


def page(visit: Visitor, bulletin: str, done: str = "") -> Response:
    """Show what is to be heard."""
    return show(visit, bulletin, said=notices.notice(done))


def page_again(visit: Visit, _typed: Typed, refusal: str) -> Response:
    """Show it as it stands now, with what was refused."""
    return show(visit, visit.request.path_params["bulletin"], status=422, refusal=refusal)


def show(
    visit: Visit, handle: str, *, status: int = 200, said: str = "", refusal: str = ""
) -> Response:
    """Return the page."""
    bulletin = actions.find(visit.desk, handle)
    own = visit.session.person.id if visit.session else ""
    return visit.page(
        "listen.html",
        status,
        said=said,
        refusal=refusal,
        bulletin=bulletin,
        given=bulletin.revision.fields,
        cut=cut_of(visit, bulletin),
        lines=[line for line in lines_of(bulletin.revision.script) if not line.omitted],
        attestations=actions.attestations_of(visit.desk, bulletin),
        may_attest=actions.may_attest(visit.desk, bulletin, own),
    )


def attest(visit: Visitor, bulletin: str, turn: Turn) -> Response:
    """Take the listener's word for the cut that was on the page."""
    actions.attest(visit.desk, bulletin, turn=turn)
    return go_to(f"/listen/{bulletin}", "attested")
