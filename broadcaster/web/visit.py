"""One request of one visitor: the desk they work at, what they may do, and how a page is shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import Depends
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.requests import Request

from broadcaster.bulletins import actions as bulletins_actions
from broadcaster.config import Settings
from broadcaster.desk import Desk
from broadcaster.errors import BroadcasterError
from broadcaster.i18n import _
from broadcaster.units import Role, Standing
from broadcaster.units import actions as units_actions
from broadcaster.units.wording import lent_text
from broadcaster.users import UserSession
from broadcaster.web import forgery
from broadcaster.web.office import Office
from broadcaster.web.who import (
    ADMINISTRATORS,
    OPERATORS,
    READERS_OF_APPROVALS,
    READERS_OF_BULLETINS,
    SIGNED_IN,
    Who,
)

FILE_BYTES = 64 * 1024 * 1024
"""The largest upload: an hour of a phone's recorder at 128 kbit/s."""
SESSION_COOKIE = "broadcaster_session"
VISITOR_COOKIE = "broadcaster_visitor"
"""Stands in for a session on the pages before sign-in, so that their forms have a token too."""


@dataclass(frozen=True)
class Visit:
    """Who asks, at which desk. Made by the door before anything else looks at the request."""

    request: Request
    office: Office
    desk: Desk
    secret: str
    """The cookie that the form token is made from."""
    session: UserSession | None = None
    standing: Standing | None = None

    @property
    def settings(self) -> Settings:
        """The settings of the station."""
        return self.desk.settings

    @property
    def address(self) -> str:
        """Where the request comes from."""
        return self.request.client.host if self.request.client else ""

    @property
    def subject(self) -> str:
        """What a form is about, for the trail: the bulletin of the address, or what was named."""
        named = getattr(self.request.state, "subject", "")
        handle = str(named or self.request.path_params.get("bulletin", ""))
        try:
            return bulletins_actions.find_revision(self.desk, handle).bulletin
        except BroadcasterError:
            return handle

    def is_about(self, subject: str) -> None:
        """Name what a form is about, where its address does not."""
        self.request.state.subject = subject

    def is_asked(self) -> None:
        """Say that the answer to a form is a question."""
        self.request.state.is_question = True

    @property
    def is_question(self) -> bool:
        """Say whether the form was answered by a question, and nothing was done yet."""
        return bool(getattr(self.request.state, "is_question", False))

    def in_name_of(self, who: Who) -> str:
        """Return the id of whoever lent the role that the page is for; empty for one's own."""
        grounds = self.standing.grounds if self.standing else {}
        held = [grounds[role].authority.in_name_of for role in who or () if role in grounds]
        return held[0] if held and all(held) else ""

    @property
    def path(self) -> str:
        """The page that is shown, to come back to."""
        return self.request.url.path if self.request.method == "GET" else "/"

    @property
    def tick(self) -> int:
        """The second it is, for an address that has to differ from the last one."""
        return int(self.desk.time.now().timestamp())

    @property
    def name(self) -> str:
        """Who is signed in."""
        return self.session.person.name if self.session else ""

    @cached_property
    def _names(self) -> dict[str, str]:
        return {one.id: one.name for one in units_actions.people(self.desk)}

    def name_of(self, person: str) -> str:
        """Return a person's name; the id itself when there is nobody of it."""
        return self._names.get(person, person)

    @property
    def tabs(self) -> list[tuple[str, str, str]]:
        """The pages this visitor may open: code, address, and what it is called."""
        every = (
            ("write", "/write", _("Write"), OPERATORS),
            ("approve", "/approve", _("Approve"), READERS_OF_APPROVALS),
            ("today", "/today", _("Today"), SIGNED_IN),
            ("sounds", "/sounds", _("Sounds"), SIGNED_IN),
            ("feedback", "/feedback", _("Feedback"), READERS_OF_BULLETINS),
            ("people", "/people", _("People"), ADMINISTRATORS),
        )
        return [(code, path, label) for code, path, label, who in every if self.may(who)]

    @property
    def lent(self) -> list[str]:
        """In whose name the visitor acts, for each role that is theirs by delegation only."""
        grounds = self.standing.grounds if self.standing else {}
        return [lent_text(role, ground) for role, ground in grounds.items() if ground.giver]

    @property
    def largest_file(self) -> int:
        """How large an upload may be, in bytes."""
        return FILE_BYTES

    @property
    def token(self) -> str:
        """What every form of this visitor carries."""
        return forgery.token_of(self.secret)

    def may(self, who: Who) -> bool:
        """Say whether the visitor holds one of the roles today, directly or by delegation."""
        if who is None:
            return True
        return self.standing is not None and self.standing.holds(*who)

    def is_(self, role: str) -> bool:
        """Say the same of one role, named by its code, for templates."""
        return self.may(frozenset({Role(role)}))

    def page(self, template: str, status: int = 200, /, **shown: Any) -> HTMLResponse:
        """Return a page."""
        html = self.office.templates.render(template, visit=self, **shown)
        return HTMLResponse(html, status)

    def link(self, path: str) -> str:
        """Return the whole address of a page, as it is sent to other people."""
        base = self.settings.web_address or str(self.request.base_url)
        return base.rstrip("/") + path


def go_to(path: str, done: str = "", anchor: str = "") -> RedirectResponse:
    """Send the browser on after a form; `done` is the code of a sentence in `notices`.

    303, so that a reload never repeats the form.
    """
    query = f"?done={quote(done)}" if done else ""
    fragment = f"#{anchor}" if anchor else ""
    return RedirectResponse(path + query + fragment, 303)


def own_path(path: str) -> str:
    """Return a path of this site that a link named, or the first page instead of anything else."""
    inside = path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable()
    return path if inside else "/"


def _visit(request: Request) -> Visit:
    visit: Visit = request.state.visit
    return visit


Visitor = Annotated[Visit, Depends(_visit)]
Typed = Mapping[str, str]
"""The text fields of a form, as somebody typed them."""
