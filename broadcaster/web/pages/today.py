"""Today: on air now, next, the last session in one sentence, the coming days; stop and announce.

The first paint holds everything. With scripts the parts that change arrive as events; without,
the page loads itself again.
"""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from itertools import count
from typing import Annotated

from fastapi import Form
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from broadcaster.handles import HandleError
from broadcaster.i18n import _
from broadcaster.operating import actions as operating_actions
from broadcaster.playout.moments import parse_moment
from broadcaster.reports import actions as reports_actions
from broadcaster.reports.session_words import sentence_of_session
from broadcaster.schedule import actions as schedule_actions
from broadcaster.users import Ended
from broadcaster.users import actions as users_actions
from broadcaster.web import notices
from broadcaster.web.fields import Text
from broadcaster.web.live import live_of, seconds_left
from broadcaster.web.pages.approve import names_at
from broadcaster.web.streams import Stream
from broadcaster.web.visit import Typed, Visit, Visitor, go_to
from broadcaster.web.week import week_of

MINUTES = (15, 30, 60, 120)
"""How long a mute may be asked for; it has an end, since a forgotten one silences a village."""
EVERY_S = 1.0
CHECK_EVERY = 5
"""Ticks between two looks at whether the session still holds."""
LIVE_PARTS = ("now", "controls")


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
        **_live(visit),
    )


async def stream(visit: Visitor) -> Response:
    """Answer with the parts that change, as they change."""
    full = _("Too many pages are open. This one shows what was so when it was loaded.")
    return Stream(_events(visit), visit.office.places, full)


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
    now = visit.desk.time.now()
    if until.strip():
        return parse_moment(until, visit.settings.zone_info, now)
    return now + timedelta(minutes=minutes or MINUTES[1])


def _done(visit: Visit, code: str) -> Response:
    visit.office.air.ask_anew()
    return go_to("/today", code)


def _live(visit: Visit) -> dict[str, object]:
    live = live_of(visit.office.air.status(), names_at(visit), lambda id_: _title(visit, id_))
    may_announce = visit.is_("operator") and live.running
    return {
        "live": live,
        "left": seconds_left(live.sounding.ends, live.at) if live.sounding else 0,
        "minutes": MINUTES,
        "announceable": operating_actions.announceable(visit.desk) if may_announce else (),
    }


def _title(visit: Visit, session: str) -> str:
    """Return what a planned session is called; its id when it is planned no more."""
    try:
        return schedule_actions.session_order(visit.desk, session).order.title
    except HandleError:
        return session


def _parts(visit: Visit) -> dict[str, str]:
    shown = _live(visit)
    return {
        part: visit.office.templates.render(f"today_{part}.html", visit=visit, **shown)
        for part in LIVE_PARTS
    }


async def _events(visit: Visit) -> AsyncIterator[str]:
    sent: dict[str, str] = {}
    for tick in count():
        if tick % CHECK_EVERY == CHECK_EVERY - 1 and await run_in_threadpool(_is_over, visit):
            yield "event: over\ndata:\n\n"
            return
        for part, html in (await run_in_threadpool(_parts, visit)).items():
            if sent.get(part) != html:
                sent[part] = html
                yield _event(part, html)
        await asyncio.sleep(EVERY_S)


def _is_over(visit: Visit) -> bool:
    found = users_actions.session_of(visit.office.desk, visit.secret)
    return found is None or isinstance(found, Ended)


def _event(name: str, html: str) -> str:
    lines = "".join(f"data: {line}\n" for line in html.splitlines())
    return f"event: {name}\n{lines}\n"
