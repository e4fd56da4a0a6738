"""One bulletin at the operator's desk: what to check, how it sounds, when it airs, hand it in."""

from dataclasses import dataclass

from starlette.responses import Response

from broadcaster.bulletins import Bulletin, State, actions
from broadcaster.bulletins.correcting import Corrections
from broadcaster.bulletins.revision import Act, Step
from broadcaster.bulletins.rewording import is_name
from broadcaster.bulletins.validity import show_from, show_until
from broadcaster.policies import Stage
from broadcaster.policies import actions as policies_actions
from broadcaster.production import Cut
from broadcaster.reading import Flag, Script
from broadcaster.reading.words import is_furniture, reason_text
from broadcaster.units import actions as units_actions
from broadcaster.web import notices
from broadcaster.web.forecast import forecast_of
from broadcaster.web.stopping import airings_in_words
from broadcaster.web.visit import Typed, Visit, Visitor

HANDED_ON = (State.SUBMITTED, State.APPROVED, State.WITHDRAWN)


@dataclass(frozen=True)
class Line:
    """One line of the script, as the page shows it."""

    number: int
    written: str
    spoken: str
    kind: str
    omitted: bool
    flags: tuple[Flag, ...]


def page(visit: Visitor, bulletin: str, done: str = "", line: int = 0, change: int = 0) -> Response:
    """Show a bulletin; `line` is open for editing, `change` opens an approved one."""
    response = show(visit, bulletin, said=notices.notice(done), line=line, change=bool(change))
    if _is_part(visit) and actions.find(visit.desk, bulletin).state in HANDED_ON:
        # It was submitted in the background: the whole page is another one now.
        response.headers["hx-refresh"] = "true"
    return response


def page_again(visit: Visit, typed: Typed, refusal: str) -> Response:
    """Show it once more with what was refused; what was typed stays in its field."""
    bulletin = visit.request.path_params["bulletin"]
    line = typed.get("line", "")
    return show(
        visit,
        bulletin,
        status=422,
        refusal=refusal,
        typed=typed,
        line=int(line) if line.isdecimal() and len(line) < 7 else 0,
        change=bool(typed.get("confirmed")),
    )


def show(
    visit: Visit,
    handle: str,
    *,
    status: int = 200,
    said: str = "",
    refusal: str = "",
    typed: Typed | None = None,
    line: int = 0,
    change: bool = False,
) -> Response:
    """Return the page of a bulletin as it stands now."""
    desk = visit.desk
    bulletin = actions.find(desk, handle)
    script, zone = bulletin.revision.script, desk.settings.zone_info
    given = bulletin.revision.fields
    editable = may_change(visit, bulletin, change)
    return visit.page(
        "bulletin.html",
        status,
        said=said,
        refusal=refusal,
        typed=typed or {},
        bulletin=bulletin,
        given=given,
        valid_from=show_from(given.valid_from, zone),
        valid_until=show_until(given.valid_until, zone),
        lines=lines_of(script),
        offers=actions.offered_by_line(desk, script) if editable else {},
        open_line=line,
        furniture=[flag for flag in script.flags if is_furniture(flag.reason)],
        informing=[
            flag
            for flag in script.flags
            if flag not in script.ambiguous and not is_furniture(flag.reason)
        ],
        reason_text=reason_text,
        is_name=is_name,
        may_change=editable,
        stopping=airings_in_words(desk, actions.ends_with_change(desk, bulletin)),
        progress=visit.office.speaking.progress(bulletin.id),
        cut=cut_of(visit, bulletin),
        beds=actions.beds(desk, bulletin) if editable else (),
        bed_before=actions.bed_under(desk, bulletin.cut) or "",
        estimate_ms=actions.estimate(desk, bulletin.revision).length_ms,
        preview=actions.preview_of(desk, bulletin) if editable else None,
        forecast=forecast_of(desk, bulletin),
        zones=units_actions.zones(desk),
        policies=policies_actions.policies(desk) if editable else (),
        stages=tuple(Stage),
        corrections=corrections_of(visit, bulletin),
        comment=_comment(visit, bulletin),
        link=visit.link(f"/approve/{bulletin.id}"),
    )


def lines_of(script: Script) -> tuple[Line, ...]:
    """Return the script's lines with what is to be looked at in each."""
    flags: dict[int, list[Flag]] = {}
    for flag in script.flags:
        flags.setdefault(flag.line, []).append(flag)
    return tuple(
        Line(
            number,
            script.written(sentence),
            sentence.spoken,
            str(sentence.kind),
            sentence.omitted,
            tuple(flags.get(number, ())),
        )
        for number, sentence in enumerate(script.sentences, 1)
    )


def may_change(visit: Visit, bulletin: Bulletin, change: bool) -> bool:
    """Say whether the page offers edits: never by itself for what others rely on already."""
    if bulletin.state is State.WITHDRAWN:
        return False
    return change or bulletin.state not in HANDED_ON


def cut_of(visit: Visit, bulletin: Bulletin) -> Cut | None:
    """Return what was measured on the cut of exactly this script, if there is one."""
    return actions.cut_of(visit.desk, bulletin.cut) if bulletin.has_fitting_cut else None


def corrections_of(visit: Visit, bulletin: Bulletin) -> Corrections:
    """Return the approver's wording that waits to be taken over."""
    return actions.corrections_of(visit.desk, bulletin)


def _is_part(visit: Visit) -> bool:
    """Say whether the page asks only for its own end, while a bulletin is being spoken."""
    return visit.request.headers.get("hx-target", "").endswith("#finish")


def _comment(visit: Visit, bulletin: Bulletin) -> Step | None:
    """Return the line of history that says why it was returned, while it is."""
    if bulletin.state is not State.RETURNED:
        return None
    steps = actions.history(visit.desk, bulletin.id)
    return next((step for step in reversed(steps) if step.act is Act.RETURNED), None)
