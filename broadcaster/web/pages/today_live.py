"""The part of Today that changes: what is on air, and the buttons, as events to an open page."""

import asyncio
from collections.abc import AsyncIterator
from itertools import count

from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from broadcaster.handles import HandleError
from broadcaster.i18n import _
from broadcaster.operating import actions as operating_actions
from broadcaster.schedule import actions as schedule_actions
from broadcaster.users import Ended
from broadcaster.users import actions as users_actions
from broadcaster.web.live import Live, live_of, seconds_left
from broadcaster.web.streams import Stream
from broadcaster.web.visit import Visit, Visitor
from broadcaster.web.who import SILENCERS

MINUTES = (15, 30, 60, 120)
"""How long a mute may be asked for; it has an end, since a forgotten one silences a village."""
EVERY_S = 1.0
CHECK_EVERY = 5
"""Ticks between two looks at whether the session still holds."""


async def stream(visit: Visitor) -> Response:
    """Answer with the parts that change, as they change."""
    full = _("Too many pages are open. This one shows what was so when it was loaded.")
    return Stream(_events(visit), visit.office.places, full)


def live_at(visit: Visit) -> Live:
    """Return what the player does at this moment."""
    return live_of(visit.office.air.status(), visit.name_of, lambda id_: _title(visit, id_))


def now_part(live: Live) -> dict[str, object]:
    """Return what the part that shows the air is made from."""
    return {
        "live": live,
        "left": seconds_left(live.sounding.ends, live.at) if live.sounding else 0,
    }


def controls_part(visit: Visit, live: Live) -> dict[str, object]:
    """Return what the buttons are made from."""
    may_announce = visit.is_("operator") and live.running
    return {
        "minutes": MINUTES,
        "may_silence": visit.may(SILENCERS),
        "announceable": operating_actions.announceable(visit.desk) if may_announce else (),
    }


def _title(visit: Visit, session: str) -> str:
    """Return what a planned session is called; its id when it is planned no more."""
    try:
        return schedule_actions.session_order(visit.desk, session).order.title
    except HandleError:
        return session


class _Parts:
    """The parts of an open page: which of them have changed since they were sent."""

    def __init__(self, visit: Visit) -> None:
        self._visit = visit
        self._sent = ""
        self._state: object = None

    def changed(self) -> list[tuple[str, str]]:
        """Return name and content of each part that has to be sent."""
        live = live_at(self._visit)
        parts = []
        if (now := self._render("now", **now_part(live))) != self._sent:
            self._sent = now
            parts.append(("now", now))
        # Not more often than these change: somebody may be using the buttons.
        if (state := (live.running, live.muted)) != self._state:
            self._state = state
            shown = controls_part(self._visit, live)
            parts.append(("controls", self._render("controls", live=live, **shown)))
        return parts

    def _render(self, part: str, **shown: object) -> str:
        render = self._visit.office.templates.render
        return render(f"today_{part}.html", visit=self._visit, **shown)


async def _events(visit: Visit) -> AsyncIterator[str]:
    parts = _Parts(visit)
    for tick in count():
        if tick % CHECK_EVERY == CHECK_EVERY - 1 and await run_in_threadpool(_is_over, visit):
            yield "event: over\ndata:\n\n"
            return
        for name, html in await run_in_threadpool(parts.changed):
            yield _event(name, html)
        await asyncio.sleep(EVERY_S)


def _is_over(visit: Visit) -> bool:
    found = users_actions.session_of(visit.office.desk, visit.secret, is_use=False)
    return found is None or isinstance(found, Ended)


def _event(name: str, html: str) -> str:
    lines = "".join(f"data: {line}\n" for line in html.splitlines())
    return f"event: {name}\n{lines}\n"
