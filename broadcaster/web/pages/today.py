"""Today: on air now, next, the last session in one sentence, the coming days; stop and announce.

The first paint holds everything. With scripts the parts that change arrive as events; without,
the page loads itself again.
"""

from datetime import datetime, timedelta
from typing import Annotated

from fastapi import Form
from starlette.responses import Response

from broadcaster.operating import actions as operating_actions
from broadcaster.reports import actions as reports_actions
from broadcaster.reports.session_words import sentence_of_session
from broadcaster.schedule import actions as schedule_actions
from broadcaster.web import notices
from broadcaster.web.fields import Text
from broadcaster.web.pages.today_live import MINUTES, controls_part, live_at, now_part
from broadcaster.web.visit import Typed, Visit, Visitor, go_to
from broadcaster.web.week import week_of


def page(visit: Visitor, done: str = "") -> Response:
    """Show the page."""
    return show(visit, said=notices.notice(done))


def page_again(visit: Visit, typed: Typed, refusal: str) -> Response:
    """Show it once more with what was refused."""
    return show(visit, status=422, refusal=refusal)


def show(visit: Visit, *, status: int = 200, said: str = "", refusal: str = "") -> Response:
    """Return the page as things stand."""
    desk, zone, now = visit.desk, visit.settings.zone_info, visit.desk.time.now()
    last = reports_actions.last_session(desk.home, desk.settings, now)
    return visit.page(
        "today.html",
        status,
        said=said,
        refusal=refusal,
        last=sentence_of_session(last, zone) if last else "",
        week=week_of(schedule_actions.planned(desk), now, zone),
        **now_part(live := live_at(visit)),
        **controls_part(visit, live),
    )


def mute(
    visit: Visitor, minutes: Annotated[int, Form(ge=0, le=1440)] = 30, until: Text = ""
) -> Response:
    """Fall silent at once, until a moment."""
    operating_actions.mute(visit.desk, _end(visit, minutes, until))
    return _done(visit, "muted")


def unmute(visit: Visitor) -> Response:
    """Let what comes next sound again."""
    operating_actions.unmute(visit.desk)
    return _done(visit, "unmuted")


def stop_all(visit: Visitor) -> Response:
    """Stop what is on air and the rest of its session."""
    operating_actions.stop_all(visit.desk)
    return _done(visit, "stopped")


def announce(visit: Visitor, approval: Text = "") -> Response:
    """Put an approved cut on air after the present item."""
    visit.is_about(approval)
    operating_actions.announce(visit.desk, approval)
    return _done(visit, "announced")


def _end(visit: Visit, minutes: int, until: str) -> datetime:
    typed = operating_actions.mute_end(visit.desk, until)
    return typed or visit.desk.time.now() + timedelta(minutes=minutes or MINUTES[1])


def _done(visit: Visit, code: str) -> Response:
    visit.office.air.ask_anew()
    return go_to("/today", code)
